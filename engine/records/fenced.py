"""The transaction of a write, behind the clinic's fence.

Law: no write under an old model or a revoked right. The clinic's shared lock is taken first, then
`_state` is compared in a statement of its own, whose snapshot is newer than any switch waited for.
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
            await _compare(ctx, con)
            yield con
            await con.execute("commit")
        except Exception:
            with suppress(asyncpg.InterfaceError, asyncpg.PostgresConnectionError, OSError):
                await con.execute("rollback")
            raise


async def _compare(ctx: RequestContext, con: Connection) -> None:
    state = await con.fetchrow(STATE_SQL)
    if state is None:
        raise LookupError("_state has no row")
    version, epoch = state["model_version"], state["policy_epoch"]
    is_same_policy = ctx.actor.kind == "system" or epoch <= ctx.actor.policy_epoch
    if version != ctx.snapshot.version or not is_same_policy:
        raise SnapshotStale(model_version=version, policy_epoch=epoch)
    if state["mode"] == "frozen":
        raise ClinicFrozen(await con.fetchval("select mode_reason from _state"))
