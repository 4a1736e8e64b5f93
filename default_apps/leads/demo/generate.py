"""Twelve months of a sales pipeline: leads, how they moved, and what was done about them.

Everything is invented. Phone numbers stand in a range no operator gives out.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from default_apps.leads.demo import words
from default_apps.leads.demo.life import in_working_hours, pick
from default_apps.leads.demo.people import Lead, make_leads, read_clinic
from engine.ext import Demo, Move, NewRecord, generator

COMMENTED, ASKED, DONE = 0.3, 0.6, 0.3  # parts of the leads


@generator("leads", after=("core",))
async def generate(demo: Demo) -> None:
    """Leads, their moves in the order they happened, and what hangs on them."""
    if await demo.records.list("lead", ["name"], limit=1):
        return
    leads = list(make_leads(demo, await read_clinic(demo)))
    await demo.records.create_many(
        "lead",
        [NewRecord(id=x.id, values=x.values, at=x.came, by=x.owner) for x in leads],
    )
    for turn in range(max(len(lead.moves) for lead in leads)):
        await demo.records.move_many("lead", list(_moves(leads, turn)))
    await demo.records.create_many("activity", list(_activities(demo, leads)))
    await demo.records.create_many("comment", list(_comments(demo, leads)))
    await demo.records.create_many("task", list(_tasks(demo, leads)))


def _moves(leads: Sequence[Lead], turn: int) -> Iterator[Move]:
    for lead in leads:
        if turn < len(lead.moves):
            step, learnt = lead.moves[turn]
            yield Move(id=lead.id, stage=step.stage, at=step.at, by=lead.owner, values=learnt)


def _activities(demo: Demo, leads: Sequence[Lead]) -> Iterator[NewRecord]:
    """One for each stage, and some between."""
    for lead in leads:
        for at in _moments(demo, lead, demo.dice.randint(0, 1) + max(1, len(lead.moves))):
            kind = pick(demo.dice, words.ACTIVITY_WEIGHTS)
            yield NewRecord(
                id=demo.new_id(at),
                values={
                    "summary": demo.dice.choice(words.ACTIVITIES[kind]),
                    "kind": kind,
                    "happened_at": at.isoformat(),
                    "author": str(lead.owner),
                    "record": _about(lead.id),
                },
                at=at,
                by=lead.owner,
            )


def _comments(demo: Demo, leads: Sequence[Lead]) -> Iterator[NewRecord]:
    for lead in leads:
        if demo.dice.random() < COMMENTED:
            for at in _moments(demo, lead, 1):
                body = demo.dice.choice(words.NOTES)
                yield NewRecord(
                    id=demo.new_id(at),
                    values={"body": body, "author": str(lead.owner), "record": _about(lead.id)},
                    at=at,
                    by=lead.owner,
                )


def _tasks(demo: Demo, leads: Sequence[Lead]) -> Iterator[NewRecord]:
    """Who is still being talked to has something to be done, some of it late; of the others some
    have done tasks."""
    dice = demo.dice
    for lead in leads:
        if dice.random() >= (ASKED if lead.until is None else DONE):
            continue
        title, priority = dice.choice(words.TASKS)
        made = in_working_hours(dice, lead.moves[0][0].at if lead.moves else lead.came)
        made = min(made, demo.now)
        due = demo.at(dice.choice((-2, -1, 0, 0, 0, 1, 1, 2, 4)), dice.randint(9, 18))
        if lead.until is not None:
            due = min(lead.until, in_working_hours(dice, made + timedelta(days=2)))
        yield NewRecord(
            id=demo.new_id(made),
            values={
                "title": title.format(name=lead.values["name"].split()[0]),
                "assignee": str(lead.owner),
                "due_at": due.isoformat(),
                "priority": priority,
                "stage": "to_do" if lead.until is None else "done",
                "record": _about(lead.id),
            },
            at=made,
            by=lead.owner,
        )


def _moments(demo: Demo, lead: Lead, count: int) -> list[datetime]:
    """So many working moments while the lead was talked to."""
    until = lead.until or min(demo.now, lead.came + timedelta(days=30))
    span = (until - lead.came).total_seconds()
    spread = (
        in_working_hours(demo.dice, lead.came + timedelta(seconds=int(demo.dice.random() * span)))
        for _ in range(count)
    )
    return sorted(min(at, demo.now) for at in spread)


def _about(lead: UUID) -> dict[str, str]:
    return {"entity": "lead", "id": str(lead)}
