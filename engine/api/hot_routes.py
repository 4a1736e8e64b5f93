"""Records and views over HTTP, as plain ASGI: the routes people wait for all day (benchmarks S1 to
S5)."""

import json
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, cast
from urllib.parse import unquote
from uuid import UUID

from starlette.types import Receive, Scope, Send

from engine.access.actor import RequestContext
from engine.access.policy import policy_for
from engine.api.call import Call
from engine.api.entity_view import describe_entities, describe_schema
from engine.api.problems import (
    BadRequest,
    MethodNotAllowed,
    choose_locale,
    encode_problem,
    to_nexus_error,
)
from engine.api.services import Services
from engine.core.errors import Fault, InvalidInput, NotFound, SnapshotStale
from engine.query.read import Reader
from engine.records.change import RecordChange, WriteResult
from engine.records.write import write, write_many

log = logging.getLogger("nexus.api")

_BASE = "$base"  # no field can have this name
_VERSION = re.compile(r'(?:W/)?"?(\d{1,9})"?\Z')


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    body: bytes
    version: int


_Work = Callable[[RequestContext], Awaitable[_Answer]]


class HotRoutes:
    """`/api/data…` and `/api/views/…`."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._reader = Reader(services.databases, services.keyring)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call; every error becomes a problem in the caller's language."""
        call = Call(scope, receive, send)
        try:
            work = self._find(call)
            answer = await self._services.run(call, work)
        except Exception as error:
            problem = to_nexus_error(error)
            locale = call.locale or choose_locale(call.header(b"accept-language"))
            body = encode_problem(problem, locale)
            headers = {b"retry-after": b"1"} if problem.status == 503 else None
            await call.answer(
                problem.status, body, kind=b"application/problem+json", headers=headers
            )
            return
        await call.answer(
            answer.status, answer.body, headers={b"x-model-version": str(answer.version).encode()}
        )

    def _find(self, call: Call) -> _Work:
        """What answers this path and method. Raises NotFound or MethodNotAllowed."""
        parts = [unquote(part) for part in call.path.split("/")[2:]]
        found: dict[str, _Work]
        match parts:
            case ["data"]:
                found = {"GET": self._entities}
            case ["data", entity]:
                found = {
                    "GET": partial(self._list, call=call, entity=entity),
                    "POST": partial(self._create, call=call, entity=entity),
                }
            case ["data", entity, "schema"]:
                found = {"GET": partial(self._schema, name=entity)}
            case ["data", entity, record]:
                found = {
                    "GET": partial(self._get, call=call, entity=entity, record=record),
                    "PATCH": partial(self._update, call=call, entity=entity, record=record),
                }
            case ["data", entity, record, "move"]:
                found = {"POST": partial(self._move, call=call, entity=entity, record=record)}
            case ["views", view, "data"]:
                found = {"GET": partial(self._view, call=call, view=view)}
            case _:
                raise NotFound()
        work = found.get(call.method)
        if work is None:
            raise MethodNotAllowed()
        return work

    # --- reads -----------------------------------------------------------------------------

    async def _entities(self, ctx: RequestContext) -> _Answer:
        await self._services.check_fence(ctx)
        policy = policy_for(ctx.snapshot, ctx.actor)
        return _json(ctx, {"data": describe_entities(policy, ctx.actor.locale)})

    async def _schema(self, ctx: RequestContext, name: str) -> _Answer:
        await self._services.check_fence(ctx)
        entity = ctx.snapshot.model.entity_by_name.get(name)
        policy = policy_for(ctx.snapshot, ctx.actor).find(entity.name) if entity else None
        if policy is None:
            raise NotFound()
        return _json(ctx, describe_schema(policy, ctx.actor.locale))

    async def _list(self, ctx: RequestContext, call: Call, entity: str) -> _Answer:
        body = await self._reader.list_records(ctx, entity, call.query)
        return _Answer(200, body, ctx.snapshot.version)

    async def _get(self, ctx: RequestContext, call: Call, entity: str, record: str) -> _Answer:
        body = await self._reader.get_record(ctx, entity, _record_id(record), call.query)
        return _Answer(200, body, ctx.snapshot.version)

    async def _view(self, ctx: RequestContext, call: Call, view: str) -> _Answer:
        body = await self._reader.run_view(ctx, view, call.query)
        return _Answer(200, body, ctx.snapshot.version)

    # --- writes ----------------------------------------------------------------------------

    async def _create(self, ctx: RequestContext, call: Call, entity: str) -> _Answer:
        sent = await call.json()
        if isinstance(sent, list):
            items = cast("list[Any]", sent)
            changes = [RecordChange(op="create", entity=entity, values=_object(x)) for x in items]
            results = await write_many(ctx, self._services.databases, changes)
            made = [{"id": str(result.id), "version": result.version} for result in results]
            return _json(ctx, {"data": made}, 201)
        change = RecordChange(op="create", entity=entity, values=_object(sent))
        result = await write(ctx, self._services.databases, change)
        return await self._written(ctx, entity, result, 201)

    async def _update(self, ctx: RequestContext, call: Call, entity: str, record: str) -> _Answer:
        values = dict(_object(await call.json()))
        version = _expected_version(call, values.pop("version", None))
        base = values.pop(_BASE, None)
        if not isinstance(base, dict | None):
            raise InvalidInput(faults=(_malformed(_BASE),))
        change = RecordChange(
            op="update",
            entity=entity,
            record_id=_record_id(record),
            values=values,
            expected_version=version,
            base=cast("dict[str, Any] | None", base),
        )
        result = await write(ctx, self._services.databases, change)
        return await self._written(ctx, entity, result, 200)

    async def _move(self, ctx: RequestContext, call: Call, entity: str, record: str) -> _Answer:
        sent = dict(_object(await call.json()))
        values = sent.pop("fields", None)
        stage, pipeline = sent.pop("stage", None), sent.pop("pipeline", None)
        version = _expected_version(call, sent.pop("version", None))
        faults = [_malformed(name) for name in sent]
        if not isinstance(stage, str):
            faults.append(_malformed("stage"))
        if not isinstance(pipeline, str | None):
            faults.append(_malformed("pipeline"))
        if faults:
            raise InvalidInput(faults=tuple(faults))
        change = RecordChange(
            op="move",
            entity=entity,
            record_id=_record_id(record),
            stage=stage,
            pipeline=pipeline,
            values=_object(values or {}),
            expected_version=version,
        )
        result = await write(ctx, self._services.databases, change)
        return await self._written(ctx, entity, result, 200)

    async def _written(
        self, ctx: RequestContext, entity: str, result: WriteResult, status: int
    ) -> _Answer:
        """The record through the read door; one the actor may not read is named by id alone."""
        try:
            body = await self._reader.get_record(ctx, entity, result.id)
        except (NotFound, SnapshotStale):  # stale: the write stands and must not be run again
            return _json(ctx, {"data": {"id": str(result.id), "version": result.version}}, status)
        return _Answer(status, body, ctx.snapshot.version)


def _json(ctx: RequestContext, value: Any, status: int = 200) -> _Answer:
    body = json.dumps(value, ensure_ascii=False, default=str).encode()
    return _Answer(status, body, ctx.snapshot.version)


def _record_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound() from None


def _object(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise BadRequest(
            detail={
                "pt-BR": "Envie um objeto com um valor por campo.",
                "en": "Send an object with one value a field.",
                "es": "Envíe un objeto con un valor por campo.",
            }
        )
    return cast("dict[str, Any]", value)


def _expected_version(call: Call, sent: Any) -> int | None:
    given = call.header(b"if-match")
    if given is not None and (match := _VERSION.match(given.strip())):
        return int(match[1])
    if given is not None:
        raise InvalidInput(faults=(_malformed("If-Match"),))
    if sent is None or (isinstance(sent, int) and not isinstance(sent, bool) and sent >= 0):
        return sent
    raise InvalidInput(faults=(_malformed("version"),))


def _malformed(path: str) -> Fault:
    return Fault(
        path=path[:60],
        code="malformed",
        message={
            "pt-BR": "Valor ausente, desconhecido ou com formato inválido.",
            "en": "Missing, unknown or malformed.",
            "es": "Ausente, desconocido o con formato inválido.",
        },
    )
