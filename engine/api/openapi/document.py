"""Builds the document: the table's rows for what an actor may do, the platform's routes beside
them."""

import hashlib
import json
import re
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, cast

from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute

from engine.access.actor import RequestContext
from engine.access.audience import is_shown
from engine.access.policy import EntityPolicy, Policy, policy_for
from engine.api.openapi.operation import Made, Parameter, Row, Schema
from engine.api.openapi.operations import OPERATIONS
from engine.api.openapi.parameters import IDEMPOTENCY_KEY
from engine.api.openapi.record_bodies import PACKAGE_BODY
from engine.api.openapi.schemas import SHARED, UUID, row_schema, write_schemas
from engine.api.problems import say
from metamodel.label import resolve_label

_CACHE_SIZE = 64
_PATH_NAME = re.compile(r"\{(\w+)\}")
_IDS = frozenset({"record", "file", "change_set", "draft_id"})
_DESIGN = "definitions"
_UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_OPEN = frozenset({"/api/health", "/api/ready"})
_CHANGE_SET: Schema = {
    "description": "The change set, for its undo; absent when there was nothing to change",
    "schema": UUID,
}
_TITLE = "One Nexus Atemporal"


class Documents:
    """Built once per (snapshot content, permission shape, roles, locale) and kept as bytes."""

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        self._routes = routes
        self._built: OrderedDict[tuple[str, str, tuple[str, ...], str], tuple[bytes, str]] = (
            OrderedDict()
        )

    def get(self, ctx: RequestContext) -> tuple[bytes, str]:
        """The document and its ETag."""
        policy = policy_for(ctx.snapshot, ctx.actor)
        key = (ctx.snapshot.hash, policy.shape, ctx.actor.roles, ctx.actor.locale)
        if key not in self._built:
            made = build_document(ctx, policy, self._routes)
            body = json.dumps(made, ensure_ascii=False).encode()
            self._built[key] = (body, hashlib.sha256(body).hexdigest()[:32])
            if len(self._built) > _CACHE_SIZE:
                self._built.popitem(last=False)
        return self._built[key]


def build_document(
    ctx: RequestContext, policy: Policy, routes: Sequence[BaseRoute]
) -> dict[str, Any]:
    """The whole document for one actor."""
    locale = ctx.actor.locale
    seen = [found for name in policy.entities if (found := policy.find(name)) is not None]
    document = _platform(ctx, policy, routes)
    schemas: dict[str, Schema] = {**SHARED, **document["components"].get("schemas", {})}
    paths: dict[str, Any] = {}
    for each in seen:
        schemas[each.entity.name] = row_schema(each, locale)
        schemas.update(write_schemas(each, locale))
    views = _views(ctx, policy)
    for (method, path), row in OPERATIONS.items():
        if "{entity}" in path:
            for each in seen:
                if row.applies(each) and (row.needs is None or each.can(row.needs)):
                    where = path.replace("{entity}", each.entity.plural)
                    made = _operation(method, where, row, locale, each)
                    paths.setdefault(where, {})[method.lower()] = made
        elif "{view}" not in path or views:
            made = _operation(method, path, row, locale, None)
            for parameter in made["parameters"]:
                if parameter["name"] == "view":
                    parameter["schema"] = _view_key(path, views)
            paths.setdefault(path, {})[method.lower()] = made
    document["paths"] = {**paths, **document["paths"]}
    document["components"] = {
        "schemas": schemas,
        "responses": {"Problem": _problem()},
        "securitySchemes": _SECURITY,
    }
    return document


_SECURITY: dict[str, Any] = {
    "session": {"type": "apiKey", "in": "cookie", "name": "nexus_session"},
    "csrf": {"type": "apiKey", "in": "header", "name": "X-CSRF-Token"},
}


def _views(ctx: RequestContext, policy: Policy) -> list[str]:
    return [
        key
        for key, view in ctx.snapshot.model.view_by_key.items()
        if policy.find(view.entity) is not None and is_shown(policy, view.roles, ctx.actor.roles)
    ]


def _view_key(path: str, views: list[str]) -> Schema:
    """The key of a view: of the model, where its routes take one, or of a saved one."""
    saved = {"type": "string", "pattern": r"^[a-z_0-9]+\.~[0-9a-f-]{36}$"}
    if path.endswith(("/data", "/choice")):
        return {"anyOf": [{"type": "string", "enum": views}, saved]}
    return saved


def _problem() -> Schema:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": "Problem", "content": {"application/problem+json": {"schema": schema}}}


