"""Many records at once, each with its own values: one change set, all or none; rows skipped."""

from typing import Any
from urllib.parse import quote

import pytest

from tests.database.api.conftest import Served, make_lead
from tests.database.api.wire import fingerprint, problem

LEADS = "/api/data/leads"


async def _made(served: Served, campaign: str, count: int = 3) -> list[dict[str, Any]]:
    return [
        await make_lead(served, name=f"{campaign} {n}", campaign=campaign, city="Itu")
        for n in range(count)
    ]


async def _cities(served: Served, campaign: str) -> list[str]:
    admin = await served.client("admin")
    asked = f"{LEADS}?filter=campaign = '{campaign}'&sort=name&fields=city"
    return [row["city"] for row in (await admin.get(asked)).json()["data"]]


async def test_each_row_gets_its_own_values_and_one_undo_takes_all_back(served: Served) -> None:
    admin = await served.client("admin")
    rows = await _made(served, "Rows A")
    sent = [
        {"id": row["id"], "version": row["version"], "$base": {"city": "Itu"}, "city": f"C{n}"}
        for n, row in enumerate(rows)
    ]
    answer = await admin.patch(LEADS, json=sent)
    assert answer.status_code == 200, answer.text
    told = answer.json()["data"]
    assert [(each["id"], each["version"]) for each in told] == [(row["id"], 2) for row in rows]
    assert await _cities(served, "Rows A") == ["C0", "C1", "C2"]
    undone = await admin.post(f"/api/changes/{answer.headers['x-change-set']}/undo")
    assert len(undone.json()["data"]["undone"]) == 3
    assert await _cities(served, "Rows A") == ["Itu"] * 3


async def test_a_wrong_row_is_named_by_its_index_and_nothing_is_written(served: Served) -> None:
    admin = await served.client("admin")
    rows = await _made(served, "Rows B")
    before = await fingerprint(served.databases, served.clinic)
    sent = [{"id": row["id"], "whatsapp": "12", "city": "Salto"} for row in rows[:2]]
    sent[0]["whatsapp"] = "(11) 90412-7783"
    told = problem(await admin.patch(LEADS, json=sent), 422, "invalid")
    assert [each["path"] for each in told["errors"]] == ["1.whatsapp"]
    assert await fingerprint(served.databases, served.clinic) == before


async def test_a_row_changed_by_another_is_a_conflict_with_both_values(served: Served) -> None:
    admin = await served.client("admin")
    rows = await _made(served, "Rows C")
    owner = str(served.members["seller"])
    changed = await admin.patch(f"{LEADS}/{rows[1]['id']}", json={"owner": owner})
    title = changed.json()["data"]["owner"]["title"]
    sent = [
        {"id": row["id"], "$base": {"owner": row["owner"]}, "owner": str(served.members["admin"])}
        for row in rows
    ]
    told = problem(await admin.patch(LEADS, json=sent), 409, "conflict")
    (fault,) = told["errors"]
    assert fault["path"] == "1.fields.owner"
    assert fault["theirs"] == {"id": owner, "title": title}
    assert told["version"] == 2


@pytest.mark.parametrize(
    ("sent", "status", "path"),
    [
        ({"id": "x"}, 400, None),
        ([1], 400, None),
        ([{"city": "Itu"}], 422, "0.id"),
        ([{"id": "x", "city": "Itu"}], 422, "0.id"),
        ([{"id": "00000000-0000-7000-8000-000000000001", "version": -1}], 422, "0.version"),
    ],
)
async def test_what_cannot_be_read_is_said(
    served: Served, sent: Any, status: int, path: str | None
) -> None:
    admin = await served.client("admin")
    answer = await admin.patch(LEADS, json=sent)
    assert answer.status_code == status, answer.text
    assert [each["path"] for each in answer.json().get("errors", [])] == ([path] if path else [])


async def test_the_same_record_twice_and_too_many_are_refused(served: Served) -> None:
    admin = await served.client("admin")
    (row,) = await _made(served, "Rows D", 1)
    twice = [{"id": row["id"], "city": "A"}, {"id": row["id"], "city": "B"}]
    told = problem(await admin.patch(LEADS, json=twice), 422, "invalid")
    assert [each["path"] for each in told["errors"]] == ["1.id"]
    many = [{"id": f"00000000-0000-7000-8000-{n:012x}"} for n in range(1001)]
    problem(await admin.patch(LEADS, json=many), 422, "limit_exceeded")
    assert (await admin.patch(LEADS, json=[])).json() == {"data": []}


@pytest.mark.parametrize("path", [f"{LEADS}?fields=name&", "/api/views/lead.all/data?"])
async def test_skipped_rows_are_left_out_and_the_cursor_goes_on_from_there(
    served: Served, path: str
) -> None:
    admin = await served.client("admin")
    campaign = f"Skipped {path[5]}"
    ids = [row["id"] for row in await _made(served, campaign, 7)]
    asked = f"{path}filter=campaign = '{campaign}'&sort=name&limit=2"

    async def read(more: str) -> tuple[list[str], str]:
        answer = (await admin.get(f"{asked}{more}")).json()
        return [row["id"] for row in answer["data"]], quote(answer["page"]["next"] or "")

    found, after = await read("&skip=3")
    assert found == ids[3:5]
    assert (await read(f"&after={after}"))[0] == ids[5:7]
    assert (await read(f"&skip=1&after={after}"))[0] == ids[6:7]
    assert (await read("&skip=9"))[0] == []


@pytest.mark.parametrize("skip", ["-1", "x", "1000001"])
async def test_a_skip_that_cannot_be_is_refused(served: Served, skip: str) -> None:
    admin = await served.client("admin")
    told = problem(await admin.get(f"{LEADS}?skip={skip}"), 422, "invalid")
    assert [each["path"] for each in told["errors"]] == ["skip"]
