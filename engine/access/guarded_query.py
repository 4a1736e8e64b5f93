"""GuardedQuery: a read with every name resolved and every rule in place. Only the guard makes one
(law 1).

A plan takes nothing else, so a read that passed no guard is a type error, and one that forged its
way in a TypeError.
"""

from dataclasses import InitVar, dataclass
from typing import Literal, TypeAlias
from uuid import UUID

from engine.access.policy import EntityPolicy, Policy
from engine.access.record_query import CountMode
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
    after: tuple[str | None, ...] | None
    count: CountMode
    record_id: UUID | None
    board: GuardedBoard | None
    entities: tuple[str, ...]
    digest: str

    def __post_init__(self, seal: Seal) -> None:
        if seal is not SEAL:
            raise TypeError("only engine.access.guard makes a GuardedQuery")
