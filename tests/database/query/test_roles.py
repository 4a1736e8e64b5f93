"""Any set of roles against a naive reference: who sees which record, which value, count and sum."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.core.database import Databases
from engine.core.errors import Forbidden, InvalidInput, NotFound
from metamodel.role import Role
from tests.database.query.conftest import SampleClinic, make_sample
from tests.query_sample import ME, MY_UNIT, OTHER, OTHER_UNIT, THIRD, build_model


@dataclass(frozen=True)
class Lead:
    """A lead as the reference knows it."""

    id: UUID
    owner: UUID | None
    unit: UUID | None
    stage: str
    value: Decimal | None


Test = Callable[[Lead], bool]

SCOPES: dict[str, Test] = {
    "none": lambda lead: False,
    "own": lambda lead: lead.owner == ME,
    "unit": lambda lead: lead.unit == MY_UNIT,
    "team": lambda lead: lead.owner in (ME, THIRD),
    "all": lambda lead: True,
    "stage = 'new'": lambda lead: lead.stage == "new",
    "owner is empty or not service_unit in $units": lambda lead: (
        lead.owner is None or lead.unit != MY_UNIT
    ),
    "service_value > 100": lambda lead: lead.value is not None and lead.value > 100,
    "service_value != 100": lambda lead: lead.value != 100,
}
FIELDS: dict[str, Test | None] = {
    "hidden": None,
    "read": lambda lead: True,
    "owner = $me": lambda lead: lead.owner == ME,
    "stage = 'lost'": lambda lead: lead.stage == "lost",
    "not service_value > 100": lambda lead: lead.value is None or lead.value <= 100,
}

ROLES = st.lists(
    st.tuples(st.sampled_from(list(SCOPES)), st.sampled_from(list(FIELDS))), max_size=3
)


def role(scope: str, field: str) -> dict[str, Any]:
    masked = {"access": "masked", "shown_when": field}
    grant = field if field in ("hidden", "read") else masked
    entities = {"lead": {"read": scope, "fields": {"service_value": grant}}}
    return {"key": f"r{abs(hash((scope, field)))}", "entities": entities}


def key(scope: str, field: str) -> str:
    return role(scope, field)["key"]


@pytest.fixture
async def clinic(databases: Databases) -> tuple[SampleClinic, list[Lead]]:
    """A lead of each combination, and a role of each scope and field state."""
    roles = [Role.model_validate(role(scope, field)) for scope in SCOPES for field in FIELDS]
    sample = await make_sample(databases, "roles", build_model({"roles": roles}))
    leads: list[Lead] = []
    for owner in (None, ME, OTHER, THIRD):
        for unit in (None, MY_UNIT, OTHER_UNIT):
            for stage, value in (("new", None), ("new", "100.00"), ("lost", "250.50")):
                amount = None if value is None else Decimal(value)
                id = await sample.add(
                    "lead", owner=owner, service_unit=unit, stage=stage, service_value=amount
                )
                leads.append(Lead(id=id, owner=owner, unit=unit, stage=stage, value=amount))
    return sample, leads


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(roles=ROLES, least=st.sampled_from(["50", "100", "101"]))
async def test_any_roles_read_what_the_reference_says(
    clinic: tuple[SampleClinic, list[Lead]], roles: list[tuple[str, str]], least: str
) -> None:
    sample, leads = clinic
    ctx = sample.context(*(key(*each) for each in roles))
    given = [each for each in roles if each[0] != "none"]
    if not given:
        with pytest.raises((NotFound, Forbidden)):
            await sample.reader.list_records(ctx, "leads", "")
        return
    tests = [test for _, field in given if (test := FIELDS[field]) is not None]
    seen = [lead for lead in leads if any(SCOPES[scope](lead) for scope, _ in given)]

    def shown(lead: Lead) -> Decimal | None:
        return lead.value if any(test(lead) for test in tests) else None

    if not tests:
        with pytest.raises(InvalidInput):
            await sample.reader.list_records(ctx, "leads", "fields=service_value")
        body = await sample.reader.list_records(ctx, "leads", "fields=stage&limit=500&sort=id")
        assert [row["id"] for row in json.loads(body)["data"]] == [str(lead.id) for lead in seen]
        return
    query = "fields=service_value&limit=500&sort=id&count=exact"
    answer = json.loads(await sample.reader.list_records(ctx, "leads", query))
    assert [(row["id"], row["service_value"]) for row in answer["data"]] == [
        (str(lead.id), None if shown(lead) is None else str(shown(lead))) for lead in seen
    ]
    assert answer["count"]["value"] == len(seen)

    query = f"fields=stage&limit=500&sort=id&service_value[gte]={least}"
    answer = json.loads(await sample.reader.list_records(ctx, "leads", query))
    above = [
        lead for lead in seen if (value := shown(lead)) is not None and value >= Decimal(least)
    ]
    assert [row["id"] for row in answer["data"]] == [str(lead.id) for lead in above]

    columns = json.loads(await sample.reader.run_view(ctx, "lead.board", ""))["columns"]
    for column in columns:
        inside = [lead for lead in seen if lead.stage == column["key"]]
        assert column["count"]["value"] == len(inside)
        total = sum((shown(lead) or Decimal(0) for lead in inside), Decimal("0.00"))
        assert Decimal(column["measures"]["sum:service_value"]) == total
