"""Two weeks of appointments around today, of leads that came far enough."""

from datetime import timedelta

from engine.ext import Demo, NewRecord, generator

PAST = ("finished", "finished", "finished", "no_show", "cancelled")
FUTURE = ("scheduled", "confirmed", "confirmed")
MINUTES = (30, 45, 45, 60, 90)


@generator("agenda", after=("core", "leads"))
async def generate(demo: Demo) -> None:
    """Each practitioner's day is filled from the morning on, without overlaps."""
    if await demo.records.list("appointment", ["starts_at"], limit=1):
        return
    dice = demo.dice
    members = await demo.list_members()
    doctors = [each for each in members if each.name.startswith(("Dr. ", "Dra. "))] or members
    units = await demo.list_units()
    rows = await demo.records.list(
        "lead", ["name", "service_unit"], "stage in ('negotiation', 'qualified', 'closed')"
    )
    rows.sort(key=lambda row: row["name"])
    made: list[NewRecord] = []
    for day in range(-7, 8):
        if demo.at(day, 12).weekday() >= 5:
            continue
        for doctor in doctors:
            starts = demo.at(day, 9)
            for lead in dice.sample(rows, k=min(len(rows), dice.randint(2, 4))):
                ends = starts + timedelta(minutes=dice.choice(MINUTES))
                stage = dice.choice(PAST if ends < demo.now else FUTURE)
                unit = lead["service_unit"]["id"] if lead["service_unit"] else units["Moema"]
                booked = starts - timedelta(days=dice.randint(1, 6))
                made.append(
                    NewRecord(
                        id=demo.new_id(booked),
                        values={
                            "lead": lead["id"],
                            "practitioner": str(doctor.id),
                            "unit": str(unit),
                            "starts_at": starts.isoformat(),
                            "ends_at": ends.isoformat(),
                            "stage": stage,
                        },
                        at=min(booked, demo.now),
                    )
                )
                starts = ends + timedelta(minutes=dice.choice((0, 15, 30)))
    await demo.records.create_many("appointment", made)
