"""The next numbers of automatic number fields, for the write door.

A field is counted in one of two ways, and each has its moment:

* `reserve_numbers` *before* the write's transaction, for fields that may leave numbers out: the
  numbers are taken in a short transaction of their own, so that writers never wait for each other's
  writes. What an undone write had taken is never given again.
* `take_numbers` *inside* the write's transaction, for `gap_free` fields: the counter's row stays
  locked until that transaction ends, so other creators wait, and an undone write gives its numbers
  back. Call it as late as possible. Counters are locked in the order of field ids; where two
  batches still lock each other out, PostgreSQL ends one and the door runs it again.

Neither may stand in the other's place, and both refuse: a reservation inside a transaction would
hold one connection while waiting for a second, and a gap-free number outside of one has gaps.

Both give, by field name, as many texts as were asked for, in the order in which records are made.
Years are those of the clinic's time zone at `ctx.now`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias, cast

from engine.access.actor import RequestContext
from engine.core.database import Databases
from engine.core.pool import Connection
from engine.field_types.auto_number import AutoNumber, AutoNumberOptions, format_number
from engine.kinds.field_type import field_types
from engine.records.clean import Prepared
from engine.records.delta import Delta
from engine.records.table import Table
from metamodel.field import Field

Numbers: TypeAlias = Mapping[str, Sequence[str]]  # field name -> one text for each new record

_TAKE = "select _take_number($1, $2, $3)"


async def reserve_numbers(
    ctx: RequestContext, databases: Databases, table: Table, count: int
) -> Numbers:
    """Numbers of the fields that may have gaps, for `count` new records. Call it before the write
    begins its transaction, once for all attempts, and hold no connection meanwhile."""
    fields = tuple(_counted(table, gap_free=False))
    if not fields or count < 1:
        return {}
    async with databases.source(table.datasource).clinic(ctx.clinic.id) as con:
        return {
            field.name: await _take(ctx, con, field, options, count) for field, options in fields
        }


async def take_numbers(ctx: RequestContext, con: Connection, table: Table, count: int) -> Numbers:
    """Numbers of the gap-free fields, for `count` new records. `con` is in the write's
    transaction."""
    fields = tuple(_counted(table, gap_free=True))
    if not fields or count < 1:
        return {}
    if not con.is_in_transaction():
        raise RuntimeError("gap-free numbers are taken in the transaction that uses them")
    return {field.name: await _take(ctx, con, field, options, count) for field, options in fields}


def _counted(table: Table, *, gap_free: bool) -> Iterator[tuple[Field, AutoNumberOptions]]:
    """The automatic numbers of one way, in the order in which they are locked."""
    places = sorted(table.places.values(), key=lambda place: place.field.id or "")
    for field in (place.field for place in places):
        if field.type != AutoNumber.key:
            continue
        options = cast(AutoNumberOptions, field_types[field.type].options(field))
        if options.gap_free is gap_free:
            yield field, options


async def _take(
    ctx: RequestContext, con: Connection, field: Field, options: AutoNumberOptions, count: int
) -> tuple[str, ...]:
    year = ctx.now.astimezone(ctx.zone).year
    period = str(year) if options.reset == "year" else ""
    last: int = await con.fetchval(_TAKE, field.id, period, count)
    numbers = range(last - count + 1, last + 1)
    return tuple(format_number(options.template, number, year) for number in numbers)


class Reserved:
    """Numbers reserved for the new records of a write, handed out in their order."""

    def __init__(self, numbers: Mapping[str, Numbers]) -> None:
        self._numbers, self._given = numbers, dict[str, int]()

    def take(self, table: Table, count: int) -> Numbers:
        """Those of the next `count` records of a table."""
        start = self._given.get(table.name, 0)
        self._given[table.name] = start + count
        own = self._numbers.get(table.name, {})
        return {name: texts[start : start + count] for name, texts in own.items()}


async def reserve_all(
    ctx: RequestContext, databases: Databases, prepared: Sequence[Prepared]
) -> Mapping[str, Numbers]:
    """By table, the numbers a write reserves before it begins."""
    tables = {each.table.name: each.table for each in prepared}
    new = Counter(each.table.name for each in prepared if each.change.op == "create")
    return {name: await reserve_numbers(ctx, databases, tables[name], new[name]) for name in new}


async def number_new(
    ctx: RequestContext, con: Connection, deltas: Sequence[Delta], reserved: Reserved
) -> tuple[Delta, ...]:
    """New records of one table with all their numbers; one that came with a number keeps it."""
    new = sum(delta.op == "create" for delta in deltas)
    if not new:
        return tuple(deltas)
    table = deltas[0].table
    given = {**reserved.take(table, new), **await take_numbers(ctx, con, table, new)}
    if not given:
        return tuple(deltas)
    return tuple(
        replace(
            delta,
            after={**{name: {"": texts[at]} for name, texts in given.items()}, **delta.after},
        )
        for at, delta in enumerate(deltas)
    )
