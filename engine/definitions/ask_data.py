"""Puts a plan's questions to the data; every answer but none is a refusal with a remedy."""

from collections.abc import Sequence

from engine.definitions.data_check import DataCheck, explain_offending
from engine.definitions.session import PublishSession
from metamodel.problem import Problem

__all__ = ["ask_data"]


async def ask_data(session: PublishSession, checks: Sequence[DataCheck]) -> list[Problem]:
    """All refusals at once."""
    problems: list[Problem] = []
    for check in checks:
        row = await session.of(check.datasource).fetchrow(check.sql())
        if row is not None and row["count"]:
            ids = [str(each) for each in row["ids"]]
            problems.append(explain_offending(check, row["count"], ids))
    return problems
