"""The life of one lead: when it came, and when it entered each stage until now.

Stages change in working hours only, and always later than the one before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import TypeVar

from default_apps.leads.demo import story

OPENS, CLOSES, CLOSES_ON_SATURDAY = 9, 19, 13
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A stage, and when it was entered."""

    stage: str
    at: datetime


def live(dice: Random, came: datetime, now: datetime, channel: str) -> tuple[Step, ...]:
    """The stages a lead entered after the first, as far as they lie in the past."""
    at, before = came, "new"
    steps: list[Step] = []
    for stage in _way(dice, channel):
        days = dice.expovariate(1 / story.DAYS_IN_STAGE[before])
        at = in_working_hours(dice, at + timedelta(days=days, minutes=10))
        if at >= now:
            break
        steps.append(Step(stage=stage, at=at))
        before = stage
    return tuple(steps)


def in_working_hours(dice: Random, moment: datetime) -> datetime:
    """This moment when somebody works then, else soon after they begin again."""
    while True:
        closes = CLOSES_ON_SATURDAY if moment.weekday() == 5 else CLOSES
        if moment.weekday() == 6 or moment.hour >= closes:
            moment = moment.replace(hour=0) + timedelta(days=1)
        elif moment.hour < OPENS:
            minutes = min(170, int(dice.expovariate(1 / 50)))
            return moment.replace(hour=OPENS, minute=0) + timedelta(minutes=minutes)
        else:
            return moment


def pick(dice: Random, weighted: Mapping[T, float]) -> T:
    """One of the keys, as often as its value says."""
    return dice.choices(tuple(weighted), tuple(weighted.values()))[0]


def arrivals(dice: Random, now: datetime) -> list[datetime]:
    """When the leads of the last twelve months came, the first one first."""
    days = [now - timedelta(days=back) for back in range(story.DAYS, -1, -1)]
    weights = [_weight(day, number) for number, day in enumerate(days)]
    chosen = dice.choices(days, weights, k=story.LEADS)
    return sorted(_moment(dice, day, now) for day in chosen)


def _weight(day: datetime, number: int) -> float:
    growth = 1 + story.GROWTH * number / story.DAYS
    return story.MONTHS[day.month - 1] * story.WEEKDAYS[day.weekday()] * growth


def _moment(dice: Random, day: datetime, now: datetime) -> datetime:
    """A time of that day; what would still be to come was the evening before."""
    at = day.replace(
        hour=pick(dice, story.HOURS),
        minute=dice.randrange(60),
        second=dice.randrange(60),
        microsecond=0,
    )
    while at > now - timedelta(minutes=5):
        at -= timedelta(days=1)
    return at


def _way(dice: Random, channel: str) -> Sequence[str]:
    luck = dice.random()
    if luck < story.WON[channel]:
        return pick(dice, story.WAYS_TO_WON)
    if luck > 1 - story.FORGOTTEN:
        return pick(dice, story.WAYS_TO_FORGOTTEN)
    return pick(dice, story.WAYS_TO_LOST)
