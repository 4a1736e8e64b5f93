"""Exports over HTTP: who may, what stands in the file, one moment, and no formula is ever run."""

import asyncio
import csv
import io
import json
import tracemalloc
from typing import Any

import httpx
import pytest
from starlette.types import Message

from tests.database.api.conftest import Served, make_lead
from tests.database.api.wire import problem

pytestmark = pytest.mark.database
PATH = "/api/data/leads/export"
BOM = b"\xef\xbb\xbf"


@pytest.fixture(scope="module")
async def leads(served: Served) -> dict[str, Any]:
    """Two leads with what a spreadsheet could misread."""
    admin = await served.client("admin")
    procedures = [
        (await admin.post("/api/data/procedures", json={"name": name})).json()["data"]["id"]
        for name in ("Botox; facial", "Peeling")
    ]
    first = await make_lead(
        served, name='=HYPERLINK("x")', service_value="1890.50", channel="site",
        whatsapp="11987654321", procedures=procedures, owner=str(served.members["seller"]),
        next_contact_at="2026-03-01T01:30:00Z", comment="duas\nlinhas",
    )  # fmt: skip
    second = await make_lead(served, name="Ana", city="@Itu", service_unit=str(served.units[1]))
    return {"first": first, "second": second}


async def lines(client: httpx.AsyncClient, query: str, separator: str = ";") -> list[list[str]]:
    answer = await client.get(f"{PATH}?{query}")
    assert answer.status_code == 200, answer.text
    assert answer.content.startswith(BOM)
    text = answer.content.removeprefix(BOM).decode()
    assert text.endswith("\r\n")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


async def test_a_file_for_people(served: Served, leads: dict[str, Any]) -> None:
    admin = await served.client("admin")
    fields = "name,owner,whatsapp,channel,stage,procedures,service_value,next_contact_at,comment"
    assert await lines(admin, f"fields={fields}&sort=name&name[contains]=HYPER") == [
        ["Nome do lead", "Proprietário do lead", "WhatsApp", "Canal", "Etapa", "Procedimento",
         "Valor do serviço", "Próximo contato", "Comentário"],
        ["'=HYPERLINK(\"x\")", "Seller", "'+5511987654321", "Site", "Novos leads",
         "Botox; facial, Peeling", "1890,50", "2026-02-28 22:30:00", "duas\nlinhas"],
    ]  # fmt: skip


async def test_a_file_for_machines(served: Served, leads: dict[str, Any]) -> None:
    admin = await served.client("admin")
    asked = "header=names&separator=comma&fields=id,name,city,service_value,channel,owner.name"
    assert await lines(admin, f"{asked}&sort=-name", ",") == [
        ["id", "name", "city", "service_value", "channel", "owner.name"],
        [leads["second"]["id"], "Ana", "'@Itu", "", "", "Admin"],
        [leads["first"]["id"], '\'=HYPERLINK("x")', "", "1890.50", "site", "Seller"],
    ]
    found = await lines(admin, "header=names&fields=next_contact_at&name[contains]=HYPER")
    assert found[1] == ["2026-03-01T01:30:00+00:00"]


async def test_lines_of_json_are_wire_rows(served: Served, leads: dict[str, Any]) -> None:
    admin = await served.client("admin")
    answer = await admin.get(f"{PATH}?format=jsonl&sort=name&fields=name,procedures,service_value")
    assert answer.headers["content-type"] == "application/jsonl"
    listed = await admin.get("/api/data/leads?sort=name&fields=name,procedures,service_value")
    rows = [json.loads(line) for line in answer.text.splitlines()]
    assert rows == listed.json()["data"]
    assert len(rows) == 2


async def test_the_file_has_a_name(served: Served, leads: dict[str, Any]) -> None:
    answer = await (await served.client("admin")).get(PATH)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    told = answer.headers["content-disposition"]
    assert told.startswith('attachment; filename="leads-')
    assert told.endswith('.csv"')
    assert "x-model-version" in answer.headers


