"""A person changed by a command has a version without history, which no older write passes over."""

import pytest

from engine.definitions.members import set_units
from tests.database.api.conftest import Served
from tests.database.api.wire import problem

pytestmark = pytest.mark.database


async def test_a_write_of_an_older_version_is_a_conflict(served: Served) -> None:
    admin = await served.client("admin")
    person = served.members["seller"]
    path = f"/api/data/members/{person}"
    seen = (await admin.get(path)).json()["data"]
    await set_units(served.databases, served.clinic, person, served.units)
    told = (await admin.get(f"{path}/history")).json()["data"]
    assert seen["version"] + 1 not in [each["version"] for each in told]
    old = await admin.patch(path, json={"name": "Outro nome", "version": seen["version"]})
    problem(old, 409, "conflict")
    new = await admin.patch(path, json={"name": "Outro nome", "version": seen["version"] + 1})
    assert new.status_code == 200, new.text
