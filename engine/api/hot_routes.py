"""Records and views over HTTP, as plain ASGI: the routes people wait for all day (benchmarks S1 to
S5)."""

import json
import logging
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
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
    encode_problem,
    header_lines,
    to_nexus_error,
)
from engine.api.services import Services
from engine.core.errors import Fault, InvalidInput, NotFound, SnapshotStale
from engine.query.read import Reader
from engine.records.change import RecordChange, WriteResult
from engine.records.write import write, write_many

log = logging.getLogger("nexus.api")

_BASE = "$base"  # no field can have this name
_VERSION = re.compile(r'(?:W/)?("?)([0-9]{1,9})\1\Z')


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
            body = encode_problem(problem, await self._services.locale(call))
            headers = {k.encode(): v.encode() for k, v in header_lines(problem).items()}
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
        for pattern, methods in _PATTERNS:
            names = _match(pattern, parts)
            if names is None:
                continue
            handler = methods.get(call.method)
            if handler is None:
                raise MethodNotAllowed(allowed=", ".join(methods))
            return partial(handler, self, call=call, **names)
        raise NotFound()

    # --- reads -----------------------------------------------------------------------------

    async def get_entities(self, ctx: RequestContext, call: Call) -> _Answer:
        """The entities there are for the actor."""
        await self._services.check_fence(ctx)
        policy = policy_for(ctx.snapshot, ctx.actor)
        return _json(ctx, {"data": describe_entities(policy, ctx.actor.locale)})

    async def get_schema(self, ctx: RequestContext, call: Call, entity: str) -> _Answer:
        """What a create or an update of the entity takes."""
        await self._services.check_fence(ctx)
        found = ctx.snapshot.model.entity_by_name.get(entity)
        policy = policy_for(ctx.snapshot, ctx.actor).find(found.name) if found else None
        if policy is None:
            raise NotFound()
        return _json(ctx, describe_schema(policy, ctx.actor.locale))

    async def list_records(self, ctx: RequestContext, call: Call, entity: str) -> _Answer:
        """A page of records."""
        body = await self._reader.list_records(ctx, entity, call.query)
        return _Answer(200, body, ctx.snapshot.version)

    async def get_record(
        self, ctx: RequestContext, call: Call, entity: str, record: str
    ) -> _Answer:
        """One record."""
        body = await self._reader.get_record(ctx, entity, _record_id(record), call.query)
        return _Answer(200, body, ctx.snapshot.version)

    async def run_view(self, ctx: RequestContext, call: Call, view: str) -> _Answer:
        """A page of a view."""
        body = await self._reader.run_view(ctx, view, call.query)
        return _Answer(200, body, ctx.snapshot.version)

    # --- writes ----------------------------------------------------------------------------

    async def create(self, ctx: RequestContext, call: Call, entity: str) -> _Answer:
        """One record, or up to 1,000: all or none."""
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

    async def update(self, ctx: RequestContext, call: Call, entity: str, record: str) -> _Answer:
        """Some fields of a record."""
        values = dict(_object(await call.json()))
        version = _expected_version(call, values.pop("version", None))
        base = _base(values.pop(_BASE, None))
        change = RecordChange(
            op="update",
            entity=entity,
            record_id=_record_id(record),
            values=values,
            expected_version=version,
            base=base,
        )
        result = await write(ctx, self._services.databases, change)
        return await self._written(ctx, entity, result, 200)

    async def move(self, ctx: RequestContext, call: Call, entity: str, record: str) -> _Answer:
        """A record into another stage."""
        sent = dict(_object(await call.json()))
        values = sent.pop("fields", None)
        stage, pipeline = sent.pop("stage", None), sent.pop("pipeline", None)
        version = _expected_version(call, sent.pop("version", None))
        base = _base(sent.pop(_BASE, None))
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
            base=base,
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


ROUTES: Mapping[str, Mapping[str, Callable[..., Awaitable[_Answer]]]] = {
    "/api/data": {"GET": HotRoutes.get_entities},
    "/api/data/{entity}": {"GET": HotRoutes.list_records, "POST": HotRoutes.create},
    "/api/data/{entity}/schema": {"GET": HotRoutes.get_schema},
    "/api/data/{entity}/{record}": {"GET": HotRoutes.get_record, "PATCH": HotRoutes.update},
    "/api/data/{entity}/{record}/move": {"POST": HotRoutes.move},
    "/api/views/{view}/data": {"GET": HotRoutes.run_view},
}
"""Every hot route; the first that fits a path answers it."""
_PATTERNS = tuple((path.split("/")[2:], methods) for path, methods in ROUTES.items())


def _match(pattern: Sequence[str], parts: Sequence[str]) -> dict[str, str] | None:
    if len(pattern) != len(parts):
        return None
    names: dict[str, str] = {}
    for expected, part in zip(pattern, parts, strict=True):
        if expected[0] == "{":
            names[expected[1:-1]] = part
        elif expected != part:
            return None
    return names


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


def _base(sent: Any) -> Mapping[str, Any] | None:
    """The values a change started from."""
    if not isinstance(sent, dict | None):
        raise InvalidInput(faults=(_malformed(_BASE),))
    return cast("dict[str, Any] | None", sent)


def _expected_version(call: Call, sent: Any) -> int | None:
    given = call.header(b"if-match")
    if given is not None and (match := _VERSION.match(given.strip())):
        return int(match[2])
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
        hint={
            "pt-BR": "Confira o nome e o valor; os campos estão em /api/data/{entity}/schema.",
            "en": "Check the name and the value; the fields are in /api/data/{entity}/schema.",
            "es": "Revise el nombre y el valor; los campos están en /api/data/{entity}/schema.",
        },
    )
