"""Demo of the agenda: appointments of some leads, past ones finished, coming ones scheduled."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from engine.ext.demo import DemoPerson, DemoWorld, RecordChange

__all__ = ["generate"]

PAST = ("finished", "finished", "finished", "finished", "no_show", "cancelled")
COMING = ("scheduled", "scheduled", "confirmed")
DAYS_BACK, DAYS_AHEAD = 30, 21
SHARE = 0.45
LENGTHS = (30, 45, 60, 60, 90)
FIRST_HOUR, LAST_HOUR = 8, 18


def generate(world: DemoWorld) -> Sequence[RecordChange]:
    """An appointment for about every second lead; one practitioner is never in two places."""
    leads = world.records.get("lead", ())
    if not (leads and world.units and world.people):
        return ()
    chosen = world.random.sample(leads, k=int(len(leads) * SHARE))
    taken: set[tuple[UUID, datetime]] = set()
    return [appointment(world, lead, taken) for lead in chosen]


def appointment(world: DemoWorld, lead: UUID, taken: set[tuple[UUID, datetime]]) -> RecordChange:
    """One appointment on a free hour of a weekday."""
    person, begin = free_hour(world, taken)
    end = begin + timedelta(
        minutes=world.random.choice(LENGTHS[:3] if begin.hour > 17 else LENGTHS)
    )
    stage = world.random.choice(PAST if end < world.now else COMING)
    made = min(begin, world.now) - timedelta(days=world.random.uniform(0.5, 9))
    return RecordChange(
        op="create",
        entity="appointment",
        record_id=world.new_id(),
        values={
            "lead": lead,
            "practitioner": person.id,
            "unit": world.random.choice(person.units or world.units),
            "starts_at": begin.isoformat(),
            "ends_at": end.isoformat(),
            "stage": stage,
        },
        at=made,
        by=person.id,
    )


def free_hour(world: DemoWorld, taken: set[tuple[UUID, datetime]]) -> tuple[DemoPerson, datetime]:
    """A practitioner and an hour of two that nobody has; a full month goes on further back."""
    people = world.people_with("practitioner") or world.people
    back = DAYS_BACK
    while True:
        day = world.now + timedelta(days=world.random.randrange(-back, DAYS_AHEAD))
        hour = world.random.randrange(FIRST_HOUR, LAST_HOUR, 2)
        begin = day.replace(hour=hour, minute=0, second=0, microsecond=0)
        person = world.random.choice(people)
        back += 1
        if begin.weekday() < 6 and (person.id, begin) not in taken:
            taken.add((person.id, begin))
            return person, begin
