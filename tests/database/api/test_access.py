"""Every route x who calls x which clinic: what comes back, and that a refusal changed nothing.

A route without a row here fails the first test.
"""

import itertools
import json
import time
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from starlette.routing import Route

from engine.api.app import ROUTERS
from engine.api.data.file_content import PURPOSE
from engine.api.data.routes import ROUTES
from engine.core.keyring import load_keyring
from engine.definitions.members import create_account, create_member
from engine.messaging import subscriber
from tests.database.api.conftest import PASSWORD, Served, make_clinic, make_lead
from tests.database.api.wire import fingerprint, problem

NO = "forbidden"
NONE = "not_found"
OK = "ok"
OUT = "session_required"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One call. `answers` are those to nobody, no role, a wrong role and the right one.

    The wrong role is reception (of another unit than the records), the right one is named.
    """

    method: str
    path: str
    body: Any = None
    right: str = "seller"
    answers: tuple[str, str, str, str]
    writes: bool = False


PACKAGE = {
    "files": {
        "app.yaml": "key: acc\nnamespace: acc\nversion: 1.0.0\nlabel: {pt-BR: A}\n"
        "requires: {core: '>=1.0'}\n",
        "entities/acc_thing.yaml": "entity: acc_thing\nplural: acc_things\ntitle: name\n"
        "fields:\n  - {name: name, type: text}\n",
    }
}
DESIGN = (OUT, NO, NO, OK)
OPEN = (OK, OK, OK, OK)
SIGNED = (OUT, OK, OK, OK)
TABLE = [
    Row(method="GET", path="/api/data", answers=SIGNED),
    Row(method="GET", path="/api/data/{entity}", answers=(OUT, NONE, OK, OK)),
    Row(method="POST", path="/api/data/{entity}", body={"name": "Novo"},
        answers=(OUT, NONE, OK, OK), writes=True),
    Row(method="PATCH", path="/api/data/{entity}", body="rows",
        answers=(OUT, NONE, NONE, OK), writes=True),
    Row(method="GET", path="/api/data/{entity}/schema", answers=(OUT, NONE, OK, OK)),
    Row(method="GET", path="/api/data/{entity}/export", right="manager",
        answers=(OUT, NONE, NO, OK)),
    Row(method="POST", path="/api/data/{entity}/aggregate", body={"group": [{"field": "stage"}]},
        answers=(OUT, NONE, OK, OK)),
    Row(method="GET", path="/api/data/{entity}/{record}", answers=(OUT, NONE, NONE, OK)),
    Row(method="PATCH", path="/api/data/{entity}/{record}", body={"city": "Itu"},
        answers=(OUT, NONE, NONE, OK), writes=True),
    Row(method="GET", path="/api/data/{entity}/{record}/history", answers=(OUT, NONE, NONE, OK)),
    Row(method="GET", path="/api/data/{entity}/{record}/activity", answers=(OUT, NONE, NONE, OK)),
    Row(method="POST", path="/api/data/{entity}/{record}/move", body={"stage": "active"},
        answers=(OUT, NONE, NONE, OK), writes=True),
    Row(method="DELETE", path="/api/data/{entity}/{record}", right="admin",
        answers=(OUT, NONE, NO, OK), writes=True),
    Row(method="POST", path="/api/data/{entity}/{record}/restore", right="admin",
        answers=(OUT, NONE, NO, OK), writes=True),
    Row(method="POST", path="/api/data/{entity}/{record}/purge", right="admin",
        answers=(OUT, NONE, NO, OK), writes=True),
    Row(method="POST", path="/api/data/{entity}/{record}/undo", right="admin", body="change",
        answers=(OUT, NONE, NONE, OK), writes=True),
    Row(method="POST", path="/api/data/{entity}/bulk", right="admin",
        body={"filter": "name = 'Meu'", "set": {"city": "Itu"}, "expect_at_most": 10},
        answers=(OUT, NONE, OK, OK), writes=True),
    Row(method="GET", path="/api/data/{entity}/by/{unique}/{value}", right="admin",
        answers=(OUT, NONE, NONE, OK)),
    Row(method="PUT", path="/api/data/{entity}/by/{unique}/{value}", right="admin",
        body={"name": "Pela chave"}, answers=(OUT, NONE, OK, OK), writes=True),
    Row(method="POST", path="/api/changes/{change_set}/undo", right="admin",
        answers=(OUT, NONE, NONE, OK), writes=True),
    Row(method="GET", path="/api/search", answers=SIGNED),
    Row(method="GET", path="/api/data/{entity}/changes", answers=(OUT, NONE, OK, OK)),
    Row(method="GET", path="/api/events", answers=SIGNED),
    Row(method="POST", path="/api/files", body={"a": "text"}, answers=(OUT, NO, OK, OK),
        writes=True),
    Row(method="GET", path="/api/files/{file}", answers=(OUT, NONE, NONE, OK)),
    Row(method="GET", path="/api/files/content/{token}", answers=(OUT, NONE, NONE, OK)),
    Row(method="GET", path="/api/views", answers=SIGNED),
    Row(method="POST", path="/api/views", body={"entity": "lead", "label": "V", "kind": "list"},
        answers=(OUT, "invalid", OK, OK), writes=True),
    Row(method="GET", path="/api/views/{view}", answers=(OUT, NONE, NONE, OK)),
    Row(method="PATCH", path="/api/views/{view}", body={"label": "Outra"}, right="manager",
        answers=(OUT, NONE, NONE, OK), writes=True),
    Row(method="DELETE", path="/api/views/{view}", right="manager",
        answers=(OUT, NONE, NONE, OK), writes=True),
    Row(method="POST", path="/api/views/{view}/restore", right="manager",
        answers=(OUT, NONE, NONE, OK), writes=True),
    Row(method="PATCH", path="/api/views/{view}/choice", body={"pinned": True},
        answers=(OUT, NONE, OK, OK), writes=True),
    Row(method="GET", path="/api/views/{view}/data", answers=(OUT, NONE, OK, OK)),
    Row(method="GET", path="/api/model", answers=SIGNED),
    Row(method="POST", path="/api/session", body={"email": "x", "password": "y"},
        answers=("bad_credentials",) * 4),
    Row(method="GET", path="/api/session", answers=SIGNED),
    Row(method="PATCH", path="/api/session", body={"locale": "pt-BR"}, answers=SIGNED, writes=True),
    Row(method="DELETE", path="/api/session", answers=SIGNED, writes=True),
    Row(method="GET", path="/api/health", answers=OPEN),
    Row(method="GET", path="/api/openapi.json", answers=SIGNED),
    Row(method="GET", path="/api/ready", answers=OPEN),
    Row(method="GET", path="/api/packages", right="admin", answers=DESIGN),
    Row(method="POST", path="/api/packages", body=PACKAGE, right="admin", answers=DESIGN,
        writes=True),
    Row(method="DELETE", path="/api/packages/{key}", right="admin", answers=DESIGN, writes=True),
    Row(method="GET", path="/api/definitions", right="admin", answers=DESIGN),
    Row(method="GET", path="/api/versions", right="admin", answers=DESIGN),
    Row(method="POST", path="/api/versions/{version}/rollback", right="admin", answers=DESIGN,
        writes=True),
    Row(method="GET", path="/api/drafts", right="admin", answers=DESIGN),
    Row(method="POST", path="/api/drafts", body={"title": "D"}, right="admin", answers=DESIGN,
        writes=True),
    Row(method="GET", path="/api/drafts/{draft_id}", right="admin", answers=DESIGN),
    Row(method="PATCH", path="/api/drafts/{draft_id}", body={"revision": 0, "edits": []},
        right="admin", answers=DESIGN, writes=True),
    Row(method="DELETE", path="/api/drafts/{draft_id}", right="admin", answers=DESIGN, writes=True),
    Row(method="POST", path="/api/drafts/{draft_id}/rebase", right="admin", answers=DESIGN,
        writes=True),
    Row(method="POST", path="/api/drafts/{draft_id}/check", right="admin", answers=DESIGN),
    Row(method="POST", path="/api/drafts/{draft_id}/plan", right="admin", answers=DESIGN),
    Row(method="POST", path="/api/drafts/{draft_id}/publish", right="admin", answers=DESIGN,
        writes=True),
]  # fmt: skip


def test_every_route_has_its_row() -> None:
    """Hot routes and those behind FastAPI."""
    routes = {(method, path) for path, methods in ROUTES.items() for method in methods}
    for route in itertools.chain.from_iterable(router.routes for router in ROUTERS):
        assert isinstance(route, Route)
        routes |= {(method, route.path) for method in route.methods or () if method != "HEAD"}
    assert {(row.method, row.path) for row in TABLE} == routes


@dataclass(kw_only=True)
class Side:
    """One clinic with a lead in its second unit, two in the trash, a change set and a draft."""

    served: Served
    lead: str
    trashed: dict[str, str]
    change_sets: dict[str, str]
    draft: dict[str, Any]
    file: str
    views: dict[str, str]

    def path(self, template: str) -> str:
        """The template with this clinic's names."""
        way = template.rpartition("/")[2]
        record = self.trashed.get(way, self.lead)
        names = {"entity": "leads", "record": record, "key": "acc",
                 "view": self.views.get(way, self.views["kept"]),
                 "version": "1", "draft_id": self.draft["id"],
                 "change_set": self.change_sets["all"], "unique": "external_ids.rd",
                 "value": "42", "file": self.file, "token": self.token()}  # fmt: skip
        return template.format(**names)

    def token(self) -> str:
        """An address of the content of the seller's upload, as the redirect to it has one."""
        seller = str(self.served.members["seller"])
        ends = time.time() + 200
        payload = json.dumps([self.served.clinic.id, seller, self.file, "full", False, ends])
        return load_keyring(self.served.var, None).sign(PURPOSE, payload.encode())

    def body(self, row: Row) -> Any:
        """What the row sends, with this clinic's change set or record where it names one."""
        if row.body == "rows":
            return [{"id": self.lead, "city": "Itu"}]
        return {"change": self.change_sets["one"]} if row.body == "change" else row.body

    async def client(self, role: str | None) -> httpx.AsyncClient:
        """Signed in as the role; anew when a row signed it out."""
        client = await self.served.client(role)
        if role is not None and (await client.get("/api/session")).status_code == 401:
            del self.served.clients[role]
            client = await self.served.client(role)
        return client


