"""Law 2: a role never learns a value it may not see through any read: rows, order, count, error."""

import json
from decimal import Decimal
from uuid import UUID

import pytest

from engine.access.errors import FieldUnknown
from engine.core.database import Databases
from engine.core.errors import Fault, Forbidden, NexusError, NotFound
from engine.query.export import Exporter
from engine.query.search import parse_search_request, search_all
from metamodel.role import Role
from tests.database.query.conftest import SampleClinic, make_sample
from tests.query_sample import ME, MY_UNIT, OTHER, OTHER_UNIT, THIRD, build_model

READS = (
    ("list", "leads", ""),
    ("list", "leads", "fields=name,service_value&sort=-service_value"),
    ("list", "leads", "fields=name,service_value&sort=service_value,name"),
    ("list", "leads", "fields=name&service_value[gte]=500&count=capped"),
    ("list", "leads", "fields=name&service_value[empty]=true&count=exact"),
    ("list", "leads", "fields=name&filter=not service_value > 500"),
    ("list", "leads", "fields=name&filter=service_value * 2 > 900 or name = 'zz'"),
    ("list", "leads", "fields=name&filter=coalesce(service_value; 1) = 1&count=capped"),
    ("list", "leads", "search=99990&count=capped"),
    ("list", "leads", "whatsapp[contains]=99990&count=capped"),
    ("list", "leads", "fields=name,whatsapp&sort=whatsapp"),
    ("list", "leads", "fields=name,procedures.name&count=capped"),
    ("list", "leads", "fields=name,activities"),
    ("list", "leads", "fields=name&filter=activities is empty"),
    ("list", "leads", "fields=name&activities.summary[contains]=segredo&count=capped"),
    ("list", "appointments", "fields=lead.name,lead.service_value&sort=lead.service_value"),
    ("list", "appointments", "fields=lead&lead.service_value[gt]=1"),
    ("list", "activities", "fields=summary,record&count=exact"),
    ("list", "members", "sort=name"),
    ("view", "lead.board", ""),
    ("view", "lead.mine", "sort=-service_value"),
    ("record", "leads", "with=appointments,activities"),
    ("aggregate", "leads", "{}"),
    ("aggregate", "leads", '{"group": [{"field": "stage"}], "measures": [{"fn": "count"},'
     ' {"fn": "sum", "field": "service_value"}, {"fn": "max", "field": "service_value"},'
     ' {"fn": "count", "field": "whatsapp"}], "sort": "-max_service_value"}'),
    ("aggregate", "leads", '{"group": [{"field": "owner"}, {"field": "service_unit.name"}],'
     ' "filter": "service_value > 5 or service_value is empty"}'),
    ("aggregate", "leads", '{"group": [{"field": "name"}], "search": "99990"}'),
    ("aggregate", "leads", '{"measures": [{"fn": "avg", "field": "service_value"}],'
     ' "filter": "activities.summary contains \'segredo\'"}'),
    ("aggregate", "activities", '{"group": [{"field": "author"}]}'),
    ("aggregate", "appointments", '{"group": [{"field": "lead"}, {"field": "lead.name"}]}'),
    ("aggregate", "members", '{"group": [{"field": "name"}]}'),
    ("export", "leads", "fields=name,owner,whatsapp,service_value,activities&sort=service_value"),
    ("export", "leads", "format=jsonl&filter=service_value > 500 or name = 'Meu'"),
    ("search", "", "q=meu"),
    ("search", "", "q=unidade"),
    ("search", "", "q=99990"),
    ("search", "", "q=segredo"),
    ("search", "", "q=alheio&entities=leads,activities"),
    ("search", "", "q=example"),
)  # fmt: skip


