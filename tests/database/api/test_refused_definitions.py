"""Definitions with wrong values are refused before anything is installed, plainly and whole."""

from tests.database.api.conftest import Served
from tests.database.api.wire import fingerprint, problem

APP = "key: vet\nnamespace: vet\nversion: 1.0.0\nrequires: {core: '*', leads: '*'}\n"
PET = (
    "entity: vet_pet\nplural: vet_pets\ntitle: name\nfields:\n"
    "  - {name: name, type: text, required: true}\n"
)


async def test_defaults_that_would_fail_every_create(served: Served) -> None:
    client = await served.client("admin")
    before = await fingerprint(served.databases, served.clinic)
    files = {
        "app.yaml": APP,
        "entities/vet_pet.yaml": PET
        + "  - {name: born, type: date, default: amanha}\n"
        + "  - {name: fone, type: phone, default: abc}\n"
        + "  - {name: price, type: money, default: caro}\n",
        "seed/vet_pet.yaml": "- {name: Rex}\n- {fone: 123}\n",
        "menu.yaml": "",
    }
    for query in ("?dry_run=true", ""):
        answer = await client.post(f"/api/packages{query}", json={"files": files})
        found = problem(answer, 422, "package_invalid")
        assert {(each["code"], each["file"], each["line"]) for each in found["errors"]} == {
            ("default_wrong_type", "entities/vet_pet.yaml", 6),
            ("default_wrong_type", "entities/vet_pet.yaml", 7),
            ("default_wrong_type", "entities/vet_pet.yaml", 8),
            ("seed_required", "seed/vet_pet.yaml", 2),
            ("seed_value", "seed/vet_pet.yaml", 2),
        }
        warned = {each["code"] for each in found["warnings"]}
        assert warned == {"file_empty", "ids_missing"}
    assert await fingerprint(served.databases, served.clinic) == before


async def test_the_key_of_a_shipped_app_is_one_problem(served: Served) -> None:
    client = await served.client("admin")
    for key in ("core", "leads", "agenda"):
        files = {"app.yaml": f"key: {key}\nversion: 9.0.0\n", "entities/vet_pet.yaml": PET}
        for broken in (files, {**files, "menu.yaml": "menu: [\n"}):
            answer = await client.post("/api/packages", json={"files": broken})
            (found,) = problem(answer, 422, "package_invalid")["errors"]
            assert (found["code"], found["file"], found["line"]) == ("app_key_taken", "app.yaml", 1)


async def test_an_app_that_is_needed_cannot_go(served: Served) -> None:
    client = await served.client("admin")
    for key, code in (("core", "app_base"), ("leads", "app_needed")):
        answer = await client.delete(f"/api/packages/{key}")
        assert [e["code"] for e in problem(answer, 422, "package_invalid")["errors"]] == [code]


async def test_a_stage_of_an_extension_is_entered_by_its_transition(served: Served) -> None:
    client = await served.client("admin")
    extension = (
        "stages: {sales: [{key: vet_triage, label: Triagem}]}\n"
        "transitions: {sales: {new: [vet_triage], vet_triage: [lost]}}\n"
    )
    files = {"app.yaml": APP, "entities/vet_pet.yaml": PET, "extends/leads.lead.yaml": extension}
    answer = await client.post("/api/packages", json={"files": files})
    assert answer.status_code == 201, answer.text
    told = answer.json()["problems"]
    assert "stage_unreachable" not in {each["code"] for each in told}
    unnamed = {each["path"] for each in told if each["code"] == "ids_missing"}
    assert unnamed == {"apps.vet", "apps.vet.extends"}
    lead = (await client.post("/api/data/leads", json={"name": "Ana"})).json()["data"]
    moved = await client.post(f"/api/data/leads/{lead['id']}/move", json={"stage": "vet_triage"})
    assert moved.status_code == 200, moved.text
    assert (await client.delete("/api/packages/vet")).status_code in (201, 422)


async def test_an_instant_is_compared_with_a_day(served: Served) -> None:
    client = await served.client("admin")
    await client.post("/api/data/leads", json={"name": "Hoje"})
    for text in ("created_at >= start_of_month()", "created_at > days_ago(3)", "created_at=$today"):
        answer = await client.get("/api/data/leads", params={"filter": text, "fields": "name"})
        assert answer.status_code == 200, answer.text
        assert "Hoje" in {row["name"] for row in answer.json()["data"]}
