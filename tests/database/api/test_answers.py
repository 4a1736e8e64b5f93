"""What every answer has: an id, a language, a status that says what it is, and no stack trace."""

import json
import logging

import httpx
import pytest

from engine.definitions.members import create_account, create_member
from tests.database.api.conftest import PASSWORD, Served, make_lead
from tests.database.api.wire import paths, problem

LISTS = "/api/data/leads"


async def _broken(*_: object, **__: object) -> None:
    raise RuntimeError("a secret of ours")


@pytest.mark.parametrize(
    ("target", "method", "path"),
    [
        ("engine.api.definition_routes.list_packages", "GET", "/api/packages"),
        ("engine.api.draft_routes.create_draft", "POST", "/api/drafts"),
        ("engine.query.read.run", "GET", LISTS),
    ],
)
async def test_an_unexpected_error_has_a_code_for_support_and_one_line_in_the_log(
    served: Served,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    target: str,
    method: str,
    path: str,
) -> None:
    client = await served.client("admin")
    monkeypatch.setattr(target, _broken)
    with caplog.at_level(logging.WARNING):
        answer = await client.request(method, path, json={} if method == "POST" else None)
    found = problem(answer, 500, "error")
    assert found["request_id"] == answer.headers["x-request-id"]
    assert found["request_id"] in found["hint"]
    assert "secret" not in answer.text
    (record,) = caplog.records
    assert record.exc_info is not None
    assert (record.levelname, record.getMessage()) == ("ERROR", "unexpected RuntimeError")


@pytest.mark.parametrize("path", ["/", "/api/health", "/api/session", LISTS, "/nowhere", "/api/no"])
async def test_every_answer_has_an_id_and_its_time(served: Served, path: str) -> None:
    client = await served.client("admin")
    given = {"x-request-id": "proxy-0123456789"}
    first, second = await client.get(path), await client.get(path, headers=given)
    assert len(first.headers["x-request-id"]) == 12
    assert second.headers["x-request-id"] == "proxy-0123456789"
    assert first.headers["server-timing"].startswith("total;dur=")
    odd = await client.get(path, headers={"x-request-id": "a b\x7f" + "c" * 100})
    assert len(odd.headers["x-request-id"]) == 12


@pytest.mark.parametrize(
    "path", ["/metrics", "/nowhere", "/m/a/b/c", "/r/lead", "/login/x", "/assets/no.js", "/.env"]
)
async def test_an_address_nobody_knows_is_not_found(served: Served, path: str) -> None:
    client = await served.client(None)
    problem(await client.get(path), 404, "not_found")
    page = await client.get(path, headers={"accept": "text/html,*/*"})
    assert page.status_code in (404, 503)  # 503: the pages are not built here
    assert page.headers["content-type"].startswith("text/html")
    found = problem(await client.post(path), 405, "method_not_allowed")
    assert "GET" in found["hint"]


@pytest.mark.parametrize(
    "path", ["/", "/login", "/m/leads", "/m/leads/lead.board", "/r/leads/1", "/m/leads/"]
)
async def test_the_addresses_of_the_app_get_its_page(served: Served, path: str) -> None:
    answer = await (await served.client(None)).get(path)
    assert answer.status_code in (200, 503)
    assert answer.headers["content-type"].startswith("text/html")


@pytest.fixture(scope="module")
async def speakers(served: Served) -> dict[str | None, httpx.AsyncClient]:
    """A signed-in administrator for each language, and a guest who asks for English."""
    found: dict[str | None, httpx.AsyncClient] = {}
    for locale in ("en", "es", "pt-BR"):
        name = f"admin-{locale.lower()}"
        account = await create_account(
            served.databases,
            email=f"{name}@{served.clinic.slug}.test",
            name=name,
            password=PASSWORD,
            locale=locale,
        )
        await create_member(
            served.databases,
            served.clinic,
            name=name,
            account_id=account.id,
            email=account.email,
            roles=("admin",),
            units=served.units,
        )
        found[locale] = await served.client(name)
        found[locale].headers["accept-language"] = "es" if locale == "en" else "en"
    found[None] = await served.client(None)
    found[None].headers["accept-language"] = "en"
    return found


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/api/nothing", None),
        ("GET", "/nothing", None),
        ("GET", "/api/data/nothing", None),
        ("PUT", "/api/session", None),
        ("POST", "/api/session", {"email": 1}),
        ("POST", "/api/session", {"email": "x@y.z", "password": "wrong"}),
        ("GET", "/api/packages", None),
        ("POST", "/api/packages", {"files": 1}),
        ("DELETE", "/api/packages/nothing", None),
        ("POST", "/api/versions/x/rollback", None),
        ("POST", "/api/versions/99999/rollback", None),
        ("GET", "/api/drafts/00000000-0000-0000-0000-000000000000", None),
        ("POST", "/api/drafts", {"nope": 1}),
    ],
)
async def test_every_route_speaks_the_accounts_language_else_the_callers(
    speakers: dict[str | None, httpx.AsyncClient], method: str, path: str, body: object
) -> None:
    titles: dict[str | None, str] = {}
    for locale, client in speakers.items():
        content = None if body is None else json.dumps(body)
        headers = {"content-type": "application/json"}
        answer = await client.request(method, path, content=content, headers=headers)
        found = answer.json()
        if answer.is_success:
            return
        texts = [found["title"], found["detail"], found.get("hint"), *_texts(found)]
        titles[locale] = " ".join(text for text in texts if text)
    signed_in = {locale: text for locale, text in titles.items() if locale}
    assert len(set(signed_in.values())) == 3, titles
    for locale, word in (("pt-BR", "não"), ("es", "no ")):
        assert titles[locale] != titles["en"], word
    if "Sign in" not in titles[None]:
        assert titles[None] == titles["en"]


