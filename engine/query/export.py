"""Every record of a list as a file that is written while it is read.

One cursor in one REPEATABLE READ snapshot, read in batches: the file is the clinic at one moment,
holds no memory and makes no write wait. The fence is compared before the first byte and before
every batch (law 2): who loses a right in the middle gets no further line. An export gives way to a
publish that waits for its tables, since everybody's reads would wait behind it.
"""

import json
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass

import asyncpg

from engine.access.actor import RequestContext
from engine.access.fields import record_fields
from engine.access.guard import guard
from engine.access.guarded_query import GuardedField, GuardedQuery
from engine.access.record_query import Selected
from engine.core.database import Databases
from engine.core.errors import ModelSwitching, NexusError
from engine.core.pool import Connection
from engine.query.binds import fill
from engine.query.csv_cells import (
    CsvColumn,
    CsvForm,
    csv_column,
    encode_lines,
    header_line,
    row_cells,
)
from engine.query.execute import check_fence
from engine.query.order import order_terms, order_text
from engine.query.page import scope_sql
from engine.query.request import parse_export_request
from engine.query.rows import write_row
from engine.query.source import Source, Statement

BATCH = 500
AT_ONCE = 3
"""Exports of one process at a time: each holds a connection for as long as its reader reads."""
_BOM = b"\xef\xbb\xbf"
_BEGIN = (
    "set local statement_timeout = '60s';"
    " set local idle_in_transaction_session_timeout = '60s'; set local lock_timeout = '2s'"
)
_STATE = "select model_version, policy_epoch from _state"
_IN_THE_WAY = """select exists (select from pg_locks mine join pg_locks other
on other.relation = mine.relation and other.database = mine.database
where mine.pid = pg_backend_pid() and mine.granted and not other.granted
and other.mode = 'AccessExclusiveLock')"""


