"""An audit of what writes left behind: what is wrong with history, stages, events and bookings.

It knows nothing of the write door: versions are replayed from the first, value by value, and what
comes out is compared with the row, the stage log, the outbox and the bookings as they stand.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from engine.core.database import Databases
from engine.core.tenant import Clinic
from engine.definitions.snapshot import Snapshot
from engine.kinds.field_type import field_types
from engine.records.table import FieldPlace, Table, table_of
from tests.many_types import OCCUPYING

_HISTORY = (
    "select record, version, op, at, change_set, member, cause, changed, before::text, after::text"
    " from _history where entity = $1 order by record, version"
)
_STAGES = (
    "select record, version, field, from_stage, to_stage, at, seconds from _stage_log"
    " where entity = $1 order by record, version"
)
_EVENTS = (
    "select id, record, version, op, changed, change_set, position from nexus.outbox"
    " where clinic_id = $1 and entity = $2 order by id"
)


@dataclass(frozen=True, kw_only=True)
class Version:
    """One row of history; values by field id."""

    version: int
    op: str
    at: datetime
    change_set: UUID
    cause: list[UUID]
    changed: list[str]
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(kw_only=True)
class Ledger:
    """Everything of one entity of a clinic, read at once when nobody writes."""

    table: Table
    rows: dict[UUID, Mapping[str, Any]]
    joins: dict[str, dict[UUID, list[tuple[UUID, int, Any]]]]
    history: dict[UUID, list[Version]]
    stages: dict[UUID, list[Mapping[str, Any]]]
    events: dict[UUID, list[Mapping[str, Any]]]
    bookings: dict[UUID, list[tuple[UUID, datetime, datetime]]]
    states: dict[UUID, list[dict[str, Any]]] = field(default_factory=dict)
    """The values by field id after each version, from replay."""

    def place(self, name: str) -> FieldPlace:
        return self.table.places[name]

    def field_id(self, name: str) -> str:
        return self.place(name).field.id or name

    def wrong(self) -> list[str]:
        """Everything that is not as it must be; ids and names, one sentence each."""
        found = [f"{each}: a row without history" for each in self.rows.keys() - self.history]
        for record, versions in self.history.items():
            parts: Iterable[Iterable[str]] = (
                self._versions(record, versions),
                self._chain(record, versions),
                self._row(record, versions),
                self._stage_log(record, versions),
                self._outbox(record, versions),
            )
            found += [f"{record}: {each}" for part in parts for each in part]
        gone = self.events.keys() - self.history.keys()
        found += [f"{each}: events without history" for each in gone]
        return [*found, *self._booked()]

    def _versions(self, record: UUID, versions: list[Version]) -> Iterable[str]:
        numbers = [each.version for each in versions]
        if numbers != list(range(1, len(numbers) + 1)):
            yield f"versions {numbers}"
        row = self.rows.get(record)
        if row is None:
            yield "history without a row"
            return
        if row["_version"] != numbers[-1]:
            yield f"the row is version {row['_version']}, history ends at {numbers[-1]}"
        if [each.at for each in versions] != sorted(each.at for each in versions):
            yield "its history runs backwards in time"
        in_trash = False
        for each in versions:
            fits = {"create": each.version == 1, "restore": in_trash}.get(each.op, not in_trash)
            if not fits:
                yield f"{each.op} at version {each.version} cannot be"
            in_trash = each.op == "trash" or (in_trash and each.op != "restore")
        if in_trash is not (row["_trashed_at"] is not None):
            yield "in the trash, or not, against its history"

    def _chain(self, record: UUID, versions: list[Version]) -> Iterable[str]:
        state: dict[str, Any] = {}
        for each in versions:
            if strange := (each.before.keys() | each.after.keys()) - set(each.changed):
                yield f"values of {sorted(strange)} that version {each.version} does not change"
            for key in each.changed:
                if each.before.get(key) != state.get(key):
                    yield f"{key} before version {each.version} is not what the version before left"
                if each.version > 1 and each.before.get(key) == each.after.get(key):
                    yield f"{key} at version {each.version} changes nothing"
                state[key] = each.after.get(key)
            self.states.setdefault(record, []).append(dict(state))

    def _row(self, record: UUID, versions: list[Version]) -> Iterable[str]:
        row, state = self.rows.get(record), self.states[record][-1]
        if row is None:
            return
        for name, place in self.table.places.items():
            kept = state.get(place.field.id or name)
            kind = field_types[place.field.type]
            stored = place.empty if kept is None else kind.clean(kept, place.field)
            if kind.relation == "any" and kept is not None:
                stored = {**stored, "title": kept.get("title")}
            if place.join is not None:
                links = self.joins[name].get(record, [])
                texts = stored.get("attributes") or ("{}",) * len(stored[""])
                asked = [
                    (target, at, json.loads(text))
                    for at, (target, text) in enumerate(zip(stored[""], texts, strict=True))
                ]
                if links != asked:
                    yield f"{name}: {len(links)} links stand, history says {len(asked)} or others"
                continue
            kinds = {column.suffix: column.pg_type for column in kind.columns(place.field)}
            for suffix, column in place.columns.items():
                if suffix not in stored:
                    continue  # beside the value: since when
                stands, says = row[column.strip('"')], stored[suffix]
                if kinds[suffix] == "jsonb":
                    stands, says = _parsed(stands), _parsed(says)
                if stands != says:
                    yield f"{name}.{suffix}: the row is not what history replays to "

    def _stage_log(self, record: UUID, versions: list[Version]) -> Iterable[str]:
        key = self.field_id("f_stage")
        asked: list[tuple[Any, ...]] = []
        since: datetime | None = None
        left: dict[UUID, datetime | None] = {}  # since when, before a change set first moved it
        for each in versions:
            if key in each.changed:
                left.setdefault(each.change_set, since)
                seconds = (each.at - since).total_seconds() if since else None
                asked.append(
                    (each.version, key, each.before.get(key), each.after[key], each.at, seconds)
                )
                since = next(
                    (left[undone] for undone in each.cause[-1:] if undone in left), each.at
                )
        logged = [
            (s["version"], s["field"], s["from_stage"], s["to_stage"], s["at"], s["seconds"])
            for s in self.stages.get(record, [])
        ]
        if logged != asked:
            yield f"the stage log has {len(logged)} entries, history {len(asked)} or others"
        if any(each[5] is not None and each[5] < 0 for each in logged):
            yield "a time in a stage is below zero"
        column = self.place("f_stage").columns["since"].strip('"')
        if record in self.rows and self.rows[record][column] != since:
            yield "since when it is in its stage is not when it moved"

    def _outbox(self, record: UUID, versions: list[Version]) -> Iterable[str]:
        asked = [(v.version, v.op, v.changed, v.change_set) for v in versions]
        sent = [
            (e["version"], e["op"], e["changed"], e["change_set"])
            for e in self.events.get(record, [])
        ]
        if sent != asked:
            yield f"{len(sent)} events of {len(asked)} versions, or others"

    def _booked(self) -> Iterable[str]:
        rule = {suffix: self.place(f"f_{suffix}").columns for suffix in ("member", "datetime")}
        member, start = (rule[each][""].strip('"') for each in ("member", "datetime"))
        length = self.place("f_duration").columns[""].strip('"')
        stage = self.place("f_stage").columns[""].strip('"')
        for record, row in self.rows.items():
            takes = row["_trashed_at"] is None and row[stage] in OCCUPYING
            asked: list[tuple[UUID, datetime, datetime]] = []
            if takes and None not in (row[member], row[start], row[length]):
                span: timedelta = row[length]
                asked.append((row[member], row[start], row[start] + span))
            if self.bookings.get(record, []) != asked:
                yield f"{record}: what is booked is not what the row says"
        taken = sorted(
            (*span, record) for record in self.bookings for span in self.bookings[record]
        )
        for one, other in pairwise(taken):
            if one[0] == other[0] and other[1] < one[2]:
                yield f"{one[3]} and {other[3]} take up the same moment"


async def open_ledger(
    databases: Databases, clinic: Clinic, snapshot: Snapshot, entity: str
) -> Ledger:
    """Read it all; nobody may be writing."""
    table = table_of(snapshot, snapshot.model.entity_by_name[entity])
    assert table is not None
    history: dict[UUID, list[Version]] = defaultdict(list)
    stages: dict[UUID, list[Mapping[str, Any]]] = defaultdict(list)
    events: dict[UUID, list[Mapping[str, Any]]] = defaultdict(list)
    bookings: dict[UUID, list[tuple[UUID, datetime, datetime]]] = defaultdict(list)
    joins: dict[str, dict[UUID, list[tuple[UUID, int, Any]]]] = {}
    async with databases.core.clinic(clinic.id, role="owner") as con:
        found = await con.fetch(f"select * from {table.name}")
        rows: dict[UUID, Mapping[str, Any]] = {row["id"]: dict(row) for row in found}
        for name, place in table.places.items():
            if place.join is None:
                continue
            joined: dict[UUID, list[tuple[UUID, int, Any]]] = defaultdict(list)
            sql = (
                f"select {place.join.source}, {place.join.target}, position, attributes::text"
                f" from {place.join.table} order by position"
            )
            for source, target, at, text in await con.fetch(sql):
                joined[source].append((target, at, json.loads(text or "{}")))
            joins[name] = joined
        for row in await con.fetch(_HISTORY, table.entity.id):
            history[row["record"]].append(
                Version(
                    **{key: row[key] for key in ("version", "op", "at", "change_set", "cause")},
                    changed=row["changed"],
                    before=json.loads(row["before"] or "{}"),
                    after=json.loads(row["after"] or "{}"),
                )
            )
        for row in await con.fetch(_STAGES, table.entity.id):
            stages[row["record"]].append(dict(row))
        for row in await con.fetch(
            "select record, resource, lower(during), upper(during) from _booking order by 1, 3"
        ):
            bookings[row[0]].append((row[1], row[2], row[3]))
    async with databases.core.system() as con:
        for row in await con.fetch(_EVENTS, clinic.id, table.entity.id):
            events[row["record"]].append(dict(row))
    return Ledger(
        table=table,
        rows=rows,
        joins=joins,
        history=dict(history),
        stages=dict(stages),
        events=dict(events),
        bookings=dict(bookings),
    )


def _parsed(text: str | None) -> Any:
    return None if text is None else json.loads(text)