class Clinic:
    """What a seller may read and what it may not, side by side."""

    def __init__(self, sample: SampleClinic) -> None:
        self.sample = sample

    async def fill(self) -> UUID:
        add = self.sample.add
        botox = await add("procedure", name="Botox", price=Decimal("100.00"))
        mine = await add(
            "lead", name="Meu", owner=ME, stage="new", service_value=Decimal("10.00"),
            whatsapp={"": "+5511999901111"}, procedures=[botox], comment="nota",
        )  # fmt: skip
        self.shared = [
            await add(
                "lead", name=f"Unidade {index}", owner=OTHER, service_unit=MY_UNIT, stage="new",
                service_value=Decimal(1000 * index), whatsapp={"": f"+551199990{index}222"},
                comment=f"c{index}",
            )
            for index in range(4)
        ]  # fmt: skip
        for lead in (mine, *self.shared):
            await add("appointment", lead=lead, practitioner=OTHER)
            await add(
                "activity", summary="segredo", author=OTHER,
                record={"entity": "lead", "id": lead, "title": "x"},
            )  # fmt: skip
        foreign = await add("lead", name="Alheio", owner=OTHER, service_unit=OTHER_UNIT)
        await add(
            "activity", summary="Minha nota", author=ME,
            record={"entity": "lead", "id": foreign, "title": "Alheio"},
        )  # fmt: skip
        return mine

    async def change_what_is_hidden(self) -> None:
        """Change every value the seller may not see; nothing else."""
        execute = self.sample.execute
        await execute(
            "update e_lead set c_service_value = 777 - c_service_value, c_whatsapp = '+55110'"
            " where id = any($1)",
            self.shared,
        )
        await execute(
            "update e_lead set c_comment = 'outro', c_name = case when c_owner = $1"
            " and c_service_unit = $2 then 'Trocado' else c_name end",
            OTHER,
            OTHER_UNIT,
        )
        await execute("update e_activity set c_summary = 'nada' where c_author = $1", OTHER)
        await execute("delete from e_activity where c_author = $1", OTHER)
        await execute("update _member set email = 'x@example.com'")
        for index in range(3):
            await self.sample.add(
                "lead", name=f"Novo {index}", owner=THIRD, service_unit=OTHER_UNIT, stage="new",
                service_value=Decimal(5),
            )  # fmt: skip


async def answers(sample: SampleClinic, record: UUID) -> list[bytes]:
    ctx = sample.context("seller")
    found: list[bytes] = []
    for kind, name, query in READS:
        if kind == "list":
            found.append(await sample.reader.list_records(ctx, name, query))
        elif kind == "view":
            found.append(await sample.reader.run_view(ctx, name, query))
        elif kind == "aggregate":
            found.append(await sample.reader.aggregate(ctx, name, json.loads(query)))
        elif kind == "export":
            file = Exporter(sample.databases).export(ctx, name, query)
            found.append(b"".join([chunk async for chunk in file.chunks]))
        elif kind == "search":
            asked = parse_search_request(query)
            found.append(await search_all(ctx, sample.databases, asked))
        else:
            found.append(await sample.reader.get_record(ctx, name, record, query))
    return found


async def test_what_is_hidden_changes_no_byte(sample: SampleClinic) -> None:
    clinic = Clinic(sample)
    record = await clinic.fill()
    before = await answers(sample, record)
    await clinic.change_what_is_hidden()
    assert await answers(sample, record) == before


async def test_the_reads_do_show_what_may_be_seen(sample: SampleClinic) -> None:
    clinic = Clinic(sample)
    record = await clinic.fill()
    before = await answers(sample, record)
    await sample.execute("update e_lead set c_service_value = 600 where id = $1", record)
    changed = [a != b for a, b in zip(before, await answers(sample, record), strict=True)]
    assert changed.count(True) >= 9
    seen = [kind for (kind, _, _), is_new in zip(READS, changed, strict=True) if is_new]
    assert {"aggregate", "export"} <= set(seen)
    names = (b"Meu", b"Unidade 3", b"+5511999901111", b"Minha nota")
    assert all(any(name in each for each in before) for name in names)


async def fault_of(sample: SampleClinic, query: str) -> tuple[str, tuple[Fault, ...]]:
    with pytest.raises(NexusError) as caught:
        await sample.reader.list_records(sample.context("seller"), "leads", query)
    return caught.value.code, caught.value.faults


@pytest.mark.parametrize(
    "query",
    [
        "fields={}",
        "fields=name,{}",
        "sort=-{}",
        "filter={} is empty",
        "filter={} = 'x'",
        "filter={} > 5",
        "filter={} contains 'x'",
        "{}=x",
        "{}[gte]=3",
        "{}[in]=a,b",
        "fields=owner.{}",
        "sort=owner.{}",
        "owner.{}=x",
        "with={}",
    ],
)
async def test_hidden_and_unknown_are_one_answer(sample: SampleClinic, query: str) -> None:
    hidden = "email" if "owner." in query else "comment"
    unknown = "eMail" if "owner." in query else "cOmment"
    first = await fault_of(sample, query.format(hidden))
    second = await fault_of(sample, query.format(unknown))
    assert first[0] == "field_unknown"
    assert repr(first).replace(hidden, unknown) == repr(second)


