"""Bulk and upsert over HTTP."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast
from urllib.parse import urlencode
from uuid import UUID

from engine.access.actor import RequestContext
from engine.api.call import Call
from engine.api.data.answer import Answer, DataApi, json_answer
from engine.api.data.sent import expected_version, malformed, sent_object
from engine.api.data.writes import change_set_header, written
from engine.core.errors import Fault, InvalidInput
from engine.query.request import parse_list_request
from engine.records.bulk import BULK_MAX, BulkOrder, write_many_alike
from engine.records.change import RecordChange
from engine.records.upsert import upsert

_ACTIONS = ("set", "move", "delete", "restore")


async def bulk(api: DataApi, ctx: RequestContext, call: Call, entity: str) -> Answer:
    """`{"filter" (and "search") | "ids": …, "set" | "move" | "delete" | "restore": …,
    "expect_at_most": n}`.
    """
    order = _order(ctx, entity, dict(sent_object(await call.json())))
    results = await write_many_alike(ctx, api.services.databases, order)
    changed = sum(result.is_changed for result in results)
    body = {
        "data": {
            "changed": changed,
            "unchanged": len(results) - changed,
            "change_set": str(results[0].change_set) if results else None,
        }
    }
    return json_answer(ctx, body, 200, change_set_header(results[0]) if results else None)


async def put_by(
    api: DataApi, ctx: RequestContext, call: Call, entity: str, unique: str, value: str
) -> Answer:
    """The record with a unique value: changed, or made."""
    values = dict(sent_object(await call.json()))
    version = expected_version(call, values.pop("version", None))
    result, is_new = await upsert(
        ctx, api.services.databases, entity, unique, value, values, version
    )
    return await written(api, ctx, entity, result, 201 if is_new else 200)


def _order(ctx: RequestContext, entity: str, sent: dict[str, Any]) -> BulkOrder:
    faults: list[Fault] = []
    expected = sent.pop("expect_at_most", None)
    text, ids = sent.pop("filter", None), sent.pop("ids", None)
    search = sent.pop("search", None)
    actions = {name: sent.pop(name) for name in _ACTIONS if name in sent}
    faults += [malformed(name) for name in sent]
    is_blank = isinstance(text, str) and not text.strip()  # would mean every record there is
    if (text is None) is (ids is None) or not isinstance(text, str | None) or is_blank:
        faults.append(malformed("filter"))
    if not isinstance(search, str | None) or (search is not None and ids is not None):
        faults.append(malformed("search"))
    found = _ids(ids, faults)
    if expected is None and found is not None:
        expected = len(found)
    if not isinstance(expected, int) or isinstance(expected, bool) or not _fits(expected):
        faults.append(_limit())
    if len(actions) != 1:
        faults.append(malformed("set"))
    change = _change(entity, actions, faults)
    if faults or change is None or not isinstance(expected, int):
        raise InvalidInput(faults=tuple(faults))
    asked = urlencode({"filter": text, "search": search or ""}) if text is not None else ""
    query = parse_list_request(ctx.snapshot, entity, asked)
    if change.op == "restore":
        query = replace(query, trash="only")
    return BulkOrder(change=change, query=query, ids=found, expect_at_most=expected)


def _fits(expected: int) -> bool:
    return 0 <= expected <= BULK_MAX


def _ids(sent: Any, faults: list[Fault]) -> tuple[UUID, ...] | None:
    if sent is None:
        return None
    if not isinstance(sent, list) or len(cast("list[Any]", sent)) > BULK_MAX:
        faults.append(malformed("ids"))
        return ()
    found: dict[UUID, None] = {}
    for index, each in enumerate(cast("list[Any]", sent)):
        try:
            found[UUID(each)] = None
        except (ValueError, AttributeError, TypeError):
            faults.append(malformed(f"ids.{index}"))
            break
    return tuple(found)


def _change(entity: str, actions: Mapping[str, Any], faults: list[Fault]) -> RecordChange | None:
    for name, given in actions.items():
        if name == "set" and isinstance(given, dict):
            return RecordChange(op="update", entity=entity, values=cast("dict[str, Any]", given))
        if name in ("delete", "restore") and given is True:
            return RecordChange(op="trash" if name == "delete" else "restore", entity=entity)
        if name == "move" and isinstance(given, dict):
            return _move(entity, dict(cast("dict[str, Any]", given)), faults)
        faults.append(malformed(name))
    return None


def _move(entity: str, given: dict[str, Any], faults: list[Fault]) -> RecordChange | None:
    stage, pipeline = given.pop("stage", None), given.pop("pipeline", None)
    sent: Any = given.pop("fields", None) or {}
    faults += [malformed(f"move.{name}") for name in given]
    if not isinstance(stage, str) or not isinstance(pipeline, str | None):
        faults.append(malformed("move.stage"))
        return None
    if not isinstance(sent, dict):
        faults.append(malformed("move.fields"))
        return None
    values = cast("dict[str, Any]", sent)
    return RecordChange(op="move", entity=entity, stage=stage, pipeline=pipeline, values=values)


def _limit() -> Fault:
    return Fault(
        path="expect_at_most",
        code="limit",
        message={
            "pt-BR": f"Diga quantos registros você espera alterar, até {BULK_MAX}.",
            "en": f"Say how many records you expect to change, up to {BULK_MAX}.",
            "es": f"Indique cuántos registros espera cambiar, hasta {BULK_MAX}.",
        },
        hint={
            "pt-BR": "Conte antes com GET /api/data/{entity}?filter=…&count=exact.",
            "en": "Count first with GET /api/data/{entity}?filter=…&count=exact.",
            "es": "Cuente antes con GET /api/data/{entity}?filter=…&count=exact.",
        },
    )
