"""New records that say nothing of their place stand last: their `position` fields get the next
rank, in the transaction of the write.

Nobody waits for anybody: creators at the same moment may get one rank, and equal ranks are ordered
by the record's id, which is the order in which they were made. Records in the trash do not count.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from engine.core.pool import Connection
from engine.field_types.position import LIMIT, Position, place_last
from engine.kinds.field_type import Stored
from engine.records.delta import Delta

__all__ = ["place_new"]


async def place_new(con: Connection, deltas: Sequence[Delta]) -> tuple[Delta, ...]:
    """New records of one table with all their places; one that came with a place keeps it."""
    placed = {
        name: place.columns[""]
        for name, place in (deltas[0].table.places.items() if deltas else ())
        if place.field.type == Position.key
    }
    ranks: list[dict[str, Stored]] = [{} for _ in deltas]
    for name, column in placed.items():
        open_ = [at for at, each in enumerate(deltas) if _is_open(each, name)]
        if not open_:
            continue
        sql = f"select max({column}) from {deltas[0].table.name} where _trashed_at is null"  # noqa: S608
        stored: Decimal | None = await con.fetchval(sql)
        ranks_there = [stored, *_sent(deltas, name)]
        greatest = max((each for each in ranks_there if each is not None), default=None)
        for at in open_:
            following = place_last(greatest)
            greatest = following if following < LIMIT else greatest
            ranks[at][name] = {"": greatest}
    return tuple(
        replace(each, after={**given, **each.after}) if given else each
        for each, given in zip(deltas, ranks, strict=True)
    )


def _is_open(delta: Delta, name: str) -> bool:
    return delta.op == "create" and name not in delta.after


def _sent(deltas: Sequence[Delta], name: str) -> list[Decimal | None]:
    """The ranks that came with new records of the same write."""
    return [each.after[name][""] for each in deltas if name in each.after]
