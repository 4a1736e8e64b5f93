"""Lets go of saved views: those long in the trash, and personal ones of people who left long ago.
What was shared stays when its owner leaves: others work with it.
"""

from datetime import datetime, timedelta

from engine.core.database import Databases
from engine.core.tenant import Clinic
from engine.definitions.fence import settle_policy

__all__ = ["LEFT_KEPT", "TRASH_KEPT", "let_views_go"]

TRASH_KEPT = timedelta(days=30)
LEFT_KEPT = timedelta(days=90)

_DUE = (
    "(v.trashed_at < $1 or (v.scope = 'personal' and (v.owner is null or exists (select"
    " from _member m where m.id = v.owner and m._updated_at < $2"
    " and (not m.active or m._trashed_at is not null)))))"
)
_COUNT_SQL = f"select count(*) from _view v where {_DUE}"  # noqa: S608
_GONE_SQL = (
    f"with gone as (delete from _view v where {_DUE} returning v.id::text id)"  # noqa: S608
    " delete from _view_choice c using gone where c.view = gone.id"
)


async def let_views_go(databases: Databases, clinic: Clinic, now: datetime, *, is_dry: bool) -> int:
    """How many views went, or would go. Only a change raises the policy epoch."""
    due = (now - TRASH_KEPT, now - LEFT_KEPT)
    async with databases.core.clinic(clinic.id) as con:
        count: int = await con.fetchval(_COUNT_SQL, *due)
        if count == 0 or is_dry:
            return count
        await con.execute(_GONE_SQL, *due)
    await settle_policy(databases, clinic.id)
    return count
