"""The transaction of a write, behind the clinic's fence.

Law: no write under an old model or a revoked right. The clinic's shared lock is taken first, so no
switch can come between; `_state` is compared in the round trip that commits. A write that failed
for being of an older model is told as that.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress

import asyncpg

from engine.access.actor import RequestContext
from engine.core.database import Databases, Datasource
from engine.core.errors import SnapshotStale
from engine.core.pool import Connection
from engine.definitions.fence import STATE_SQL, state_lock_key
from engine.records.errors import ClinicFrozen

_STALE, _FROZEN = "NX001", "NX002"


@asynccontextmanager
async def fenced(
    ctx: RequestContext, databases: Databases, datasource: Datasource
) -> AsyncGenerator[Connection]:
    """A transaction in the clinic's schema: kept when the block ends, undone when it raises.

    Raises SnapshotStale when the context is of an older model or policy, ClinicFrozen when no
    writes are taken.
    """
    key = state_lock_key(ctx.clinic.id)
    async with databases.source(datasource).clinic(ctx.clinic.id) as con:
        try:
            await con.execute(f"begin; select pg_advisory_xact_lock_shared({key})")
            yield con
            await _commit(ctx, con)
        except Exception as error:
            with suppress(asyncpg.InterfaceError, asyncpg.PostgresConnectionError, OSError):
                await con.execute("rollback")
                if not isinstance(error, SnapshotStale | ClinicFrozen):
                    await _compare(ctx, con, error)
            raise


async def hold_fence(ctx: RequestContext, con: Connection) -> None:
    """Compare at the start of a transaction and keep the model until it ends: for a change that
    raises the policy itself. Raises SnapshotStale or ClinicFrozen.
    """
    await con.execute(f"select pg_advisory_xact_lock_shared({state_lock_key(ctx.clinic.id)})")
    await _ask(ctx, con, "")


async def _commit(ctx: RequestContext, con: Connection) -> None:
    await _ask(ctx, con, "; commit")


async def _ask(ctx: RequestContext, con: Connection, then: str) -> None:
    epoch = "null" if ctx.actor.kind == "system" else str(int(ctx.actor.policy_epoch))
    try:
        await con.execute(f"select _check_fence({int(ctx.snapshot.version)}, {epoch}){then}")
    except asyncpg.PostgresError as error:
        if error.sqlstate == _STALE:
            version, policy_epoch = map(int, str(error).split(","))
            raise SnapshotStale(model_version=version, policy_epoch=policy_epoch) from None
        if error.sqlstate == _FROZEN:
            raise ClinicFrozen(str(error) or None) from None
        raise


async def _compare(ctx: RequestContext, con: Connection, error: Exception) -> None:
    """Whether what failed is of an older model or policy, or of a clinic that takes no writes."""
    state = await con.fetchrow(STATE_SQL)
    if state is None:
        return
    version, epoch = state["model_version"], state["policy_epoch"]
    is_same_policy = ctx.actor.kind == "system" or epoch <= ctx.actor.policy_epoch
    if version != ctx.snapshot.version or not is_same_policy:
        raise SnapshotStale(model_version=version, policy_epoch=epoch) from error
    if state["mode"] == "frozen":
        raise ClinicFrozen(await con.fetchval("select mode_reason from _state")) from error