def _texts(found: dict[str, object]) -> list[str]:
    faults = found["errors"]
    assert isinstance(faults, list)
    return [text for fault in faults for text in (fault["message"], fault.get("hint") or "")]


# --- where a fault stands, and what it is called ------------------------------------------------


@pytest.mark.parametrize(
    ("query", "path", "code"),
    [
        ("nope=1", "nope", "field_unknown"),
        ("nope[gte]=1", "nope[gte]", "field_unknown"),
        ("with=nope", "with.nope", "field_unknown"),
        ("with=activities(sort:nope)", "with.activities.sort", "field_unknown"),
        ("service_value[gte]=abc", "service_value[gte]", "types_differ"),
        ("stage=nothing", "stage", "stage_unknown"),
        ("created_at[gte]=ontem", "created_at[gte]", "datetime_invalid"),
        ("filter=name = 'a' and nope = 1", "filter", "field_unknown"),
    ],
)
async def test_a_fault_stands_where_it_was_written(
    served: Served, query: str, path: str, code: str
) -> None:
    client = await served.client("admin")
    answer = await client.get(f"{LISTS}?{query}")
    (fault,) = answer.json()["errors"]
    assert (answer.status_code, fault["path"], fault["code"]) == (422, path, code)
    assert fault["hint"]
    if "[" in path or path in ("nope", "stage"):
        assert "caractere" not in fault["hint"]  # nobody wrote an expression


async def test_a_number_that_is_none_says_how_to_write_one(served: Served) -> None:
    client = await served.client("admin")
    answer = await client.get(f"{LISTS}?service_value[gte]=abc&name=x")
    (fault,) = answer.json()["errors"]
    assert fault["hint"] == "Envie um número, com ponto nos decimais: 1000.50."


async def test_other_faults_beside_an_unknown_field_are_not_called_so(served: Served) -> None:
    client = await served.client("admin")
    mixed = problem(await client.get(f"{LISTS}?nope=1&sort=procedures"), 422, "invalid")
    assert mixed["title"] == "Há campos para corrigir."
    assert paths(mixed) == {"nope", "sort"}
    problem(await client.get(f"{LISTS}?nope=1&fields=no"), 422, "field_unknown")
    sent = {"name": "", "nope": 1}
    found = problem(await client.post(LISTS, json=sent), 422, "invalid")
    assert paths(found) == {"name", "nope"}


async def test_what_is_too_long_names_the_limit(served: Served) -> None:
    client = await served.client("admin")
    long = await client.get(LISTS, params={"filter": "name = 'a' or " * 800 + "name = 'b'"})
    (fault,) = problem(long, 422, "invalid")["errors"]
    assert (fault["path"], fault["code"]) == ("filter", "too_long")
    assert "10000" in fault["message"]
    assert "10000" in fault["hint"]
    longer = await client.get(LISTS, params={"filter": "name = 'a' or " * 2000 + "name = 'b'"})
    (fault,) = problem(longer, 422, "invalid")["errors"]
    assert (fault["path"], fault["code"]) == ("query", "too_long")
    assert "20.000" in fault["message"]


async def test_a_field_that_may_be_read_is_read_only_not_unknown(served: Served) -> None:
    reception, admin = await served.client("reception"), await served.client("admin")
    lead = await make_lead(served, service_unit=str(served.units[0]))
    answer = await reception.patch(f"{LISTS}/{lead['id']}", json={"service_value": "1.00"})
    (fault,) = problem(answer, 422, "invalid")["errors"]
    assert (fault["path"], fault["code"]) == ("service_value", "field_read_only")
    assert fault["message"] == "O campo Valor do serviço é só de leitura para o seu perfil."
    answer = await admin.patch(f"{LISTS}/{lead['id']}", json={"created_at": "2020-01-01"})
    (fault,) = problem(answer, 422, "invalid")["errors"]
    assert (fault["path"], fault["code"]) == ("created_at", "field_read_only")
