"""Seeded data at any size, made inside PostgreSQL: leads with realistic decay over the stages,
half as many appointments, as many activities.

40 owners, 2 units, 50 procedures, 5 channels, 7 situations; the seller under test owns one lead in
forty and works in one of the two units. No real people: names are combined from lists.
"""

from uuid import UUID

from engine.core.pool import Connection
from tests.bench.tables import Tables

SITUATIONS = (
    "conversation_started",
    "potential",
    "no_potential",
    "future_contact",
    "no_return",
    "prequalified",
    "qualified",
)
STAGES = ("new", "active", "negotiation", "no_answer", "qualified", "closed")


def lead_id(number: int) -> UUID:
    """The id of the nth lead."""
    return UUID(f"00000001-0000-7000-8000-{number:012x}")


def procedure_id(number: int) -> UUID:
    """The id of the nth procedure, of 50."""
    return UUID(f"00000004-0000-7000-8000-{number:012x}")


async def fill(
    con: Connection, tables: Tables, *, rows: int, seller: UUID, units: tuple[UUID, UUID]
) -> None:
    """Insert `rows` leads and what hangs on them. The clinic must be empty of them."""
    await con.execute("select setseed(0.42)")
    await con.execute(tables.statement("seed_members"))
    await con.execute(tables.statement("seed_procedures"))
    await con.execute(tables.statement("seed_leads"), rows, seller, *units)
    await con.execute(tables.statement("seed_lead_procedures"), rows)
    await con.execute(tables.statement("seed_appointments"), rows // 2, units[0])
    await con.execute(tables.statement("seed_activities"), rows, seller, max(2, rows // 10))
    await con.execute(
        f"vacuum analyze {tables.list('lead', 'appointment', 'activity', 'procedure')}"
    )
