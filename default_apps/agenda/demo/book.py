"""Which times of a practitioner are taken, and the next one that is free."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

OPENS, CLOSES = 9, 18
LUNCH = (12, 13)  # nobody is seen in this hour
STEP = timedelta(minutes=15)


class Book:
    """The appointment book of some practitioners; times stand on a quarter of an hour."""

    def __init__(self, *, doctors: Sequence[str], zone: ZoneInfo) -> None:
        self.doctors = doctors
        self._zone = zone
        self._taken: dict[str, list[tuple[datetime, datetime]]] = defaultdict(list)

    def take(self, doctor: str, wanted: datetime, minutes: int) -> datetime:
        """Take the first free time from `wanted` on; the answer is when it begins."""
        local = wanted.astimezone(self._zone)
        at = local.replace(minute=local.minute // 15 * 15, second=0, microsecond=0)
        length = timedelta(minutes=minutes)
        while not self._is_free(doctor, at, at + length):
            at += STEP
            if at + length > at.replace(hour=CLOSES, minute=0):
                at = at.replace(hour=OPENS, minute=0) + timedelta(days=1)
        self._taken[doctor].append((at, at + length))
        return at

    def _is_free(self, doctor: str, starts: datetime, ends: datetime) -> bool:
        if starts.weekday() >= 5 or starts.hour < OPENS:
            return False
        if ends > starts.replace(hour=CLOSES, minute=0) or starts.hour >= CLOSES:
            return False
        noon, one = (starts.replace(hour=hour, minute=0) for hour in LUNCH)
        if starts < one and ends > noon:
            return False
        return all(ends <= begin or starts >= end for begin, end in self._taken[doctor])
