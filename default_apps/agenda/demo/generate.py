"""A year of appointments of the leads that came far enough, and a full agenda around today."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from default_apps.agenda.demo.book import Book
from engine.ext import Demo, NewRecord, generator

DONE = ("finished",) * 8 + ("no_show", "cancelled")
AHEAD = ("scheduled", "confirmed", "confirmed")
MINUTES = {"evaluation": (30, 30, 45), "procedure": (45, 60, 60, 90), "return": (30,)}
SUBJECTS = {"evaluation": "Avaliação", "procedure": "Procedimento", "return": "Retorno"}
NOTES = (
    "Primeira vez na clínica.",
    "Pediu lembrete na véspera.",
    "Vem direto do trabalho, pode atrasar dez minutos.",
    "Trazer exames anteriores.",
)
AROUND = range(-5, 11)  # days around today in which every practitioner has something to do
Row = Mapping[str, Any]


@generator("agenda", after=("core", "leads"))
async def generate(demo: Demo) -> None:
    """Evaluations, procedures and returns; a practitioner's day has no overlaps."""
    if await demo.records.list("appointment", ["starts_at"], limit=1):
        return
    leads = await demo.records.list_all(
        "lead",
        ["name", "stage", "owner", "created_at", "service_unit", "procedures"],
        "stage in ('negotiation', 'qualified', 'closed')",
    )
    leads.sort(key=lambda row: (row["created_at"], row["id"]))
    members = await demo.list_members()
    doctors = [each for each in members if each.name.startswith(("Dr. ", "Dra. "))] or members
    units = await demo.list_units()
    book = Book(doctors=[str(each.id) for each in doctors], zone=demo.zone)
    made = [*_told(demo, book, leads), *_filled(demo, book, leads)]
    fallback = str(next(iter(units.values())))
    records = [_record(demo, visit, fallback) for visit in made]
    await demo.records.create_many("appointment", records)


def _told(demo: Demo, book: Book, leads: Sequence[Row]) -> Iterator[dict[str, Any]]:
    """The evaluation before a lead was won, and what came of it after."""
    dice = demo.dice
    for lead in leads:
        came, since = _moment(lead["created_at"]), _moment(lead["stage_since"])
        if lead["stage"] != "closed":
            if dice.random() < 0.6:
                wanted = since + timedelta(days=dice.choice((1, 2, 3, 5, 8)))
                yield _visit(demo, book, lead, "evaluation", wanted, booked=since)
            continue
        if dice.random() < 0.8:
            between = came + (since - came) * dice.uniform(0.4, 0.9)
            yield _visit(demo, book, lead, "evaluation", between, booked=came)
        treated = since + timedelta(days=dice.randint(1, 14))
        yield _visit(demo, book, lead, "procedure", treated, booked=since)
        if dice.random() < 0.4:
            seen = treated + timedelta(days=dice.choice((15, 20, 30)))
            yield _visit(demo, book, lead, "return", seen, booked=since)


def _filled(demo: Demo, book: Book, leads: Sequence[Row]) -> Iterator[dict[str, Any]]:
    """Two to four more for each practitioner on the working days around today."""
    won = [lead for lead in leads if lead["stage"] == "closed"]
    for day in AROUND:
        morning = demo.at(day, 9)
        if morning.weekday() >= 5 or not won:
            continue
        for doctor in book.doctors:
            for lead in demo.dice.sample(won, k=min(len(won), demo.dice.randint(2, 4))):
                booked = morning - timedelta(days=demo.dice.randint(6, 12))
                kind = demo.dice.choice(("procedure", "return"))
                yield _visit(demo, book, lead, kind, morning, booked=booked, doctor=doctor)


def _visit(
    demo: Demo, book: Book, lead: Row, kind: str, wanted: datetime, *,
    booked: datetime, doctor: str | None = None,
) -> dict[str, Any]:  # fmt: skip
    minutes = demo.dice.choice(MINUTES[kind])
    who = doctor or demo.dice.choice(book.doctors)
    starts = book.take(who, wanted, minutes)
    return {
        "lead": lead, "kind": kind, "doctor": who, "starts": starts, "minutes": minutes,
        "booked": min(booked, starts - timedelta(hours=2), demo.now),
    }  # fmt: skip


def _record(demo: Demo, visit: dict[str, Any], fallback: str) -> NewRecord:
    lead, starts = visit["lead"], visit["starts"]
    ends = starts + timedelta(minutes=visit["minutes"])
    procedure = next(iter(lead["procedures"] or ()), None)
    subject = SUBJECTS[visit["kind"]]
    unit = lead["service_unit"]
    if ends < demo.now:
        stage = demo.dice.choice(DONE)
    else:
        stage = "in_progress" if starts <= demo.now else demo.dice.choice(AHEAD)
    return NewRecord(
        id=demo.new_id(visit["booked"]),
        values={
            "subject": f"{subject}: {procedure['title']}" if procedure else subject,
            "kind": visit["kind"],
            "lead": lead["id"],
            "procedure": procedure["id"] if procedure else None,
            "practitioner": visit["doctor"],
            "unit": unit["id"] if unit else fallback,
            "starts_at": starts.isoformat(),
            "ends_at": ends.isoformat(),
            "stage": stage,
            "notes": demo.dice.choice(NOTES) if demo.dice.random() < 0.15 else None,
        },
        at=visit["booked"],
        by=UUID(lead["owner"]["id"]) if lead["owner"] else None,
    )


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
