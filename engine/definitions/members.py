"""Accounts (logins of the whole cell) and members (people of one clinic), units and holidays.

A change of a person or place is an event like that of any record, emitted in its transaction.
Whatever gives or takes a right raises the policy epoch of both datasources with the change: the
chat database commits first, so no process goes on with what was revoked.
"""

import json
import re
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from argon2 import PasswordHasher

from engine.core.database import Databases
from engine.core.errors import Fault, InvalidInput, NexusError, NotFound
from engine.core.ids import new_id
from engine.core.pool import Connection
from engine.core.tenant import Clinic
from engine.definitions.people_events import emit, show
from engine.definitions.snapshot import Snapshot
from engine.definitions.store import SnapshotStore

__all__ = [
    "Account",
    "EmailTaken",
    "check_person",
    "create_account",
    "create_holiday",
    "create_member",
    "create_team",
    "create_unit",
    "find_account",
    "set_active",
    "set_password",
    "set_roles",
    "set_units",
]

_HASHER = PasswordHasher()
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+\Z")
_EMAIL_MAX = 254


class EmailTaken(NexusError):
    """There is an account with this e-mail."""

    code = "email_taken"
    status = 409
    message = {
        "pt-BR": "Já existe uma conta com este e-mail.",
        "en": "There already is an account with this e-mail.",
        "es": "Ya existe una cuenta con este correo.",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A login."""

    id: UUID
    email: str
    name: str
    locale: str | None
    disabled: bool


def check_person(*, email: str, name: str) -> None:
    """Raises InvalidInput for what is no e-mail address, and for an empty name."""
    faults: list[Fault] = []
    if len(email) > _EMAIL_MAX or not _EMAIL.match(email.strip()):
        faults.append(
            Fault(
                path="email",
                code="email_invalid",
                message={
                    "pt-BR": "Isto não é um endereço de e-mail.",
                    "en": "This is no e-mail address.",
                },
                hint={
                    "pt-BR": "Escreva como em ana@clinica.com.br.",
                    "en": "Write it like ana@clinic.com.",
                },
            )
        )
    if not name.strip():
        faults.append(
            Fault(
                path="name",
                code="required",
                message={"pt-BR": "O nome está vazio.", "en": "The name is empty."},
                hint={
                    "pt-BR": "Dê o nome com que a pessoa aparece na clínica.",
                    "en": "Give the name the person is shown by in the clinic.",
                },
            )
        )
    if faults:
        raise InvalidInput(faults=tuple(faults))


async def find_account(databases: Databases, email: str) -> Account | None:
    """The account with this e-mail, whatever its letter case and accents."""
    async with databases.core.system() as con:
        row = await con.fetchrow(
            "select id, email, name, locale, disabled_at is not null disabled"
            " from nexus.account where email_fold = nexus.fold($1)",
            email.strip(),
        )
    return Account(**dict(row)) if row else None


async def create_account(
    databases: Databases, *, email: str, name: str, password: str | None, locale: str | None = None
) -> Account:
    """Make a login. Without a password nobody can sign in with it yet.

    Raises InvalidInput and EmailTaken.
    """
    check_person(email=email, name=name)
    async with databases.core.system() as con:
        row = await con.fetchrow(
            "insert into nexus.account (id, email, email_fold, name, password_hash, locale)"
            " values ($1, $2, nexus.fold($2), $3, $4, $5) on conflict (email_fold) do nothing"
            " returning id, email, name, locale, false disabled",
            new_id(),
            email.strip(),
            name,
            _HASHER.hash(password) if password else None,
            locale,
        )
    if row is None:
        raise EmailTaken()
    return Account(**dict(row))


async def set_password(databases: Databases, account_id: UUID, password: str) -> None:
    """Change a password and end every session of the account, in each of its clinics."""
    async with databases.core.system() as con, con.transaction():
        await con.execute(
            "update nexus.account set password_hash = $2 where id = $1",
            account_id,
            _HASHER.hash(password),
        )
        await con.execute(
            "update nexus.session set revoked_at = now()"
            " where account_id = $1 and revoked_at is null",
            account_id,
        )
        clinics = await con.fetch(
            "select clinic_id from nexus.clinic_account where account_id = $1", account_id
        )
    for row in clinics:
        async with _revoking(databases, row["clinic_id"]):
            pass


async def create_member(
    databases: Databases,
    clinic: Clinic,
    *,
    name: str,
    account_id: UUID | None = None,
    email: str | None = None,
    roles: Sequence[str] = (),
    units: Sequence[UUID] = (),
    teams: Sequence[UUID] = (),
    member_id: UUID | None = None,
) -> UUID:
    """Add a person to a clinic; `account_id` lets them sign in. Returns the member's id."""
    member = member_id or new_id()
    snapshot = await SnapshotStore(databases).current(clinic.id)
    async with _revoking(databases, clinic.id) as con:
        await con.execute(
            "insert into _member (id, account_id, name, email, roles) values ($1, $2, $3, $4, $5)",
            member,
            account_id,
            name,
            email,
            list(roles),
        )
        await _put_links(con, "unit", member, units)
        await _put_links(con, "team", member, teams)
        await emit(con, snapshot, "member", member)
    if account_id is not None:
        await _admit(databases, clinic, account_id)
    await show(databases, clinic, snapshot, "member", member)
    return member


async def set_roles(
    databases: Databases, clinic: Clinic, member_id: UUID, roles: Sequence[str]
) -> None:
    """Replace a member's roles."""
    snapshot = await SnapshotStore(databases).current(clinic.id)
    async with _revoking(databases, clinic.id) as con:
        await _touch(con, snapshot, member_id, "roles = $2", list(roles))
    await show(databases, clinic, snapshot, "member", member_id)


async def set_active(databases: Databases, clinic: Clinic, member_id: UUID, active: bool) -> None:
    """Deactivate a member (members are never deleted) or bring one back."""
    snapshot = await SnapshotStore(databases).current(clinic.id)
    async with _revoking(databases, clinic.id) as con:
        account: UUID | None = await _touch(con, snapshot, member_id, "active = $2", active)
    if account is not None and active:
        await _admit(databases, clinic, account)
    elif account is not None:
        async with databases.core.system() as con:
            await con.execute(
                "delete from nexus.clinic_account where account_id = $1 and clinic_id = $2",
                account,
                clinic.id,
            )
    await show(databases, clinic, snapshot, "member", member_id)


async def set_units(
    databases: Databases, clinic: Clinic, member_id: UUID, units: Sequence[UUID]
) -> None:
    """Replace the units a member works in."""
    snapshot = await SnapshotStore(databases).current(clinic.id)
    async with _revoking(databases, clinic.id) as con:
        await con.execute("delete from _member_unit where member_id = $1", member_id)
        await _put_links(con, "unit", member_id, units)
        await _touch(con, snapshot, member_id, "active = active or $2", False)
    await show(databases, clinic, snapshot, "member", member_id)


async def create_unit(
    databases: Databases,
    clinic: Clinic,
    *,
    name: str,
    timezone: str | None = None,
    hours: Mapping[str, Any] | None = None,
    unit_id: UUID | None = None,
) -> UUID:
    """Add an address of the clinic. `hours`: weekday -> list of [from, to], in the unit's zone."""
    unit = unit_id or new_id()
    snapshot = await SnapshotStore(databases).current(clinic.id)
    async with databases.core.clinic(clinic.id, role="owner") as con, con.transaction():
        await con.execute(
            "insert into _unit (id, name, timezone, hours) values ($1, $2, $3, $4)",
            unit,
            name,
            timezone or clinic.timezone,
            json.dumps(hours) if hours is not None else None,
        )
        await emit(con, snapshot, "unit", unit)
    await show(databases, clinic, snapshot, "unit", unit)
    return unit


async def create_team(databases: Databases, clinic: Clinic, *, name: str) -> UUID:
    """Add a team."""
    team = new_id()
    snapshot = await SnapshotStore(databases).current(clinic.id)
    async with databases.core.clinic(clinic.id, role="owner") as con, con.transaction():
        await con.execute("insert into _team (id, name) values ($1, $2)", team, name)
        await emit(con, snapshot, "team", team)
    await show(databases, clinic, snapshot, "team", team)
    return team


async def create_holiday(
    databases: Databases, clinic: Clinic, *, day: date, name: str, unit_id: UUID | None = None
) -> UUID:
    """Add a holiday, of one unit or of the whole clinic."""
    holiday = new_id()
    snapshot = await SnapshotStore(databases).current(clinic.id)
    async with databases.core.clinic(clinic.id, role="owner") as con, con.transaction():
        await con.execute(
            "insert into _holiday (id, day, name, unit) values ($1, $2, $3, $4)",
            holiday,
            day,
            name,
            unit_id,
        )
        await emit(con, snapshot, "holiday", holiday)
    await show(databases, clinic, snapshot, "holiday", holiday)
    return holiday


@asynccontextmanager
async def _revoking(databases: Databases, clinic_id: str) -> AsyncGenerator[Connection]:
    """A transaction in core that ends with both datasources at the same, higher policy epoch."""
    async with databases.core.clinic(clinic_id, role="owner") as con, con.transaction():
        yield con
        wanted: int = await con.fetchval(
            "update _state set policy_epoch = policy_epoch + 1 returning policy_epoch"
        )
        async with databases.chat.clinic(clinic_id, role="owner") as chat:
            epoch: int = await chat.fetchval(
                "update _state set policy_epoch = greatest(policy_epoch + 1, $1)"
                " returning policy_epoch",
                wanted,
            )
        if epoch > wanted:
            await con.execute("update _state set policy_epoch = $1", epoch)


async def _touch(
    con: Connection, snapshot: Snapshot, member_id: UUID, assignment: str, value: object
) -> UUID | None:
    row = await con.fetchrow(
        f"update _member set {assignment}, epoch = epoch + 1, _version = _version + 1,"
        " _updated_at = now() where id = $1 returning account_id, _version",
        member_id,
        value,
    )
    if row is None:
        raise NotFound(member=str(member_id))
    await emit(con, snapshot, "member", member_id, op="update", version=row["_version"])
    return row["account_id"]


async def _put_links(con: Connection, kind: str, member: UUID, others: Sequence[UUID]) -> None:
    await con.executemany(
        f"insert into _member_{kind} (member_id, {kind}_id, position) values ($1, $2, $3)",
        [(member, other, position) for position, other in enumerate(others)],
    )


async def _admit(databases: Databases, clinic: Clinic, account_id: UUID) -> None:
    async with databases.core.system() as con:
        await con.execute(
            "insert into nexus.clinic_account (account_id, clinic_id) values ($1, $2)"
            " on conflict do nothing",
            account_id,
            clinic.id,
        )