class ExportsBusy(NexusError):
    """As many exports run as may at once."""

    code = "exports_busy"
    status = 503
    message = {
        "pt-BR": "Há exportações demais em andamento.",
        "en": "Too many exports are running.",
        "es": "Hay demasiadas exportaciones en curso.",
    }
    hint = {
        "pt-BR": "Espere uma terminar e tente de novo.",
        "en": "Wait for one to end and try again.",
        "es": "Espere a que una termine e intente de nuevo.",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFile:
    """A file to be sent: its name, its type, and its bytes as they are made."""

    name: str
    kind: str
    chunks: AsyncGenerator[bytes]


class Exporter:
    """Runs exports. One for each process."""

    def __init__(self, databases: Databases) -> None:
        self._databases = databases
        self._running = 0

    def export(self, ctx: RequestContext, entity: str, query_string: str) -> ExportFile:
        """The file of a request. Raises what a list does, and Forbidden without the right to
        export.
        """
        query, forms = parse_export_request(ctx.snapshot, entity, query_string)
        guarded = guard(ctx, query)
        encode = _csv(ctx, guarded, query.select, forms)
        if forms["format"] == "jsonl":
            encode = _encode_json
        day = ctx.now.astimezone(ctx.zone).date().isoformat()
        ending, kind = ("jsonl", "application/jsonl") if encode is _encode_json else ("csv", _CSV)
        name = f"{guarded.scope.policy.entity.plural}-{day}.{ending}"
        return ExportFile(name=name, kind=kind, chunks=self._chunks(ctx, guarded, encode))

    async def _chunks(
        self, ctx: RequestContext, guarded: GuardedQuery, encode: "_Encode"
    ) -> AsyncGenerator[bytes]:
        if self._running >= AT_ONCE:
            raise ExportsBusy
        self._running += 1
        try:
            async with aclosing(self._batches(ctx, guarded)) as batches:
                is_first = True
                async for batch in batches:
                    yield encode(batch, is_first)
                    is_first = False
        finally:
            self._running -= 1

    async def _batches(
        self, ctx: RequestContext, guarded: GuardedQuery
    ) -> AsyncGenerator[list[str]]:
        """Rows as JSON texts; the first batch comes even when it is empty."""
        entity = guarded.scope.policy.entity
        statement = Statement(
            snapshot=ctx.snapshot, policy=guarded.policy, datasource=entity.datasource
        )
        sql = export_sql(statement, guarded)
        values = fill(statement.binds.all(), ctx)
        pool = self._databases.source(entity.datasource)
        async with (
            pool.clinic(ctx.clinic.id) as connection,
            connection.transaction(isolation="repeatable_read", readonly=True),
        ):
            await connection.execute(_BEGIN)
            await _check(ctx, connection)
            try:
                cursor = await connection.cursor(sql, *values)
                batch = await cursor.fetch(BATCH)
            except (asyncpg.UndefinedColumnError, asyncpg.UndefinedTableError):
                async with pool.clinic(ctx.clinic.id) as other:
                    await _check(ctx, other)
                raise
            yield [row[0] for row in batch]
            while len(batch) == BATCH:
                async with pool.clinic(ctx.clinic.id) as other:
                    await _check(ctx, other)  # this transaction sees its own moment only
                if await connection.fetchval(_IN_THE_WAY):
                    raise ModelSwitching(retry_after=1)
                batch = await cursor.fetch(BATCH)
                yield [row[0] for row in batch]


_Encode = Callable[[list[str], bool], bytes]
_CSV = "text/csv; charset=utf-8"


async def _check(ctx: RequestContext, connection: Connection) -> None:
    state = await connection.fetchrow(_STATE)
    if state is None:
        raise ModelSwitching(retry_after=1)
    check_fence(ctx, state[0], state[1])


def export_sql(statement: Statement, guarded: GuardedQuery) -> str:
    """One row of JSON a record, in the order asked for."""
    policy = guarded.scope.policy
    source = Source(statement, policy.entity, "t", policy)
    row = write_row(source, guarded.select)
    order = order_text(order_terms(source, guarded.sort))
    head = f"from {source.table} t"
    scope = scope_sql(source, guarded.scope).removeprefix(head)
    return f'select row_to_json("#r")::text {head}\n{row.lateral()}\n{scope} order by {order}'


def _encode_json(batch: list[str], is_first: bool) -> bytes:
    """Lines of JSON: a line break outside of a text is only space, one inside is escaped."""
    return "".join(f"{each.replace(chr(10), '')}\n" for each in batch).encode()


def _csv(
    ctx: RequestContext,
    guarded: GuardedQuery,
    selected: tuple[Selected, ...],
    forms: dict[str, str],
) -> _Encode:
    locale = ctx.actor.locale
    separator = forms["separator"]
    is_semicolon = separator == "semicolon" or (separator != "comma" and locale == "pt-BR")
    form = CsvForm(
        locale=locale,
        zone=ctx.zone,
        separator=";" if is_semicolon else ",",
        for_people=forms["header"] != "names",
    )
    columns = tuple(_columns(form, guarded, selected))

    def encode(batch: list[str], is_first: bool) -> bytes:
        lines = (row_cells(form, columns, json.loads(each)) for each in batch)
        body = encode_lines(form, lines)
        return _BOM + encode_lines(form, [header_line(columns)]) + body if is_first else body

    return encode


def _columns(
    form: CsvForm, guarded: GuardedQuery, selected: tuple[Selected, ...]
) -> list[CsvColumn]:
    """In the order asked for; without `fields` the id and all there is."""
    found = {each.field.name: each for each in guarded.select}
    names = [each.name for each in selected] or ["id", *found]
    columns: list[CsvColumn] = []
    for name in names:
        if name in found:
            columns.extend(_of_field(form, guarded, found[name]))
        else:
            label = "ID" if form.for_people and name == "id" else name
            columns.append(CsvColumn(path=(name,), label=label, field=None, options={}))
    return columns


def _of_field(form: CsvForm, guarded: GuardedQuery, each: GuardedField) -> list[CsvColumn]:
    entity = guarded.scope.policy.entity
    if not each.nested:
        return [csv_column(form, entity, (each.field,))]
    owner = each.targets[0].entity
    found: list[CsvColumn] = []
    for inner in each.nested:
        steps = (each.field, record_fields(owner)[inner.field.name])
        if not inner.nested:
            found.append(csv_column(form, owner, steps))
            continue
        last = inner.targets[0].entity
        found.extend(
            csv_column(form, last, (*steps, record_fields(last)[deep.field.name]))
            for deep in inner.nested
        )
    return found
