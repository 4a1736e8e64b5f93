"""Resources that are not taken up twice: every way a visit begins, changes and ends its booking."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from engine.core.database import Databases
from engine.core.errors import InvalidInput
from engine.records import RecordChange, bookings, write
from engine.records.errors import RestoreConflict
from tests.desk import Desk, Entity, desk, open_desk, said, words

pytestmark = pytest.mark.database
VISIT = "dsk_visit"


@pytest.fixture(scope="module")
async def desk_clinic(module_databases: Databases) -> Desk:
    """One clinic; every test takes a day of its own."""
    return await open_desk(module_databases, "balcao")


def at(day: int, clock: str) -> str:
    """A moment of November 2026, in UTC."""
    return f"2026-11-{day:02}T{clock}:00Z"


def plan(desk: Desk, day: int, clock: str, **rest: Any) -> dict[str, Any]:
    """A booked visit of Ana of half an hour."""
    return {
        "name": "V",
        "practitioner": str(desk.ana),
        "starts_at": at(day, clock),
        "length": 1800,
        "stage": "booked",
        **rest,
    }


async def refused(desk: Desk, op: Any, record: UUID | None, **values: Any) -> InvalidInput:
    change = RecordChange(op=op, entity=VISIT, record_id=record, values=values)
    with pytest.raises(InvalidInput) as caught:
        await write(desk.ctx(), desk.databases, change)
    return caught.value


async def test_a_visit_takes_its_time_with_what_comes_before_and_after(desk_clinic: Desk) -> None:
    visit = await desk_clinic.create(VISIT, **plan(desk_clinic, 1, "09:00", preparing=15))
    assert await desk_clinic.booked(visit) == [("08:45", "09:40")]
    await desk_clinic.create(VISIT, **plan(desk_clinic, 1, "09:40"))  # back to back
    error = await refused(desk_clinic, "create", None, **plan(desk_clinic, 1, "08:10"))
    assert said(error) == [("starts_at", "overlap"), ("practitioner", "overlap")]
    for fault in error.faults:
        assert fault.message["pt-BR"] == "Este horário já está ocupado para Profissional."
        assert fault.hint is not None
        assert fault.hint["pt-BR"] == "Escolha outro horário ou outro(a) profissional."
    assert str(visit) not in words(error.faults)
    assert str(desk_clinic.ana) not in words(error.faults)
    await desk_clinic.create(VISIT, **plan(desk_clinic, 1, "08:05"))  # ends at 08:35, and 10 after


async def test_a_stage_that_does_not_occupy_takes_nothing(desk_clinic: Desk) -> None:
    asked = await desk_clinic.create(VISIT, **plan(desk_clinic, 2, "09:00", stage="asked"))
    assert await desk_clinic.booked(asked) == []
    booked = await desk_clinic.create(VISIT, **plan(desk_clinic, 2, "09:15"))
    change = RecordChange(op="move", entity=VISIT, record_id=asked, stage="booked")
    with pytest.raises(InvalidInput) as caught:
        await write(desk_clinic.ctx(), desk_clinic.databases, change)
    assert said(caught.value) == [
        ("fields.starts_at", "overlap"),
        ("fields.practitioner", "overlap"),
    ]
    assert await desk_clinic.value("select stage from dsk_visit where id = $1", asked) == "asked"
    await desk_clinic.do("move", VISIT, booked, stage="off")
    assert await desk_clinic.booked(booked) == []
    await desk_clinic.do("move", VISIT, asked, stage="booked")
    assert await desk_clinic.booked(asked) == [("09:00", "09:40")]


async def test_every_change_of_what_is_read_moves_the_booking(desk_clinic: Desk) -> None:
    desk_ = desk_clinic
    visit = await desk_.create(VISIT, **plan(desk_, 3, "09:00"))
    await desk_.do("update", VISIT, visit, starts_at=at(3, "10:00"))
    assert await desk_.booked(visit) == [("10:00", "10:40")]
    await desk_.do("update", VISIT, visit, length="1h", preparing=5)
    assert await desk_.booked(visit) == [("09:55", "11:10")]
    await desk_.do("update", VISIT, visit, practitioner=str(desk_.bia))
    sql = "select resource from _booking where record = $1"
    assert await desk_.value(sql, visit) == desk_.bia
    await desk_.do("update", VISIT, visit, starts_at=None)
    assert await desk_.booked(visit) == []
    await desk_.do("update", VISIT, visit, starts_at=at(3, "10:00"), length=0, preparing=None)
    assert await desk_.booked(visit) == [("10:00", "10:10")]


async def test_what_is_not_read_leaves_the_booking_alone(desk_clinic: Desk) -> None:
    visit = await desk_clinic.create(VISIT, **plan(desk_clinic, 4, "09:00"))
    sql = "select xmin::text from _booking where record = $1"
    before = await desk_clinic.value(sql, visit)
    await desk_clinic.do("update", VISIT, visit, name="W")
    assert await desk_clinic.value(sql, visit) == before


async def test_the_trash_frees_and_a_restore_that_no_longer_fits_is_told(desk_clinic: Desk) -> None:
    desk_ = desk_clinic
    first = await desk_.create(VISIT, **plan(desk_, 5, "09:00"))
    await desk_.do("trash", VISIT, first)
    assert await desk_.booked(first) == []
    second = await desk_.create(VISIT, **plan(desk_, 5, "09:00"))
    with pytest.raises(RestoreConflict) as caught:
        await desk_.do("restore", VISIT, first)
    assert caught.value.status == 409
    assert said(caught.value) == [("starts_at", "overlap"), ("practitioner", "overlap")]
    assert all(fault.hint for fault in caught.value.faults)
    await desk_.do("trash", VISIT, second)
    await desk_.do("restore", VISIT, first)
    assert await desk_.booked(first) == [("09:00", "09:40")]
    await desk_.do("trash", VISIT, first)
    await desk_.do("purge", VISIT, first)
    assert await desk_.value("select count(*) from _booking where record = $1", first) == 0


async def test_a_purged_booked_record_leaves_nothing(desk_clinic: Desk) -> None:
    visit = await desk_clinic.create(VISIT, **plan(desk_clinic, 6, "09:00"))
    await desk_clinic.do("trash", VISIT, visit)
    await desk_clinic.do("purge", VISIT, visit)
    assert await desk_clinic.booked(visit) == []


async def test_links_are_resources_and_another_entity_takes_the_same_ones(
    desk_clinic: Desk,
) -> None:
    desk_ = desk_clinic
    one, two = [await desk_.create("dsk_room", name=f"S{n}") for n in (1, 2)]
    visit = await desk_.create(VISIT, **plan(desk_, 7, "09:00", rooms=[str(one), str(two)]))
    assert len(await desk_.booked(visit)) == 3
    other = plan(desk_, 7, "09:00", practitioner=str(desk_.bia))
    error = await refused(desk_, "create", None, **other, rooms=[str(two)])
    assert said(error) == [("starts_at", "overlap"), ("rooms", "overlap")]
    await desk_.do("update", VISIT, visit, rooms=[str(one)])
    await desk_.create(VISIT, **other, rooms=[str(two)])
    block = {"name": "Férias", "who": str(desk_.ana), "ends_at": at(7, "12:00")}
    with pytest.raises(InvalidInput) as caught:
        await desk_.create("dsk_block", **block, starts_at=at(7, "09:39"))
    assert said(caught.value) == [("starts_at", "overlap"), ("who", "overlap")]
    await desk_.create("dsk_block", **block, starts_at=at(7, "09:40"))


async def test_a_resource_has_as_many_lanes_as_it_says(desk_clinic: Desk) -> None:
    desk_ = desk_clinic
    site = await desk_.create("dsk_site", name="Moema", chairs=2)
    values = {"name": "V", "site": str(site), "length": 1800, "stage": "booked"}
    first = await desk_.create(VISIT, **values, starts_at=at(8, "09:00"))
    await desk_.create(VISIT, **values, starts_at=at(8, "09:10"))
    error = await refused(desk_, "create", None, **values, starts_at=at(8, "09:20"))
    assert said(error) == [("starts_at", "overlap"), ("site", "overlap")]
    await desk_.create(VISIT, **values, starts_at=at(8, "09:30"))  # the lane the first one leaves
    await desk_.do("move", VISIT, first, stage="off")
    await desk_.create(
        VISIT,
        **values,
        starts_at=at(8, "08:55"),
    )
    lanes = "select array_agg(lane order by lower(during)) from _booking where resource = $1"
    assert await desk_.value(lanes, site) == [1, 2, 1]
    one = await desk_.create("dsk_site", name="Sem cadeiras ditas")
    await desk_.create(VISIT, **{**values, "site": str(one)}, starts_at=at(8, "09:00"))
    error = await refused(
        desk_, "create", None, **{**values, "site": str(one)}, starts_at=at(8, "09:00")
    )
    assert said(error)[0] == ("starts_at", "overlap")


async def test_of_sixteen_at_once_one_gets_the_slot(desk_clinic: Desk) -> None:
    desk_ = desk_clinic

    async def book(number: int) -> str:
        values = plan(desk_, 9, "09:00", name=f"V{number}")
        change = RecordChange(op="create", entity=VISIT, values=values)
        try:
            await write(desk_.ctx(), desk_.databases, change)
        except InvalidInput as error:
            return error.faults[0].code
        return "booked"

    answers = await asyncio.gather(*(book(number) for number in range(16)))
    assert sorted(answers) == ["booked", *["overlap"] * 15]
    sql = "select count(*) from dsk_visit where starts_at = $1::text::timestamptz"
    assert await desk_.value(sql, at(9, "09:00")) == 1


async def test_of_sixteen_at_once_three_lanes_take_three(desk_clinic: Desk) -> None:
    desk_ = desk_clinic
    site = await desk_.create("dsk_site", name="Paulista", chairs=3)

    async def book(number: int) -> bool:
        try:
            await desk_.create(
                VISIT, name=f"V{number}", site=str(site), length=1800, stage="booked",
                starts_at=at(10, "09:00"),
            )  # fmt: skip
        except InvalidInput:
            return False
        return True

    answers = await asyncio.gather(*(book(number) for number in range(16)))
    assert sum(answers) == 3


async def test_a_batch_names_the_one_that_does_not_fit_and_two_may_change_places(
    desk_clinic: Desk,
) -> None:
    desk_ = desk_clinic
    changes = [
        RecordChange(op="create", entity=VISIT, values=plan(desk_, 11, clock))
        for clock in ("09:00", "10:00", "10:20", "11:00")
    ]
    with pytest.raises(InvalidInput) as caught:
        await desk_.many(*changes)
    assert said(caught.value)[0] == ("2.starts_at", "overlap")
    assert (
        await desk_.value("select count(*) from dsk_visit where starts_at::date = '2026-11-11'")
        == 0
    )
    first, second = [each.id for each in await desk_.many(*changes[:2])]
    swapped = [
        RecordChange(
            op="update", entity=VISIT, record_id=record, values={"starts_at": at(11, clock)}
        )
        for record, clock in ((first, "10:00"), (second, "09:00"))
    ]
    await desk_.many(*swapped)
    assert await desk_.booked(first) == [("10:00", "10:40")]


async def test_nights_when_the_clock_changes_are_moments_like_others(desk_clinic: Desk) -> None:
    """02:30 stands twice on a night in New York: two moments, an hour apart."""
    desk_ = desk_clinic
    first = plan(desk_, 1, "00:00") | {"starts_at": "2026-11-01T01:30:00-04:00"}
    second = first | {"starts_at": "2026-11-01T01:30:00-05:00"}
    await desk_.create(VISIT, **first)
    visit = await desk_.create(VISIT, **second)
    assert await desk_.booked(visit) == [("06:30", "07:10")]


async def test_who_may_not_see_the_resource_hears_only_of_the_time(desk_clinic: Desk) -> None:
    desk_ = desk_clinic
    room = await desk_.create("dsk_room", name="S")
    await desk_.create(VISIT, **plan(desk_, 12, "09:00", rooms=[str(room)]))
    visit = await desk_.create(VISIT, **plan(desk_, 12, "14:00"))
    change = RecordChange(
        op="update", entity=VISIT, record_id=visit, values={"starts_at": at(12, "09:10")}
    )
    with pytest.raises(InvalidInput) as caught:
        await write(desk_.ctx("dsk_clerk"), desk_.databases, change)
    assert said(caught.value) == [("starts_at", "overlap")]
    assert "Profissional" not in words(caught.value.faults)


async def test_without_the_effect_two_visits_would_stand(
    desk_clinic: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: these tests see it."""
    monkeypatch.setattr(bookings, "_is_touched", lambda *_: False)
    first = await desk_clinic.create(VISIT, **plan(desk_clinic, 13, "09:00"))
    await desk_clinic.create(VISIT, **plan(desk_clinic, 13, "09:00"))
    assert await desk_clinic.booked(first) == []


