"""A row of the table of operations: what a route is for, what it takes and what it answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from engine.access.policy import EntityPolicy, Operation
from engine.core.errors import Text

Schema: TypeAlias = dict[str, Any]
Made: TypeAlias = Callable[[EntityPolicy, str], Schema]
"""A schema that depends on the entity and the reader's language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of the query or a header."""

    name: str
    schema: Schema
    text: Text
    at: Literal["query", "header"] = "query"
    example: Any = None


def _always(_: EntityPolicy) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One operation. `needs` is what an entity's policy must allow (None for a route that is not an
    entity's), and `applies` what its definition must have. `body` and `answer` are schemas, or make
    one; `kinds` are the answer's media types. `writes` is false where an unsafe method only asks,
    and `changes` where what is written is no record's.
    """

    summary: Text
    needs: Operation | None = None
    applies: Callable[[EntityPolicy], bool] = _always
    parameters: tuple[Parameter, ...] = ()
    body: Schema | Made | None = None
    body_kind: str = "application/json"
    more_bodies: Mapping[str, Schema] | None = None
    """Bodies of other media types."""
    writes: bool = True
    changes: bool = True
    status: str = "200"
    answer: Schema | Made | None = None
    kinds: tuple[str, ...] = ("application/json",)
    more: Mapping[str, Schema | Made] | None = None
    """Answers of other statuses."""
