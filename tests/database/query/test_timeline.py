"""Timelines: which records touch a window, in the clinic's zone, and their stages."""

import json
from collections.abc import AsyncGenerator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from engine.core.database import Databases
from engine.core.errors import InvalidInput
from metamodel.model import Model
from metamodel.pipeline import Pipeline
from metamodel.view import View
from tests.database.query.conftest import SampleClinic, make_sample
from tests.query_sample import ME, NOW, OTHER, build_model

DAY = timedelta(days=1)


def _finished(model: Model) -> Model:
    """The sample, with stages in which a lead is over."""
    kinds = {"closed": "won", "lost": "lost"}
    lead = model.entity_by_name["lead"]
    stages = tuple(
        each.model_copy(update={"kind": kinds.get(each.key, "open")})
        for each in lead.pipelines[0].stages
    )
    pipeline: Pipeline = lead.pipelines[0].model_copy(update={"stages": stages})
    plain = lead.model_dump()
    plain["pipelines"] = [pipeline.model_dump()]
    changed = type(lead).model_validate(plain)
    entities = tuple(changed if each.name == "lead" else each for each in model.entities)
    views = (
        *model.views,
        View(
            name="line", entity="lead", kind="timeline",
            settings={"next": "next_contact_at"}, columns=("name",), sort="name",
        ),
        View(
            name="calls", entity="lead", kind="timeline", field="created_at",
            settings={"end": "next_contact_at", "stage": None}, columns=("name",), sort="name",
        ),
        View(
            name="visits", entity="appointment", kind="timeline", field="starts_at",
            columns=("lead",), sort="starts_at",
        ),
    )  # fmt: skip
    return model.model_copy(update={"entities": entities, "views": views})


@pytest.fixture
async def clinic(databases: Databases) -> AsyncGenerator[SampleClinic]:
    yield await make_sample(databases, "sample", _finished(build_model()))


async def read(
    clinic: SampleClinic, query: str, view: str = "lead.line", role: str = "admin"
) -> dict[str, Any]:
    return json.loads(await clinic.reader.run_view(clinic.context(role), view, query))


async def names(clinic: SampleClinic, query: str, view: str = "lead.line") -> list[str]:
    return [row["name"] for row in (await read(clinic, query, view))["data"]]


async def lead(
    clinic: SampleClinic,
    name: str,
    made: int,
    stage: str | None = None,
    since: int = 0,
    **more: Any,
) -> Any:
    """`made` and `since` are days before now, which is noon of 9 March in UTC."""
    at = None if stage is None else {"": stage, "since": NOW - since * DAY}
    return await clinic.add(
        "lead", name=name, owner=ME, _created_at=NOW - made * DAY, **({"stage": at} if at else {}),
        **more,
    )  # fmt: skip


async def test_a_record_is_there_from_its_start_until_its_last_stage(clinic: SampleClinic) -> None:
    await lead(clinic, "open", 30, "new", 30)
    await lead(clinic, "won early", 30, "closed", 20)
    await lead(clinic, "won late", 30, "closed", 2)
    await lead(clinic, "young", 1, "new", 1)
    assert await names(clinic, "") == ["open", "won early", "won late", "young"]
    assert await names(clinic, "from=2026-03-01&to=2026-03-08") == ["open", "won late"]
    assert await names(clinic, "from=2026-03-08&to=2026-03-09") == ["open", "young"]
    assert await names(clinic, "from=2026-02-10&to=2026-02-20") == [
        "open", "won early", "won late",
    ]  # fmt: skip
    assert await names(clinic, "to=2026-02-07") == []
    assert await names(clinic, "from=2026-03-10") == []


async def test_the_next_step_is_part_of_the_span(clinic: SampleClinic) -> None:
    await lead(clinic, "called", 30, "closed", 20, next_contact_at=NOW + 5 * DAY)
    await lead(clinic, "not called", 30, "closed", 20)
    answer = await read(clinic, "from=2026-03-12&to=2026-03-20")
    assert [row["name"] for row in answer["data"]] == ["called"]
    assert answer["data"][0]["next_contact_at"].startswith("2026-03-14T12:00")
    assert answer["data"][0]["created_at"].startswith("2026-02-07T12:00")


async def test_days_begin_at_the_clinics_midnight(clinic: SampleClinic) -> None:
    """São Paulo is three hours behind UTC: its 5 March begins at 03:00."""
    for hour, name in ((2, "the 4th"), (3, "the 5th")):
        at = datetime(2026, 3, 5, hour, tzinfo=UTC)
        await clinic.add(
            "lead", name=name, owner=ME, _created_at=at, stage={"": "lost", "since": at}
        )
    assert await names(clinic, "from=2026-03-04&to=2026-03-05") == ["the 4th"]
    assert await names(clinic, "from=2026-03-05&to=2026-03-06") == ["the 5th"]


async def test_a_span_with_an_end_of_its_own(clinic: SampleClinic) -> None:
    await lead(clinic, "short", 20, "new", 20, next_contact_at=NOW - 15 * DAY)
    await lead(clinic, "going on", 20, "new", 20)
    view = "lead.calls"
    assert await names(clinic, "from=2026-02-20&to=2026-02-22", view) == ["going on", "short"]
    assert await names(clinic, "from=2026-03-01&to=2026-03-05", view) == ["going on"]
    assert await names(clinic, "from=2026-03-10", view) == []


