"""Writes of one record, or of up to a thousand new ones. Each passes `engine.records.write`."""

from collections.abc import Mapping
from typing import Any, cast

from engine.access.actor import RequestContext
from engine.api.call import Call
from engine.api.data.answer import Answer, DataApi, json_answer
from engine.api.data.sent import (
    BASE,
    expected_version,
    malformed,
    record_id,
    sent_base,
    sent_object,
)
from engine.core.errors import InvalidInput, NotFound, SnapshotStale
from engine.records.change import RecordChange, WriteResult
from engine.records.write import write, write_many


async def create(api: DataApi, ctx: RequestContext, call: Call, entity: str) -> Answer:
    """One record, or up to 1,000: all or none."""
    sent = await call.json()
    if isinstance(sent, list):
        items = cast("list[Any]", sent)
        changes = [RecordChange(op="create", entity=entity, values=sent_object(x)) for x in items]
        results = await write_many(ctx, api.services.databases, changes)
        made = [{"id": str(result.id), "version": result.version} for result in results]
        headers = change_set_header(results[0]) if results else None
        return json_answer(ctx, {"data": made}, 201, headers)
    change = RecordChange(op="create", entity=entity, values=sent_object(sent))
    result = await write(ctx, api.services.databases, change)
    return await written(api, ctx, entity, result, 201)


async def update(api: DataApi, ctx: RequestContext, call: Call, entity: str, record: str) -> Answer:
    """Some fields of a record."""
    values = dict(sent_object(await call.json()))
    version = expected_version(call, values.pop("version", None))
    base = sent_base(values.pop(BASE, None))
    change = RecordChange(
        op="update",
        entity=entity,
        record_id=record_id(record),
        values=values,
        expected_version=version,
        base=base,
    )
    result = await write(ctx, api.services.databases, change)
    return await written(api, ctx, entity, result, 200)


async def move(api: DataApi, ctx: RequestContext, call: Call, entity: str, record: str) -> Answer:
    """A record into another stage."""
    sent = dict(sent_object(await call.json()))
    values = sent.pop("fields", None)
    stage, pipeline = sent.pop("stage", None), sent.pop("pipeline", None)
    version = expected_version(call, sent.pop("version", None))
    base = sent_base(sent.pop(BASE, None))
    faults = [malformed(name) for name in sent]
    if not isinstance(stage, str):
        faults.append(malformed("stage"))
    if not isinstance(pipeline, str | None):
        faults.append(malformed("pipeline"))
    if faults:
        raise InvalidInput(faults=tuple(faults))
    change = RecordChange(
        op="move",
        entity=entity,
        record_id=record_id(record),
        stage=stage,
        pipeline=pipeline,
        values=sent_object(values or {}),
        expected_version=version,
        base=base,
    )
    result = await write(ctx, api.services.databases, change)
    return await written(api, ctx, entity, result, 200)


async def trash(api: DataApi, ctx: RequestContext, call: Call, entity: str, record: str) -> Answer:
    """A record into the trash, from where it can come back."""
    return await _away(
        api,
        ctx,
        call,
        RecordChange(
            op="trash",
            entity=entity,
            record_id=record_id(record),
            expected_version=expected_version(call, None),
        ),
    )


async def purge(api: DataApi, ctx: RequestContext, call: Call, entity: str, record: str) -> Answer:
    """A record that is in the trash, away for good."""
    change = RecordChange(op="purge", entity=entity, record_id=record_id(record))
    return await _away(api, ctx, call, change)


async def _away(api: DataApi, ctx: RequestContext, call: Call, change: RecordChange) -> Answer:
    result = await write(ctx, api.services.databases, change)
    return json_answer(ctx, _named(result), 200, change_set_header(result))


async def restore(
    api: DataApi, ctx: RequestContext, call: Call, entity: str, record: str
) -> Answer:
    """A record out of the trash, as it was."""
    change = RecordChange(op="restore", entity=entity, record_id=record_id(record))
    result = await write(ctx, api.services.databases, change)
    return await written(api, ctx, entity, result, 200)


async def written(
    api: DataApi, ctx: RequestContext, entity: str, result: WriteResult, status: int
) -> Answer:
    """The record through the read door; one the actor may not read is named by id alone."""
    headers = change_set_header(result)
    try:
        body = await api.reader.get_record(ctx, entity, result.id)
    except (NotFound, SnapshotStale):  # stale: the write stands and must not be run again
        return json_answer(ctx, _named(result), status, headers)
    return Answer(status, body, ctx.snapshot.version, headers)


def change_set_header(result: WriteResult) -> Mapping[bytes, bytes]:
    """What the write is called, for whoever wants to undo it."""
    return {b"x-change-set": str(result.change_set).encode()}


def _named(result: WriteResult) -> dict[str, Any]:
    return {"data": {"id": str(result.id), "version": result.version}}
