"""A hidden field and one that never was: the same answer, byte for byte, wherever it is named.

Two clinics with equal roles; only one of them has the fields, and there they are hidden.
"""

import json
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest

from engine.core.settings import ROOT
from engine.definitions.folder import read_folder
from engine.definitions.members import create_account, create_member
from engine.definitions.packages import install_packages
from engine.records.seeds import RecordSeeds
from tests.database.api.conftest import PASSWORD, Served, make_clinic, make_lead
from tests.database.api.wire import problem

FIELDS = {
    "sealed_text": "{name: sealed_text, type: text, searchable: true}",
    "sealed_money": "{name: sealed_money, type: money}",
    "sealed_day": "{name: sealed_day, type: date}",
    "sealed_time": "{name: sealed_time, type: datetime}",
    "sealed_phone": "{name: sealed_phone, type: phone, unique: true}",
    "sealed_choice": "{name: sealed_choice, type: choice, options: [{key: a}, {key: b}]}",
    "sealed_member": "{name: sealed_member, type: member}",
    "sealed_link": "{name: sealed_link, type: link, to: procedure}",
    "sealed_links": "{name: sealed_links, type: links, to: procedure}",
    "sealed_any": "{name: sealed_any, type: any_link, targets: [procedure, lead]}",
    "sealed_stage": "{name: sealed_stage, type: stage, pipeline: sealed}",
}
APP = (
    "key: seals\nversion: 1.0.0\nlabel: {pt-BR: Selos}\nrequires: {core: '>=1.0', leads: '>=1.0'}\n"
)
PIPELINE = (
    "pipelines:\n  - {name: sealed, stages: [{key: one}, {key: two, requires: [sealed_text]}]}\n"
    "rules:\n  - {when: \"city = 'Proibida'\", message: {pt-BR: Não}, on: [sealed_text]}\n"
)


def package(fields: dict[str, str]) -> dict[str, str]:
    """The role, and the fields it does not see."""
    hidden = "".join(f"          {name}: hidden\n" for name in fields)
    files = {
        "app.yaml": APP,
        "roles.yaml": "roles:\n  - key: auditor\n    label: {pt-BR: Auditor}\n    entities:\n"
        "      procedure: {read: all}\n      member: {read: all}\n      unit: {read: all}\n"
        "      activity: {read: all, create: true}\n"
        "      lead:\n        read: all\n        create: true\n        update: all\n"
        + (f"        fields:\n{hidden}" if fields else ""),
    }
    columns = ", ".join(["name", *fields])
    sort = ", ".join([*(f"-{name}" for name in ("sealed_money", "sealed_day") if fields), "name"])
    measures = "[{fn: sum, field: sealed_money}]" if fields else "[]"
    files["views/lead.yaml"] = (
        f"views:\n  - {{name: audit, entity: lead, kind: list, columns: [{columns}],"
        f" sort: '{sort.replace(' ', '')}'}}\n"
        "  - {name: audit_board, entity: lead, kind: kanban, field: stage,"
        f" measures: {measures}}}\n"
    )
    if fields:
        listed = "".join(f"  - {text}\n" for text in fields.values())
        files["extends/leads.lead.yaml"] = f"extends: lead\nfields:\n{listed}{PIPELINE}"
    return files


@pytest.fixture(scope="module")
async def auditors(served: Served) -> AsyncGenerator[list[tuple[httpx.AsyncClient, str, str]]]:
    """An auditor without and one with the hidden fields, each with a lead and an activity."""
    async with AsyncExitStack() as stack:
        other = await make_clinic(served.app, served.databases, "dois")
        await stack.enter_async_context(other.stack)
        found: list[tuple[httpx.AsyncClient, str, str]] = []
        for each, fields in ((served, dict[str, str]()), (other, FIELDS)):
            apps = [read_folder(ROOT / "default_apps" / key) for key in ("core", "leads", "agenda")]
            result = await install_packages(
                each.databases,
                each.clinic,
                [*apps, package(fields)],
                seed_writer=RecordSeeds(each.databases),
            )
            assert result.is_ok, result.problems
            slug = each.clinic.slug
            account = await create_account(
                each.databases, email=f"auditor@{slug}.test", name="Auditor", password=PASSWORD
            )
            await create_member(
                each.databases, each.clinic, name="Auditor", account_id=account.id,
                email=account.email, roles=("auditor",), units=each.units,
            )  # fmt: skip
            lead = await make_lead(each, name="Igual")
            admin = await each.client("admin")
            done = await admin.post(
                "/api/data/activity",
                json={"summary": "x", "record": {"entity": "lead", "id": lead["id"]}},
            )
            assert done.status_code == 201, done.text
            found.append((await each.client("auditor"), lead["id"], done.json()["data"]["id"]))
        yield found


