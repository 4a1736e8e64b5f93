"""Tables, columns, indexes, constraints and privileges: the design against the live schema."""

from collections.abc import Collection, Iterator

from engine.core.database import Datasource
from engine.core.tenant import Clinic
from engine.definitions.design import Design, TableDesign
from engine.definitions.doctor_texts import Finding, finding
from engine.definitions.live_catalog import LiveSchema, LiveTable
from engine.definitions.storage import RECORD_COLUMNS, REFERENCE_COLUMNS
from engine.definitions.system_tables import (
    APPEND_ONLY,
    ENGINE_TABLES,
    PREMADE_INDEXES,
    SYSTEM_TABLES,
)

__all__ = ["compare_tables"]

_ALIASES = {
    "timestamptz": "timestamp with time zone",
    "timestamp": "timestamp without time zone",
    "time": "time without time zone",
    "int": "integer",
    "int4": "integer",
    "int8": "bigint",
    "bool": "boolean",
    "float8": "double precision",
}


def compare_tables(
    datasource: Datasource, clinic: Clinic, design: Design, live: LiveSchema
) -> Iterator[Finding]:
    """Every difference of one datasource."""
    wanted = {name: t for name, t in design.tables.items() if t.datasource == datasource}
    engine = ENGINE_TABLES[datasource]
    for name in (*wanted, *(name for name in engine if name not in wanted)):
        table = live.tables.get(name)
        if table is None:
            yield finding("table_missing", datasource, name)
            continue
        is_copy = name in wanted and wanted[name].kind == "reference"
        reads_only = engine.get(name) or is_copy
        yield from _compare_access(datasource, clinic, name, table, reads_only=reads_only)
        if name in wanted:
            yield from _compare_columns(datasource, wanted[name], table)
            yield from _compare_indexes(datasource, wanted[name], table)
            yield from _compare_constraints(datasource, wanted[name], table)
    for name in live.tables:
        if name not in wanted and name not in engine:
            yield finding("table_extra", datasource, name)
    for name in sorted(live.functions):
        if name.startswith("_sync_"):
            yield finding("function_extra", datasource, name, name=name)


def _compare_access(
    datasource: Datasource, clinic: Clinic, name: str, table: LiveTable, *, reads_only: bool | None
) -> Iterator[Finding]:
    if table.owner != clinic.owner_role:
        yield finding("table_owner", datasource, name, found=table.owner, wanted=clinic.owner_role)
    appends = name in APPEND_ONLY
    if (reads_only and table.app_changes) or (appends and table.app_writes):
        yield finding("privilege_extra", datasource, name, name=clinic.app_role)
    may_write = table.app_changes if appends else table.app_writes
    if not table.app_reads or (not reads_only and not may_write):
        yield finding("privilege_missing", datasource, name, name=clinic.app_role)


def _compare_columns(
    datasource: Datasource, design: TableDesign, table: LiveTable
) -> Iterator[Finding]:
    name = design.name
    fixed = {"position", *_FIXED[design.kind], *_premade(design)}
    for column, wanted in design.columns.items():
        found = table.columns.get(column)
        if found is None:
            yield finding("column_missing", datasource, name, column, wanted=wanted.pg_type)
            continue
        pg_type = _ALIASES.get(wanted.pg_type, wanted.pg_type)
        if found.pg_type != pg_type:
            yield finding(
                "column_type", datasource, name, column, found=found.pg_type, wanted=pg_type
            )
        if column in fixed:
            continue
        if wanted.not_null and not found.not_null:
            yield finding("not_null_missing", datasource, name, column)
        if found.not_null and not wanted.not_null:
            yield finding("not_null_extra", datasource, name, column)
        if found.has_default:
            yield finding("default_extra", datasource, name, column)
    for column in table.columns:
        if column not in design.columns and column not in fixed:
            yield finding("column_extra", datasource, name, column)
    for column in fixed - {"position"}:
        if column not in table.columns:
            yield finding("column_missing", datasource, name, column, wanted=column)


_FIXED: dict[str, Collection[str]] = {
    "record": RECORD_COLUMNS,
    "reference": REFERENCE_COLUMNS,
    "join": (),
}


def _premade(design: TableDesign) -> set[str]:
    system = next((s for s in SYSTEM_TABLES.values() if s.table == design.name), None)
    return set(system.columns) if system and design.premade else set()


def _compare_indexes(
    datasource: Datasource, design: TableDesign, table: LiveTable
) -> Iterator[Finding]:
    for name in design.indexes:
        if name not in table.indexes:
            yield finding("index_missing", datasource, design.name, name=name)
    for name, index in table.indexes.items():
        if not index.valid:
            yield finding("index_invalid", datasource, design.name, name=name)
        elif name not in design.indexes and name not in PREMADE_INDEXES:
            yield finding("index_extra", datasource, design.name, name=name)


def _compare_constraints(
    datasource: Datasource, design: TableDesign, table: LiveTable
) -> Iterator[Finding]:
    for name, key in design.foreign_keys.items():
        if name not in table.constraints:
            yield finding(
                "foreign_key_missing", datasource, design.name, name=name, wanted=key.target
            )
    for name, constraint in table.constraints.items():
        if not constraint.validated:
            yield finding("constraint_unchecked", datasource, design.name, name=name)
        elif name not in design.foreign_keys and not design.premade:
            yield finding("constraint_extra", datasource, design.name, name=name)
