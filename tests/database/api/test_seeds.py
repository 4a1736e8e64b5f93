"""Records a package brings: written through the door when it is installed, and only once."""

from tests.database.api.conftest import Served
from tests.database.api.wire import fingerprint, paths, problem

FILES = {
    "app.yaml": "key: kit\nnamespace: kit\nversion: 1.0.0\nlabel: {pt-BR: Kit}\n"
    "requires: {core: '>=1.0'}\n",
    "entities/kit_box.yaml": (
        "entity: kit_box\nplural: kit_boxes\ntitle: name\nfields:\n"
        "  - {name: name, type: text, required: true}\n"
        "  - {name: price, type: money}\n"
        "  - {name: state, type: stage, pipeline: states}\n"
        "pipelines:\n  - {name: states, stages: [{key: open}, {key: shut}]}\n"
    ),
    "seed/kit_box.yaml": "- {name: Caixa, price: '10.50'}\n- {name: Baú, price: 3, state: shut}\n",
}


async def _names(served: Served) -> list[tuple[str, str, str]]:
    client = await served.client("admin")
    rows = (await client.get("/api/data/kit_boxes?sort=name&filter=price > 0")).json()["data"]
    return [(row["name"], row["price"], row["state"]) for row in rows]


async def test_seeds_are_written_by_an_install_over_http(served: Served) -> None:
    client = await served.client("admin")
    first = await client.post("/api/packages", json={"files": FILES})
    assert first.status_code == 201, first.text
    boxes = [("Baú", "3.00", "shut"), ("Caixa", "10.50", "open")]
    assert await _names(served) == boxes
    again = await client.post("/api/packages", json={"files": FILES})
    assert (again.status_code, again.json()["state"]) == (200, "unchanged")
    assert await _names(served) == boxes


async def test_an_upgrade_leaves_the_clinics_records_as_they_are(served: Served) -> None:
    client = await served.client("admin")
    await client.post("/api/packages", json={"files": FILES})
    rows = (await client.get("/api/data/kit_boxes?filter=name = 'Caixa'")).json()["data"]
    await client.patch(f"/api/data/kit_boxes/{rows[0]['id']}", json={"price": "99"})
    upgrade = {
        **FILES,
        "app.yaml": FILES["app.yaml"].replace("1.0.0", "1.1.0"),
        "seed/kit_box.yaml": FILES["seed/kit_box.yaml"] + "- {name: Mala, price: 5}\n",
    }
    answer = await client.post("/api/packages", json={"files": upgrade})
    assert answer.status_code == 201, answer.text
    assert await _names(served) == [
        ("Baú", "3.00", "shut"), ("Caixa", "99.00", "open"),
    ]  # fmt: skip
    removed = await client.delete("/api/packages/kit")
    assert removed.status_code == 201, removed.text
    assert (await client.get("/api/data/kit_boxes")).status_code == 404
    back = await client.post("/api/packages", json={"files": upgrade})
    assert back.status_code == 201, back.text
    assert ("Caixa", "99.00", "open") in await _names(served)


async def test_a_seed_that_does_not_fit_is_refused_with_the_package(served: Served) -> None:
    """Its place is named and nothing is installed."""
    client = await served.client("admin")
    files = {
        key.replace("kit", "odd"): text.replace("kit", "odd") for key, text in FILES.items()
    } | {"seed/odd_box.yaml": "- {name: Boa}\n- {name: Torta, price: muito}\n"}
    before = await fingerprint(served.databases, served.clinic)
    answer = await client.post("/api/packages", json={"files": files})
    found = problem(answer, 422, "package_invalid")
    assert paths(found) == {"seed.odd_box.1.price"}
    assert await fingerprint(served.databases, served.clinic) == before
    assert (await client.get("/api/data/odd_boxes")).status_code == 404
