"""GuardedQuery: a read with every name resolved and every rule in place. Only the guard makes one
(law 1).

A plan takes nothing else, so a read that passed no guard is a type error, and one that forged its
way in a TypeError.
"""

from dataclasses import InitVar, dataclass
from datetime import date
from typing import Literal, TypeAlias
from uuid import UUID

from engine.access.policy import EntityPolicy, Policy
from engine.access.record_query import Bucket, CountMode, ReadFor
from metamodel.expression import TypedExpression
from metamodel.field import Field

Trash: TypeAlias = Literal["exclude", "only"]


class Seal:
    """What the guard signs with; there is one, and the guard keeps it."""

    __slots__ = ()


SEAL = Seal()


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardedTerm:
    """Words that must each stand in a text; or, where they may be a phone number, its digits."""

    words: tuple[str, ...]
    digits: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardedSearch:
    """Terms that must each be found in one of the fields. `numbers` are compared by digits."""

    terms: tuple[GuardedTerm, ...]
    texts: tuple[str, ...]
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardedScope:
    """Which records of an entity: those the policy lets read, the filter keeps and the search
    finds.
    """

    policy: EntityPolicy
    filter: TypedExpression | None = None
    search: GuardedSearch | None = None
    trash: Trash = "exclude"
    read_for: ReadFor = "read"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardedSort:
    """A sortable field the actor may see, or one behind to-one links."""

    path: tuple[str, ...]
    descending: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardedField:
    """A selected field. A link has the policies of its targets (those the actor may see) and what
    is read of them.
    """

    field: Field
    targets: tuple[EntityPolicy, ...] = ()
    nested: tuple["GuardedField", ...] = ()
    children: "GuardedChildren | None" = None
    is_paged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardedChildren:
    """A page of the records behind a to-many link."""

    scope: GuardedScope
    limit: int
    sort: tuple[GuardedSort, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardedMeasure:
    """`key` is the wire name, e.g. `sum:service_value`."""

    key: str
    fn: str
    field: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardedBoard:
    """Columns of a board, in order."""

    field: str
    columns: tuple[str | None, ...]
    measures: tuple[GuardedMeasure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardedGroup:
    """A group the actor may see. `key` is its wire name, `field` what its path ends in, and
    `targets` whose records a link leads to."""

    key: str
    path: tuple[str, ...]
    field: Field
    bucket: Bucket | None
    targets: tuple[EntityPolicy, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardedOrder:
    """One key of an aggregate's order: the place of a group or of a measure."""

    of: Literal["group", "measure"]
    index: int
    descending: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardedAggregate:
    """Groups and measures."""

    groups: tuple[GuardedGroup, ...]
    measures: tuple[GuardedMeasure, ...]
    order: tuple[GuardedOrder, ...]
    limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardedSummary:
    """The group rows stand under, and what is measured of each group and of all."""

    group: GuardedGroup | None
    measures: tuple[GuardedMeasure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardedColor:
    """A hue and when a record has it."""

    when: TypedExpression
    color: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardedWindow:
    """A window of days over fields the actor sees. `stage` is seen without a mask; `finished` are
    its stages in which nothing goes on.
    """

    start: str
    end: str | None
    stage: str | None
    finished: tuple[str, ...]
    next: str | None
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardedQuery:
    """A read that may be planned. `digest` names what is asked; `entities` are all it touches, for
    the cursor.
    """

    seal: InitVar[Seal]
    policy: Policy
    scope: GuardedScope
    select: tuple[GuardedField, ...]
    sort: tuple[GuardedSort, ...]
    limit: int
    skip: int
    after: tuple[str | None, ...] | None
    count: CountMode
    record_id: UUID | None
    board: GuardedBoard | None
    aggregate: GuardedAggregate | None
    summary: GuardedSummary | None
    colors: tuple[GuardedColor, ...]
    window: GuardedWindow | None
    entities: tuple[str, ...]
    digest: str

    def __post_init__(self, seal: Seal) -> None:
        if seal is not SEAL:
            raise TypeError("only engine.access.guard makes a GuardedQuery")
