"""Publishing under traffic: nobody gets a 500, and after the switch nobody gets the old model."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from engine.core.settings import ROOT
from engine.definitions.folder import read_folder
from engine.definitions.packages import install_package
from engine.definitions.publish import PublishResult, rollback
from engine.records.seeds import RecordSeeds
from tests.database.api.conftest import Served, make_lead

PETS = read_folder(ROOT / "tests" / "packages" / "pets")
ADDED = {
    "app.yaml": "key: plus\nversion: 1.0.0\nlabel: {pt-BR: Mais}\n"
    "requires: {core: '>=1.0', leads: '>=1.0'}\n",
    "extends/leads.lead.yaml": "extends: lead\nfields:\n"
    "  - {name: plus_note, type: text}\n  - {name: plus_value, type: money, default: '1.00'}\n",
}


@dataclass(kw_only=True)
class Traffic:
    """Clients that read and write in a loop until told to stop."""

    served: Served
    lead: str
    seen: Counter[tuple[str, int]] = field(default_factory=Counter[tuple[str, int]])
    versions: dict[str, int] = field(default_factory=dict[str, int])
    faults: list[str] = field(default_factory=list[str])
    is_over: bool = False

    async def loop(
        self, name: str, client: httpx.AsyncClient, *calls: tuple[str, str, Any]
    ) -> None:
        """Calls in turn; the model version of one client never goes back."""
        number = 0
        while not self.is_over:
            method, path, body = calls[number % len(calls)]
            number += 1
            sent = {**body, "city": f"Cidade {number}"} if body is not None else None
            async with asyncio.timeout(20):
                answer = await client.request(method, path, json=sent)
            self.seen[method, answer.status_code] += 1
            if answer.status_code not in (200, 201, 503):
                self.faults.append(f"{method} {path} {answer.status_code} {answer.text[:300]}")
            elif answer.status_code < 300:
                version = int(answer.headers["x-model-version"])
                if version < self.versions.get(name, 0):
                    self.faults.append(f"{name}: {version} after {self.versions[name]}")
                self.versions[name] = version
            await asyncio.sleep(0)

    async def during(self, *changes: Any) -> None:
        """Run the changes one after another while two readers and two writers are at work."""
        admin, seller = await self.served.client("admin"), await self.served.client("seller")
        place = f"/api/data/leads/{self.lead}"
        reads = (
            ("GET", "/api/data/leads?limit=5", None),
            ("GET", place, None),
            ("GET", "/api/views/lead.board/data?limit=2", None),
            ("GET", "/api/model", None),
        )
        writes = (("PATCH", place, {}), ("POST", "/api/data/leads", {"name": "Tráfego"}))
        loops = [
            asyncio.create_task(self.loop(name, client, *calls))
            for name, client, calls in (
                ("reader", admin, reads), ("seller", seller, reads[:3]),
                ("writer", admin, writes), ("mixed", seller, (*reads[:2], writes[1])),
            )
        ]  # fmt: skip
        try:
            for change in changes:
                await change()
                await asyncio.sleep(0.2)
        finally:
            self.is_over = True
            await asyncio.gather(*loops)


@pytest.fixture
async def traffic(served: Served) -> Traffic:
    """Nothing running yet."""
    return Traffic(
        served=served,
        lead=(await make_lead(served, name="Alvo", service_unit=str(served.units[0])))["id"],
    )


async def _version(served: Served) -> int:
    client = await served.client("admin")
    return int((await client.get("/api/versions")).json()["data"][0]["version"])


async def _install(served: Served, files: dict[str, str]) -> PublishResult:
    """As another process would: this one is not asked."""
    seeds = RecordSeeds(served.databases)
    return await install_package(served.databases, served.clinic, files, seed_writer=seeds)


async def _roll_back(served: Served, version: int) -> PublishResult:
    seeds = RecordSeeds(served.databases)
    return await rollback(served.databases, served.clinic, version, seed_writer=seeds)


async def test_an_install_and_a_rollback_under_traffic(served: Served, traffic: Traffic) -> None:
    """Through this process and, as another process would, behind its back."""
    before = await _version(served)
    admin = await served.client("admin")

    async def install() -> None:
        answer = await admin.post("/api/packages", json={"files": PETS})
        assert answer.status_code == 201, answer.text
        await expect("pets", before + 1)

    async def roll_back() -> None:
        answer = await admin.post(f"/api/versions/{before}/rollback")
        assert answer.status_code == 201, answer.text
        await expect("", before + 2)

    async def behind() -> None:
        result = await _install(served, ADDED)
        assert result.state == "published", result.problems
        await expect("plus", before + 3)

    async def back_behind() -> None:
        result = await _roll_back(served, before)
        assert result.state == "published", result.problems
        await expect("", before + 4)

    async def expect(app: str, version: int) -> None:
        """From the switch on every answer is of the new version, whatever it is asked."""
        for path in ("/api/data/leads?limit=1", f"/api/data/leads/{traffic.lead}", "/api/model"):
            answer = await admin.get(path)
            assert answer.status_code == 200, answer.text
            assert int(answer.headers["x-model-version"]) >= version
        animals = await admin.get("/api/data/vet_animals")
        assert animals.status_code == (200 if app == "pets" else 404)
        row = (await admin.get(f"/api/data/leads/{traffic.lead}")).json()["data"]
        assert ("plus_note" in row) is (app == "plus")

    await traffic.during(install, roll_back, behind, back_behind)
    assert traffic.faults == []
    assert traffic.seen["GET", 200] > 20
    assert traffic.seen["POST", 201] > 5
    assert traffic.seen["PATCH", 200] > 5
    assert sum(traffic.seen[method, 503] for method in ("GET", "POST", "PATCH")) <= 10, traffic.seen


@pytest.mark.parametrize("path", ["/api/data/vet_animals", "/api/data/vet_animal/schema"])
async def test_what_is_new_is_found_at_once_by_a_process_that_was_not_told(
    served: Served, path: str
) -> None:
    """The first request after the publish names an entity the process has never heard of."""
    admin = await served.client("admin")
    before = await _version(served)
    assert (await admin.get(path)).status_code == 404
    result = await _install(served, PETS)
    assert result.is_ok, result.problems
    assert (await admin.get(path)).status_code == 200
    made = await admin.post("/api/data/vet_animals", json={"name": "Rex", "tutor": "Ana"})
    assert made.status_code == 201, made.text
    await _roll_back(served, before)
    assert (await admin.get("/api/data/vet_animals")).status_code == 404
    again = await admin.post("/api/data/vet_animals", json={"name": "Rex", "tutor": "Ana"})
    assert again.status_code == 404


async def test_a_new_field_is_written_by_the_first_request_after_the_publish(
    served: Served,
) -> None:
    admin = await served.client("admin")
    before = await _version(served)
    lead = await make_lead(served, name="Nova coluna")
    place = f"/api/data/leads/{lead['id']}"
    assert (await admin.patch(place, json={"plus_note": "x"})).status_code == 422
    await _install(served, ADDED)
    async with asyncio.timeout(20):
        answer = await admin.patch(place, json={"plus_note": "x"})
    assert answer.status_code == 200, answer.text
    assert answer.json()["data"]["plus_note"] == "x"
    await _roll_back(served, before)
    assert (await admin.get(f"{place}?fields=plus_note")).status_code == 422
