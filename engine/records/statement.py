"""A statement of a write, and what makes such statements from deltas."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from engine.access.actor import RequestContext
from engine.records.delta import Delta
from engine.records.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement for one or many rows of arguments. `deltas` says whose row each is; `reads`
    that it looks at what earlier statements of the write left."""

    sql: str
    rows: Sequence[tuple[Any, ...]]
    deltas: Sequence[Delta]
    reads: bool = False


Effect: TypeAlias = Callable[[RequestContext, Table, Sequence[Delta]], Iterable[Statement]]
"""Turns the deltas of one table into statements of the same transaction."""
