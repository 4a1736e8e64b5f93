"""What the expression compiler needs of the query compiler: columns, links and parameters."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NewType, Protocol, TypeAlias

from metamodel.expression import Kind, LiteralValue, Type, Variable

SqlText = NewType("SqlText", str)
Bindable: TypeAlias = LiteralValue | Variable | Sequence[LiteralValue]

PG_TYPES: Final[Mapping[Kind, str]] = {
    Kind.TEXT: "text",
    Kind.CHOICE: "text",
    Kind.STAGE: "text",
    Kind.INTEGER: "bigint",
    Kind.DECIMAL: "numeric",
    Kind.MONEY: "numeric",
    Kind.BOOLEAN: "boolean",
    Kind.DATE: "date",
    Kind.LOCAL_DATETIME: "timestamp",
    Kind.INSTANT: "timestamptz",
    Kind.TIME: "time",
    Kind.DURATION: "interval",
    Kind.LINK: "uuid",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlValue:
    """SQL of a value. `folded` text is compared without case and accents, other text as it is."""

    sql: str
    type: Type
    folded: bool = True


class PathResolver(Protocol):
    """Where paths are kept. Masks are already in the SQL it answers."""

    def column(self, path: tuple[str, ...]) -> SqlValue:
        """SQL of a path that has one value."""
        ...

    def exists(self, path: tuple[str, ...], inner: Callable[[SqlValue], str]) -> str:
        """An EXISTS over the values of a to-many path; `inner` is the condition on one of them."""
        ...


class Params(Protocol):
    """The parameters of the statement being written."""

    def bind(self, value: Bindable, pg_type: str) -> str:
        """The placeholder of a value, cast to its type: `$3::text`.

        A Variable is filled in at run time: me, unit uuid; units, teams uuid[]; today date;
        now timestamptz; zone text.
        """
        ...