async def test_where_nothing_tells_the_end_a_record_is_a_point(clinic: SampleClinic) -> None:
    for day in (1, 3):
        await clinic.add("appointment", practitioner=ME, starts_at=NOW - day * DAY)
    await clinic.add("appointment", practitioner=ME)
    answer = await read(clinic, "from=2026-03-06&to=2026-03-07", "appointment.visits")
    assert [row["starts_at"][:10] for row in answer["data"]] == ["2026-03-06"]
    assert "$stages" not in answer["data"][0]
    every = await read(clinic, "", "appointment.visits")
    assert len(every["data"]) == 2


async def test_the_stages_a_record_went_through(clinic: SampleClinic) -> None:
    moved = await lead(clinic, "moved", 9, "closed", 1)
    await lead(clinic, "never", 5, "new", 5)
    for version, (stage, days) in enumerate((("new", 9), ("negotiation", 4), ("closed", 1)), 1):
        await clinic.execute(
            "insert into _stage_log (record, version, entity, field, to_stage, at)"
            " values ($1, $2, 'e_lead', 'f_lead_stage', $3, $4)",
            moved, version, stage, NOW - days * DAY,
        )  # fmt: skip
    rows = {row["name"]: row for row in (await read(clinic, ""))["data"]}
    told = [
        (each["stage"], each["from"][:10], each["to"] and each["to"][:10])
        for each in rows["moved"]["$stages"]
    ]
    assert told == [
        ("new", "2026-02-28", "2026-03-05"),
        ("negotiation", "2026-03-05", "2026-03-08"),
        ("closed", "2026-03-08", None),
    ]
    (only,) = rows["never"]["$stages"]
    assert (only["stage"], only["from"][:10], only["to"]) == ("new", "2026-03-04", None)


async def test_groups_and_totals_are_of_the_window(clinic: SampleClinic) -> None:
    await lead(clinic, "old", 30, "closed", 20)
    await lead(clinic, "new", 3, "new", 3)
    query = "from=2026-03-01&to=2026-03-09&group=stage&measures=count&count=capped"
    answer = await read(clinic, query)
    assert [(each["key"], each["count"]["value"]) for each in answer["groups"]] == [("new", 1)]
    assert (answer["measures"], answer["count"]["value"]) == ({"count": 1}, 1)


async def test_pages_go_through_the_window(clinic: SampleClinic) -> None:
    for index in range(5):
        await lead(clinic, f"n{index}", 3, "new", 3)
    await lead(clinic, "old", 30, "closed", 20)
    query, seen, after = "from=2026-03-01&to=2026-03-09&limit=2", [], ""
    while True:
        answer = await read(clinic, query + after)
        seen += [row["name"] for row in answer["data"]]
        if answer["page"]["next"] is None:
            break
        after = f"&after={answer['page']['next']}"
    assert seen == ["n0", "n1", "n2", "n3", "n4"]


async def test_a_list_is_drawn_as_a_timeline(clinic: SampleClinic) -> None:
    await lead(clinic, "one", 3, "new", 3)
    answer = await read(clinic, "as=timeline&from=2026-03-01&to=2026-03-09", "lead.mine")
    assert answer["kind"] == "timeline"
    assert {"name", "created_at", "stage", "stage_since", "$stages"} <= answer["data"][0].keys()


async def test_a_masked_date_is_no_date(clinic: SampleClinic) -> None:
    """What a seller does not see of a lead does not put it on its timeline."""
    await clinic.add(
        "lead", name="theirs", owner=OTHER, whatsapp="+5511900000001", _created_at=NOW - DAY
    )
    answer = await read(clinic, "from=2026-03-01&to=2026-03-09&own_filter=false", role="seller")
    assert answer["data"] == []


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("from=2026-3-1", "from"),
        ("from=2026-02-30", "from"),
        ("to=tomorrow", "to"),
        ("from=2026-03-02&to=2026-03-02", "to"),
        ("from=2026-03-01&column=new", "column"),
        ("as=list&from=2026-03-01", "from"),
        ("as=kanban&to=2026-03-01", "to"),
    ],
)
async def test_a_window_that_is_none(clinic: SampleClinic, query: str, path: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        await read(clinic, query)
    assert [fault.path for fault in caught.value.faults] == [path]


async def test_a_date_can_be_asked_for_in_place_of_the_stages(clinic: SampleClinic) -> None:
    await lead(clinic, "called", 30, "new", 30, next_contact_at=NOW - 3 * DAY)
    await lead(clinic, "not called", 30, "new", 30)
    query = "from=2026-03-06&to=2026-03-07&date=next_contact_at"
    answer = await read(clinic, f"{query}&fields=name,next_contact_at")
    assert [row["name"] for row in answer["data"]] == ["called"]
    assert answer["data"][0]["next_contact_at"].startswith("2026-03-06T12:00")
    assert "$stages" not in answer["data"][0]
    assert await names(clinic, "from=2026-03-07&to=2026-03-08&date=next_contact_at") == []


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("date=name", "not_date"),
        ("date=nothing", "field_unknown"),
        ("as=list&date=name", "malformed"),
    ],
)
async def test_what_is_no_date_is_refused_by_name(
    clinic: SampleClinic, query: str, code: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        await read(clinic, query)
    assert ("date", code) in {(fault.path, fault.code) for fault in refused.value.faults}
