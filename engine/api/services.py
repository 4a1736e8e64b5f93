"""What the API holds for its whole life, and how a call becomes a RequestContext and survives a
publish."""

import asyncio
import hmac
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from engine.access.actor import RequestContext
from engine.api.call import Call
from engine.api.problems import choose_locale
from engine.api.sessions import CsrfRequired, SessionFacts, SessionRequired, SessionStore
from engine.core.database import Databases
from engine.core.errors import ModelSwitching, NexusError, SnapshotStale
from engine.core.file_store import FileStore
from engine.core.keyring import Keyring
from engine.core.settings import Settings
from engine.definitions.seed import SeedWriter
from engine.definitions.store import SnapshotStore
from engine.messaging.changes import Changes
from engine.messaging.streams import Streams

T = TypeVar("T")

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_ATTEMPTS = 5


@dataclass(frozen=True, kw_only=True)
class Services:
    """Opened at start, closed at stop."""

    settings: Settings
    databases: Databases
    keyring: Keyring
    snapshots: SnapshotStore
    sessions: SessionStore
    seeds: SeedWriter
    files: FileStore
    changes: Changes
    streams: Streams

    async def identify(self, call: Call) -> SessionFacts:
        """Who is calling. Raises SessionRequired, CsrfRequired, NoClinic."""
        token = call.session_token()
        if not token:
            raise SessionRequired()
        facts = await self.sessions.find(token, clinic=call.header(b"x-clinic"))
        call.locale = facts.actor.locale
        if call.method not in _SAFE_METHODS:
            sent = call.header(b"x-csrf-token") or ""
            if not hmac.compare_digest(sent.encode("latin-1", "replace"), facts.csrf.encode()):
                raise CsrfRequired()
        return facts

    async def identify_now(self, call: Call) -> SessionFacts:
        """Who is calling, with what was revoked a moment ago gone: for answers that read no
        records and so meet no other fence."""
        await self.run(call, self.check_fence)
        return await self.identify(call)

    async def locale(self, call: Call) -> str:
        """The language to refuse a call in: the account's when there is one, else the header's."""
        if call.locale is None and (token := call.session_token()):
            with suppress(Exception):  # a refusal must be told whatever state the session is in
                facts = await self.sessions.find(token, clinic=call.header(b"x-clinic"))
                call.locale = facts.actor.locale
        return call.locale or choose_locale(call.header(b"accept-language"))

    async def context(self, facts: SessionFacts) -> RequestContext:
        """The context of a call: the clinic's newest known snapshot and this moment."""
        return RequestContext(
            clinic=facts.clinic,
            actor=facts.actor,
            snapshot=await self.snapshots.current(facts.clinic.id),
            now=datetime.now(UTC),
        )

    async def check_fence(self, context: RequestContext) -> None:
        """Compare the context with the clinic's state, for answers made without reading records."""
        async with self.databases.core.clinic(context.clinic.id) as con:
            state = await con.fetchrow("select model_version, policy_epoch from _state")
        if state is None:
            raise ModelSwitching(retry_after=1)
        version, epoch = state["model_version"], state["policy_epoch"]
        if version > context.snapshot.version or epoch > context.actor.policy_epoch:
            raise SnapshotStale(model_version=version, policy_epoch=epoch)

    async def _confirmed(
        self, context: RequestContext, work: Callable[[RequestContext], Awaitable[T]]
    ) -> T:
        """What the work comes to; a refusal only when it is not one of an older model or right."""
        try:
            return await work(context)
        except SnapshotStale:
            raise
        except NexusError as refusal:
            if refusal.status < 500:
                await self.check_fence(context)
            raise

    async def run(self, call: Call, work: Callable[[RequestContext], Awaitable[T]]) -> T:
        """Identify the caller and run `work` under the fence: once more whenever model or policy
        turned out newer."""
        for attempt in range(_ATTEMPTS):
            facts = await self.identify(call)
            try:
                return await self._confirmed(await self.context(facts), work)
            except SnapshotStale as stale:
                if stale.model_version > (await self.snapshots.current(facts.clinic.id)).version:
                    await self.snapshots.refresh(facts.clinic.id, at_least=stale.model_version)
                self.sessions.forget(facts.clinic.id)
                if attempt:
                    await asyncio.sleep(0.02 * 2**attempt)
        raise ModelSwitching(retry_after=1)
