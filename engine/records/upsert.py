"""Upsert: the record with a unique value is changed, or made when there is none.

The value is one of a field that is `unique`, or an id of another system (`external_ids.<system>`).
A record the caller may not see is not changed: making another one is refused as for everybody.
"""

from collections.abc import Mapping
from typing import Any

from engine.access.actor import RequestContext
from engine.core.database import Databases
from engine.core.errors import InvalidInput, NotFound
from engine.records.by_unique import UniqueKey, find_key, unique_key, written_table
from engine.records.change import RecordChange, WriteResult
from engine.records.external_id_values import EXTERNAL_IDS
from engine.records.write import write

_ATTEMPTS = 3


async def upsert(
    ctx: RequestContext,
    databases: Databases,
    entity: str,
    unique: str,
    value: str,
    values: Mapping[str, Any],
    expected_version: int | None = None,
) -> tuple[WriteResult, bool]:
    """The result, and whether the record was made. Raises NotFound for an entity or a unique field
    that is not there, and what `write` raises."""
    table = written_table(ctx, entity)
    key = unique_key(ctx, table, unique, value)
    for attempt in range(_ATTEMPTS):
        found = await find_key(ctx, databases, table, key)
        if found is not None:
            change = RecordChange(
                op="update",
                entity=entity,
                record_id=found,
                values=values,
                expected_version=expected_version,
            )
            try:
                return await write(ctx, databases, change), False
            except NotFound:
                pass  # not this caller's to see: making another one says what everybody is told
        change = RecordChange(op="create", entity=entity, values=_merged(values, key))
        try:
            return await write(ctx, databases, change), True
        except InvalidInput as error:
            is_taken = any((f.path, f.code) == (key.path, "unique") for f in error.faults)
            if found is not None or not is_taken or attempt == _ATTEMPTS - 1:
                raise
    raise NotFound


def _merged(values: Mapping[str, Any], key: UniqueKey) -> dict[str, Any]:
    """What was sent wins over the value of the path, ids of several systems stand together."""
    merged = {**key.values, **values}
    own = key.values.get(EXTERNAL_IDS)
    if own is not None and isinstance(given := values.get(EXTERNAL_IDS), dict):
        merged[EXTERNAL_IDS] = {**own, **given}
    return merged
