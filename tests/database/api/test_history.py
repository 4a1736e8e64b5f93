"""History over HTTP: what changed, by whom, and that a reader learns only what it may see now."""

from typing import Any

import pytest

from tests.database.api.conftest import Served, make_lead
from tests.database.api.wire import paths, problem

pytestmark = pytest.mark.database


async def history(served: Served, role: str, record: str, query: str = "") -> list[dict[str, Any]]:
    client = await served.client(role)
    answer = await client.get(f"/api/data/leads/{record}/history?{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


def by_field(entry: dict[str, Any]) -> dict[str, Any]:
    return {each["field"]: each for each in entry["changes"]}


@pytest.fixture(scope="module")
async def lead(served: Served) -> str:
    """Made by the admin for a colleague in the seller's unit, changed twice and moved."""
    admin = await served.client("admin")
    made = await make_lead(
        served, name="Ana", whatsapp="11987654321", channel="site",
        owner=str(served.members["manager"]), service_unit=str(served.units[0]),
    )  # fmt: skip
    path = f"/api/data/leads/{made['id']}"
    seller = str(served.members["seller"])
    for sent in ({"service_value": "10.50", "whatsapp": "11987650000"}, {"owner": seller},
                 {"owner": str(served.members["manager"])}):  # fmt: skip
        answer = await admin.patch(path, json=sent)
        assert answer.status_code == 200, answer.text
    moved = await admin.post(f"{path}/move", json={"stage": "active"})
    assert moved.status_code == 200, moved.text
    return made["id"]


async def test_newest_first_with_who_and_what(served: Served, lead: str) -> None:
    found = await history(served, "admin", lead)
    assert [(each["version"], each["op"]) for each in found] == [
        (5, "move"), (4, "update"), (3, "update"), (2, "update"), (1, "create"),
    ]  # fmt: skip
    admin = {"id": str(served.members["admin"]), "name": "Admin"}
    assert all(each["by"] == admin and each["actor"] == "member" for each in found)
    assert len({each["change_set"] for each in found}) == 5
    assert by_field(found[0])["stage"] == {
        "field": "stage", "label": "Etapa", "before": "new", "after": "active",
        "before_label": "Novos leads", "after_label": "Ativos",
    }  # fmt: skip
    manager = {"id": str(served.members["manager"]), "title": "Manager"}
    seller = {"id": str(served.members["seller"]), "title": "Seller"}
    changed = by_field(found[1])["owner"]
    assert (changed["before"], changed["after"]) == (seller, manager)
    changed = by_field(found[3])
    assert changed["service_value"] == {
        "field": "service_value", "label": "Valor do serviço", "before": None, "after": "10.50",
    }  # fmt: skip
    assert changed["whatsapp"]["before"] == "+5511987654321"
    made = by_field(found[4])
    assert made["name"]["after"] == "Ana"
    assert made["name"]["before"] is None
    assert made["channel"]["after_label"] == "Site"
    assert made["service_unit"]["after"] == {"id": str(served.units[0]), "title": "Moema"}


async def test_pages(served: Served, lead: str) -> None:
    client = await served.client("admin")
    path = f"/api/data/leads/{lead}/history?limit=2"
    versions: list[int] = []
    after = ""
    while True:
        answer = (await client.get(f"{path}{after}")).json()
        versions += [each["version"] for each in answer["data"]]
        if not answer["page"]["has_next"]:
            break
        after = f"&after={answer['page']['next']}"
    assert versions == [5, 4, 3, 2, 1]
    assert answer["page"] == {"next": None, "has_next": False}


async def test_a_closed_mask_shows_no_change(served: Served, lead: str) -> None:
    """The seller reads the colleague's lead without its phone; the version itself is there."""
    found = await history(served, "seller", lead)
    assert [each["version"] for each in found] == [5, 4, 3, 2, 1]
    assert all("whatsapp" not in by_field(each) for each in found)
    assert "service_value" in by_field(found[3])
    assert "98765" not in repr(found)
    admin = await served.client("admin")
    path = f"/api/data/leads/{lead}"
    only_phone = await admin.patch(path, json={"whatsapp": "11987651111"})
    assert only_phone.status_code == 200
    found = await history(served, "seller", lead)
    assert (found[0]["version"], found[0]["changes"]) == (6, [])
    assert found[0]["by"]["name"] == "Admin"
    await admin.patch(path, json={"owner": str(served.members["seller"])})
    opened = await history(served, "seller", lead)
    assert by_field(opened[1])["whatsapp"]["after"] == "+5511987651111"
    await admin.patch(path, json={"owner": str(served.members["manager"])})
    assert "98765" not in repr(await history(served, "seller", lead))


async def test_what_may_not_be_read_has_no_history(served: Served, lead: str) -> None:
    other = await make_lead(served, name="Alheio", service_unit=str(served.units[1]))
    for role in ("seller", "reception"):
        client = await served.client(role)
        answer = await client.get(f"/api/data/leads/{other['id']}/history")
        problem(answer, 404, "not_found")
    admin = await served.client("admin")
    for path in (
        f"/api/data/members/{lead}/history",
        "/api/data/leads/00000000-0000-0000-0000-000000000001/history",
        "/api/data/leads/x/history",
        f"/api/data/nothing/{lead}/history",
    ):
        problem(await admin.get(path), 404, "not_found")


async def test_links_are_titles_of_what_may_be_read(served: Served) -> None:
    """An activity was once about a lead the seller may not read: then it was about nothing."""
    admin = await served.client("admin")
    hidden = await make_lead(served, name="Segredo", service_unit=str(served.units[1]))
    shown = await make_lead(served, name="Visível", service_unit=str(served.units[0]))
    sent = {"summary": "Ligação", "record": {"entity": "lead", "id": hidden["id"]}}
    made = (await admin.post("/api/data/activities", json=sent)).json()["data"]
    path = f"/api/data/activities/{made['id']}"
    changed = await admin.patch(path, json={"record": {"entity": "lead", "id": shown["id"]}})
    assert changed.status_code == 200, changed.text
    told = {}
    for role in ("admin", "seller"):
        answer = await (await served.client(role)).get(f"{path}/history")
        found = by_field(answer.json()["data"][0])["record"]
        told[role] = (found["before"], found["after"])
        if role == "seller":
            assert "Segredo" not in answer.text
    visible = {"entity": "lead", "id": shown["id"], "title": "Visível"}
    assert told["admin"] == (
        {"entity": "lead", "id": hidden["id"], "title": "Segredo"}, visible,
    )  # fmt: skip
    assert told["seller"] == (None, visible)


async def test_a_record_in_the_trash(served: Served) -> None:
    admin = await served.client("admin")
    made = await make_lead(served, name="Lixo")
    path = f"/api/data/leads/{made['id']}"
    problem(await admin.get(f"{path}?trash=only"), 404, "not_found")
    assert (await admin.delete(path)).status_code in (200, 204)
    problem(await admin.get(path), 404, "not_found")
    for query in ("trash=only", "trash"):
        answer = await admin.get(f"{path}?{query}")
        assert answer.status_code == 200, answer.text
        assert answer.json()["data"]["name"] == "Lixo"
    found = await history(served, "admin", made["id"])
    assert [each["op"] for each in found] == ["trash", "create"]
    problem(await admin.get(f"{path}?trash=all"), 422, "invalid")


@pytest.mark.parametrize(
    ("query", "path", "code"),
    [
        ("limit=0", "limit", "limit_exceeded"),
        ("limit=501", "limit", "limit_exceeded"),
        ("limit=a", "limit", "limit_exceeded"),
        ("after=x", "after", "limit_exceeded"),
        ("limit=1&limit=2", "limit", "malformed"),
        ("nothing=1", "nothing", "malformed"),
        ("name=Ana", "name", "malformed"),
        ("%ff=1", "query", "malformed"),
    ],
)
async def test_bad_parameters(served: Served, lead: str, query: str, path: str, code: str) -> None:
    client = await served.client("admin")
    found = problem(await client.get(f"/api/data/leads/{lead}/history?{query}"), 422, "invalid")
    assert paths(found) == {path}
    assert [each["code"] for each in found["errors"]] == [code]
