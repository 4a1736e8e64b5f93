"""The context of what nobody asked for: seeds of packages, demo data, jobs of the product."""

import sys
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
