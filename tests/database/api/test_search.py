"""Search over HTTP: phones by their digits, masked fields where they are shown, never elsewhere."""

import httpx
import pytest

from tests.database.api.conftest import Served, make_lead

LISTS, BOARD, VIEW = "/api/data/leads", "/api/views/lead.board/data", "/api/views/lead.all/data"


@pytest.fixture(scope="module")
async def leads(served: Served) -> dict[str, str]:
    """One of the seller, one of a colleague in the same unit, one without owner elsewhere."""
    unit, seller = str(served.units[0]), str(served.members["seller"])
    own = await make_lead(
        served, name="Bruna Dias", whatsapp="11987654321", owner=seller, service_unit=unit
    )
    other = await make_lead(
        served,
        name="Clara 10 Luz",
        whatsapp="11987650000",
        owner=str(served.members["manager"]),
        service_unit=unit,
    )
    return {own["id"]: "own", other["id"]: "other"}


async def _found(client: httpx.AsyncClient, leads: dict[str, str], text: str) -> set[str]:
    answer = await client.get(LISTS, params={"search": text, "fields": "name", "count": "exact"})
    assert answer.status_code == 200, answer.text
    assert answer.json()["count"]["value"] == len(answer.json()["data"])
    found = {leads[row["id"]] for row in answer.json()["data"]}
    view = await client.get(VIEW, params={"search": text})
    assert {leads[row["id"]] for row in view.json()["data"]} == found
    board = (await client.get(BOARD, params={"search": text})).json()["columns"]
    assert {leads[row["id"]] for column in board for row in column["cards"]} == found
    assert sum(column["count"]["value"] for column in board) == len(found)
    return found


@pytest.mark.parametrize(
    "text",
    ["987654321", "(11) 98765-4321", "11 98765 4321", "+55 11 98765-4321", "011987654321",
     "(11) 98765-43", "bruna 4321", "4321 dias"],
)  # fmt: skip
async def test_a_phone_is_found_however_it_is_written(
    served: Served, leads: dict[str, str], text: str
) -> None:
    assert await _found(await served.client("admin"), leads, text) == {"own"}
    assert await _found(await served.client("seller"), leads, text) == {"own"}


async def test_a_masked_phone_finds_only_what_it_is_shown_on(
    served: Served, leads: dict[str, str]
) -> None:
    """The seller reads the colleague's lead, not its phone."""
    seller, admin = await served.client("seller"), await served.client("admin")
    assert await _found(admin, leads, "(11) 98765") == {"own", "other"}
    assert await _found(seller, leads, "(11) 98765") == {"own"}
    assert await _found(seller, leads, "98765-0000") == set()
    assert await _found(seller, leads, "clara") == {"other"}


async def test_digits_stand_in_texts_as_they_are(served: Served, leads: dict[str, str]) -> None:
    admin = await served.client("admin")
    assert await _found(admin, leads, "10") == {"other"}
    assert await _found(admin, leads, "clara 10 luz") == {"other"}
    assert await _found(admin, leads, "10%") == set()
    assert await _found(admin, leads, "_") == set()
