"""Lists: rows, links, order, pages and counts, over HTTP's own door."""

import json
from datetime import timedelta
from decimal import Decimal

from tests.database.query.conftest import SampleClinic
from tests.query_sample import ME, MY_UNIT, NOW, OTHER


async def test_a_row_has_the_shape_of_the_wire(sample: SampleClinic) -> None:
    first = await sample.add("procedure", name="Botox")
    second = await sample.add("procedure", name="Peeling", _trashed_at=NOW)
    lead = await sample.add(
        "lead", name="Zé", owner=ME, service_unit=MY_UNIT, stage={"": "new", "since": NOW},
        service_value=Decimal("1890.00"), procedures=[second, first],
    )  # fmt: skip
    body = await sample.reader.list_records(sample.context("admin"), "leads", "count=capped")
    answer = json.loads(body)
    assert answer["page"] == {"next": None, "has_next": False}
    assert answer["count"] == {"value": 1, "capped": False}
    assert answer["data"] == [
        {
            "id": str(lead),
            "version": 1,
            "name": "Zé",
            "owner": {"id": str(ME), "title": "Ana"},
            "whatsapp": None,
            "channel": None,
            "procedures": [
                {"id": str(second), "title": "Peeling", "trashed": True},
                {"id": str(first), "title": "Botox"},
            ],
            "service_value": "1890.00",
            "service_unit": {"id": str(MY_UNIT), "title": "Centro"},
            "next_contact_at": None,
            "comment": None,
            "stage": "new",
            "stage_since": "2026-03-09T12:00:00+00:00",
            "draft_note": None,
            "created_at": "2026-03-09T12:00:00+00:00",
            "created_by": None,
            "updated_at": "2026-03-09T12:00:00+00:00",
            "updated_by": None,
        }
    ]


async def test_pages_follow_one_another_without_gap_or_repeat(sample: SampleClinic) -> None:
    for index in range(7):
        await sample.add(
            "lead", name=f"L{index}", owner=OTHER, _created_at=NOW - timedelta(days=index // 2)
        )
    seen: list[str] = []
    after = ""
    while True:
        body = await sample.reader.list_records(
            sample.context("admin"), "leads", f"fields=name&sort=-created_at&limit=3{after}"
        )
        answer = json.loads(body)
        seen += [row["name"] for row in answer["data"]]
        if not answer["page"]["has_next"]:
            break
        after = f"&after={answer['page']['next']}"
    assert seen == ["L1", "L0", "L3", "L2", "L5", "L4", "L6"]