def _without(entities: dict[str, Entity]) -> None:
    del entities[VISIT]["no_overlap"]


async def test_publishing_books_what_is_there_and_names_what_does_not_fit(
    module_databases: Databases,
) -> None:
    free = await open_desk(module_databases, "publicar", desk(_without))
    first = await free.create(VISIT, **plan(free, 1, "09:00"))
    second = await free.create(VISIT, **plan(free, 1, "09:20"))
    assert await free.booked(first) == []
    _, result = await free.publish(desk(version="1.1.0"))
    assert result.state != "published"
    (problem,) = [each for each in result.problems if each.code == "rows_overlaps"]
    assert "1 record(s) of dsk_visit" in problem.message["en"]
    assert str(second) in (problem.hint or {})["en"]
    await free.do("update", VISIT, second, starts_at=at(1, "09:40"))
    kept, result = await free.publish(desk(version="1.1.0"))
    assert result.state == "published", result.problems
    assert await kept.booked(first) == [("09:00", "09:40")]
    assert await kept.booked(second) == [("09:40", "10:20")]

    def longer(entities: dict[str, Entity]) -> None:
        entities[VISIT]["no_overlap"][0]["after"] = 0

    shorter, result = await kept.publish(desk(longer, version="1.2.0"))
    assert result.state == "published", result.problems
    assert await shorter.booked(first) == [("09:00", "09:30")]
    gone, result = await shorter.publish(desk(_without, version="1.3.0"))
    assert result.state == "published", result.problems
    assert await gone.value("select count(*) from _booking") == 0


