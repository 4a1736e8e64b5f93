"""Views over HTTP: for whom they are, columns through links, boards by a choice field."""

from typing import Any

import httpx
import pytest

from tests.database.api.conftest import Served
from tests.database.api.plans import install_plans, make
from tests.database.api.wire import problem

LIST, BOARD, PAYROLL = (f"/api/views/fis_plan.{name}/data" for name in ("all", "board", "payroll"))


@pytest.fixture(scope="module")
async def admin(served: Served) -> httpx.AsyncClient:
    admin = await install_plans(served)
    ana = await make(admin, "fis_therapists", name="Ana", phone="11955554321", pay="90.00")
    rui = await make(admin, "fis_therapists", name="Rui", phone="11955550000", pay="10.00")
    linked = {"therapist": ana["id"], "helpers": [ana["id"], rui["id"]], "price": "10.00"}
    await make(admin, "fis_plans", name="Ombro", phase="active", **linked)
    await make(admin, "fis_plans", name="Joelho", phase="intake", therapist=rui["id"])
    return admin


async def _model(client: httpx.AsyncClient) -> dict[str, Any]:
    answer = await client.get("/api/model", headers={"accept-language": "pt-BR"})
    return answer.json()


async def _view(client: httpx.AsyncClient, name: str) -> dict[str, Any]:
    views = (await _model(client))["entities"]["fis_plan"]["views"]
    return next(view for view in views if view["key"] == f"fis_plan.{name}")


async def test_a_menu_entry_of_a_view_leads_to_its_entity(
    served: Served, admin: httpx.AsyncClient
) -> None:
    menu = {entry["key"]: entry for entry in (await _model(admin))["menu"]}
    shown = menu["fis_board"]
    assert (shown["entity"], shown["view"]) == ("fis_plan", "fis_plan.board")
    helper = await served.client("fis_helper")
    keys = {entry["key"] for entry in (await _model(helper))["menu"]}
    assert "fis_board" in keys
    assert "fis_payroll" not in keys  # its view is another role's
    assert "fis_board" not in {
        each["key"] for each in (await _model(await served.client("seller")))["menu"]
    }


async def test_columns_through_links_are_told_and_served(
    served: Served, admin: httpx.AsyncClient
) -> None:
    view = await _view(admin, "all")
    assert view["columns"] == ["name", "phase", "therapist.name", "therapist.pay", "helpers.phone"]
    far = {
        each["name"]: each for each in (await _model(admin))["entities"]["fis_plan"]["far_fields"]
    }
    assert far["therapist.name"]["label"] == "Terapeuta: Nome"
    pay = far["therapist.pay"]
    assert (pay["type"], pay["editor"], pay["currency"], pay["sortable"]) == (
        "money", "money", "BRL", True,
    )  # fmt: skip
    assert (pay["access"], pay["writable"]) == ("read", False)
    assert far["helpers.phone"]["sortable"] is False
    rows = (await admin.get(LIST)).json()["data"]
    assert [row["name"] for row in rows] == ["Joelho", "Ombro"]
    assert rows[1]["therapist"]["name"] == "Ana"
    assert [each["phone"] for each in rows[1]["helpers"]] == ["+5511955554321", "+5511955550000"]


async def test_a_column_the_actor_cannot_reach_is_left_out(
    served: Served, admin: httpx.AsyncClient
) -> None:
    """The far field is hidden from the helper, all therapists from the payer."""
    helper, payer = await served.client("fis_helper"), await served.client("fis_payer")
    assert (await _view(helper, "all"))["columns"] == [
        "name", "phase", "therapist.name", "helpers.phone",
    ]  # fmt: skip
    entity = (await _model(helper))["entities"]["fis_plan"]
    assert [each["name"] for each in entity["far_fields"]] == ["therapist.name", "helpers.phone"]
    assert entity["far_fields"][1]["access"] == "masked"
    rows = {row["name"]: row for row in (await helper.get(LIST)).json()["data"]}
    assert "pay" not in rows["Ombro"]["therapist"]
    assert [each["phone"] for each in rows["Ombro"]["helpers"]] == ["+5511955554321", None]
    assert (await _view(payer, "all"))["columns"] == ["name", "phase"]
    assert (await payer.get(LIST)).status_code == 200
    assert "10.00" not in (await helper.get(LIST)).text.replace('"price":"10.00"', "")


async def test_a_view_of_other_roles_is_not_there(served: Served, admin: httpx.AsyncClient) -> None:
    helper, payer = await served.client("fis_helper"), await served.client("fis_payer")
    assert (await payer.get(PAYROLL)).status_code == 200
    nowhere = problem(await helper.get("/api/views/fis_plan.nothing/data"), 404, "not_found")
    assert problem(await helper.get(PAYROLL), 404, "not_found") == nowhere
    assert (await admin.get(PAYROLL)).status_code == 200
    keys = {view["key"] for view in (await _model(admin))["entities"]["fis_plan"]["views"]}
    assert "fis_plan.payroll" in keys
    keys = {view["key"] for view in (await _model(helper))["entities"]["fis_plan"]["views"]}
    assert "fis_plan.payroll" not in keys


async def test_only_operations_with_a_route_are_offered(
    served: Served, admin: httpx.AsyncClient
) -> None:
    told = (await _model(admin))["entities"]["fis_plan"]["can"]
    listed = (await admin.get("/api/data")).json()["data"][0]["can"]
    assert set(told) == set(listed) == {"read", "create", "update", "move", "delete", "export"}


async def test_a_board_by_a_choice_has_a_column_for_records_without_a_value(
    served: Served, admin: httpx.AsyncClient
) -> None:
    made = [await make(admin, "fis_plans", name=f"Sem fase {n}", price="5.00") for n in range(3)]
    board = (await admin.get(f"{BOARD}?limit=2&search=fase")).json()
    shown = {column["key"]: column for column in board["columns"]}
    assert list(shown) == ["intake", "active", "release", None]
    rest = shown[None]
    assert (rest["count"]["value"], rest["measures"]) == (3, {"sum:price": "15.00"})
    assert len(rest["cards"]) == 2
    assert rest["page"]["has_next"] is True
    query = {"limit": 2, "search": "fase", "column": "null", "after": rest["page"]["next"]}
    (more,) = (await admin.get(BOARD, params=query)).json()["columns"]
    assert (more["key"], len(more["cards"])) == (None, 1)
    names = {card["name"] for card in (*rest["cards"], *more["cards"])}
    assert names == {"Sem fase 0", "Sem fase 1", "Sem fase 2"}
    await admin.patch(f"/api/data/fis_plans/{made[0]['id']}", json={"phase": "release"})
    board = (await admin.get(f"{BOARD}?search=fase")).json()
    counts = {column["key"]: column["count"]["value"] for column in board["columns"]}
    assert counts == {"intake": 0, "active": 0, "release": 1, None: 2}


async def test_a_board_of_stages_has_no_such_column(
    served: Served, admin: httpx.AsyncClient
) -> None:
    board = (await admin.get("/api/views/lead.board/data")).json()
    assert None not in [column["key"] for column in board["columns"]]
    for key in ("null", ""):
        answer = await admin.get("/api/views/lead.board/data", params={"column": key})
        problem(answer, 422, "stage_unknown")
    for key in ("nothing", "intake,active"):
        problem(await admin.get(BOARD, params={"column": key}), 422, "stage_unknown")
