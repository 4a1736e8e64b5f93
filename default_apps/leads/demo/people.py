"""The leads of the demo clinic: who they are, what they want, and what is known of them when."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from default_apps.leads.demo import story, words
from default_apps.leads.demo.life import Step, arrivals, in_working_hours, live, pick
from default_apps.leads.demo.names import different_names, phone_number
from engine.ext import Demo

ENDS = ("closed", "lost")
Values = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A lead: what was known when it came, and each stage with what was learnt on the way."""

    id: UUID
    owner: UUID
    came: datetime
    values: Values
    moves: tuple[tuple[Step, Values], ...]

    @property
    def stage(self) -> str:
        """Where it stands now."""
        return self.moves[-1][0].stage if self.moves else "new"

    @property
    def until(self) -> datetime | None:
        """When it was won or lost."""
        return self.moves[-1][0].at if self.stage in ENDS else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinic:
    """What leads are about: sellers, units and the price list."""

    sellers: Sequence[UUID]
    units: Sequence[UUID]
    prices: Mapping[str, float]  # by procedure


async def read_clinic(demo: Demo) -> Clinic:
    """Whoever sells, all units, and every procedure that has a price."""
    members = await demo.list_members()
    procedures = await demo.records.list("procedure", ["name", "price"])
    priced = sorted((row for row in procedures if row["price"]), key=lambda row: row["name"])
    return Clinic(
        sellers=[each.id for each in members if "seller" in each.roles] or [members[0].id],
        units=sorted((await demo.list_units()).values()),
        prices={row["id"]: float(row["price"]) for row in priced},
    )


def make_leads(demo: Demo, clinic: Clinic) -> Iterator[Lead]:
    """A year of leads, in the order they came."""
    dice, now = demo.dice, demo.now.astimezone(demo.zone)
    names = different_names(dice, story.LEADS)
    for number, came in enumerate(arrivals(dice, now)):
        channel = pick(dice, story.CHANNELS)
        steps = live(dice, came, now, channel)
        wish = _wish(dice, clinic)
        known, moves = _learnt(dice, steps, wish)
        owner = dice.choice(clinic.sellers)
        values = {
            "name": names[number],
            "owner": str(owner),
            "channel": channel,
            **_origin(dice, channel, came),
            **_contact(dice, names[number], number),
            **known,
        }
        last = moves[-1][1] if moves else values
        if not steps or steps[-1].stage not in ENDS:
            last["next_contact_at"] = _next_contact(dice, now)
        yield Lead(id=demo.new_id(came), owner=owner, came=came, values=values, moves=tuple(moves))


def _wish(dice: Random, clinic: Clinic) -> Values:
    """Which procedures, what they cost, and where; the cheaper ones are asked for more often."""
    weights = [1 / (1 + price / 2500) for price in clinic.prices.values()]
    first, second = dice.choices(tuple(clinic.prices), weights, k=2)
    chosen = [first, second] if dice.random() < 0.22 and first != second else [first]
    price = sum(clinic.prices[each] for each in chosen)
    if dice.random() < 0.3:
        price = round(price * dice.choice((0.95, 0.9, 0.92)), -1)
    unit = dice.choices(clinic.units, [1.4, *(1,) * (len(clinic.units) - 1)])[0]
    return {"procedures": chosen, "service_value": f"{price:.2f}", "service_unit": str(unit)}


def _learnt(
    dice: Random, steps: Sequence[Step], wish: Values
) -> tuple[Values, list[tuple[Step, Values]]]:
    """What is known at first, and what each move adds: half of the wishes are told later."""
    left = dict(wish)
    known: Values = {"situation": "conversation_started"}
    known |= {name: left.pop(name) for name in list(left) if dice.random() < 0.62}
    if dice.random() < 0.45:
        known["comment"] = dice.choice(words.COMMENTS)
    moves: list[tuple[Step, Values]] = []
    for step in steps:
        learnt: Values = {"last_contact_at": step.at.isoformat()}
        if step.stage == "lost":
            reason = pick(dice, {key: often for key, (often, _) in story.LOST.items()})
            learnt |= {"lost_reason": reason, "situation": story.LOST[reason][1]}
        else:
            learnt["situation"] = dice.choice(story.SITUATIONS[step.stage])
            if step.stage != "no_answer":
                learnt |= left
                left = {}
        moves.append((step, learnt))
    return known, moves


def _origin(dice: Random, channel: str, came: datetime) -> Values:
    campaign = story.CAMPAIGNS[came.month]
    found: Values = {"campaign": campaign} if channel == "campaign" else {}
    if channel in story.SOURCES and dice.random() < 0.7:
        source, medium = dice.choice(story.SOURCES[channel])
        found |= {"utm_source": source, "utm_medium": medium}
        if medium == "cpc":
            found["utm_campaign"] = f"{campaign.lower().replace(' ', '-')}-{came.year}"
            found["utm_content"] = dice.choice(story.CONTENTS)
    return found


def _contact(dice: Random, name: str, number: int) -> Values:
    (city, state, area), districts = dice.choices(tuple(words.PLACES.items()), words.PLACE_WEIGHTS)[
        0
    ]
    found: Values = {"whatsapp": phone_number(number, area), "city": city, "state": state}
    if dice.random() < 0.85:
        found["district"] = dice.choice(districts)
    if dice.random() < 0.12:
        found["phone2"] = phone_number(story.LEADS + number, area)
    if dice.random() < 0.4:
        found["email"] = f"{_plain(name)}.{number % 97}@example.com"  # a domain nobody can have
    if dice.random() < 0.15:
        found["tags"] = dice.sample(words.TAGS, k=dice.choice((1, 1, 2)))
    return found


def _plain(name: str) -> str:
    given, *rest = name.lower().split()
    text = f"{given}.{rest[-1]}"
    return text.translate(str.maketrans("áàâãéêíóôõúüç", "aaaaeeiooouuc"))


def _next_contact(dice: Random, now: datetime) -> str | None:
    """Most of them are to be called within days; some calls are late, some forgotten."""
    if dice.random() < 0.14:
        return None
    day = now + timedelta(days=dice.choice((-3, -2, -1, -1, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 5, 7)))
    hour, minute = dice.randint(9, 18), dice.choice((0, 15, 30, 45))
    at = day.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return in_working_hours(dice, at).replace(second=0).isoformat()
