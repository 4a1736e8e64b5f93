"""Believable records for a demo clinic, made by the apps themselves: `<app>/demo/*.py`.

    @generator("leads", after=("core",))
    async def generate(demo: Demo) -> None:
        await demo.records.create("lead", {"name": "Ana Prado"})

Law: the same seed and clock give the same records, with no real person among them. Generators of
apps that are not installed do not run; one that already ran in a clinic adds nothing.
"""

import importlib
import importlib.util
import pkgutil
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from graphlib import TopologicalSorter
from typing import TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

from engine.core.database import Databases
from engine.core.tenant import Clinic
from engine.definitions.members import create_member, create_unit
from engine.definitions.snapshot import Snapshot
from engine.ext.record_port import RecordPort
from engine.kinds.registry import DuplicateKey
from engine.records import system_context


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoMember:
    """A member of the demo clinic."""

    id: UUID
    name: str
    roles: tuple[str, ...]


class Demo:
    """What a generator works with: records as the system, dice with a fixed seed, one clock."""

    def __init__(
        self, databases: Databases, clinic: Clinic, snapshot: Snapshot, now: datetime, app: str
    ) -> None:
        self._databases, self._clinic = databases, clinic
        self.records = RecordPort(ctx=system_context(clinic, snapshot, now), databases=databases)
        self.now = now
        self.zone = ZoneInfo(clinic.timezone)
        self.dice = random.Random(f"nexus.demo.{app}")  # noqa: S311 - repeatable on purpose

    def new_id(self, at: datetime) -> UUID:
        """A UUID version 7 of a moment in the past, the same in every run."""
        stamp = int(at.timestamp() * 1000) << 80
        value = stamp | 0x7 << 76 | self.dice.getrandbits(12) << 64
        return UUID(int=value | 0x2 << 62 | self.dice.getrandbits(62))

    def at(self, days: int, hour: int, minute: int = 0) -> datetime:
        """A wall-clock time in the clinic's zone, `days` after today (negative: before)."""
        day = self.now.astimezone(self.zone).date() + timedelta(days=days)
        return datetime(day.year, day.month, day.day, hour, minute, tzinfo=self.zone)

    async def list_members(self) -> list[DemoMember]:
        """Active members by name."""
        async with self._databases.core.clinic(self._clinic.id) as con:
            rows = await con.fetch(
                "select id, name, roles from _member where active and _trashed_at is null"
                " order by name, id"
            )
        return [
            DemoMember(id=row["id"], name=row["name"], roles=tuple(row["roles"])) for row in rows
        ]

    async def list_units(self) -> dict[str, UUID]:
        """Units by name."""
        async with self._databases.core.clinic(self._clinic.id) as con:
            rows = await con.fetch(
                "select id, name from _unit where _trashed_at is null order by 2"
            )
        return {row["name"]: row["id"] for row in rows}

    async def ensure_unit(self, name: str, hours: dict[str, list[list[str]]]) -> UUID:
        """The unit with this name, made when there is none."""
        found = (await self.list_units()).get(name)
        return found or await create_unit(
            self._databases, self._clinic, name=name, hours=hours, unit_id=self.new_id(self.now)
        )

    async def ensure_member(
        self, name: str, roles: Sequence[str] = (), units: Sequence[UUID] = ()
    ) -> UUID:
        """The member with this name, made (without a login) when there is none."""
        for member in await self.list_members():
            if member.name == name:
                return member.id
        return await create_member(
            self._databases,
            self._clinic,
            name=name,
            roles=roles,
            units=units,
            member_id=self.new_id(self.now),
        )


Generate: TypeAlias = Callable[[Demo], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Generator:
    app: str
    after: tuple[str, ...]
    generate: Generate


_generators: dict[str, _Generator] = {}


def generator(app: str, *, after: Sequence[str] = ()) -> Callable[[Generate], Generate]:
    """Register the demo generator of an app; it runs after those of the apps in `after`."""

    def register(generate: Generate) -> Generate:
        if app in _generators:
            raise DuplicateKey(f"demo generator: {app}")
        _generators[app] = _Generator(app=app, after=tuple(after), generate=generate)
        return generate

    return register


async def fill_demo(
    databases: Databases,
    clinic: Clinic,
    snapshot: Snapshot,
    now: datetime,
    *,
    apps: str = "default_apps",
) -> tuple[str, ...]:
    """Run the generators of the installed apps found in package `apps`; answers their names."""
    installed = [package.key for package in snapshot.model.packages]
    for key in installed:
        _scan(f"{apps}.{key}.demo")
    chosen = {key: _generators[key] for key in installed if key in _generators}
    order = TopologicalSorter(
        {key: [each for each in found.after if each in chosen] for key, found in chosen.items()}
    )
    names = tuple(order.static_order())
    for name in names:
        await chosen[name].generate(Demo(databases, clinic, snapshot, now, name))
    return names


def _scan(package: str) -> None:
    if importlib.util.find_spec(package.rpartition(".")[0]) is None:
        return
    if importlib.util.find_spec(package) is None:
        return
    for module in pkgutil.iter_modules(importlib.import_module(package).__path__):
        importlib.import_module(f"{package}.{module.name}")
