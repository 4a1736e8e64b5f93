"""The types of the expression language.

A date, a local date-time and an instant are three types. Where a point in time is compared with a
date, its local day is; nothing else mixes them. A time is an hour of no day in particular.
`list` is what a path through a to-many link has; `other` is a value (file, JSON) that can only be
asked whether it is empty.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of value. The words are those field types use as `expression_type`."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    BOOLEAN = "boolean"
    DATE = "date"
    LOCAL_DATETIME = "local_datetime"
    INSTANT = "instant"
    TIME = "time"
    DURATION = "duration"
    CHOICE = "choice"
    STAGE = "stage"
    LINK = "link"
    LIST = "list"
    NULL = "null"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """A type. `options` are the keys of a choice or stage (empty: any key goes); `entity` is the
    target of a link (None: any record); `of` is the element of a list."""

    kind: Kind
    options: tuple[str, ...] = ()
    entity: str | None = None
    of: "Type | None" = None

    def __str__(self) -> str:
        return self.kind.value


TEXT = Type(kind=Kind.TEXT)
INTEGER = Type(kind=Kind.INTEGER)
DECIMAL = Type(kind=Kind.DECIMAL)
MONEY = Type(kind=Kind.MONEY)
BOOLEAN = Type(kind=Kind.BOOLEAN)
DATE = Type(kind=Kind.DATE)
LOCAL_DATETIME = Type(kind=Kind.LOCAL_DATETIME)
INSTANT = Type(kind=Kind.INSTANT)
TIME = Type(kind=Kind.TIME)
DURATION = Type(kind=Kind.DURATION)
NULL = Type(kind=Kind.NULL)
OTHER = Type(kind=Kind.OTHER)

NUMBERS = (Kind.INTEGER, Kind.DECIMAL, Kind.MONEY)
"""From narrow to wide: the common type of two numbers is the later one."""
DATES = frozenset({Kind.DATE, Kind.LOCAL_DATETIME, Kind.INSTANT})
KEYS = frozenset({Kind.CHOICE, Kind.STAGE})
ORDERED = frozenset({*NUMBERS, *DATES, Kind.TEXT, Kind.TIME, Kind.DURATION})
"""Kinds that know less and greater."""


def choice(*options: str) -> Type:
    """A choice with these option keys."""
    return Type(kind=Kind.CHOICE, options=options)


def stage(*keys: str) -> Type:
    """A stage of a pipeline with these keys."""
    return Type(kind=Kind.STAGE, options=keys)


def link(entity: str | None = None) -> Type:
    """A link to a record of an entity, or of any when None. A record's own `id` has this type."""
    return Type(kind=Kind.LINK, entity=entity)


def list_of(element: Type) -> Type:
    """Several values; a list of a list is the flat list."""
    return element if element.kind is Kind.LIST else Type(kind=Kind.LIST, of=element)


def element_of(given: Type) -> Type:
    """The element of a list; any other type is its own element."""
    return given.of if given.of is not None else given


def named_type(
    name: str, *, options: tuple[str, ...] = (), entity: str | None = None, many: bool = False
) -> Type:
    """The type of a field from its field type's `expression_type`; an unknown name is `other`."""
    try:
        kind = Kind(name)
    except ValueError:
        kind = Kind.OTHER
    single = Type(kind=kind, options=options, entity=entity)
    return list_of(single) if many else single


def common_type(left: Type, right: Type) -> Type | None:
    """The type both fit in: null gives way, numbers widen, a key beside a text is a text."""
    if left.kind is Kind.NULL or right.kind is Kind.NULL:
        return right if left.kind is Kind.NULL else left
    if left.kind in NUMBERS and right.kind in NUMBERS:
        return max(left, right, key=lambda given: NUMBERS.index(given.kind))
    if left.kind is not right.kind:
        texts = {left.kind, right.kind} <= {Kind.TEXT, *KEYS}
        return TEXT if texts else None
    if left.kind is Kind.LINK and left.entity != right.entity:
        return link(None)
    if left.kind in KEYS and left.options != right.options:
        return TEXT
    return left
