"""Statements of one record's write put together: one round trip to the database instead of several.

Parts of one statement see the database as it was before it. So a statement that reads what an
earlier one wrote, and a second one on the same table, begin a new group.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from engine.records.statement import Statement

_MARK = re.compile(r"\$(\d+)")
_TARGET = re.compile(r"(?:insert into|update|delete from) (\"[^\"]+\"|\w+)")


def combine(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The same work in as few statements as can be, all of one delta."""
    group: list[Statement] = []
    written: set[str] = set()
    for statement in statements:
        target = _TARGET.match(statement.sql)
        is_many = len(statement.rows) > 1
        stands_alone = statement.reads or is_many or statement.sql.startswith("with ")
        if group and (stands_alone or (target is not None and target[1] in written)):
            yield _together(group)
            group, written = [], set()
        if stands_alone:
            yield statement
            continue
        group.append(statement)
        if target is not None:
            written.add(target[1])
    if group:
        yield _together(group)


def _together(group: Sequence[Statement]) -> Statement:
    if len(group) == 1:
        return group[0]
    sql = _sql_of(tuple((each.sql, len(each.rows[0])) for each in group))
    row = tuple(value for each in group for value in each.rows[0])
    return Statement(sql=sql, rows=[row], deltas=group[0].deltas[:1])


@lru_cache(maxsize=4096)
def _sql_of(group: tuple[tuple[str, int], ...]) -> str:
    """One statement of several, each with the number of its arguments."""
    parts: list[str] = []
    asked: list[str] = []
    given = 0
    for text, count in group:
        sql = _renumbered(text, given)
        given += count
        if sql.startswith("select "):
            asked.append(f"({sql})")
        else:
            parts.append(f"w{len(parts)} as ({sql})")
    return f"with {', '.join(parts)} select {', '.join(asked) or '1'}"


def _renumbered(sql: str, by: int) -> str:
    return _MARK.sub(lambda mark: f"${int(mark[1]) + by}", sql)
