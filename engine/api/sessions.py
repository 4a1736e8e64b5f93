"""Sessions: who a cookie stands for. Facts are cached in the process under the policy fence.

A revoked session, a changed role or a deactivated member raises `policy_epoch` of the clinic in its
own transaction;
the next read or write of that clinic sees it, drops what is cached here and starts again.
"""

import asyncio
import hashlib
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import ClassVar
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from engine.access.actor import Actor, Clinic
from engine.core.database import Databases
from engine.core.errors import NexusError
from engine.definitions.fence import raise_policy, settle_policy

SESSION_DAYS = 14
_CACHE_SIZE = 10_000
_HASHER = PasswordHasher()
_DUMMY = _HASHER.hash("timing is the same for an unknown account")


class SessionRequired(NexusError):
    """No session, or one that has ended."""

    code: ClassVar[str] = "session_required"
    status = 401
    message = {
        "pt-BR": "Entre de novo para continuar.",
        "en": "Sign in again to go on.",
        "es": "Inicie sesión de nuevo para continuar.",
    }


class BadCredentials(NexusError):
    """Unknown account or wrong password: the same answer for both."""

    code = "bad_credentials"
    status = 401
    message = {
        "pt-BR": "E-mail ou senha incorretos.",
        "en": "Wrong e-mail or password.",
        "es": "Correo o contraseña incorrectos.",
    }
    hint = {
        "pt-BR": "Se esqueceu a senha, peça uma nova a um administrador.",
        "en": "If you forgot the password, ask an administrator for a new one.",
        "es": "Si olvidó la contraseña, pida una nueva a un administrador.",
    }


class CsrfRequired(NexusError):
    """A changing request with a cookie lacks its CSRF token."""

    code = "csrf_required"
    status = 403
    message = {
        "pt-BR": "A página precisa ser recarregada para salvar.",
        "en": "Reload the page to save.",
        "es": "Recargue la página para guardar.",
    }


