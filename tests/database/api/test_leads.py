"""Leads from their definitions over HTTP: create, read, update, move, list, board."""

from tests.database.api.conftest import Served, make_lead


async def test_the_model_has_menu_entities_and_views(served: Served) -> None:
    """What the staff app boots from, with its ETag."""
    client = await served.client("seller")
    answer = await client.get("/api/model")
    model = answer.json()
    assert answer.status_code == 200
    assert [entry["label"] for entry in model["menu"]][:2] == ["Leads", "Agenda"]
    assert "sales" in {p["name"] for p in model["entities"]["lead"]["pipelines"]}
    again = await client.get("/api/model", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


async def test_a_lead_lives(served: Served) -> None:
    """Created, read, changed, moved; the version grows by one with each write."""
    client = await served.client("admin")
    lead = await make_lead(served, whatsapp="(11) 98765-4321", service_value="1890.50")
    assert (lead["version"], lead["stage"], lead["whatsapp"]) == (1, "new", "+5511987654321")
    changed = await client.patch(
        f"/api/data/leads/{lead['id']}", json={"city": "São Paulo"}, headers={"if-match": "1"}
    )
    assert changed.status_code == 200, changed.text
    assert (changed.json()["data"]["version"], changed.json()["data"]["city"]) == (2, "São Paulo")
    moved = await client.post(f"/api/data/leads/{lead['id']}/move", json={"stage": "active"})
    assert moved.status_code == 200, moved.text
    assert (moved.json()["data"]["stage"], moved.json()["data"]["version"]) == ("active", 3)
    read = await client.get(f"/api/data/lead/{lead['id']}?fields=name,service_value,stage")
    data = read.json()["data"]
    assert (data["service_value"], data["stage"]) == ("1890.50", "active")
    assert data["stage_since"] is not None


async def test_a_blocked_move_says_what_is_missing(served: Served) -> None:
    """`requires` of the stage, by field, with its label; nothing is written."""
    client = await served.client("admin")
    lead = await make_lead(served, name="Sem valor")
    answer = await client.post(f"/api/data/leads/{lead['id']}/move", json={"stage": "negotiation"})
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "gate")
    assert {each["path"] for each in problem["errors"]} == {
        "fields.procedures",
        "fields.service_value",
    }
    read = await client.get(f"/api/data/leads/{lead['id']}?fields=stage")
    assert read.json()["data"]["stage"] == "new"


async def test_a_gate_is_evaluated_on_the_row_as_it_would_be(served: Served) -> None:
    """`service_value > 0` refuses zero and accepts a value given with the move itself."""
    client = await served.client("admin")
    procedure = await client.post("/api/data/procedures", json={"name": "Skinbooster"})
    lead = await make_lead(
        served,
        name="Fechamento",
        service_value="0",
        procedures=[procedure.json()["data"]["id"]],
        service_unit=str(served.units[0]),
    )
    path = f"/api/data/leads/{lead['id']}/move"
    assert (await client.post(path, json={"stage": "active"})).status_code == 200
    refused = await client.post(path, json={"stage": "closed"})
    assert (refused.status_code, refused.json()["code"]) == (422, "gate")
    assert refused.json()["errors"][0]["message"] == (
        "O valor do serviço precisa ser maior que zero para fechar."
    )
    assert refused.json()["errors"][0]["fields"] == ["service_value"]
    moved = await client.post(path, json={"stage": "closed", "fields": {"service_value": "10.00"}})
    assert moved.status_code == 200, moved.text


async def test_a_transition_that_is_not_allowed_names_those_that_are(served: Served) -> None:
    """From new straight to closed."""
    client = await served.client("admin")
    lead = await make_lead(served, name="Apressado")
    answer = await client.post(f"/api/data/leads/{lead['id']}/move", json={"stage": "closed"})
    assert (answer.status_code, answer.json()["code"]) == (422, "transition_not_allowed")


async def test_the_board_counts_and_sums(served: Served) -> None:
    """Columns in pipeline order with exact numbers, in the scope of the actor."""
    client = await served.client("admin")
    before = (await client.get("/api/views/lead.board/data")).json()["columns"][0]
    await make_lead(served, name="Soma A", service_value="100.10")
    await make_lead(served, name="Soma B", service_value="200.20")
    answer = await client.get("/api/views/lead.board/data?limit=1")
    board = answer.json()
    assert [column["key"] for column in board["columns"]] == [
        "new", "active", "negotiation", "no_answer", "qualified", "closed", "lost",
    ]  # fmt: skip
    first = board["columns"][0]
    assert first["count"]["value"] == before["count"]["value"] + 2
    old = float(before["measures"]["sum:service_value"] or 0)
    assert round(float(first["measures"]["sum:service_value"]) - old, 2) == 300.30
    assert [card["name"] for card in first["cards"]] == ["Soma B"]
    more = await client.get(
        "/api/views/lead.board/data",
        params={"limit": "1", "column": "new", "after": first["page"]["next"]},
    )
    assert [card["name"] for card in more.json()["columns"][0]["cards"]] == ["Soma A"]


