"""What the tests of hostile calls share: how a refusal looks, and everything a clinic holds."""

from typing import Any

import httpx
from starlette.types import ASGIApp, Message

from engine.core.database import DATASOURCES, Databases
from engine.core.tenant import Clinic

SPEAKS_FOR_ITSELF = frozenset(
    {"required", "rule", "gate", "session_required", "csrf_required", "no_clinic"}
)
"""Codes whose sentence is the remedy: “Preencha Nome do lead.”"""

_TABLES_SQL = "select tablename from pg_tables where schemaname = current_schema() order by 1"
_TABLE_SQL = (
    "select '{name}', row(count(*), md5(string_agg(t::text, '|' order by t::text)),"
    " (select string_agg(attname, ',' order by attnum) from pg_attribute where attnum > 0"
    ' and attrelid = \'"{name}"\'::regclass and not attisdropped))::text from "{name}" t'
)


async def fingerprint(databases: Databases, clinic: Clinic) -> dict[str, Any]:
    """Rows, their number and the columns of every table the clinic has, in both databases."""
    found: dict[str, Any] = {}
    for datasource in DATASOURCES:
        async with databases.source(datasource).clinic(clinic.id, role="owner") as con:
            tables = await con.fetch(_TABLES_SQL)
            one = " union all ".join(_TABLE_SQL.format(name=name) for (name,) in tables)
            found |= {f"{datasource}.{row[0]}": row[1] for row in await con.fetch(one)}
    return found


def problem(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """The problem document of a refusal, checked for its form and for a remedy."""
    assert answer.status_code == status, (answer.status_code, answer.text[:2000])
    assert answer.headers["content-type"] == "application/problem+json"
    found: dict[str, Any] = answer.json()
    assert (found["status"], found["code"]) == (status, code), found
    assert found["title"]
    assert found["detail"]
    assert found["type"] == f"urn:nexus:problem:{code}"
    for fault in found["errors"]:
        assert fault["path"], found
        assert fault["message"], found
        assert fault.get("hint") or fault["code"] in SPEAKS_FOR_ITSELF, found
    if status in (400, 422) and code not in ("bad_request", "cursor_invalid"):
        assert found["errors"] or found.get("hint") or found["detail"] != found["title"], found
    if not found["errors"]:
        has_detail = found["detail"] != found["title"]
        assert found.get("hint") or has_detail or code in SPEAKS_FOR_ITSELF, found
    assert "Traceback" not in answer.text
    return found


async def send_raw(
    app: ASGIApp,
    method: str,
    path: str,
    *,
    query: str = "",
    body: bytes = b"",
    headers: dict[str, str] | None = None,
    cookies: httpx.Cookies | None = None,
) -> httpx.Response:
    """A call straight at the application, without what an HTTP client would refuse to send."""
    sent = {key.lower(): value for key, value in (headers or {}).items()}
    if cookies:
        sent["cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    messages: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        messages.append(message)

    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(key.encode(), value.encode()) for key, value in sent.items()],
        "client": ("127.0.0.1", 1),
        "server": ("nexus.test", 80),
    }
    await app(scope, receive, send)
    content = b"".join(message.get("body", b"") for message in messages[1:])
    return httpx.Response(messages[0]["status"], headers=messages[0]["headers"], content=content)


def paths(found: dict[str, Any]) -> set[str]:
    """Where the faults stand."""
    return {fault["path"] for fault in found["errors"]}
