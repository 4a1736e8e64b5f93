"""Keyset pages against a naive sort, cursors that are stale or forged, and one statement a
request.
"""

import asyncio
import json
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any, cast
from urllib.parse import quote

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.access.actor import RequestContext
from engine.core.errors import InvalidInput, SnapshotStale
from engine.query.cursor import CursorInvalid, CursorStale
from engine.query.execute import TooExpensive
from tests.database.query.conftest import SampleClinic
from tests.query_sample import ME, NOW, OTHER, STAGES, number

Lead = dict[str, object]

LEADS = st.lists(
    st.fixed_dictionaries({
        "name": st.sampled_from([None, "ana", "Ana", "Ána", "bia", "Bia", "ção", "z"]),
        "service_value": st.sampled_from([None, Decimal("1.00"), Decimal("2.50")]),
        "stage": st.sampled_from([None, *STAGES]),
        "created": st.integers(0, 2),
        "next": st.sampled_from([None, 0, 1]),
    }),
    max_size=12,
)  # fmt: skip
KEYS = ("name", "service_value", "stage", "created_at", "next_contact_at")
SORTS = st.lists(
    st.tuples(st.sampled_from(KEYS), st.booleans()), max_size=3, unique_by=lambda k: k[0]
)


def sort_value(lead: Lead, key: str) -> tuple[object, ...] | None:
    value = lead[key]
    if value is None:
        return None
    if key == "name":
        plain = unicodedata.normalize("NFD", str(value).lower())
        return ("".join(x for x in plain if not unicodedata.combining(x)), value)
    return (STAGES.index(str(value)),) if key == "stage" else (value,)


def naive(leads: list[Lead], sort: list[tuple[str, bool]]) -> list[str]:
    last_descending = sort[-1][1] if sort else True
    found = sorted(leads, key=lambda lead: str(lead["id"]), reverse=last_descending)
    for key, descending in reversed(sort):
        filled = [lead for lead in found if sort_value(lead, key) is not None]
        empty = [lead for lead in found if sort_value(lead, key) is None]
        order = cast("Callable[[Lead], Any]", partial(sort_value, key=key))
        found = sorted(filled, key=order, reverse=descending) + empty
    return [str(lead["id"]) for lead in found]


async def read_all(sample: SampleClinic, ctx: RequestContext, query: str, limit: int) -> list[str]:
    seen: list[str] = []
    after = ""
    while True:
        body = await sample.reader.list_records(ctx, "leads", f"{query}&limit={limit}{after}")
        answer = json.loads(body)
        assert len(answer["data"]) <= limit
        seen += [row["id"] for row in answer["data"]]
        if answer["page"]["next"] is None:
            return seen
        after = f"&after={quote(answer['page']['next'])}"


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(leads=LEADS, sort=SORTS, limit=st.integers(1, 4))
async def test_pages_are_the_naive_sort_cut_in_pieces(
    sample: SampleClinic, leads: list[Lead], sort: list[tuple[str, bool]], limit: int
) -> None:
    await sample.execute("truncate e_lead")
    rows: list[Lead] = []
    for index, lead in enumerate(leads):
        created = NOW + timedelta(microseconds=int(str(lead["created"])))
        next_at: datetime | None = None if lead["next"] is None else NOW + timedelta(days=1)
        row: Lead = {**lead, "id": number(1000 + index), "created_at": created}
        rows.append({**row, "next_contact_at": next_at})
        await sample.add(
            "lead", id=number(1000 + index), name=lead["name"], stage=lead["stage"],
            service_value=lead["service_value"], next_contact_at=next_at, _created_at=created,
        )  # fmt: skip
    text = ",".join(f"{'-' if descending else ''}{key}" for key, descending in sort)
    seen = await read_all(sample, sample.context("admin"), f"fields=name&sort={text}", limit)
    assert seen == naive(rows, sort)


async def first_cursor(sample: SampleClinic, ctx: RequestContext, query: str) -> str:
    body = await sample.reader.list_records(ctx, "leads", query)
    return quote(json.loads(body)["page"]["next"])


