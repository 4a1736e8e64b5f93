"""Undo over HTTP: of a change set on one record, and on every record it touched."""

from typing import Any

from engine.access.actor import RequestContext
from engine.api.call import Call
from engine.api.data.answer import Answer, DataApi, json_answer
from engine.api.data.sent import malformed, record_id, sent_object
from engine.api.data.writes import written
from engine.api.problems import problem_of
from engine.core.errors import InvalidInput
from engine.records.undo import undo
from engine.records.undo_set import Undone, undo_set


async def undo_record(
    api: DataApi, ctx: RequestContext, call: Call, entity: str, record: str
) -> Answer:
    """`{"change": "<change set>"}` taken back on one record."""
    sent = dict(sent_object(await call.json()))
    change = sent.pop("change", None)
    faults = [malformed(name) for name in sent]
    if not isinstance(change, str) or not _is_id(change):
        faults.append(malformed("change"))
    if faults or not isinstance(change, str):
        raise InvalidInput(faults=tuple(faults))
    databases = api.services.databases
    result = await undo(ctx, databases, entity, record_id(record), record_id(change))
    return await written(api, ctx, entity, result, 200)


async def undo_changes(api: DataApi, ctx: RequestContext, call: Call, change_set: str) -> Answer:
    """A change set taken back wherever that is possible, with the reason where it is not."""
    done = await undo_set(ctx, api.services.databases, record_id(change_set))
    body = {
        "data": {
            "change_set": str(done.change_set),
            "undone": [_undone(each) for each in done.records if each.result],
            "refused": [_refused(each, ctx.actor.locale) for each in done.records if each.refused],
        }
    }
    return json_answer(ctx, body, 200, {b"x-change-set": str(done.change_set).encode()})


def _undone(each: Undone) -> dict[str, Any]:
    version = each.result.version if each.result else None
    return {"entity": each.entity, "id": str(each.record), "version": version}


def _refused(each: Undone, locale: str) -> dict[str, Any]:
    problem = problem_of(each.refused, locale) if each.refused else None
    return {"entity": each.entity, "id": str(each.record), "problem": problem}


def _is_id(text: str) -> bool:
    return len(text) == 36 and all(each in "0123456789abcdefABCDEF-" for each in text)
