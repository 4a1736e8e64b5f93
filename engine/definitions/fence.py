"""The version fence: the keys of its locks and the one way to raise a policy epoch.

No answer or write under an old model or a revoked right. Each datasource has a one-row `_state`; a
write holds the shared lock of its clinic while it compares, a switch takes it exclusively.
"""

import hashlib

from engine.core.database import Databases

__all__ = [
    "LOCK_EXCLUSIVE_SQL",
    "LOCK_SHARED_SQL",
    "STATE_SQL",
    "publish_lock_key",
    "raise_policy",
    "settle_policy",
    "state_lock_key",
]

LOCK_SHARED_SQL = "select pg_advisory_xact_lock_shared($1)"
LOCK_EXCLUSIVE_SQL = "select pg_advisory_xact_lock($1)"
STATE_SQL = "select model_version, policy_epoch, mode from _state"


def state_lock_key(clinic_id: str) -> int:
    """Advisory lock of a clinic's `_state`: shared by writes, exclusive for a switch."""
    return _key("state", clinic_id)


def publish_lock_key(clinic_id: str) -> int:
    """Advisory lock held by the session that publishes: one publish per clinic at a time."""
    return _key("publish", clinic_id)


def _key(purpose: str, subject: str) -> int:
    digest = hashlib.sha256(f"nexus.{purpose}:{subject}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


async def raise_policy(databases: Databases, clinic_id: str) -> int:
    """Raise the policy epoch of both datasources to the same number, the chat database first.

    Call it after a change that takes a right away outside `engine.definitions.members`.
    """
    return await _level(databases, clinic_id, raise_by=1)


async def settle_policy(databases: Databases, clinic_id: str) -> int:
    """Bring both datasources to the higher epoch, after a process died between the two."""
    return await _level(databases, clinic_id, raise_by=0)


async def _level(databases: Databases, clinic_id: str, *, raise_by: int) -> int:
    async with databases.core.clinic(clinic_id, role="owner") as core, core.transaction():
        wanted: int = await core.fetchval(
            "update _state set policy_epoch = policy_epoch + $1 returning policy_epoch", raise_by
        )
        async with databases.chat.clinic(clinic_id, role="owner") as chat:
            epoch: int = await chat.fetchval(
                "update _state set policy_epoch = greatest(policy_epoch + $2, $1)"
                " returning policy_epoch",
                wanted,
                raise_by,
            )
        if epoch > wanted:
            await core.execute("update _state set policy_epoch = $1", epoch)
    return epoch