READS = [
    "filter=N = 1", "filter=N = 'a'", "filter=N is empty", "filter=N contains 'a'",
    "filter=N in (1, 2)", "filter=N > 1 and name = 'a'", "filter=not N = $me",
    "filter=N.name = 'a'",
    "filter=N.id = 'x'", "filter=N = $today", "filter=N between 1 and 2", "filter=N",
    "filter=N + 1",
    "filter=(N", "filter=N = N", "filter=name = N", "filter=owner.N = 1", "filter=N.N.N.N.N = 1",
    "N=1", "N=a", "N=", "N=null", "N=$me", "N[gte]=1", "N[gte]=x", "N[in]=a,b", "N[empty]=true",
    "N[contains]=a", "N[between]=1,2", "N[near]=1", "N.name=a", "N.id=1", "N=2026-01-01",
    "owner.N=1",
    "sort=N", "sort=-N", "sort=N.name", "sort=name,N", "sort=owner.N", "sort=N,N,N,N,N,N",
    "fields=N", "fields=name,N", "fields=N.name", "fields=N.created_by.name", "fields=owner.N",
    "with=N", "with=N(limit:1)", "with=N(sort:name)", "with=N(filter:name = 'a')",
    "with=N(limit:0)",
    "with=activities(sort:N)", "with=activities(filter:N = 1)", "with=activities(fields:N)",
    "with=activities(filter:record.N = 1)",
    "column=N", "after=N", "count=N", "trash=N", "limit=N", "N_since=1", "filter=N_since > $now",
]  # fmt: skip
"""`N` is the name. Some are refused for another reason: those too must not tell the two apart."""


async def bodies(
    auditors: list[tuple[httpx.AsyncClient, str, str]], method: str, path: str, body: Any = None
) -> list[tuple[int, str]]:
    """Status and body from both clinics, ids of the clinic taken out."""
    found: list[tuple[int, str]] = []
    for client, lead, activity in auditors:
        place = path.replace("{lead}", lead).replace("{activity}", activity)
        sent = None if body is None else json.dumps(body).encode()
        answer = await client.request(method, place, content=sent)
        found.append((answer.status_code, answer.text))
    return found


@pytest.mark.parametrize("name", FIELDS)
async def test_reads_tell_nothing(
    auditors: list[tuple[httpx.AsyncClient, str, str]], name: str
) -> None:
    routes = ("/api/data/leads", "/api/views/lead.board/data", "/api/views/lead.all/data")
    for query in (each.replace("N", name) for each in READS):
        for route in routes:
            without, hidden = await bodies(auditors, "GET", f"{route}?{query}")
            assert without == hidden, (route, query)
            assert without[0] in (200, 400, 404, 422), without
        if query.startswith(("fields", "with")):
            without, hidden = await bodies(auditors, "GET", f"/api/data/lead/{{lead}}?{query}")
            assert without == hidden, query


@pytest.mark.parametrize("name", FIELDS)
async def test_writes_tell_nothing(
    auditors: list[tuple[httpx.AsyncClient, str, str]], name: str
) -> None:
    for value in (None, 1, "a", "one", "11 98765-4321", "2026-01-01", [], {}, True, "\ud800"):
        sent = {"name": "Novo", name: value}
        for method, path, body in (
            ("POST", "/api/data/leads", sent),
            ("POST", "/api/data/leads", [sent]),
            ("PATCH", "/api/data/leads/{lead}", {name: value}),
            ("POST", "/api/data/leads/{lead}/move", {"stage": "active", "fields": {name: value}}),
        ):
            without, hidden = await bodies(auditors, method, path, body)
            assert without == hidden, (method, path, value)
            assert (without[0], json.loads(without[1])["code"]) == (422, "field_unknown")


