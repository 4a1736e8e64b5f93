"""A second business for tests: plans of treatment, with a board by a choice field, dotted columns
and a view for one role."""

from typing import Any

import httpx

from engine.core.settings import ROOT
from engine.definitions.folder import read_folder
from engine.definitions.members import create_account, create_member
from tests.database.api.conftest import PASSWORD, Served

PACKAGE = read_folder(ROOT / "tests" / "packages" / "plans")


async def install_plans(served: Served) -> httpx.AsyncClient:
    """Installs the package and adds a helper and a payer. Answers the administrator's client."""
    admin = await served.client("admin")
    answer = await admin.post("/api/packages", json={"files": PACKAGE})
    assert answer.status_code == 201, answer.text
    for role in ("fis_helper", "fis_payer"):
        account = await create_account(
            served.databases,
            email=f"{role}@{served.clinic.slug}.test",
            name=role.title(),
            password=PASSWORD,
        )
        served.members[role] = await create_member(
            served.databases,
            served.clinic,
            name=role.title(),
            account_id=account.id,
            email=account.email,
            roles=(role,),
            units=served.units[:1],
        )
    return admin


async def make(client: httpx.AsyncClient, entity: str, **values: Any) -> dict[str, Any]:
    """A record made over HTTP."""
    answer = await client.post(f"/api/data/{entity}", json=values)
    assert answer.status_code == 201, answer.text
    return answer.json()["data"]
