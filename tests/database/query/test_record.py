"""The record page: the record, what hangs on it, and what the actor may do, in one statement."""

import json
from datetime import timedelta
from uuid import UUID

import pytest

from engine.core.errors import NotFound
from tests.database.query.conftest import SampleClinic
from tests.query_sample import ME, MY_UNIT, NOW, OTHER, OTHER_UNIT


async def read(sample: SampleClinic, role: str, id: UUID, query: str = "") -> dict[str, object]:
    body = await sample.reader.get_record(sample.context(role), "leads", id, query)
    return json.loads(body)["data"]


async def test_children_come_in_pages_of_their_own(sample: SampleClinic) -> None:
    lead = await sample.add("lead", name="Zé", owner=ME)
    other = await sample.add("lead", name="Outro", owner=ME)
    visits = [
        await sample.add(
            "appointment", lead=lead, practitioner=ME, starts_at=NOW + timedelta(days=day)
        )
        for day in range(3)
    ]
    await sample.add("appointment", lead=other, practitioner=ME, starts_at=NOW)
    await sample.add("appointment", lead=lead, practitioner=ME, starts_at=NOW, _trashed_at=NOW)
    note = await sample.add(
        "activity", summary="Ligou", author=ME, record={"entity": "lead", "id": lead, "title": ""}
    )
    await sample.add(
        "activity", summary="Outra", author=ME, record={"entity": "lead", "id": other, "title": ""}
    )
    found = await read(
        sample, "admin", lead,
        "fields=name&with=appointments(limit:2,sort:-starts_at,fields:starts_at,lead),activities",
    )  # fmt: skip
    assert found["name"] == "Zé"
    assert found["can"] == ["update", "move", "delete"]
    assert found["appointments"] == {
        "data": [
            {
                "id": str(visits[index]),
                "version": 1,
                "starts_at": (NOW + timedelta(days=index)).isoformat(),
                "lead": {"id": str(lead), "title": "Zé"},
            }
            for index in (2, 1)
        ],
        "page": {"has_next": True},
    }
    activities = found["activities"]
    assert isinstance(activities, dict)
    assert [row["id"] for row in activities["data"]] == [str(note)]
    assert activities["data"][0]["record"] == {"entity": "lead", "id": str(lead), "title": "Zé"}
    assert activities["page"] == {"has_next": False}


async def test_children_are_filtered(sample: SampleClinic) -> None:
    lead = await sample.add("lead", name="Zé", owner=ME)
    for author, summary in ((ME, "a"), (OTHER, "b")):
        await sample.add(
            "activity", summary=summary, author=author,
            record={"entity": "lead", "id": lead, "title": ""},
        )  # fmt: skip
    found = await read(
        sample, "admin", lead, "fields=name&with=activities(filter:author = $me, fields:summary)"
    )
    activities = found["activities"]
    assert isinstance(activities, dict)
    assert [row["summary"] for row in activities["data"]] == ["a"]


async def test_what_may_not_be_read_is_not_there(sample: SampleClinic) -> None:
    hidden = await sample.add("lead", name="X", owner=OTHER, service_unit=OTHER_UNIT)
    with pytest.raises(NotFound):
        await read(sample, "seller", hidden)
    with pytest.raises(NotFound):
        await read(sample, "seller", UUID(int=999_999))


async def test_can_is_what_the_rules_allow_on_this_record(sample: SampleClinic) -> None:
    mine = await sample.add("lead", name="A", owner=ME)
    shared = await sample.add("lead", name="B", owner=OTHER, service_unit=MY_UNIT)
    assert (await read(sample, "seller", mine, "fields=name"))["can"] == ["update", "move"]
    assert (await read(sample, "seller", shared, "fields=name"))["can"] == []