async def test_records_a_publish_moves_are_booked(module_databases: Databases) -> None:
    """The stage `asked` goes; its records are booked by the publish that moves them."""
    free = await open_desk(module_databases, "mover")
    asked = await free.create(VISIT, **plan(free, 1, "09:00", stage="asked"))

    def moved(entities: dict[str, Entity]) -> None:
        del entities[VISIT]["pipelines"][0]["stages"][0]

    moves = {"dsk_visit.stage": {"asked": "booked"}}
    after, result = await free.publish(desk(moved, version="1.1.0"), moves)
    assert result.state == "published", result.problems
    assert await after.booked(asked) == [("09:00", "09:40")]
    error = await refused(after, "create", None, **plan(after, 1, "09:10"))
    assert said(error)[0] == ("starts_at", "overlap")


async def test_a_rule_that_meets_what_another_entity_booked_is_refused_before_anything_is_done(
    module_databases: Databases,
) -> None:
    free = await open_desk(module_databases, "ferias", desk(_without))
    visit = await free.create(VISIT, **plan(free, 1, "09:00"))
    block = {"name": "Férias", "who": str(free.ana), "ends_at": at(1, "12:00")}
    await free.create("dsk_block", **block, starts_at=at(1, "09:15"))
    same, result = await free.publish(desk(version="1.1.0"))
    assert result.state == "refused"
    (problem,) = [each for each in result.problems if each.code == "rows_overlaps"]
    assert str(visit) in (problem.hint or {})["en"]
    assert same.snapshot.version == free.snapshot.version
