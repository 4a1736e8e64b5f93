"""Who asks, and on what model: the context every door takes first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from engine.core.tenant import Clinic
from engine.definitions.snapshot import Snapshot

__all__ = ["Actor", "ActorKind", "Clinic", "Idempotency", "Origin", "RequestContext"]

ActorKind = Literal["member", "token", "automation", "public", "ai", "system"]
Origin = Literal["ui", "api", "import", "automation", "public", "ai", "system"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A member (or what acts for one). `policy_epoch` is the epoch these facts were read at."""

    kind: ActorKind
    member_id: UUID | None
    account_id: UUID | None = None
    roles: tuple[str, ...] = ()
    units: tuple[UUID, ...] = ()
    teams: tuple[UUID, ...] = ()
    unit: UUID | None = None
    locale: str = "pt-BR"
    policy_epoch: int = 0
    origin: Origin = "ui"


@dataclass(frozen=True, slots=True, kw_only=True)
class Idempotency:
    """A request that may come twice: who sends it, the key it is known by, and a digest of it."""

    caller: str
    key: str
    request: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestContext:
    """The only wide argument: always first, never global. `now` is the clock of this request.

    `change_set` names the write made under this context (the door gives one when there is none),
    `cause` the change sets and events that led to it, the first one first.
    """

    clinic: Clinic
    actor: Actor
    snapshot: Snapshot
    now: datetime
    change_set: UUID | None = None
    cause: tuple[UUID, ...] = ()
    idempotency: Idempotency | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The clinic's time zone."""
        return ZoneInfo(self.clinic.timezone)
