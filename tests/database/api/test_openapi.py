"""The OpenAPI document: every route has a row, it is valid, it tells a role of nothing it may not
see, and what it says is what is served."""

import asyncio
from collections.abc import Iterator
from typing import Any, cast

import httpx
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from jsonschema import Draft202012Validator
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR
from starlette.routing import Route

from engine.api.app import ROUTERS
from engine.api.data.routes import ROUTES
from engine.api.openapi.operations import OPERATIONS
from tests.database.api.conftest import Served, make_lead
from tests.database.api.wire import problem

pytestmark = pytest.mark.database
PATH = "/api/openapi.json"
DANGEROUS = {
    ("DELETE", "/api/session"), ("POST", "/api/session"),
    ("POST", "/api/packages"), ("DELETE", "/api/packages/{key}"),
    ("POST", "/api/versions/{version}/rollback"), ("POST", "/api/drafts/{draft_id}/publish"),
    ("GET", "/api/events"),
}  # fmt: skip
"""Those that would end the session, change the model, or never end."""
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


def test_every_route_of_records_has_its_row() -> None:
    """Whoever adds a route says what it takes and answers: a row in engine/api/openapi."""
    routes = {(method, path) for path, methods in ROUTES.items() for method in methods}
    assert set(OPERATIONS) == routes


async def document(served: Served, role: str) -> dict[str, Any]:
    answer = await (await served.client(role)).get(PATH)
    assert answer.status_code == 200, answer.text
    return answer.json()


def refs(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in cast("dict[str, Any]", value).items():
            if key == "$ref":
                yield each
            yield from refs(each)
    if isinstance(value, list):
        for each in cast("list[Any]", value):
            yield from refs(each)


@pytest.mark.parametrize("role", ["admin", "manager", "seller", "reception"])
async def test_it_is_a_valid_document(served: Served, role: str) -> None:
    found = await document(served, role)
    assert found["openapi"] == "3.1.0"
    errors = [str(each) for each in OPENAPI_31_VALIDATOR.iter_errors(found)]
    assert errors == []
    for schema in found["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    for each in set(refs(found["paths"])) | set(refs(found["components"])):
        at: Any = found
        for step in each.removeprefix("#/").split("/"):
            at = at[step]
    ids = [
        operation["operationId"]
        for methods in found["paths"].values()
        for operation in methods.values()
    ]
    assert len(ids) == len(set(ids))


async def test_every_route_is_in_an_administrators(served: Served) -> None:
    found = await document(served, "admin")
    told = {(m.upper(), p) for p, methods in found["paths"].items() for m in methods}
    expected = {
        (method, path.replace("{entity}", "leads"))
        for path, methods in ROUTES.items()
        for method in methods
    }
    for router in ROUTERS:
        for route in router.routes:
            assert isinstance(route, Route)
            expected |= {(m, route.path) for m in route.methods or () if m != "HEAD"}
    assert expected <= told


async def test_a_role_is_told_of_what_it_may_do(served: Served) -> None:
    admin, seller = await document(served, "admin"), await document(served, "seller")
    assert "/api/drafts" in admin["paths"]
    assert "/api/drafts" not in seller["paths"]
    assert "/api/data/leads/export" not in seller["paths"]
    assert "/api/data/leads/export" in (await document(served, "manager"))["paths"]
    assert "delete" not in seller["paths"]["/api/data/leads/{record}"]
    assert "post" not in seller["paths"]["/api/data/members"]
    assert "email" in admin["components"]["schemas"]["member"]["properties"]
    for name in ("member", "member.create", "member.update"):
        assert "email" not in seller["components"]["schemas"][name]["properties"]
    reception = await document(served, "reception")
    assert reception["components"]["schemas"]["lead.create"]["properties"]["service_value"][
        "readOnly"
    ]


async def test_writes_say_what_they_take(served: Served) -> None:
    found = await document(served, "admin")

    def names(path: str, method: str) -> set[str]:
        return {each["name"] for each in found["paths"][path][method]["parameters"]}

    for method, path in (
        ("post", "/api/data/leads"), ("patch", "/api/data/leads/{record}"),
        ("post", "/api/data/leads/bulk"), ("post", "/api/files"), ("post", "/api/packages"),
        ("post", "/api/changes/{change_set}/undo"), ("delete", "/api/data/leads/{record}"),
    ):  # fmt: skip
        assert "Idempotency-Key" in names(path, method), path
    assert "Idempotency-Key" not in names("/api/data/leads/aggregate", "post")
    assert "Idempotency-Key" not in names("/api/data/leads", "get")
    made = found["paths"]["/api/data/leads"]["post"]["responses"]["201"]
    assert "X-Change-Set" in made["headers"]
    schemas = found["components"]["schemas"]
    assert "$base" in schemas["lead.patch"]["properties"]
    assert "$base" not in schemas["lead.update"]["properties"]
    assert "external_ids" in schemas["lead.create"]["properties"]
    assert "enum" in schemas["lead.create"]["properties"]["stage"]["anyOf"][0]
    package = found["paths"]["/api/packages"]["post"]["requestBody"]["content"]
    assert package["application/json"]["schema"]["required"] == ["files"]
    form = found["paths"]["/api/files"]["post"]["requestBody"]["content"]["multipart/form-data"]
    assert form["schema"]["required"] == ["file"]


async def test_nobody_gets_none(served: Served) -> None:
    problem(await (await served.client(None)).get(PATH), 401, "session_required")
    client = await served.client("admin")
    first = await client.get(PATH)
    again = await client.get(PATH, headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    problem(await client.get(f"{PATH}?x=1"), 422, "invalid")


async def test_what_it_says_is_what_is_served(served: Served) -> None:
    """A few calls an operation, made up from the document: no 500, and answers as described."""
    lead = await make_lead(served, name="Ana", service_value="10.50", channel="site")
    client = await served.client("admin")
    loop = asyncio.get_running_loop()
    found = await document(served, "admin")
    keep = ("/api/data/leads", "/api/data/activities", "/api/data/{", "/api/data/procedures")
    found["paths"] = {
        path: {m: each for m, each in methods.items() if (m.upper(), path) not in DANGEROUS}
        for path, methods in found["paths"].items()
        if not path.startswith("/api/data/") or path.startswith(keep)
    }
    schema = schemathesis.openapi.from_dict(found)

    def send(case: schemathesis.Case) -> httpx.Response:
        if "record" in case.path_parameters and "/leads/" in case.path:
            case.path_parameters["record"] = lead["id"]
        kwargs = case.as_transport_kwargs(base_url="http://nexus.test")
        kwargs.pop("cookies", None)
        made = requests.Request(**kwargs).prepare()
        headers = {
            key: str(value)
            for key, value in made.headers.items()
            if key.lower() not in ("x-csrf-token", "cookie", "content-length")
        }
        body = made.body if isinstance(made.body, str | bytes) else None
        call = client.request(made.method or "GET", made.url or "", headers=headers, content=body)
        return asyncio.run_coroutine_threadsafe(call, loop).result(30)

    def run() -> int:
        count = 0
        for each in schema.get_all_operations():
            assert isinstance(each, Ok), each
            operation = each.ok()

            @settings(
                max_examples=6, deadline=None, derandomize=True, database=None,
                phases=[Phase.generate],
                suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
            )  # fmt: skip
            @given(case=operation.as_strategy())
            def check(case: schemathesis.Case) -> None:
                nonlocal count
                count += 1
                case.validate_response(send(case), checks=CHECKS)

            check()
        return count

    assert await asyncio.to_thread(run) > 120
