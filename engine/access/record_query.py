"""RecordQuery: the one shape of a read, for REST, GraphQL, views, export, pickers and automations
alike.
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias
from uuid import UUID

from metamodel.expression import Expression, digest
from metamodel.value import content_hash

CountMode = Literal["none", "capped", "estimate", "exact"]
Bucket = Literal["day", "week", "month", "quarter", "year"]
ReadFor = Literal["read", "export"]
"""What the records are read for: an export needs the right to it besides that to read."""
Parts: TypeAlias = tuple[tuple[str, Expression], ...]
"""The conditions a filter is made of, by the parameter each came in: for its faults."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SortKey:
    """One key of the order; `path` is a field of the entity or, through to-one links, of
    another.
    """

    path: tuple[str, ...]
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """One selected field. `nested` selects fields of the linked record(s); without it a link is
    {id, title}.
    """

    name: str
    nested: tuple["Selected", ...] = ()
    children: "Children | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Children:
    """How many of a to-many link's records are read, in which order, under which filter."""

    limit: int = 20
    sort: tuple[SortKey, ...] = ()
    filter: Expression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRequest:
    """An aggregate over the records in scope, e.g. sum of `service_value`."""

    fn: str
    field: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Group the records by a stage or choice field: a page of cards, a count and measures per
    column. The column None holds the records of a choice field without a value.
    """

    field: str
    columns: tuple[str | None, ...]
    measures: tuple[MeasureRequest, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRequest:
    """What records are grouped by: a field, or one behind to-one links; points in time by spans."""

    path: tuple[str, ...]
    bucket: Bucket | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate:
    """Measures over the records in scope, one row for each combination of the groups. The keys of
    the order are names of groups and of measures (`count`, `sum_service_value`).
    """

    groups: tuple[GroupRequest, ...] = ()
    measures: tuple[MeasureRequest, ...] = ()
    sort: tuple[SortKey, ...] = ()
    limit: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Heads of the rows of a view: a field they stand under, and measures of each group and of
    all. Read with the first page alone.
    """

    group: GroupRequest | None = None
    measures: tuple[MeasureRequest, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ColorRequest:
    """The hue of the records for which a condition holds; the first that does gives it."""

    when: Expression
    color: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Records whose span touches the days from `since` up to `until`, which is not in it. A span
    starts at `start` and ends at `end`, else with its last stage, else it goes on.
    """

    start: str
    end: str | None = None
    stage: str | None = None
    next: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordQuery:
    """What is asked, before anybody looked at who asks. `after` is the verified payload of a
    cursor; `skip` rows from there on are left out.
    """

    entity: str
    select: tuple[Selected, ...]
    filter: Expression | None = None
    sort: tuple[SortKey, ...] = ()
    search: str | None = None
    limit: int = 50
    skip: int = 0
    after: tuple[object, ...] | None = None
    count: CountMode = "none"
    trash: Literal["exclude", "only"] = "exclude"
    record_id: UUID | None = None
    parts: Parts = ()
    board: Board | None = None
    aggregate: Aggregate | None = None
    drawn_as: str = ""
    summary: Summary | None = None
    colors: tuple[ColorRequest, ...] = ()
    window: Window | None = None
    read_for: ReadFor = "read"


def query_digest(query: RecordQuery) -> str:
    """What is asked and in which order, whatever page of it."""
    return content_hash(
        json.dumps(
            [
                query.entity,
                [repr(each) for each in query.select],
                digest(query.filter) if query.filter is not None else None,
                [[list(key.path), key.descending] for key in query.sort],
                query.search,
                query.trash,
                query.board.field if query.board else None,
                repr(query.aggregate) if query.aggregate else None,
                query.read_for,
                query.drawn_as,
                repr(query.summary.group) if query.summary else None,
                repr(query.window) if query.window else None,
            ]
        )
    )
