"""Many records at once over HTTP, each with its own values: what a sheet writes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast
from uuid import UUID

from engine.access.actor import RequestContext
from engine.api.call import Call
from engine.api.data.answer import Answer, DataApi, json_answer
from engine.api.data.sent import BASE, malformed, sent_base, sent_object, sent_version
from engine.api.data.writes import change_set_header
from engine.api.problems import BadRequest
from engine.core.errors import Fault, InvalidInput
from engine.records.change import RecordChange
from engine.records.conflict import as_the_actor_reads_it
from engine.records.errors import RecordConflict
from engine.records.write import write_many


async def update_rows(api: DataApi, ctx: RequestContext, call: Call, entity: str) -> Answer:
    """`[{"id": …, "version": …, "$base": {…}, field: value, …}, …]`: up to 1,000, all or none.

    Fault paths begin with the index; a conflict is told of the first record that has one.
    """
    changes = _changes(entity, await call.json())
    try:
        results = await write_many(ctx, api.services.databases, changes)
    except RecordConflict as conflict:
        raise await _as_read(api, ctx, changes, conflict) from None
    done = [{"id": str(result.id), "version": result.version} for result in results]
    headers = change_set_header(results[0]) if results else None
    return json_answer(ctx, {"data": done}, 200, headers)


def _changes(entity: str, sent: Any) -> list[RecordChange]:
    if not isinstance(sent, list):
        raise BadRequest(
            detail={
                "pt-BR": "Envie uma lista de registros, cada um com id e um valor por campo.",
                "en": "Send a list of records, each with id and one value a field.",
                "es": "Envíe una lista de registros, cada uno con id y un valor por campo.",
            }
        )
    faults: list[Fault] = []
    changes: list[RecordChange] = []
    seen: set[UUID] = set()
    for index, each in enumerate(cast("list[Any]", sent)):
        values = dict(sent_object(each))
        record = _id(values.pop("id", None))
        if record is None or record in seen:
            faults.append(malformed(f"{index}.id"))
            continue
        seen.add(record)
        changes.append(
            RecordChange(
                op="update",
                entity=entity,
                record_id=record,
                expected_version=sent_version(values.pop("version", None), f"{index}.version"),
                base=sent_base(values.pop(BASE, None)),
                values=values,
            )
        )
    if faults:
        raise InvalidInput(faults=tuple(faults))
    return changes


def _id(sent: Any) -> UUID | None:
    try:
        return UUID(sent)
    except (ValueError, AttributeError, TypeError):
        return None


async def _as_read(
    api: DataApi, ctx: RequestContext, changes: Sequence[RecordChange], conflict: RecordConflict
) -> RecordConflict:
    """The conflict in the words of a single record, with the index before each path again."""
    index = conflict.faults[0].path.partition(".")[0] if conflict.faults else ""
    if not index.isdigit():
        return conflict
    prefix = f"{index}."
    own = tuple(replace(each, path=each.path.removeprefix(prefix)) for each in conflict.faults)
    told = await as_the_actor_reads_it(
        ctx,
        api.services.databases,
        changes[int(index)],
        RecordConflict(version=conflict.version, faults=own),
    )
    faults = tuple(replace(each, path=f"{prefix}{each.path}") for each in told.faults)
    return RecordConflict(version=told.version, faults=faults)
