"""Activity over HTTP: one order of moves, changes and what hangs on a record; pages that neither
repeat nor skip; nothing the asker may not read.
"""

from typing import Any

import pytest

from tests.database.api.conftest import Served, make_lead
from tests.database.api.wire import paths, problem

pytestmark = pytest.mark.database


async def hang(served: Served, role: str, entity: str, lead: str, **values: Any) -> str:
    client = await served.client(role)
    sent = {"record": {"entity": "lead", "id": lead}, **values}
    made = await client.post(f"/api/data/{entity}", json=sent)
    assert made.status_code == 201, made.text
    return made.json()["data"]["id"]


async def activity(served: Served, role: str, lead: str, query: str = "") -> dict[str, Any]:
    client = await served.client(role)
    answer = await client.get(f"/api/data/leads/{lead}/activity?{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.fixture(scope="module")
async def lead(served: Served) -> str:
    """Made, changed, moved; then a comment, a task, and a call that was earlier than all."""
    admin = await served.client("admin")
    made = await make_lead(
        served, name="Ana", owner=str(served.members["manager"]), service_unit=str(served.units[0])
    )
    path = f"/api/data/leads/{made['id']}"
    assert (await admin.patch(path, json={"city": "Itu"})).status_code == 200
    assert (await admin.post(f"{path}/move", json={"stage": "active"})).status_code == 200
    await hang(served, "admin", "comments", made["id"], body="Prefere manhã")
    await hang(served, "admin", "tasks", made["id"], title="Enviar proposta")
    await hang(
        served, "admin", "activities", made["id"], summary="Ligou", body="Pediu preço",
        kind="call", happened_at="2020-01-02T03:04:05Z",
    )  # fmt: skip
    return made["id"]


async def test_one_order_newest_first(served: Served, lead: str) -> None:
    found = await activity(served, "admin", lead)
    assert [each["kind"] for each in found["data"]] == [
        "tasks", "comments", "_moves", "_changes", "_changes", "activities",
    ]  # fmt: skip
    comment, call = found["data"][1], found["data"][5]
    assert comment["record"]["body"] == "Prefere manhã"
    assert comment["record"]["author"]["title"] == "Admin"
    assert call["at"] == "2020-01-02T03:04:05+00:00"
    assert (call["record"]["kind"], call["record"]["body"]) == ("call", "Pediu preço")
    move = found["data"][2]
    assert (move["id"], move["version"]["op"]) == ("v3", "move")
    assert move["version"]["changes"][0]["after_label"] == "Ativos"
    assert found["page"] == {"next": None, "has_next": False}


async def test_counts_by_kind(served: Served, lead: str) -> None:
    found = await activity(served, "admin", lead, "limit=1")
    counts = {each["kind"]: each["count"]["value"] for each in found["kinds"]}
    assert counts == {
        "_moves": 1, "_changes": 2, "activities": 1, "comments": 1, "tasks": 1, "attachments": 0,
        **{key: 0 for key in counts if key == "appointments"},
    }  # fmt: skip
    assert not any(each["count"]["capped"] for each in found["kinds"])


async def test_time_in_stages_that_were_left(served: Served) -> None:
    """Two stays in one stage are one sum; the stage it is in now is not among them."""
    admin = await served.client("admin")
    made = await make_lead(served)
    for stage in ("active", "new", "active"):
        path = f"/api/data/leads/{made['id']}/move"
        assert (await admin.post(path, json={"stage": stage})).status_code == 200
    async with served.databases.core.clinic(served.clinic.id) as connection:
        seconds = await connection.fetch(
            "select from_stage, sum(seconds) s from _stage_log where record = $1"
            " and from_stage is not null group by 1", made["id"],
        )  # fmt: skip
    found = await activity(served, "admin", made["id"], "limit=1")
    assert found["stays"] == {"stage": {row["from_stage"]: row["s"] for row in seconds}}
    assert set(found["stays"]["stage"]) == {"new", "active"}


async def test_a_stay_is_counted_once_though_a_move_was_undone(served: Served) -> None:
    """The clock of a stage gone back to runs on from before; its earlier stay is not doubled."""
    admin = await served.client("admin")
    made = await make_lead(served)
    path = f"/api/data/leads/{made['id']}"
    moved = await admin.post(f"{path}/move", json={"stage": "active"})
    undo = await admin.post(f"/api/changes/{moved.headers['x-change-set']}/undo")
    assert undo.json()["data"]["refused"] == []
    assert (await admin.get(path)).json()["data"]["stage_since"] == made["stage_since"]
    assert (await admin.post(f"{path}/move", json={"stage": "active"})).status_code == 200
    async with served.databases.core.clinic(served.clinic.id) as connection:
        whole = await connection.fetchval(
            "select extract(epoch from max(at) - min(at))::float8 from _stage_log"
            " where record = $1", made["id"],
        )  # fmt: skip
    stays = (await activity(served, "admin", made["id"], "limit=1"))["stays"]["stage"]
    assert sum(stays.values()) == pytest.approx(whole)


@pytest.mark.parametrize("limit", [1, 2, 3, 5])
async def test_pages_neither_repeat_nor_skip(served: Served, lead: str, limit: int) -> None:
    whole = [each["id"] for each in (await activity(served, "admin", lead))["data"]]
    found: list[str] = []
    after = ""
    while True:
        page = await activity(served, "admin", lead, f"limit={limit}{after}")
        found += [each["id"] for each in page["data"]]
        assert ("kinds" in page) == (after == "")
        if not page["page"]["has_next"]:
            break
        after = f"&after={page['page']['next']}"
    assert found == whole


async def test_what_happened_at_one_moment_is_told_once(served: Served) -> None:
    made = await make_lead(served)
    moment = "2021-05-06T07:08:09.123456Z"
    for number in range(5):
        await hang(
            served, "admin", "activities", made["id"], summary=str(number), happened_at=moment
        )
    first = await activity(served, "admin", made["id"], "kinds=activities&limit=2")
    second = await activity(
        served, "admin", made["id"], f"kinds=activities&limit=9&after={first['page']['next']}"
    )
    told = [each["record"]["summary"] for each in (*first["data"], *second["data"])]
    assert told == ["4", "3", "2", "1", "0"]


async def test_only_some_kinds(served: Served, lead: str) -> None:
    found = await activity(served, "admin", lead, "kinds=comments,_moves")
    assert [each["kind"] for each in found["data"]] == ["comments", "_moves"]
    only = await activity(served, "admin", lead, "kinds=_changes&limit=1")
    assert [each["id"] for each in only["data"]] == ["v2"]
    rest = await activity(
        served, "admin", lead, f"kinds=_changes&limit=1&after={only['page']['next']}"
    )
    assert [each["id"] for each in rest["data"]] == ["v1"]


async def test_a_new_entry_does_not_move_the_next_page(served: Served) -> None:
    made = await make_lead(served)
    for number in range(3):
        await hang(served, "admin", "comments", made["id"], body=str(number))
    first = await activity(served, "admin", made["id"], "kinds=comments&limit=2")
    await hang(served, "admin", "comments", made["id"], body="meanwhile")
    after = first["page"]["next"]
    second = await activity(served, "admin", made["id"], f"kinds=comments&limit=2&after={after}")
    assert [each["record"]["body"] for each in second["data"]] == ["0"]


async def test_what_may_not_be_read_is_not_there(served: Served, lead: str) -> None:
    """A change of nothing but a masked field does not stand in the seller's activity."""
    admin = await served.client("admin")
    await admin.patch(f"/api/data/leads/{lead}", json={"whatsapp": "11987651111"})
    mine = await activity(served, "admin", lead, "kinds=_changes")
    theirs = await activity(served, "seller", lead, "kinds=_changes")
    assert [each["id"] for each in mine["data"]] == ["v4", "v2", "v1"]
    assert [each["id"] for each in theirs["data"]] == ["v2", "v1"]
    assert "98765" not in repr(theirs)
    counts = {each["kind"]: each["count"]["value"] for each in theirs["kinds"]}
    assert counts["_changes"] == 2


async def test_a_record_out_of_reach(served: Served) -> None:
    other = await make_lead(served, name="Alheio", service_unit=str(served.units[1]))
    await hang(served, "admin", "comments", other["id"], body="Segredo")
    for role in ("seller", "reception"):
        client = await served.client(role)
        answer = await client.get(f"/api/data/leads/{other['id']}/activity")
        problem(answer, 404, "not_found")
        assert "Segredo" not in answer.text
    admin = await served.client("admin")
    for path in ("/api/data/leads/x/activity", "/api/data/nothing/x/activity"):
        problem(await admin.get(path), 404, "not_found")


@pytest.mark.parametrize(
    ("query", "path"), [("kinds=coments", "kinds"), ("limit=101", "limit"), ("page=2", "page")]
)
async def test_refused(served: Served, lead: str, query: str, path: str) -> None:
    client = await served.client("admin")
    found = problem(await client.get(f"/api/data/leads/{lead}/activity?{query}"), 422, "invalid")
    assert paths(found) == {path}


async def test_a_cursor_belongs_to_who_asked_what(served: Served, lead: str) -> None:
    first = await activity(served, "admin", lead, "limit=1")
    after = first["page"]["next"]
    admin, manager = await served.client("admin"), await served.client("manager")
    path = f"/api/data/leads/{lead}/activity"
    problem(await admin.get(f"{path}?after=x.y"), 400, "cursor_invalid")
    problem(await admin.get(f"{path}?kinds=comments&after={after}"), 410, "cursor_stale")
    problem(await manager.get(f"{path}?after={after}"), 410, "cursor_stale")
    other = await make_lead(served)
    again = await admin.get(f"/api/data/leads/{other['id']}/activity?after={after}")
    problem(again, 410, "cursor_stale")
