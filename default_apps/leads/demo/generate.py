"""Sixty days of a sales pipeline: leads, how they moved, and what was done about them.

Everything is invented. Phone numbers stand in a range no operator gives out.
"""

from collections.abc import AsyncGenerator, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from default_apps.leads.demo import story
from default_apps.leads.demo.names import GIVEN, SURNAMES
from engine.ext import Demo, Move, NewRecord, generator


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A lead of the story: who owns it, when it came, and when it entered each stage."""

    id: UUID
    owner: UUID
    values: dict[str, Any]
    came: datetime
    moves: tuple[tuple[str, datetime], ...]


@generator("leads", after=("core",))
async def generate(demo: Demo) -> None:
    """Leads, their moves in the order they happened, and their activities."""
    if await demo.records.list("lead", ["name"], limit=1):
        return
    leads = [lead async for lead in _leads(demo)]
    await demo.records.create_many(
        "lead",
        [NewRecord(id=x.id, values=x.values, at=x.came, by=x.owner) for x in leads],
    )
    for turn in range(max(len(way) for way in story.WAYS.values())):
        await demo.records.move_many(
            "lead",
            [
                Move(id=x.id, stage=x.moves[turn][0], at=x.moves[turn][1], by=x.owner)
                for x in leads
                if turn < len(x.moves)
            ],
        )
    await demo.records.create_many("activity", list(_activities(demo, leads)))


async def _leads(demo: Demo) -> AsyncGenerator[Lead]:
    dice = demo.dice
    members = await demo.list_members()
    sellers = [each.id for each in members if "seller" in each.roles] or [members[0].id]
    units = list((await demo.list_units()).values())
    procedures = await demo.records.list("procedure", ["name", "price"])
    priced = sorted((row for row in procedures if row["price"]), key=lambda row: row["name"])
    names = _names(demo)
    number = 0
    for stage, count in story.STAGES.items():
        for _ in range(count):
            number += 1
            moves = tuple(_moves(demo, stage))
            came = _before(demo, moves[0][1] if moves else demo.now, *story.DAYS_IN_STAGE["new"])
            chosen = dice.sample(priced, k=dice.choice((1, 1, 1, 2)))
            channel = dice.choice(story.CHANNELS)
            owner = dice.choice(sellers)
            values: dict[str, Any] = {
                "name": next(names),
                "owner": str(owner),
                "whatsapp": f"(11) 90{400 + number // 90:03d}-{1000 + number * 97 % 9000:04d}",
                "channel": channel,
                "campaign": dice.choice(story.CAMPAIGNS) if channel == "campaign" else None,
                "situation": dice.choice(story.SITUATIONS[stage]),
                "procedures": [row["id"] for row in chosen],
                "service_value": f"{sum(float(row['price']) for row in chosen):.2f}",
                "service_unit": str(dice.choice(units)),
                "next_contact_at": _next_contact(demo, stage),
                "last_contact_at": (moves[-1][1] if moves else came).isoformat(),
                "district": dice.choice(story.DISTRICTS),
                "city": "São Paulo",
                "state": "SP",
                "comment": dice.choice(story.COMMENTS) if dice.random() < 0.6 else None,
            }
            yield Lead(id=demo.new_id(came), owner=owner, values=values, came=came, moves=moves)


def _names(demo: Demo) -> Iterator[str]:
    pairs = [(given, surname) for given in GIVEN for surname in SURNAMES]
    for given, surname in demo.dice.sample(pairs, k=sum(story.STAGES.values())):
        yield f"{given} {surname}"


def _moves(demo: Demo, stage: str) -> Iterator[tuple[str, datetime]]:
    """Backwards from today, so that time in the last stage is what the board shows."""
    at, found = demo.now, list[tuple[str, datetime]]()
    for each in reversed(story.WAYS[stage]):
        at = _before(demo, at, *story.DAYS_IN_STAGE[each])
        found.append((each, at))
    yield from reversed(found)


def _before(demo: Demo, moment: datetime, least: int, most: int) -> datetime:
    """Some days and working hours before a moment."""
    return moment - timedelta(
        days=demo.dice.randint(least, most), minutes=demo.dice.randint(20, 420)
    )


def _next_contact(demo: Demo, stage: str) -> str | None:
    if stage in ("closed", "lost"):
        return None
    hour, minute = demo.dice.randint(9, 18), demo.dice.choice((0, 15, 30, 45))
    return demo.at(demo.dice.choice((-1, 0, 0, 0, 1, 1, 2, 3, 7)), hour, minute).isoformat()


def _activities(demo: Demo, leads: list[Lead]) -> Iterator[NewRecord]:
    dice = demo.dice
    for lead in leads:
        for _ in range(dice.randint(1, 4)):
            kind = dice.choice(("message", "message", "message", "call", "call", "note", "visit"))
            span = (demo.now - lead.came).total_seconds()
            at = lead.came + timedelta(seconds=int(dice.random() * span))
            yield NewRecord(
                id=demo.new_id(at),
                values={
                    "summary": dice.choice(story.ACTIVITIES[kind]),
                    "kind": kind,
                    "happened_at": at.isoformat(),
                    "author": str(lead.owner),
                    "record": {"entity": "lead", "id": str(lead.id)},
                },
                at=at,
                by=lead.owner,
            )
