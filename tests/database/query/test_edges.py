"""The chat database and its projections, masked links, hostile values, counts beyond the cap."""

import json
from decimal import Decimal
from urllib.parse import quote

import pytest

from engine.core.errors import InvalidInput
from engine.query.explain import explain
from metamodel.role import Role
from tests.database.query.conftest import SampleClinic, make_sample
from tests.query_sample import ME, MY_UNIT, OTHER, build_model, number


async def rows(sample: SampleClinic, role: str, entity: str, query: str) -> list[dict[str, object]]:
    body = await sample.reader.list_records(sample.context(role), entity, query)
    return json.loads(body)["data"]


async def test_the_other_database_answers_with_titles_of_its_projections(
    sample: SampleClinic,
) -> None:
    for table, id, title in (
        ("member", ME, "Ana"),
        ("lead", number(77), "Zé"),
        ("procedure", number(78), "Botox"),
    ):
        await sample.execute(
            f"insert into _ref_{table} values ($1, $2, 1)", id, title, datasource="chat"
        )
    await sample.add("conversation", subject="Oi", owner=ME, lead=number(77), procedure=number(78))
    (found,) = await rows(sample, "admin", "conversations", "sort=lead,owner")
    assert found["owner"] == {"id": str(ME), "title": "Ana"}
    assert found["lead"] == {"id": str(number(77)), "title": "Zé"}
    (mine,) = await rows(sample, "seller", "conversations", "fields=lead,owner,procedure")
    assert mine["lead"] is None  # a row rule of leads cannot be asked of a projection
    assert mine["owner"] == {"id": str(ME), "title": "Ana"}
    assert mine["procedure"] == {"id": str(number(78)), "title": "Botox"}
    assert await rows(sample, "seller", "conversations", f"lead={number(77)}") == []
    assert len(await rows(sample, "seller", "conversations", "owner.name=ana")) == 1


async def test_a_masked_list_of_links_is_masked_in_filters(databases: object) -> None:
    role = {
        "key": "blind",
        "entities": {
            "procedure": {"read": "all"},
            "lead": {
                "read": "all",
                "fields": {
                    "procedures": {"access": "masked", "shown_when": "owner = $me"},
                    "owner": {"access": "masked", "shown_when": "owner = $me"},
                },
            },
            "member": {"read": "all"},
        },
    }
    model = build_model({"roles": [Role.model_validate(role)]})
    sample = await make_sample(databases, "blind", model)  # pyright: ignore
    botox = await sample.add("procedure", name="Botox")
    await sample.add("lead", name="meu", owner=ME, procedures=[botox])
    await sample.add("lead", name="alheio", owner=OTHER, procedures=[botox])
    found = await rows(sample, "blind", "leads", "fields=name,owner,procedures&sort=name")
    assert [(row["name"], row["owner"], row["procedures"]) for row in found] == [
        ("alheio", None, None),
        ("meu", {"id": str(ME), "title": "Ana"}, [{"id": str(botox), "title": "Botox"}]),
    ]
    for query in (
        f"procedures={botox}",
        "procedures.name=botox",
        "filter=procedures is not empty",
        f"owner[in]={OTHER},{ME}",
        "owner.name[contains]=a",
    ):
        assert [row["name"] for row in await rows(sample, "blind", "leads", query)] == ["meu"]


HOSTILE = (
    "'; drop table e_lead; --",
    '"#r"',
    "$1",
    "%_\\",
    "\u202eabc",
    "🦷🦷",
    "x" * 5000,
    "{}[]()",
    "\\x00",
    "-- comment",
    "$$;$$",
)


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_values_are_only_values(sample: SampleClinic, text: str) -> None:
    await sample.add("lead", name=text, owner=ME)
    await sample.add("lead", name="outro", owner=ME)
    for query in (f"name={quote(text)}", f"name[contains]={quote(text)}", f"search={quote(text)}"):
        found = await rows(sample, "seller", "leads", f"fields=name&{query}")
        assert [row["name"] for row in found] == [text]