@pytest.fixture(autouse=True)
def short_streams(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream of events ends by itself, soon: what is asked here is whole answers."""
    monkeypatch.setattr(subscriber, "LIFETIME", 0.1)


@pytest.fixture(scope="module")
async def sides(served: Served) -> AsyncGenerator[tuple[Side, Side]]:
    """Two clinics, each with a member without any role."""
    async with AsyncExitStack() as stack:
        other = await make_clinic(served.app, served.databases, "dois")
        await stack.enter_async_context(other.stack)
        other.var = served.var
        found: list[Side] = []
        for each in (served, other):
            account = await create_account(
                each.databases, email=f"nobody@{each.clinic.slug}.test", name="N", password=PASSWORD
            )
            await create_member(
                each.databases, each.clinic, name="N", account_id=account.id, roles=()
            )
            admin = await each.client("admin")
            lead = await make_lead(
                each, name="Meu", owner=str(each.members["seller"]),
                service_unit=str(each.units[1]),
            )  # fmt: skip
            draft = (await admin.post("/api/drafts", json={"title": "R"})).json()["data"]
            trashed: dict[str, str] = {}
            for way in ("restore", "purge"):
                gone = await make_lead(each, name="Meu", service_unit=str(each.units[1]))
                assert (await admin.delete(f"/api/data/leads/{gone['id']}")).status_code == 200
                trashed[way] = gone["id"]
            change_sets: dict[str, str] = {}
            for key, sent in (("one", {"comment": "a"}), ("all", {"campaign": "b"})):
                answer = await admin.patch(f"/api/data/leads/{lead['id']}", json=sent)
                assert answer.status_code == 200, answer.text
                change_sets[key] = answer.headers["x-change-set"]
            seller = await each.client("seller")
            file = (await seller.post("/api/files", content=b"%PDF-1.7")).json()["data"]["id"]
            views = {"data": "lead.board", "choice": "lead.board"}
            manager = await each.client("manager")
            for way in ("kept", "restore"):
                sent = {"entity": "lead", "label": "Meu", "kind": "list", "scope": "role",
                        "roles": ["seller"]}  # fmt: skip
                answer = await manager.post("/api/views", json=sent)
                views[way] = answer.json()["data"]["key"]
            assert (await manager.delete(f"/api/views/{views['restore']}")).status_code == 200
            side = Side(served=each, views=views, lead=lead["id"], trashed=trashed, draft=draft,
                        change_sets=change_sets, file=file)  # fmt: skip
            found.append(side)
        yield found[0], found[1]


def _told(answer: httpx.Response) -> str:
    if answer.status_code < 400:
        return OK
    found: dict[str, Any] = answer.json()
    problem(answer, answer.status_code, found["code"])
    return str(found["code"])


ACTORS = (None, "nobody", "reception")


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.method} {row.path}")
async def test_who_may_not_gets_a_refusal_and_changes_nothing(
    sides: tuple[Side, Side], row: Row
) -> None:
    """Nobody, a member without a role, a wrong role: data and side effects."""
    here, other = sides
    for actor, expected in zip(ACTORS, row.answers, strict=False):
        client = await here.client(actor)
        before = [await fingerprint(s.served.databases, s.served.clinic) for s in sides]
        answer = await client.request(row.method, here.path(row.path), json=here.body(row))
        assert _told(answer) == expected, (actor, answer.text)
        after = [await fingerprint(s.served.databases, s.served.clinic) for s in sides]
        assert after[1] == before[1]
        if expected != OK or not row.writes:
            assert after[0] == before[0]
        text = answer.text
        if actor != "reception" or "{record}" in row.path:
            assert "Meu" not in text
        assert other.lead not in text


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.method} {row.path}")
async def test_another_clinics_things_are_not_there(sides: tuple[Side, Side], row: Row) -> None:
    """The right role of the other clinic, with this clinic's ids and with this clinic's name."""
    here, other = sides
    client = await other.client(row.right)
    before = await fingerprint(here.served.databases, here.served.clinic)
    named = await client.request(
        row.method, here.path(row.path), json=here.body(row),
        headers={"x-clinic": here.served.clinic.slug},
    )  # fmt: skip
    assert _told(named) in ("no_clinic", OK if row.answers == OPEN else "no_clinic",
                            "bad_credentials")  # fmt: skip
    has_id = ("{record}", "{draft_id}", "{file}", "{token}")
    if "{view}" in row.path and "~" in here.path(row.path):
        has_id = (*has_id, "{view}")
    if row.body == "rows" or any(name in row.path for name in has_id):
        answer = await client.request(row.method, here.path(row.path), json=here.body(row))
        assert _told(answer) == NONE, answer.text
    assert await fingerprint(here.served.databases, here.served.clinic) == before


RIGHT = [row for row in TABLE if row.method != "DELETE"] + [
    row for row in TABLE if row.method == "DELETE"
]


@pytest.mark.parametrize("row", RIGHT, ids=lambda row: f"{row.method} {row.path}")
async def test_who_may_gets_it(sides: tuple[Side, Side], row: Row) -> None:
    """In the own clinic only: the other is as it was."""
    here, other = sides
    client = await here.client(row.right)
    body = here.body(row)
    if "{draft_id}" in row.path:
        admin = await here.client("admin")
        here.draft = (await admin.post("/api/drafts", json={"title": "R"})).json()["data"]
        if row.method == "PATCH":
            body = {**row.body, "revision": here.draft["revision"]}
    if "{key}" in row.path:
        await client.post("/api/packages", json=PACKAGE)
    before = await fingerprint(other.served.databases, other.served.clinic)
    answer = await client.request(row.method, here.path(row.path), json=body)
    assert _told(answer) == row.answers[3], answer.text
    assert await fingerprint(other.served.databases, other.served.clinic) == before


async def test_without_the_csrf_token_nothing_changes(sides: tuple[Side, Side]) -> None:
    """A cookie alone, a wrong token, the token of another session."""
    here, other = sides
    client = await here.client("admin")
    token = client.headers.pop("x-csrf-token")
    foreign = (await other.client("admin")).headers["x-csrf-token"]
    before = await fingerprint(here.served.databases, here.served.clinic)
    for row in (row for row in TABLE if row.method != "GET" and row.path != "/api/session"):
        for sent in ({}, {"x-csrf-token": ""}, {"x-csrf-token": foreign}, {"x-csrf-token": "ação"}):
            headers = [(k.encode(), v.encode()) for k, v in sent.items()]
            answer = await client.request(
                row.method, here.path(row.path), json=here.body(row), headers=headers
            )
            problem(answer, 403, "csrf_required")
    assert await fingerprint(here.served.databases, here.served.clinic) == before
    client.headers["x-csrf-token"] = token


async def test_links_to_another_clinics_records_are_not_found(sides: tuple[Side, Side]) -> None:
    """Members, units, records: by id, in fields, filters and cursors."""
    here, other = sides
    client = await here.client("admin")
    foreign_unit = str(other.served.units[0])
    foreign_member = str(other.served.members["seller"])
    before = [await fingerprint(s.served.databases, s.served.clinic) for s in sides]
    for entity, values in (
        ("leads", {"name": "A", "service_unit": foreign_unit}),
        ("leads", {"name": "A", "owner": foreign_member}),
        ("activities", {"summary": "A", "record": {"entity": "lead", "id": other.lead}}),
        ("activities", {"summary": "A", "author": foreign_member}),
    ):
        answer = await client.post(f"/api/data/{entity}", json=values)
        found = problem(answer, 422, "invalid")
        assert [each["code"] for each in found["errors"]] == ["link_not_found"], found
    for asked in (f"owner={foreign_member}", f"filter=id = '{other.lead}'"):
        answer = await client.get(f"/api/data/leads?{asked}")
        assert answer.json()["data"] == [], answer.text
    foreign = await other.client("admin")
    for number in range(2):
        await make_lead(other.served, name=f"Página {number}")
        await make_lead(here.served, name=f"Página {number}")
    before = [await fingerprint(s.served.databases, s.served.clinic) for s in sides]
    for path in ("/api/data/leads?limit=1&sort=name", "/api/views/lead.all/data?limit=1"):
        cursor = (await foreign.get(path)).json()["page"]["next"]
        problem(await client.get(path, params={"after": cursor}), 410, "cursor_stale")
    assert [await fingerprint(s.served.databases, s.served.clinic) for s in sides] == before


async def test_another_clinics_cookie_shows_another_clinic(sides: tuple[Side, Side]) -> None:
    here, other = sides
    client = await other.client("seller")
    listed = json.dumps((await client.get("/api/data/leads?limit=500")).json())
    assert other.lead in listed
    assert here.lead not in listed
    model = (await client.get("/api/model")).json()
    assert model["clinic"]["slug"] == "dois"
