"""What a record takes up, kept beside it: the rows of `_booking` of entities with `no_overlap`.

Whenever something the rule reads changed, the record's bookings are replaced in the transaction of
the write, by what PostgreSQL computes of the row as it then stands. So a record in the trash, or in
a stage that does not occupy, has none.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from engine.access.actor import RequestContext
from engine.definitions.booking_rule import BookingRule, find_rule
from engine.definitions.physical_names import quote_text
from engine.kinds.field_type import field_types
from engine.records.delta import Delta
from engine.records.statement import Statement
from engine.records.table import EntityKey, Table

BOOKING_LOCK = 11
"""The space of the locks on resources; the function `_book` takes them too."""
_LEAVING = ("trash", "purge")


def write_bookings(
    ctx: RequestContext, table: Table, deltas: Sequence[Delta]
) -> Iterator[Statement]:
    """Free what the records took up, then book what they take up now."""
    rule = _rule(EntityKey(ctx.snapshot, table.entity)) if table.entity.no_overlap else None
    if rule is None:
        return
    touched = [delta for delta in deltas if _is_touched(rule, delta)]
    freeing = [delta for delta in touched if delta.op != "create"]
    booking = [delta for delta in touched if delta.op not in _LEAVING]
    if len(booking) > 1:
        ids = [delta.id for delta in booking]
        yield Statement(sql=_lock_sql(rule), rows=[(ids,)], deltas=booking[:1], reads=True)
    if freeing:
        rows = [(delta.id,) for delta in freeing]
        yield Statement(
            sql="delete from _booking where record = $1", rows=rows, deltas=freeing, reads=True
        )
    if booking:
        rows = [(delta.id,) for delta in booking]
        yield Statement(sql=_book_sql(rule), rows=rows, deltas=booking, reads=True)


def _is_touched(rule: BookingRule, delta: Delta) -> bool:
    if delta.op in ("update", "move"):
        return not delta.after.keys().isdisjoint(rule.fields)
    return True


@lru_cache(maxsize=256)
def _rule(keyed: EntityKey) -> BookingRule | None:
    snapshot = keyed.snapshot
    return find_rule(snapshot.model, snapshot.storage, field_types, keyed.entity)


def _lock_sql(rule: BookingRule) -> str:
    """All resources of a batch at once and in one order: two batches never wait for each other."""
    return (
        f"select pg_advisory_xact_lock({BOOKING_LOCK}, key) from"  # noqa: S608
        f" (select distinct hashtext(resource::text) key from ({rule.sql}) e"
        " where e.record = any($1::uuid[]) order by key) keys"
    )


def _book_sql(rule: BookingRule) -> str:
    return (
        f"select _book({quote_text(rule.entity)}, record, field, resource, lanes, during, true)"  # noqa: S608
        f" from (select e.* from ({rule.sql}) e where e.record = $1"
        " order by hashtext(e.resource::text)) ready"
    )