@pytest.mark.parametrize(
    "name",
    ['"#r"', "id'", "name;--", "t.name", "_version", "_trashed_at", "c_name", "#n", "a" * 300],
)
async def test_hostile_names_are_unknown(sample: SampleClinic, name: str) -> None:
    for query in (f"fields={quote(name)}", f"sort={quote(name)}", f"{quote(name)}=1"):
        with pytest.raises(InvalidInput):
            await rows(sample, "admin", "leads", query)


async def test_a_value_too_large_to_compute_is_bad_input(sample: SampleClinic) -> None:
    await sample.add("lead", name="A", owner=ME)
    span = "hours(9999999)"
    for _ in range(9):
        span = f"({span}+{span})"
    with pytest.raises(InvalidInput) as caught:
        await rows(sample, "admin", "leads", f"filter={quote(f'created_at + {span} > $now')}")
    assert [fault.code for fault in caught.value.faults] == ["out_of_range"]


async def test_counts_stop_at_the_cap_unless_asked(sample: SampleClinic) -> None:
    await sample.execute(
        "insert into e_lead (id, c_owner)"
        " select gen_random_uuid(), $1 from generate_series(1, 1200)",
        ME,
    )
    await sample.execute("analyze e_lead")
    expected = {
        "capped": {"value": 1000, "capped": True},
        "exact": {"value": 1200, "capped": False},
        "estimate": {"value": 1200, "capped": False, "estimated": True},
    }
    for mode, count in expected.items():
        body = await sample.reader.list_records(sample.context("admin"), "leads", f"count={mode}")
        assert json.loads(body)["count"] == count
    body = await sample.reader.list_records(sample.context("seller"), "leads", "count=estimate")
    assert json.loads(body)["count"] == {"value": 1000, "capped": True}


async def test_search_wants_every_word_and_folds(sample: SampleClinic) -> None:
    await sample.add("lead", name="Conceição Silva", owner=ME)
    await sample.add("lead", name="Conceição Souza", owner=ME)
    found = await rows(sample, "admin", "leads", "fields=name&search=SILVA%20conceicao")
    assert [row["name"] for row in found] == ["Conceição Silva"]


async def test_a_field_without_storage_reads_as_null(sample: SampleClinic) -> None:
    await sample.add("lead", name="A", owner=ME)
    (row,) = await rows(sample, "admin", "leads", "fields=draft_note&sort=draft_note")
    assert row["draft_note"] is None
    assert await rows(sample, "admin", "leads", "draft_note=x") == []


async def test_far_side_links_stand_newest_first(sample: SampleClinic) -> None:
    lead = await sample.add("lead", name="A", owner=ME, service_unit=MY_UNIT)
    visits = [await sample.add("appointment", lead=lead, practitioner=ME) for _ in range(3)]
    (row,) = await rows(sample, "seller", "leads", "fields=appointments,appointments.practitioner")
    listed = row["appointments"]
    assert isinstance(listed, list)
    assert [each["id"] for each in listed] == [str(each) for each in reversed(visits)]
    assert listed[0]["practitioner"] == {"id": str(ME), "title": "Ana"}


async def test_explain_shows_the_chain(sample: SampleClinic) -> None:
    await sample.add("lead", name="A", owner=ME, service_value=Decimal(5))
    ctx = sample.context("seller")
    found = await explain(
        ctx, sample.databases, sample.reader, "list", "leads", "search=ana&stage=new"
    )
    titles = [title for title, _ in found.sections]
    assert titles == [
        "RequestContext", "RecordQuery", "Policy", "GuardedQuery", "QueryPlan", "SQL",
        "Parameters", "PostgreSQL",
    ]  # fmt: skip
    text = found.text()
    assert "lead.read: owner = $me or service_unit in ($units)" in text
    assert "lead.service_value: shown when owner = $me" in text
    assert "$1 $me" in text
    assert "Scan" in text
    for kind, name in (("record", "leads"), ("view", "lead.board")):
        analyzed = await explain(ctx, sample.databases, sample.reader, kind, name, analyze=True)
        assert "actual time" in analyzed.text()
    query = "as=timeline&from=2026-03-01&to=2026-04-01&group=stage&measures=sum:service_value,count"
    text = (await explain(ctx, sample.databases, sample.reader, "view", "lead.mine", query)).text()
    assert "group stage" in text
    assert "measures sum:service_value, count" in text
    assert "from 2026-03-01 to 2026-04-01 by created_at" in text
