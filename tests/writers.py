"""Writers on the same few records, and what each of them was told: then held against the ledger.

A writer keeps every acknowledged answer. What it was told must be in history: its values at its
version, on top of what it said it had read, made once however often it was sent.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import httpx

from engine.kinds.field_type import field_types
from tests.ledger import Ledger, Version
from tests.many_types import PLURAL, STAGES, choices

PATH = f"/api/data/{PLURAL}"
REFUSALS = (403, 404, 409, 422)
"""What may be answered to a write that lost a race; anything else is a fault of the server."""
ACTIONS = (
    *("patch",) * 10, *("move",) * 3, "trash", "restore", "restore", "restore", "restore",
    "undo", "undo", "bulk", "bulk", "create",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Told:
    """One acknowledged write. `base` are values it said it read, `expected` the version."""

    action: str
    change_set: UUID
    records: tuple[UUID, ...]
    sent: Mapping[str, Any] = field(default_factory=dict[str, Any])
    expected: int | None = None
    base: Mapping[str, Any] | None = None
    undoes: UUID | None = None
    changed: int | None = None


@dataclass(kw_only=True)
class Writers:
    """Sixteen at once on one clinic's records."""

    client: httpx.AsyncClient
    ids: Mapping[str, str]
    seed: int
    records: list[UUID] = field(default_factory=list[UUID])
    told: list[Told] = field(default_factory=list[Told])
    made: list[UUID] = field(default_factory=list[UUID])
    answers: Counter[str] = field(default_factory=Counter[str])
    wrong: list[str] = field(default_factory=list[str])
    most: int = 20

    def __post_init__(self) -> None:
        self._choices = choices(self.ids)
        self._names = 0

    async def begin(self, count: int) -> None:
        """The records that everybody will write on."""
        chance = random.Random(self.seed)  # noqa: S311
        for _ in range(count):
            await self._create(chance)

    async def write(self, number: int, is_over: Callable[[], bool]) -> None:
        """One writer, until it is over."""
        chance = random.Random(f"{self.seed} {number}")  # noqa: S311
        while not is_over():
            action = chance.choice(ACTIONS)
            record = chance.choice(self.records)
            match action:
                case "patch":
                    await self._patch(chance, record)
                case "move":
                    await self._move(chance, record)
                case "undo":
                    await self._undo(chance)
                case "bulk":
                    await self._bulk(chance)
                case "create":
                    if len(self.records) < self.most:
                        await self._create(chance)
                case _:
                    await self._away(chance, action, record)

    # --- one write each -----------------------------------------------------------------------

    async def _create(self, chance: random.Random) -> None:
        values = self._values(chance, 6)
        answer = await self._send(chance, "POST", PATH, json=values, action="create")
        if answer is not None:
            record = UUID(answer.json()["data"]["id"])
            self.records.append(record)
            self.made.append(record)
            self._keep(answer, "create", (record,), sent=values)

    async def _patch(self, chance: random.Random, record: UUID) -> None:
        values = self._values(chance, chance.randint(1, 4))
        headers: dict[str, str] = {}
        expected: int | None = None
        base: dict[str, Any] | None = None
        how = chance.choice(("blind", "version", "base"))
        if how != "blind":
            read = await self.client.get(f"{PATH}/{record}")
            if read.status_code != 200:
                return
            seen = read.json()["data"]
            if chance.random() < 0.5:
                await asyncio.sleep(chance.random() * 0.02)
            if how == "version":
                expected = seen["version"]
                headers["if-match"] = str(expected)
            else:
                base = {name: seen[name] for name in values}
        sent = {**values, **({"$base": base} if base is not None else {})}
        answer = await self._send(
            chance, "PATCH", f"{PATH}/{record}", json=sent, headers=headers, action="patch"
        )
        if answer is not None:
            self._keep(answer, "patch", (record,), sent=values, expected=expected, base=base)

    async def _move(self, chance: random.Random, record: UUID) -> None:
        stage = chance.choice(STAGES)
        answer = await self._send(
            chance, "POST", f"{PATH}/{record}/move", json={"stage": stage}, action="move"
        )
        if answer is not None:
            self._keep(answer, "move", (record,), sent={"f_stage": stage})

    async def _away(self, chance: random.Random, action: str, record: UUID) -> None:
        method, path = ("DELETE", "") if action == "trash" else ("POST", "/restore")
        answer = await self._send(chance, method, f"{PATH}/{record}{path}", action=action)
        if answer is not None:
            self._keep(answer, action, (record,))

    async def _undo(self, chance: random.Random) -> None:
        recent = [each for each in self.told[-40:] if len(each.records) == 1]
        if not recent:
            return
        past = chance.choice(recent)
        (record,) = past.records
        answer = await self._send(
            chance, "POST", f"{PATH}/{record}/undo",
            json={"change": str(past.change_set)}, action="undo",
        )  # fmt: skip
        if answer is not None:
            self._keep(answer, "undo", (record,), undoes=past.change_set)

    async def _bulk(self, chance: random.Random) -> None:
        some = chance.sample(self.records, min(len(self.records), chance.randint(2, 5)))
        values = self._values(chance, 2)
        stage = chance.choice(STAGES)
        what: dict[str, Any] = chance.choice(
            (*({"set": values},) * 4, *({"move": {"stage": stage}},) * 3, {"delete": True},
             {"restore": True})
        )  # fmt: skip
        sent = {"ids": [str(each) for each in some], **what}
        answer = await self._send(chance, "POST", f"{PATH}/bulk", json=sent, action="bulk")
        if answer is not None:
            asked = {"f_stage": stage} if "move" in what else what.get("set", {})
            changed = answer.json()["data"]["changed"]
            self._keep(answer, "bulk", tuple(some), sent=asked, changed=changed)

    def _values(self, chance: random.Random, count: int) -> dict[str, Any]:
        """A name nobody else ever writes, and some values."""
        self._names += 1
        names = chance.sample(sorted(self._choices), count)
        found = {name: chance.choice(self._choices[name])[0] for name in names}
        return {"name": f"{self.seed}-{self._names}", **found}

    async def _send(
        self, chance: random.Random, method: str, path: str, *, action: str, **rest: Any
    ) -> httpx.Response | None:
        """Sent once or, one time in three under a key, twice: at the same moment or one by one."""
        headers = rest.pop("headers", {})
        times, together = 1, False
        if chance.random() < 0.33:
            headers = {**headers, "idempotency-key": str(uuid4())}
            times, together = 2, chance.random() < 0.5

        async def send() -> httpx.Response:
            return await self.client.request(method, path, headers=headers, **rest)

        if together:
            got = list(await asyncio.gather(*(send() for _ in range(times))))
        else:
            got = [await send() for _ in range(times)]
        good = [each for each in got if each.is_success]
        for each in got:
            code = "ok" if each.is_success else f"{each.status_code} {each.json()['code']}"
            self.answers[f"{action}: {code}"] += 1
            if not each.is_success and each.status_code not in REFUSALS:
                self.wrong.append(f"{action}: {each.status_code} {each.text[:200]}")
        if len({each.headers["x-change-set"] for each in good}) > 1:
            self.wrong.append(f"{action}: made twice under one key")
        if good and not got[-1].is_success and not together:
            self.wrong.append(f"{action}: resent, it was refused: {got[-1].text[:200]}")
        return good[0] if good else None

    def _keep(
        self, answer: httpx.Response, action: str, records: tuple[UUID, ...], **rest: Any
    ) -> None:
        change_set = UUID(answer.headers["x-change-set"])
        self.told.append(Told(action=action, change_set=change_set, records=records, **rest))

    # --- what they were told, against what stands -----------------------------------------------

    def lost(self, ledger: Ledger) -> list[str]:
        """Acknowledged writes that are not in history as they were told, one sentence each."""
        found = list(self.wrong)
        if sorted(self.made) != sorted(ledger.history):
            found.append(f"{len(self.made)} made, {len(ledger.history)} there")
        known: dict[tuple[UUID, UUID], list[Version]] = {}
        for record, versions in ledger.history.items():
            for each in versions:
                known.setdefault((record, each.change_set), []).append(each)
        asked = {each.change_set for each in self.told}
        stray = {key[1] for key in known} - asked
        found += [f"{each}: nobody was told of this change set" for each in stray]
        for told in self.told:
            rows = [known.get((record, told.change_set), []) for record in told.records]
            if any(len(each) > 1 for each in rows):
                found.append(f"{told.action} {told.change_set}: made twice")
            if told.changed is not None and told.changed != sum(map(len, rows)):
                found.append(f"bulk {told.change_set}: {told.changed} told, {sum(map(len, rows))}")
            for record, versions in zip(told.records, rows, strict=True):
                found += [
                    f"{told.action} of {record}: {each}"
                    for each in _kept(ledger, told, record, versions[0] if versions else None)
                ]
        return found