async def test_everything_visible_stands_in_it(served: Served, leads: dict[str, Any]) -> None:
    found = await lines(await served.client("admin"), "")
    assert found[0][:2] == ["ID", "Nome do lead"]
    assert len(found) == 3
    assert {line[0] for line in found[1:]} == {leads["first"]["id"], leads["second"]["id"]}


async def test_an_empty_file_has_its_header(served: Served, leads: dict[str, Any]) -> None:
    assert await lines(await served.client("admin"), "fields=name&name=nobody") == [
        ["Nome do lead"]
    ]


async def test_it_takes_the_right_to_export(served: Served, leads: dict[str, Any]) -> None:
    for role in ("seller", "reception"):
        problem(await (await served.client(role)).get(PATH), 403, "forbidden")
    answer = await (await served.client("manager")).get(PATH)
    assert answer.status_code == 200
    problem(await (await served.client(None)).get(PATH), 401, "session_required")


async def test_what_may_not_be_exported_is_not_through_a_link(
    served: Served, leads: dict[str, Any]
) -> None:
    """The manager reads members and may not export them: a title is all a link gives."""
    manager = await served.client("manager")
    assert (await manager.get("/api/data/leads?fields=owner.email")).status_code == 200
    found = problem(await manager.get(f"{PATH}?fields=owner.email"), 422, "invalid")
    assert [each["code"] for each in found["errors"]] == ["not_exportable"]
    assert (await manager.get(f"{PATH}?fields=owner.name")).status_code == 200


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("format=xml", "malformed"),
        ("header=x", "malformed"),
        ("separator=tab", "malformed"),
        ("fields=nothing", "field_unknown"),
        ("sort=nothing", "field_unknown"),
        ("filter=name%20=", "syntax"),
        ("limit=3", "field_unknown"),
        ("with=activities", "field_unknown"),
    ],
)
async def test_bad_input_is_told_before_the_file_begins(
    served: Served, leads: dict[str, Any], query: str, code: str
) -> None:
    answer = await (await served.client("admin")).get(f"{PATH}?{query}")
    expected = "field_unknown" if code == "field_unknown" else "invalid"
    found = problem(answer, 422, expected)
    if code != "syntax":
        assert [each["code"] for each in found["errors"]] == [code]


@pytest.fixture(scope="module")
async def many(served: Served, leads: dict[str, Any]) -> None:
    """Three thousand more."""
    await fill(served, 3000)


async def fill(served: Served, count: int) -> None:
    async with served.databases.core.clinic(served.clinic.id, role="owner") as con:
        await con.execute(
            "insert into lead (id, name, stage, _created_at, _updated_at) select gen_random_uuid(),"
            " 'Muitos ' || n, 'new', now(), now() from generate_series(1, $1::int) n",
            count,
        )


class Slow:
    """A reader who takes one piece of a file at a time."""

    def __init__(self, served: Served, client: httpx.AsyncClient, query: str) -> None:
        self.messages: asyncio.Queue[Message] = asyncio.Queue(maxsize=1)
        self.gone = asyncio.Event()
        self.is_asked = False
        cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        scope: dict[str, Any] = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
            "scheme": "http", "path": PATH, "raw_path": PATH.encode(),
            "query_string": query.encode(), "root_path": "",
            "headers": [(b"cookie", cookie.encode())], "client": ("127.0.0.1", 1),
            "server": ("nexus.test", 80),
        }  # fmt: skip
        self.task = asyncio.ensure_future(
            served.app(scope, self.receive, self.messages.put)  # pyright: ignore[reportArgumentType]
        )

    async def receive(self) -> Message:
        if not self.is_asked:
            self.is_asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def next(self) -> Message:
        return await asyncio.wait_for(self.messages.get(), 20)

    async def rest(self) -> bytes:
        body = b""
        while not self.task.done() or not self.messages.empty():
            try:
                message = await asyncio.wait_for(self.messages.get(), 0.5)
            except TimeoutError:
                continue
            body += message.get("body", b"")
        return body