async def test_the_list_pages_by_cursor(served: Served) -> None:
    """Every record once, in order, with a filter."""
    client = await served.client("admin")
    for number in range(7):
        await make_lead(served, name=f"Página {number}", city="Campinas")
    asked = {"filter": 'city = "campinas"', "sort": "name", "limit": "3", "fields": "name"}
    names: list[str] = []
    after: str | None = None
    while True:
        answer = await client.get(
            "/api/data/leads", params={**asked, **({"after": after} if after else {})}
        )
        assert answer.status_code == 200, answer.text
        names += [row["name"] for row in answer.json()["data"]]
        after = answer.json()["page"]["next"]
        if after is None:
            break
    assert names == [f"Página {number}" for number in range(7)]


async def test_a_rule_speaks_on_its_field(served: Served) -> None:
    """`channel = campaign` needs the campaign."""
    client = await served.client("admin")
    answer = await client.post("/api/data/leads", json={"name": "X", "channel": "campaign"})
    assert answer.status_code == 422
    assert [(e["path"], e["message"]) for e in answer.json()["errors"]] == [
        ("campaign", "Informe a campanha de origem.")
    ]


async def test_the_seller_sees_only_own_and_unit_and_masked(served: Served) -> None:
    """Row rule and masks over HTTP."""
    admin, seller = await served.client("admin"), await served.client("seller")
    far = await make_lead(served, name="Outra unidade", service_unit=str(served.units[1]))
    near = await make_lead(
        served, name="Da unidade", service_unit=str(served.units[0]), whatsapp="11 97777-1234"
    )
    assert (await seller.get(f"/api/data/leads/{far['id']}")).status_code == 404
    read = (await seller.get(f"/api/data/leads/{near['id']}?fields=name,whatsapp")).json()["data"]
    assert (read["name"], read["whatsapp"]) == ("Da unidade", None)
    seen = (await admin.get(f"/api/data/leads/{near['id']}?fields=whatsapp")).json()["data"]
    assert seen["whatsapp"] == "+5511977771234"


async def test_who_is_not_signed_in_gets_nothing(served: Served) -> None:
    """401 everywhere, with the code."""
    client = await served.client(None)
    for path in ("/api/data", "/api/data/leads", "/api/model", "/api/views/lead.board/data"):
        answer = await client.get(path)
        assert (answer.status_code, answer.json()["code"]) == (401, "session_required")


async def test_a_write_without_csrf_is_refused(served: Served) -> None:
    """A cookie alone changes nothing."""
    client = await served.client("admin")
    answer = await client.post(
        "/api/data/leads", json={"name": "Forjado"}, headers={"x-csrf-token": "wrong"}
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf_required")


async def test_the_seller_writes_masked_fields_where_they_are_shown(served: Served) -> None:
    """Told by the model and the schema; refused on the field where the mask is down."""
    admin, seller = await served.client("admin"), await served.client("seller")
    model = (await seller.get("/api/model")).json()
    fields = {field["name"]: field for field in model["entities"]["lead"]["fields"]}
    assert (fields["whatsapp"]["access"], fields["whatsapp"]["writable"]) == ("masked", True)
    assert (fields["created_at"]["access"], fields["created_at"]["writable"]) == ("read", False)
    schema = (await seller.get("/api/data/lead/schema")).json()["properties"]
    assert "readOnly" not in schema["whatsapp"]
    assert schema["created_at"]["readOnly"] is True
    mine = await make_lead(served, "seller", name="Meu", whatsapp="11 96666-1234")
    assert mine["whatsapp"] == "+5511966661234"
    changed = await seller.patch(f"/api/data/leads/{mine['id']}", json={"phone2": "1133334444"})
    assert changed.json()["data"]["phone2"] == "+551133334444"
    manager = str(served.members["manager"])
    taken = await admin.patch(f"/api/data/leads/{mine['id']}", json={"owner": manager})
    assert taken.status_code == 200, taken.text
    await admin.patch(f"/api/data/leads/{mine['id']}", json={"service_unit": str(served.units[0])})
    refused = await seller.patch(f"/api/data/leads/{mine['id']}", json={"whatsapp": None})
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    twice = await seller.post("/api/data/leads", json={"name": "X", "whatsapp": "11966661234"})
    assert (twice.status_code, twice.json()["errors"][0]["code"]) == (422, "unique")
    assert mine["id"] not in twice.text
