"""What a clinic's schema really holds, read from the catalog. Only `doctor` looks here."""

from dataclasses import dataclass, field

from engine.core.pool import Connection

__all__ = ["LiveColumn", "LiveConstraint", "LiveIndex", "LiveSchema", "LiveTable", "read_schema"]

_COLUMNS = """
select c.relname, a.attname, format_type(a.atttypid, a.atttypmod) pg_type, a.attnotnull,
       a.atthasdef
from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where c.relnamespace = $1::regnamespace and c.relkind = 'r' order by 1, a.attnum
"""
_INDEXES = """
select t.relname, c.relname index, i.indisvalid and i.indisready valid, i.indisunique,
       i.indisprimary
from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
where c.relnamespace = $1::regnamespace
"""
_CONSTRAINTS = """
select t.relname, k.conname, k.contype::text, k.convalidated, f.relname target
from pg_constraint k join pg_class t on t.oid = k.conrelid
left join pg_class f on f.oid = k.confrelid
where k.connamespace = $1::regnamespace and k.contype in ('f', 'c')
"""
_PRIVILEGES = """
select relname, has_table_privilege($2, oid, 'select') reads,
       has_table_privilege($2, oid, 'insert, update, delete') changes,
       has_table_privilege($2, oid, 'insert') and has_table_privilege($2, oid, 'update')
       and has_table_privilege($2, oid, 'delete') writes, relowner::regrole::text owner
from pg_class where relnamespace = $1::regnamespace and relkind in ('r', 'v')
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveColumn:
    """One column."""

    pg_type: str
    not_null: bool
    has_default: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveIndex:
    """One index that is no primary key."""

    valid: bool
    unique: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveConstraint:
    """A foreign key or a check."""

    kind: str
    validated: bool
    target: str | None


@dataclass(slots=True, kw_only=True)
class LiveTable:
    """A table or view. `app_writes`: the app role may do all; `app_changes`: it may do some."""

    owner: str = ""
    app_reads: bool = False
    app_writes: bool = False
    app_changes: bool = False
    columns: dict[str, LiveColumn] = field(default_factory=dict[str, LiveColumn])
    indexes: dict[str, LiveIndex] = field(default_factory=dict[str, LiveIndex])
    constraints: dict[str, LiveConstraint] = field(default_factory=dict[str, LiveConstraint])


@dataclass(slots=True, kw_only=True)
class LiveSchema:
    """Everything `doctor` compares."""

    tables: dict[str, LiveTable]
    functions: frozenset[str]


async def read_schema(con: Connection, schema: str, app_role: str) -> LiveSchema:
    """Read the schema in five statements."""
    tables: dict[str, LiveTable] = {}
    for row in await con.fetch(_PRIVILEGES, schema, app_role):
        tables[row["relname"]] = LiveTable(
            owner=row["owner"].strip('"'),
            app_reads=row["reads"],
            app_writes=row["writes"],
            app_changes=row["changes"],
        )
    for row in await con.fetch(_COLUMNS, schema):
        tables[row["relname"]].columns[row["attname"]] = LiveColumn(
            pg_type=row["pg_type"], not_null=row["attnotnull"], has_default=row["atthasdef"]
        )
    for row in await con.fetch(_INDEXES, schema):
        if not row["indisprimary"]:
            tables[row["relname"]].indexes[row["index"]] = LiveIndex(
                valid=row["valid"], unique=row["indisunique"]
            )
    for row in await con.fetch(_CONSTRAINTS, schema):
        tables[row["relname"]].constraints[row["conname"]] = LiveConstraint(
            kind=row["contype"], validated=row["convalidated"], target=row["target"]
        )
    functions = await con.fetch(
        "select proname from pg_proc where pronamespace = $1::regnamespace", schema
    )
    return LiveSchema(tables=tables, functions=frozenset(row["proname"] for row in functions))
