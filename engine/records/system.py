"""The context of what nobody asked for: seeds of packages, demo data, jobs of the product."""

import sys
from dataclasses import replace
from datetime import UTC, datetime

from engine.access.actor import Actor, RequestContext
from engine.core.tenant import Clinic
from engine.definitions.snapshot import Snapshot


def system_context(
    clinic: Clinic, snapshot: Snapshot, now: datetime | None = None
) -> RequestContext:
    """The system as actor: without rights that could be revoked, no epoch is too new for it."""
    actor = Actor(kind="system", member_id=None, policy_epoch=sys.maxsize, origin="system")
    return RequestContext(
        clinic=clinic, actor=actor, snapshot=snapshot, now=now or datetime.now(UTC)
    )


def acting_as_system(ctx: RequestContext) -> RequestContext:
    """The same write going on by itself: what it changes further is the system's doing, with this
    change set as its cause."""
    cause = (*ctx.cause, ctx.change_set) if ctx.change_set else ctx.cause
    actor = replace(ctx.actor, kind="system", policy_epoch=sys.maxsize)
    return replace(ctx, actor=actor, cause=cause)
