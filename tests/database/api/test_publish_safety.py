"""What could take a clinic away from its people is refused, and looking changes nothing."""

import json
from typing import Any

import pytest

from tests.database.api.conftest import Served
from tests.database.api.wire import fingerprint, problem

APP = (
    "key: {key}\nnamespace: {key}\nversion: 1.0.0\nlabel: {{pt-BR: Kit}}\n"
    "requires: {{core: '>=1.0'}}\n"
)
BOX = (
    "entity: {key}_box\nplural: {key}_boxes\ntitle: name\nfields:\n  - {{name: name, type: text}}\n"
)


def small(key: str, **more: str) -> dict[str, str]:
    """An app of one entity."""
    return {
        "app.yaml": APP.format(key=key),
        f"entities/{key}_box.yaml": BOX.format(key=key),
        **more,
    }


@pytest.mark.parametrize("version", [0, 4711])
async def test_there_is_no_way_back_to_a_version_that_never_was(
    served: Served, version: int
) -> None:
    client = await served.client("admin")
    before = await fingerprint(served.databases, served.clinic)
    for query in ("", "?dry_run=true"):
        answer = await client.post(f"/api/versions/{version}/rollback{query}")
        problem(answer, 404, "not_found")
    assert await fingerprint(served.databases, served.clinic) == before
    assert (await client.get("/api/data/leads")).status_code == 200


async def test_somebody_goes_on_administering_the_clinic(served: Served) -> None:
    client = await served.client("admin")
    model = (await client.get("/api/definitions")).json()["model"]
    [admin] = [role for role in model["roles"] if role.get("admin")]
    draft = (await client.post("/api/drafts", json={})).json()["data"]
    path = f"/api/drafts/{draft['id']}"
    edits = [{"op": "set", "target": admin["id"], "attribute": "admin", "value": False}]
    edited = await client.patch(path, json={"revision": draft["revision"], "edits": edits})
    assert edited.status_code == 200, edited.text
    for action in ("plan", "publish"):
        refused = problem(await client.post(f"{path}/{action}"), 422, "package_invalid")
        assert [(e["path"], e["code"]) for e in refused["errors"]] == [
            ("roles", "no_administrator")
        ]
    await client.delete(path)


async def test_a_dry_run_changes_nothing(served: Served) -> None:
    client = await served.client("admin")
    first = await client.post("/api/packages", json={"files": small("dry")})
    version = first.json()["version"]
    before = await fingerprint(served.databases, served.clinic)
    removed = await client.delete("/api/packages/dry?dry_run=true")
    back = await client.post(f"/api/versions/{version - 1}/rollback?dry_run=true")
    for answer in (removed, back):
        assert (answer.status_code, answer.json()["state"]) == (200, "planned")
        assert [step["kind"] for step in answer.json()["plan"]["steps"]] == ["retire_table"]
    assert await fingerprint(served.databases, served.clinic) == before


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("DELETE", "/api/packages/leads?dryrun=true"),
        ("POST", "/api/packages?dryrun=1"),
        ("POST", "/api/versions/1/rollback?dry-run=true"),
        ("GET", "/api/packages?limit=1"),
        ("GET", "/api/versions?limit=1"),
        ("GET", "/api/definitions?x="),
        ("GET", "/api/drafts?x=1"),
        ("POST", "/api/drafts?dry_run=true"),
        ("POST", "/api/drafts/018f4d2e-7c1a-7b3e-9d56-0c2f7a1b4e90/publish?dry_run=true"),
    ],
)
async def test_a_misspelt_parameter_is_refused(served: Served, method: str, path: str) -> None:
    client = await served.client("admin")
    before = await fingerprint(served.databases, served.clinic)
    refused = problem(await client.request(method, path, json={}), 422, "invalid")
    assert [each["code"] for each in refused["errors"]] == ["parameter_unknown"]
    assert await fingerprint(served.databases, served.clinic) == before


async def test_seeds_are_written_when_a_rollback_brings_an_app_back(served: Served) -> None:
    """Removing, rolling back and removing again: seeds go through the write door each time."""
    client = await served.client("admin")
    files = small("bck", **{"seed/bck_box.yaml": "- {name: Caixa}\n- {name: Baú}\n"})
    first = await client.post("/api/packages", json={"files": files})
    version = first.json()["version"]
    assert (await client.delete("/api/packages/bck")).status_code == 201
    back = await client.post(f"/api/versions/{version}/rollback")
    assert back.status_code == 201, back.text
    rows: list[dict[str, Any]] = (await client.get("/api/data/bck_boxes?sort=name")).json()["data"]
    assert [row["name"] for row in rows] == ["Baú", "Caixa"]
    again = await client.request(
        "DELETE",
        "/api/packages/bck",
        content=json.dumps({}),
        headers={"content-type": "application/json"},
    )
    assert again.status_code == 201, again.text