async def two_leads(sample: SampleClinic) -> None:
    await sample.add("lead", name="A", owner=ME)
    await sample.add("lead", name="B", owner=ME)


async def test_a_cursor_belongs_to_its_question_member_and_rules(sample: SampleClinic) -> None:
    await two_leads(sample)
    ctx = sample.context("seller")
    query = "fields=name&sort=name&limit=1"
    after = await first_cursor(sample, ctx, query)
    stale = [
        (ctx, "fields=name&sort=-name&limit=1"),
        (ctx, "fields=name&sort=name&limit=1&stage=new"),
        (sample.context("seller", member=OTHER), query),
        (sample.context("seller", "admin"), query),
        (sample.context("admin"), query),
    ]
    for who, asked in stale:
        with pytest.raises(CursorStale):
            await sample.reader.list_records(who, "leads", f"{asked}&after={after}")
    body = await sample.reader.list_records(ctx, "leads", f"{query}&after={after}")
    assert [row["name"] for row in json.loads(body)["data"]] == ["B"]


@pytest.mark.parametrize("forged", ["x", "a.b.c", "%00", "é", "1" * 20_000])
async def test_a_forged_cursor_is_refused(sample: SampleClinic, forged: str) -> None:
    with pytest.raises((CursorInvalid, InvalidInput)):
        await sample.reader.list_records(sample.context("admin"), "leads", f"after={forged}")


async def test_a_changed_cursor_is_refused(sample: SampleClinic) -> None:
    await two_leads(sample)
    ctx = sample.context("admin")
    after = await first_cursor(sample, ctx, "limit=1")
    flipped = after[:-2] + ("A" if after[-2] != "A" else "B") + after[-1]
    with pytest.raises(CursorInvalid):
        await sample.reader.list_records(ctx, "leads", f"limit=1&after={flipped}")


async def test_the_fence_throws_away_an_answer_of_an_old_model(sample: SampleClinic) -> None:
    ctx = sample.context("admin")
    await sample.execute("update _state set model_version = 2")
    with pytest.raises(SnapshotStale) as caught:
        await sample.reader.list_records(ctx, "leads", "")
    assert caught.value.model_version == 2


async def test_the_fence_throws_away_an_answer_under_revoked_rights(sample: SampleClinic) -> None:
    ctx = sample.context("admin")
    behind = replace(ctx, actor=replace(ctx.actor, policy_epoch=0))
    with pytest.raises(SnapshotStale):
        await sample.reader.list_records(behind, "leads", "")


async def test_each_read_is_one_statement(sample: SampleClinic) -> None:
    lead = await sample.add("lead", name="A", owner=ME)
    ctx = sample.context("seller")
    statements: list[str] = []

    async def read_everything() -> list[int]:
        counted: list[int] = []
        for read in (
            sample.reader.list_records(ctx, "leads", "count=capped&search=a"),
            sample.reader.get_record(ctx, "leads", lead, "with=appointments,activities"),
            sample.reader.run_view(ctx, "lead.board", ""),
            sample.reader.run_view(ctx, "lead.mine", ""),
        ):
            statements.clear()
            await read
            await asyncio.sleep(0.01)  # the logger is called in a later turn of the loop
            counted.append(len(statements))
        return counted

    await read_everything()  # a new connection asks once for the types it has not met
    async with sample.databases.core.clinic(sample.id) as connection:
        connection.add_query_logger(lambda record: statements.append(record.query))
    assert await read_everything() == [1, 1, 1, 1]


async def test_a_read_that_takes_too_long_says_so(
    sample: SampleClinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def cancelled(*_: object) -> None:
        raise asyncpg.QueryCanceledError("canceling statement due to statement timeout")

    monkeypatch.setattr(asyncpg.Connection, "fetchrow", cancelled)
    with pytest.raises(TooExpensive):
        await sample.reader.list_records(sample.context("admin"), "leads", "")
