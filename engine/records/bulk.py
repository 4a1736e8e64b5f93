"""Bulk: one change made to every record of a filter or a list of ids, all or none.

`expect_at_most` is the caller's guard against a filter that finds more than was meant. The records
are those the caller may read; one of them it may not change refuses the whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from engine.access.actor import RequestContext
from engine.access.guard import LIMIT_MAX, guard
from engine.access.record_query import RecordQuery, Selected
from engine.core.database import Databases
from engine.core.errors import Fault, InvalidInput, NexusError
from engine.query.execute import fetch
from engine.records.change import RecordChange, WriteResult
from engine.records.errors import StageGate, TransitionNotAllowed
from engine.records.idempotency import find_earlier
from engine.records.write import write_bulk

BULK_MAX = 10_000
NAMED = 20
"""How many of the records a fault is about are named."""


class MoreThanExpected(NexusError):
    """The filter finds more records than the caller expects; nothing was changed."""

    code = "more_than_expected"
    status = 409
    message = {
        "pt-BR": "O filtro encontra mais que os {expected} registros esperados; nada foi alterado.",
        "en": "The filter finds more than the {expected} records expected; nothing was changed.",
        "es": "El filtro encuentra más que los {expected} registros esperados; nada cambió.",
    }
    hint = {
        "pt-BR": "Confira o filtro com GET …?count=exact e envie expect_at_most com esse número.",
        "en": "Check the filter with GET …?count=exact and send expect_at_most with that number.",
        "es": "Revise el filtro con GET …?count=exact y envíe expect_at_most con ese número.",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkOrder:
    """`change` is made to each record; `query` says which, or `ids` does."""

    change: RecordChange
    query: RecordQuery
    ids: tuple[UUID, ...] | None
    expect_at_most: int


async def write_many_alike(
    ctx: RequestContext, databases: Databases, order: BulkOrder
) -> tuple[WriteResult, ...]:
    """Make the change everywhere, or nowhere.

    Raises MoreThanExpected, and what `write` raises; faults name the field, and in `records` the
    first records they are about and in `record_count` how many they are.
    """
    if order.ids is None:
        earlier = await _find_earlier(ctx, databases, order)
        if earlier is not None:
            return earlier
    found = order.ids if order.ids is not None else await _find(ctx, databases, order)
    if len(found) > order.expect_at_most:
        raise MoreThanExpected(expected=order.expect_at_most)
    changes = [replace(order.change, record_id=record) for record in found]
    try:
        return await write_bulk(ctx, databases, changes)
    except InvalidInput as error:
        faults = _merged(error.faults, found)
        raise InvalidInput(faults=faults, detail=error.detail) from None
    except (TransitionNotAllowed, StageGate) as error:
        error.faults = _merged(error.faults, found)
        raise


async def _find_earlier(
    ctx: RequestContext, databases: Databases, order: BulkOrder
) -> tuple[WriteResult, ...] | None:
    """What an earlier sending came to: its filter may find others now, or too many."""
    entity = ctx.snapshot.model.entity_by_name.get(order.change.entity)
    if ctx.idempotency is None or entity is None:
        return None
    async with databases.source(entity.datasource).clinic(ctx.clinic.id) as con:
        return await find_earlier(con, ctx)


async def _find(ctx: RequestContext, databases: Databases, order: BulkOrder) -> tuple[UUID, ...]:
    """Ids of the records, one more than expected at most."""
    found: list[UUID] = []
    query = replace(order.query, select=(Selected(name="id"),), limit=LIMIT_MAX)
    after: tuple[str | None, ...] | None = None
    while len(found) <= order.expect_at_most:
        answer = await fetch(ctx, databases, guard(ctx, replace(query, after=after)))
        found += [UUID(row["id"]) for row in answer.rows]
        after = answer.last[0]
        if after is None:
            break
    return tuple(found)


def _merged(faults: Sequence[Fault], found: Sequence[UUID]) -> tuple[Fault, ...]:
    """Each fault once, however many records have it; in other words it is another."""
    merged: dict[tuple[str, str, str], Fault] = {}
    records: dict[tuple[str, str, str], list[UUID]] = {}
    for fault in faults:
        index, _, path = fault.path.partition(".")
        if not index.isdigit():
            index, path = "", fault.path
        key = (path, fault.code, f"{fault.message}{fault.hint}")
        merged.setdefault(key, replace(fault, path=path))
        if index and int(index) < len(found):
            records.setdefault(key, []).append(found[int(index)])
    return tuple(
        replace(fault, data={**fault.data, **_named(records.get(key))})
        for key, fault in merged.items()
    )


def _named(records: Sequence[UUID] | None) -> dict[str, Any]:
    if not records:
        return {}
    different = list(dict.fromkeys(records))
    return {"records": [str(each) for each in different[:NAMED]], "record_count": len(different)}