def _operation(
    method: str, path: str, row: Row, locale: str, policy: EntityPolicy | None
) -> dict[str, Any]:
    summary = say(row.summary, locale)
    tag = "platform"
    if policy is not None:
        tag = policy.entity.name
        label = policy.entity.label_plural or policy.entity.label
        summary = f"{summary}: {resolve_label(label, locale, policy.entity.plural)}"
    answers: dict[str, Any] = {row.status: _answer(row.answer, row.kinds, policy, locale)}
    for status, schema in (row.more or {}).items():
        answers[status] = _answer(schema, row.kinds, policy, locale)
    answers["default"] = {"$ref": "#/components/responses/Problem"}
    made: dict[str, Any] = {
        "operationId": _operation_id(method, path),
        "summary": summary,
        "tags": [tag],
        "parameters": [
            *(_path_parameter(name) for name in _PATH_NAME.findall(path)),
            *(_parameter(each, locale) for each in row.parameters),
        ],
        "responses": answers,
        "security": [{"session": [], "csrf": []} if method in _UNSAFE else {"session": []}],
    }
    if row.body is not None:
        schema = _made(row.body, policy, locale)
        bodies = {row.body_kind: schema, **(row.more_bodies or {})}
        content = {kind: {"schema": each} for kind, each in bodies.items()}
        made["requestBody"] = {"required": True, "content": content}
    if method in _UNSAFE and row.writes:
        made["parameters"].append(_parameter(IDEMPOTENCY_KEY, locale))
        if row.changes:
            for status in (row.status, *(row.more or {})):
                answers[status] = {**answers[status], "headers": {"X-Change-Set": _CHANGE_SET}}
    return made


def _answer(
    schema: Schema | Made | None, kinds: Sequence[str], policy: EntityPolicy | None, locale: str
) -> Schema:
    if schema is None or not kinds:
        return {"description": "OK"}
    made = _made(schema, policy, locale)
    return {"description": "OK", "content": {kind: {"schema": made} for kind in kinds}}


def _made(schema: Schema | Made, policy: EntityPolicy | None, locale: str) -> Schema:
    if not callable(schema):
        return schema
    if policy is None:
        raise TypeError("only a route of an entity has schemas of one")
    return schema(policy, locale)


def _operation_id(method: str, path: str) -> str:
    words = re.sub(r"\W+", "_", path.removeprefix("/api/").removeprefix("data/")).strip("_")
    return f"{method.lower()}_{words or 'data'}"


def _path_parameter(name: str) -> Schema:
    schema: Schema = {"type": "string", "minLength": 1}
    if name in _IDS:
        schema = {"type": "string", "format": "uuid"}
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _parameter(each: Parameter, locale: str) -> Schema:
    made: Schema = {
        "name": each.name,
        "in": each.at,
        "description": say(each.text, locale),
        "schema": each.schema,
    }
    return made if each.example is None else {**made, "example": each.example}


def _platform(ctx: RequestContext, policy: Policy, routes: Sequence[BaseRoute]) -> dict[str, Any]:
    """The routes behind FastAPI, as it describes them, with our problems for its own."""
    made = get_openapi(
        title=_TITLE,
        version=str(ctx.snapshot.version),
        openapi_version="3.1.0",
        routes=routes,
    )
    roles = [ctx.snapshot.model.role_by_key.get(key) for key in ctx.actor.roles]
    is_designer = policy.is_admin or any(role and "designer" in role.features for role in roles)
    paths: dict[str, Any] = {}
    for path, methods in cast("dict[str, dict[str, Any]]", made["paths"]).items():
        for method, operation in methods.items():
            tags = operation.get("tags", [])
            if _DESIGN in tags and not is_designer:
                continue
            responses = operation["responses"]
            responses.pop("422", None)
            responses["default"] = {"$ref": "#/components/responses/Problem"}
            if path not in _OPEN and (path, method) != ("/api/session", "post"):
                is_unsafe = method.upper() in _UNSAFE
                operation["security"] = [
                    {"session": [], "csrf": []} if is_unsafe else {"session": []}
                ]
            if method == "post" and path not in _OPEN and path != "/api/session":
                key = _parameter(IDEMPOTENCY_KEY, ctx.actor.locale)
                operation.setdefault("parameters", []).append(key)
            if (method, path) == ("post", "/api/packages"):
                operation["requestBody"] = PACKAGE_BODY
            paths.setdefault(path, {})[method] = operation
    made["paths"] = paths
    made.setdefault("components", {})
    schemas: dict[str, Any] = made["components"].get("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    return made
