"""Reads: the entities, their schemas, lists, records, views."""

from engine.access.actor import RequestContext
from engine.access.policy import policy_for
from engine.api.call import Call
from engine.api.data.answer import Answer, DataApi, json_answer
from engine.api.data.sent import record_id
from engine.api.entity_view import describe_entities, describe_schema
from engine.core.errors import NotFound
from engine.query.activity import parse_activity_request, read_activity
from engine.query.history import HistoryPage, read_history
from engine.query.request import parse_history_request
from engine.query.search import parse_search_request, search_all
from engine.records.by_unique import find_by


async def get_entities(api: DataApi, ctx: RequestContext, call: Call) -> Answer:
    """The entities there are for the actor."""
    await api.services.check_fence(ctx)
    policy = policy_for(ctx.snapshot, ctx.actor)
    return json_answer(ctx, {"data": describe_entities(policy, ctx.actor.locale)})


async def get_schema(api: DataApi, ctx: RequestContext, call: Call, entity: str) -> Answer:
    """What a create or an update of the entity takes."""
    await api.services.check_fence(ctx)
    found = ctx.snapshot.model.entity_by_name.get(entity)
    policy = policy_for(ctx.snapshot, ctx.actor).find(found.name) if found else None
    if policy is None:
        raise NotFound()
    return json_answer(ctx, describe_schema(policy, ctx.actor.locale))


async def list_records(api: DataApi, ctx: RequestContext, call: Call, entity: str) -> Answer:
    """A page of records."""
    body = await api.reader.list_records(ctx, entity, call.query)
    return Answer(200, body, ctx.snapshot.version)


async def get_record(
    api: DataApi, ctx: RequestContext, call: Call, entity: str, record: str
) -> Answer:
    """One record."""
    body = await api.reader.get_record(ctx, entity, record_id(record), call.query)
    return Answer(200, body, ctx.snapshot.version)


async def get_by(
    api: DataApi, ctx: RequestContext, call: Call, entity: str, unique: str, value: str
) -> Answer:
    """The record with a unique value."""
    found = await find_by(ctx, api.services.databases, entity, unique, value)
    if found is None:
        raise NotFound()
    body = await api.reader.get_record(ctx, entity, found, call.query)
    return Answer(200, body, ctx.snapshot.version)


async def run_view(api: DataApi, ctx: RequestContext, call: Call, view: str) -> Answer:
    """A page of a view."""
    body = await api.reader.run_view(ctx, view, call.query)
    return Answer(200, body, ctx.snapshot.version)


async def aggregate(api: DataApi, ctx: RequestContext, call: Call, entity: str) -> Answer:
    """Groups and measures over the records of an entity."""
    body = await api.reader.aggregate(ctx, entity, await call.json())
    return Answer(200, body, ctx.snapshot.version)


async def get_history(
    api: DataApi, ctx: RequestContext, call: Call, entity: str, record: str
) -> Answer:
    """The versions of a record, newest first."""
    limit, after = parse_history_request(call.query)
    page = HistoryPage(limit=limit, before=after)
    id = record_id(record)
    body = await read_history(ctx, api.services.databases, entity, id, page)
    return Answer(200, body, ctx.snapshot.version)


async def get_activity(
    api: DataApi, ctx: RequestContext, call: Call, entity: str, record: str
) -> Answer:
    """What happened to a record and what hangs on it, newest first."""
    asked = parse_activity_request(call.query)
    services = api.services
    body = await read_activity(
        ctx, services.databases, services.keyring, entity, record_id(record), asked
    )
    return Answer(200, body, ctx.snapshot.version)


async def search(api: DataApi, ctx: RequestContext, call: Call) -> Answer:
    """Records of every entity that hold a text."""
    asked = parse_search_request(call.query)
    body = await search_all(ctx, api.services.databases, asked)
    return Answer(200, body, ctx.snapshot.version)