def _kept(ledger: Ledger, told: Told, record: UUID, version: Version | None) -> Iterable[str]:
    states, history = ledger.states[record], ledger.history[record]
    values = {ledger.field_id(name): value for name, value in told.sent.items()}
    if version is None:
        if told.action in ("create", "trash", "restore") or "name" in told.sent:
            yield "acknowledged and not in history"
        elif told.undoes is None and not any(_holds(state, values, ledger) for state in states):
            yield "acknowledged as no change, and never so"
        return
    here = version.version - 1
    if not _holds(states[here], values, ledger):
        yield f"version {version.version} does not hold what was sent"
    own = set(version.changed)
    if told.expected is not None:
        between = history[told.expected : here]
        if any(own & set(each.changed) for each in between):
            yield f"version {version.version} went over changes since {told.expected}"
    if told.base is not None and here:
        for name, value in told.base.items():
            key = ledger.field_id(name)
            if key in own and not _same(ledger, name, states[here - 1].get(key), value):
                yield f"version {version.version} went over a {name} other than the one read"
    if told.undoes is not None:
        yield from _taken_back(history, states, told.undoes, version)


def _taken_back(
    history: Sequence[Version], states: Sequence[Mapping[str, Any]], undone: UUID, version: Version
) -> Iterable[str]:
    """An undo puts back what was before, and only where nothing came in between."""
    if undone not in version.cause:
        yield "an undo that does not say of what"
    past = next((each for each in history if each.change_set == undone), None)
    if past is None:
        yield "an undo of nothing"
    elif past.op in ("create", "trash", "restore"):
        if version.op != ("restore" if past.op == "trash" else "trash"):
            yield f"{past.op} undone by {version.op}"
    else:
        for key in past.changed:
            if states[version.version - 1].get(key) != past.before.get(key):
                yield f"{key} is not what it was before"
            elif key in version.changed and (
                states[version.version - 2].get(key) != past.after.get(key)
            ):
                yield f"{key} had changed again, and the undo went over it"


def _holds(state: Mapping[str, Any], values: Mapping[str, Any], ledger: Ledger) -> bool:
    names = {ledger.field_id(name): name for name in ledger.table.places}
    return all(_same(ledger, names[key], state.get(key), value) for key, value in values.items())


def _same(ledger: Ledger, name: str, kept: Any, sent: Any) -> bool:
    """Whether what history keeps is what was sent: the same columns in the end."""
    place = ledger.place(name)
    kind = field_types[place.field.type]

    def stored(value: Any) -> Any:
        return None if value in (None, []) else kind.clean(value, place.field)

    one, other = stored(kept), stored(sent)
    if one is None or other is None:
        return one is other
    return all(one[key] == other.get(key) for key in one if key in ("", "entity", "id", "lng"))
