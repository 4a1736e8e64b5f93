"""When and by whom a change was made."""

from datetime import datetime
from uuid import UUID

from engine.access.actor import RequestContext
from engine.records.delta import Delta


def stamp(ctx: RequestContext, delta: Delta) -> tuple[datetime, UUID | None]:
    """Now and the actor, or what the system actor says of the past.

    A write that waited for another one began before it: it is told as of the same moment, so that
    a record's history never runs backwards.
    """
    change = delta.prepared.change
    now = max(ctx.now, delta.last or ctx.now)
    if ctx.actor.kind == "system":
        return change.at or now, change.by
    return now, ctx.actor.member_id
