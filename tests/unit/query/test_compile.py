"""What each kind of request compiles to. NEXUS_UPDATE_GOLDEN=1 writes `query.sql` anew; review
the diff.
"""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from engine.access.guard import guard
from engine.core.keyring import Keyring, new_key
from engine.query.binds import Bound, CursorSlot, Slot
from engine.query.plan import QueryPlan, plan
from engine.query.read import Reader
from tests.query_sample import build_context

pytestmark = pytest.mark.unit

CASES = sorted(path.parent for path in Path(__file__).parent.glob("cases/*/request.json"))


class _NoDatabases:
    """Compiling asks no database."""


def compiled(case: Path) -> QueryPlan:
    request = json.loads((case / "request.json").read_text())
    ctx = build_context(*request["roles"])
    reader = Reader(_NoDatabases(), Keyring(keys=(new_key(),)))
    prepared = reader.prepare(ctx, request["kind"], request["name"], request.get("query", ""))
    if "after" not in request:
        return prepared.first
    asked = replace(prepared.query, after=tuple(request["after"]))
    return plan(guard(ctx, asked), ctx.snapshot)


def written(found: QueryPlan) -> str:
    lines = [found.sql]
    for index, bind in enumerate(found.binds, start=1):
        match bind:
            case Bound():
                lines.append(f"-- ${index} = {bind.value!r}")
            case Slot():
                lines.append(f"-- ${index} = ${bind.name}")
            case CursorSlot():
                lines.append(f"-- ${index} = cursor {bind.index}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_request_compiles_to_its_statement(case: Path) -> None:
    text = written(compiled(case))
    golden = case / "query.sql"
    if os.environ.get("NEXUS_UPDATE_GOLDEN"):
        golden.write_text(text)
    assert text == golden.read_text()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_value_and_no_schema_stands_in_a_statement(case: Path) -> None:
    found = compiled(case)
    assert "c_sample" not in found.sql
    texts = [
        bind.value
        for bind in found.binds
        if isinstance(bind, Bound) and isinstance(bind.value, str)
    ]
    assert not [text for text in texts if f"'{text}'" in found.sql]


def test_equal_requests_of_equal_rules_share_a_statement() -> None:
    reader = Reader(_NoDatabases(), Keyring(keys=(new_key(),)))
    ctx = build_context("seller")
    twin = build_context("seller", "nobody", snapshot=ctx.snapshot)
    asked = ("list", "leads", "stage=new")
    assert reader.prepare(ctx, *asked) is reader.prepare(twin, *asked)