async def test_the_file_is_one_moment_and_no_write_waits(
    served: Served, leads: dict[str, Any], many: None
) -> None:
    admin = await served.client("admin")
    reader = Slow(served, admin, "fields=name&format=jsonl&sort=-name")
    assert (await reader.next())["status"] == 200
    first = (await reader.next())["body"]
    sent = {"name": "zz depois", "version": leads["second"]["version"]}
    async with asyncio.timeout(2):
        path = f"/api/data/leads/{leads['second']['id']}"
        changed = await admin.patch(path, json=sent)
    assert changed.status_code == 200, changed.text
    body = first + await reader.rest()
    names = [json.loads(line)["name"] for line in body.decode().splitlines()]
    assert len(names) == 3002
    assert "zz depois" not in names
    assert "Ana" in names


async def test_a_right_that_is_lost_ends_the_file(
    served: Served, leads: dict[str, Any], many: None
) -> None:
    manager = await served.client("manager")
    reader = Slow(served, manager, "fields=name&format=jsonl")
    assert (await reader.next())["status"] == 200
    body = (await reader.next())["body"]
    async with served.databases.core.clinic(served.clinic.id, role="owner") as con:
        await con.execute("update _state set policy_epoch = policy_epoch + 1")
    body += await reader.rest()
    assert reader.task.exception() is not None, "half a file looked like a whole one"
    assert body.count(b"\n") < 3002


async def test_who_goes_away_leaves_nothing_running(
    served: Served, leads: dict[str, Any], many: None
) -> None:
    admin = await served.client("admin")
    for _ in range(5):  # more than may run at once
        reader = Slow(served, admin, "fields=name&format=jsonl")
        assert (await reader.next())["status"] == 200
        await reader.next()
        reader.gone.set()
        assert (await reader.rest()).count(b"\n") < 2500
        assert reader.task.exception() is None
    async with served.databases.core.clinic(served.clinic.id) as con:
        count = await con.fetchval(
            "select count(*) from pg_stat_activity where state like 'idle in transaction%'"
        )
    assert count == 0


async def test_only_so_many_at_once(served: Served, leads: dict[str, Any], many: None) -> None:
    admin = await served.client("admin")
    readers = [Slow(served, admin, "fields=name&format=jsonl") for _ in range(3)]
    for reader in readers:
        assert (await reader.next())["status"] == 200
    found = problem(await admin.get(PATH), 503, "exports_busy")
    assert found["status"] == 503
    for reader in readers:
        assert (await reader.rest()).count(b"\n") == 3002
    assert (await admin.get(f"{PATH}?fields=name")).status_code == 200


async def test_a_publish_does_not_wait_for_a_reader(
    served: Served, leads: dict[str, Any], many: None
) -> None:
    """Somebody wants the table for itself: the export gives way between two batches."""
    admin = await served.client("admin")
    reader = Slow(served, admin, "fields=name&format=jsonl")
    assert (await reader.next())["status"] == 200
    await asyncio.sleep(0.3)  # the next pieces are made and wait for their reader

    async def lock() -> None:
        async with (
            served.databases.core.clinic(served.clinic.id, role="owner") as con,
            con.transaction(),
        ):
            await con.execute("lock table lead in access exclusive mode")

    waiting = asyncio.ensure_future(lock())
    await asyncio.sleep(0.3)
    assert not waiting.done()
    await reader.rest()
    await asyncio.wait_for(waiting, 5)
    assert reader.task.exception() is not None


async def test_memory_does_not_grow_with_the_file(
    served: Served, leads: dict[str, Any], many: None
) -> None:
    admin = await served.client("admin")
    await fill(served, 30_000)
    peaks: list[int] = []
    for query in ("filter=name starts with 'Muitos 1'&format=csv", "format=csv"):
        reader = Slow(
            served, admin, f"{query}&fields=name,stage,owner,created_at".replace(" ", "%20")
        )
        tracemalloc.start()
        size = 0
        while not reader.task.done() or not reader.messages.empty():
            try:
                size += len((await asyncio.wait_for(reader.messages.get(), 0.5)).get("body", b""))
            except TimeoutError:
                continue
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert size > 1_500_000
    assert peaks[1] < peaks[0] * 1.5 + 300_000, peaks
