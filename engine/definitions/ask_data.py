"""Puts a plan's questions to the data; every answer but none is a refusal with a remedy."""

from collections.abc import Sequence

from engine.core.pool import Connection
from engine.definitions.convert_rows import find_unconvertible
from engine.definitions.data_check import DataCheck, explain_offending
from engine.definitions.session import PublishSession
from metamodel.problem import Problem

__all__ = ["ask_data"]


async def ask_data(session: PublishSession, checks: Sequence[DataCheck]) -> list[Problem]:
    """All refusals at once."""
    problems: list[Problem] = []
    for check in checks:
        count, ids = await _ask(session.of(check.datasource), check)
        if count:
            problems.append(explain_offending(check, count, ids))
    return problems


async def _ask(con: Connection, check: DataCheck) -> tuple[int, list[str]]:
    if check.conversion is not None:
        return await find_unconvertible(con, check.table, check.conversion)
    row = await con.fetchrow(check.sql())
    if row is None or not row["count"]:
        return 0, []
    return row["count"], [str(each) for each in row["ids"]]
