"""Demo of leads: believable people at every stage of the funnel, with what was talked about.

Names are put together by chance from common Brazilian ones and telephone numbers begin with 90,
which is given to nobody.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from default_apps.leads.demo.words import (
    CAMPAIGNS,
    COMMENTS,
    DISTRICTS,
    FIRST_NAMES,
    LAST_NAMES,
    TALKS,
)
from engine.ext.demo import DemoPerson, DemoWorld, RecordChange

__all__ = ["generate"]

STAGES = {
    "new": 22,
    "active": 18,
    "negotiation": 16,
    "no_answer": 14,
    "qualified": 12,
    "closed": 12,
    "lost": 6,
}
SITUATIONS = {
    "new": ("conversation_started",),
    "active": ("conversation_started", "potential"),
    "negotiation": ("potential", "prequalified"),
    "no_answer": ("no_return", "future_contact"),
    "qualified": ("qualified", "prequalified"),
    "closed": ("qualified",),
    "lost": ("no_potential", "no_return"),
}
CHANNELS = {
    "whatsapp": 40,
    "instagram": 24,
    "site": 12,
    "campaign": 12,
    "referral": 8,
    "facebook": 4,
}
OLDEST_DAYS = {
    "new": 3,
    "active": 12,
    "negotiation": 20,
    "no_answer": 45,
    "qualified": 30,
    "closed": 90,
    "lost": 90,
}
WITHOUT_VALUE = frozenset({"new", "active", "lost", "no_answer"})


def generate(world: DemoWorld) -> Sequence[RecordChange]:
    """`size` leads, then the activities on them."""
    sellers = world.people_with("seller") or world.people
    leads = [lead(world, number, sellers) for number in range(world.size)]
    talks = [talk for each in leads for talk in activities(world, each)]
    return [*leads, *talks]


def lead(world: DemoWorld, number: int, sellers: Sequence[DemoPerson]) -> RecordChange:
    """One lead at a stage by chance, with what that stage requires."""
    chance = world.random
    stage = pick(world, STAGES)
    owner = chance.choice(sellers)
    created = working_moment(world, chance.uniform(0.02, OLDEST_DAYS[stage]))
    channel = pick(world, CHANNELS)
    district, city, state, area = chance.choice(DISTRICTS)
    values: dict[str, Any] = {
        "name": person_name(world),
        "owner": owner.id,
        "whatsapp": f"+55{area}90{number + 1000:07d}",
        "channel": channel,
        "situation": chance.choice(SITUATIONS[stage]),
        "stage": stage,
        "district": district,
        "city": city,
        "state": state,
        "last_contact_at": between(world, created, world.now).isoformat(),
    }
    if channel == "campaign":
        values["campaign"] = chance.choice(CAMPAIGNS)
    if chance.random() < 0.35:
        values["comment"] = chance.choice(COMMENTS)
    if owner.units or world.units:
        values["service_unit"] = chance.choice(owner.units or world.units)
    if stage not in WITHOUT_VALUE or chance.random() < 0.4:
        values |= interest(world)
    if stage not in ("closed", "lost") and chance.random() < 0.6:
        values["next_contact_at"] = working_moment(world, -chance.uniform(0.1, 9)).isoformat()
    return RecordChange(
        op="create", entity="lead", record_id=world.new_id(), values=values, at=created, by=owner.id
    )


def interest(world: DemoWorld) -> dict[str, Any]:
    """The procedures wanted and what they are worth."""
    known = world.records.get("procedure", ())
    wanted = world.random.sample(known, k=min(len(known), world.random.choice((1, 1, 1, 2, 2, 3))))
    value = world.random.randrange(29, 620) * 10
    return {"procedures": wanted, "service_value": f"{value}.00"}


def activities(world: DemoWorld, about: RecordChange) -> list[RecordChange]:
    """What was talked about since the lead came in."""
    if about.at is None:
        return []
    moments = sorted(
        between(world, about.at, world.now) for _ in range(world.random.choice((0, 1, 2, 2, 3, 4)))
    )
    return [activity(world, about.record_id, about.by, moment) for moment in moments]


def activity(
    world: DemoWorld, lead_id: UUID | None, author: UUID | None, moment: datetime
) -> RecordChange:
    """One activity of the lead's owner."""
    kind = world.random.choice(tuple(TALKS))
    return RecordChange(
        op="create",
        entity="activity",
        record_id=world.new_id(),
        values={
            "summary": world.random.choice(TALKS[kind]),
            "kind": kind,
            "happened_at": moment.isoformat(),
            "author": author,
            "record": {"entity": "lead", "id": lead_id},
        },
        at=moment,
        by=author,
    )


def person_name(world: DemoWorld) -> str:
    """A first name and two family names."""
    first, last = world.random.sample(LAST_NAMES, k=2)
    return f"{world.random.choice(FIRST_NAMES)} {first} {last}"


def pick(world: DemoWorld, weights: dict[str, int]) -> str:
    """A key by its weight."""
    return world.random.choices(tuple(weights), weights=tuple(weights.values()))[0]


def between(world: DemoWorld, begin: datetime, end: datetime) -> datetime:
    """A moment of an interval, to the minute."""
    moment = begin + (end - begin) * world.random.random()
    return moment.replace(second=0, microsecond=0)


def working_moment(world: DemoWorld, days_ago: float) -> datetime:
    """A moment so many days ago (or ahead, when negative), in opening hours where it can be."""
    moment = world.now - timedelta(days=days_ago)
    if abs(days_ago) > 1:
        moment = moment.replace(hour=world.random.randrange(8, 19))
    return moment.replace(minute=world.random.randrange(60), second=0, microsecond=0)