class NoClinic(NexusError):
    """The account is not an active member of any clinic, or not of the one asked for."""

    code = "no_clinic"
    status = 403
    message = {
        "pt-BR": "Seu acesso a esta clínica não está ativo. Fale com um administrador.",
        "en": "Your access to this clinic is not active. Ask an administrator.",
        "es": "Su acceso a esta clínica no está activo. Hable con un administrador.",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFacts:
    """What a session token stands for. `mode` is the clinic's mode when the facts were read."""

    token_hash: bytes
    csrf: str
    account_id: UUID
    account_name: str
    email: str
    expires_at: datetime
    clinic: Clinic
    mode: str
    member_name: str
    units: tuple[tuple[UUID, str], ...]
    actor: Actor


class SessionStore:
    """Opens, finds and ends sessions."""

    def __init__(self, databases: Databases) -> None:
        self._databases = databases
        self._facts: OrderedDict[bytes, SessionFacts] = OrderedDict()

    async def open(
        self, email: str, password: str, *, clinic: str | None, ip: str | None, agent: str | None
    ) -> str:
        """Check the password and start a session. Returns its token. Raises BadCredentials or
        NoClinic."""
        async with self._databases.core.system() as con:
            account = await con.fetchrow(
                "select id, password_hash from nexus.account where email_fold = "
                "nexus.fold($1) and disabled_at is null",
                email.strip(),
            )
        known: str = account["password_hash"] or _DUMMY if account else _DUMMY
        if not await asyncio.to_thread(_matches, known, password) or account is None:
            raise BadCredentials()
        clinics = await self.clinics_of(account["id"])
        chosen = next((c for c in clinics if clinic in (None, c.slug)), None)
        if chosen is None:
            raise NoClinic()
        token = secrets.token_urlsafe(32)
        async with self._databases.core.system() as con:
            await con.execute(
                "insert into nexus.session(token_hash, account_id, clinic_id, csrf, "
                "created_at, last_seen_at, expires_at,"
                " ip, user_agent) values ($1, $2, $3, $4, now(), now(), $5, $6, $7)",
                hash_token(token),
                account["id"],
                chosen.id,
                secrets.token_urlsafe(24),
                datetime.now(UTC) + timedelta(days=SESSION_DAYS),
                ip,
                (agent or "")[:300],
            )
        return token

    async def clinics_of(self, account_id: UUID) -> list[Clinic]:
        """The clinics in which the account is an active member."""
        async with self._databases.core.system() as con:
            rows = await con.fetch(
                "select c.id, c.slug, c.name, c.timezone, c.locale from nexus.clinic c join "
                "nexus.clinic_account m"
                " on m.clinic_id = c.id where m.account_id = $1 and c.deleted_at is null "
                "order by c.name",
                account_id,
            )
        return [Clinic(**row) for row in rows]

    async def find(self, token: str, *, clinic: str | None = None) -> SessionFacts:
        """The facts of a live session. Raises SessionRequired."""
        key = hash_token(token)
        facts = self._facts.get(key)
        if (
            facts is not None
            and facts.expires_at > datetime.now(UTC)
            and clinic in (None, facts.clinic.slug)
        ):
            return facts
        facts = await self._load(key, clinic)
        self._facts[key] = facts
        if len(self._facts) > _CACHE_SIZE:
            self._facts.popitem(last=False)
        return facts

    async def end(self, facts: SessionFacts) -> None:
        """Revoke a session; the policy epoch rises with it, so every process forgets it."""
        clinic = facts.clinic
        async with self._databases.core.system() as con, con.transaction():
            await con.execute(
                "update nexus.session set revoked_at = now() where token_hash = $1",
                facts.token_hash,
            )
            await con.execute(f'set local role "{clinic.owner_role}"')
            await con.execute(
                f'update "{clinic.schema}"._state set policy_epoch = policy_epoch + 1'  # noqa: S608
            )
        await settle_policy(self._databases, clinic.id)
        self.forget(facts.clinic.id)

    async def set_locale(self, facts: SessionFacts, locale: str) -> None:
        """Keep the account's language; every process of its clinics forgets the one before."""
        async with self._databases.core.system() as con:
            await con.execute(
                "update nexus.account set locale = $2 where id = $1", facts.account_id, locale
            )
        for clinic in await self.clinics_of(facts.account_id):
            await raise_policy(self._databases, clinic.id)
            self.forget(clinic.id)

    def forget(self, clinic_id: str) -> None:
        """Drop what is cached for a clinic."""
        for key in [key for key, facts in self._facts.items() if facts.clinic.id == clinic_id]:
            del self._facts[key]

    async def _load(self, key: bytes, clinic: str | None) -> SessionFacts:
        async with self._databases.core.system() as con:
            row = await con.fetchrow(
                "select s.csrf, s.clinic_id, s.expires_at, a.id account_id, a.name "
                "account_name, a.email, a.locale"
                " from nexus.session s join nexus.account a on a.id = s.account_id"
                " where s.token_hash = $1 and s.revoked_at is null and s.expires_at > now() "
                "and a.disabled_at is null",
                key,
            )
        if row is None:
            raise SessionRequired()
        clinics = await self.clinics_of(row["account_id"])
        wanted = next(
            (c for c in clinics if (c.slug == clinic if clinic else c.id == row["clinic_id"])), None
        )
        if wanted is None:
            raise NoClinic()
        async with self._databases.core.clinic(wanted.id) as con:
            member = await con.fetchrow(
                "select m.id, m.name, m.roles, s.policy_epoch, s.mode,"
                " array(select u.id from _member_unit l join _unit u on u.id = l.unit_id"
                "   where l.member_id = m.id and u._trashed_at is null order by u.name) units,"
                " array(select u.name from _member_unit l join _unit u on u.id = l.unit_id"
                "   where l.member_id = m.id and u._trashed_at is null order by u.name) unit_names,"
                " array(select l.team_id from _member_team l where l.member_id = m.id order "
                "by 1) teams"
                " from _member m cross join _state s where m.account_id = $1 and m.active",
                row["account_id"],
            )
        if member is None:
            raise NoClinic()
        units: tuple[UUID, ...] = tuple(member["units"])
        return SessionFacts(
            token_hash=key,
            csrf=row["csrf"],
            account_id=row["account_id"],
            account_name=row["account_name"],
            email=row["email"],
            expires_at=row["expires_at"],
            clinic=wanted,
            mode=member["mode"],
            member_name=member["name"],
            units=tuple(zip(units, member["unit_names"], strict=True)),
            actor=Actor(
                kind="member",
                member_id=member["id"],
                account_id=row["account_id"],
                roles=tuple(sorted(member["roles"])),
                units=units,
                teams=tuple(member["teams"]),
                unit=units[0] if len(units) == 1 else None,
                locale=row["locale"] or wanted.locale,
                policy_epoch=member["policy_epoch"],
            ),
        )


def hash_token(token: str) -> bytes:
    """What is stored of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def _matches(known: str, password: str) -> bool:
    try:
        return _HASHER.verify(known, password)
    except (VerificationError, InvalidHashError):
        return False