VIEWS: list[dict[str, Any]] = [
    {"filter": "N = 1"}, {"filter": "N is empty and name = 'a'"}, {"filter": "owner.N = 1"},
    {"sort": "-N"}, {"sort": "N,name"}, {"columns": ["name", "N"]}, {"columns": ["owner.N"]},
    {"columns": ["N.name"]}, {"group": "N"}, {"field": "N"}, {"kind": "kanban", "field": "N"},
    {"kind": "timeline", "field": "N"}, {"measures": [{"fn": "sum", "field": "N"}]},
    {"measures": [{"fn": "empty", "field": "N"}]},
    {"color_rules": [{"when": "N is empty", "color": "red"}]},
    {"kind": "timeline", "settings": {"end": "N"}},
    {"kind": "timeline", "settings": {"stage": "N"}},
]  # fmt: skip


@pytest.mark.parametrize("name", FIELDS)
async def test_saved_views_tell_nothing(
    auditors: list[tuple[httpx.AsyncClient, str, str]], name: str
) -> None:
    key = [
        (await client.post("/api/views", json={"entity": "lead", "label": "V", "kind": "list"}))
        for client, _, _ in auditors
    ]
    keys = [answer.json()["data"]["key"] for answer in key]
    for parts in VIEWS:
        sent = json.loads(json.dumps(parts).replace("N", name))
        made = await bodies(auditors, "POST", "/api/views",
                            {"entity": "lead", "label": "V", "kind": "list", **sent})  # fmt: skip
        assert made[0] == made[1], sent
        assert made[0][0] == 422, made
        changed = [
            await client.patch(f"/api/views/{key}", json=sent)
            for (client, _, _), key in zip(auditors, keys, strict=True)
        ]
        assert changed[0].text == changed[1].text, sent


async def test_the_rest_tells_nothing(
    auditors: list[tuple[httpx.AsyncClient, str, str]],
) -> None:
    """The pipeline of a hidden stage, the schema, whole records, the search."""
    for method, path, body in (
        ("POST", "/api/data/leads/{lead}/move", {"stage": "two"}),
        ("POST", "/api/data/leads/{lead}/move", {"stage": "two", "pipeline": "sealed"}),
        ("POST", "/api/data/leads/{lead}/move", {"stage": "two", "pipeline": "nothing"}),
        ("GET", "/api/data/lead/schema", None),
        ("GET", "/api/data", None),
        ("GET", "/api/data/leads?search=sealed", None),
        ("PATCH", "/api/data/leads/{lead}", {"city": "X", "$base": {"sealed_text": "a"}}),
    ):
        without, hidden = await bodies(auditors, method, path, body)
        if method == "PATCH":
            names = [list(json.loads(text)["data"]) for _, text in (without, hidden)]
            assert names[0] == names[1]
            continue
        assert without[0] == hidden[0]
        pipeline = without[1].replace("“sealed”", "“nothing”")
        assert pipeline == hidden[1].replace("“sealed”", "“nothing”"), path
    for client, lead, _ in auditors:
        text = (await client.get(f"/api/data/lead/{lead}")).text
        text += (await client.get("/api/model")).text + (await client.get("/api/data/leads")).text
        for view in ("audit", "audit_board"):
            answer = await client.get(f"/api/views/lead.{view}/data")
            assert answer.status_code == 200, answer.text
            text += answer.text
        assert "sealed" not in text
    client, lead, _ = auditors[1]
    refused = await client.patch(f"/api/data/lead/{lead}", json={"city": "Proibida"})
    assert [each["path"] for each in problem(refused, 422, "invalid")["errors"]] == ["record"]


async def test_fields_of_linked_records_are_hidden_as_well(served: Served) -> None:
    """The seller does not see the e-mail of members: not through a link either."""
    client = await served.client("seller")
    for query in (
        "filter=owner.N = 'a'", "sort=owner.N", "fields=owner.N", "owner.N=a",
        "fields=created_by.N",
        "with=activities(filter:author.N = 'a')", "with=activities(sort:author.N)",
    ):  # fmt: skip
        texts: set[str] = set()
        for name in ("email", "emoil", "phone", "pjone"):
            answer = await client.get(f"/api/data/leads?{query.replace('N', name)}")
            problem(answer, 422, "field_unknown")
            texts.add(answer.text.replace(name, "N"))
        assert len(texts) == 1, (query, texts)