async def test_an_entity_nobody_grants_is_not_there(sample: SampleClinic) -> None:
    for name in ("teams", "nothing"):
        with pytest.raises(NotFound):
            await sample.reader.list_records(sample.context("seller"), name, "")
    with pytest.raises(NotFound):
        await sample.reader.run_view(sample.context("nobody"), "lead.board", "")


async def test_what_may_be_made_but_not_read_is_refused(sample: SampleClinic) -> None:
    with pytest.raises((Forbidden, NotFound)):
        await sample.reader.list_records(sample.context("nobody"), "leads", "")


async def test_an_export_holds_what_may_be_exported_of_what_may_be_read(
    databases: Databases,
) -> None:
    grants = {
        "saver": {"read": "all", "export": "own"},
        "seller": {"read": "own", "export": "all"},
    }
    roles = [
        Role.model_validate({"key": key, "entities": {"lead": grant}})
        for key, grant in grants.items()
    ]
    sample = await make_sample(databases, "saving", build_model({"roles": roles}))
    await sample.add("lead", name="Meu", owner=ME)
    await sample.add("lead", name="Alheio", owner=OTHER)
    exporter = Exporter(sample.databases)
    for key in grants:
        query = "format=jsonl&fields=name&sort=name"
        file = exporter.export(sample.context(key), "leads", query)
        text = b"".join([chunk async for chunk in file.chunks])
        assert [json.loads(line)["name"] for line in text.splitlines()] == ["Meu"], key
    listed = await sample.reader.list_records(sample.context("saver"), "leads", "fields=name")
    assert len(json.loads(listed)["data"]) == 2


async def test_a_link_to_what_may_not_be_read_is_null_everywhere(sample: SampleClinic) -> None:
    hidden = await sample.add("lead", name="Alheio", owner=OTHER, service_unit=OTHER_UNIT)
    await sample.add(
        "activity", summary="a", author=ME, record={"entity": "lead", "id": hidden, "title": "x"}
    )
    ctx = sample.context("seller")
    rows = json.loads(await sample.reader.list_records(ctx, "activities", ""))["data"]
    assert [row["record"] for row in rows] == [None]
    for query, expected in (("record[empty]=true", 1), (f"record={hidden}", 0)):
        found = json.loads(await sample.reader.list_records(ctx, "activities", query))["data"]
        assert len(found) == expected


async def test_a_role_without_members_sees_no_owner(sample: SampleClinic) -> None:
    await sample.add("lead", name="A", owner=OTHER, service_unit=MY_UNIT)
    ctx = sample.context("reception")
    row = json.loads(await sample.reader.list_records(ctx, "leads", "fields=owner"))["data"][0]
    assert row["owner"] is None
    for query in (f"owner={OTHER}", f"owner[in]={OTHER},{ME}"):
        assert json.loads(await sample.reader.list_records(ctx, "leads", query))["data"] == []
    with pytest.raises(FieldUnknown):
        await sample.reader.list_records(ctx, "leads", "owner.name=Bia")
    assert (await sample.reader.list_records(ctx, "leads", "sort=owner")).startswith(b'{"data":[{')


async def test_team_scope_reads_what_team_mates_own(sample: SampleClinic) -> None:
    await sample.add("lead", name="meu", owner=ME)
    await sample.add("lead", name="do time", owner=THIRD)
    await sample.add("lead", name="de fora", owner=OTHER)
    await sample.add("lead", name="de ninguém")
    body = await sample.reader.list_records(sample.context("coach"), "leads", "sort=name")
    assert [row["name"] for row in json.loads(body)["data"]] == ["do time", "meu"]


async def test_an_asker_without_member_owns_nothing(sample: SampleClinic) -> None:
    await sample.add("lead", name="de ninguém")
    ctx = sample.context("seller", member=None)
    assert json.loads(await sample.reader.list_records(ctx, "leads", ""))["data"] == []
