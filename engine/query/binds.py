"""Parameters of a statement: values of the query, and slots filled with the asker and the clock at
each run.

No value ever stands in the text of a statement, so its text is shared by everyone who asks the same
thing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from engine.access.actor import RequestContext

SlotName: TypeAlias = Literal["me", "unit", "units", "teams", "today", "now", "zone"]
SLOT_TYPES: dict[SlotName, str] = {
    "me": "uuid",
    "unit": "uuid",
    "units": "uuid[]",
    "teams": "uuid[]",
    "today": "date",
    "now": "timestamptz",
    "zone": "text",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A value known only when the statement runs."""

    name: SlotName


@dataclass(frozen=True, slots=True, kw_only=True)
class CursorSlot:
    """The last row's value of one sort key, as text."""

    index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A value of the query with its database type."""

    value: object
    pg_type: str


Bind: TypeAlias = Slot | CursorSlot | Bound


class Binds:
    """Numbers the parameters while a statement is written; an equal one is used again."""

    def __init__(self, first: int = 1) -> None:
        self._first = first
        self._binds: list[Bind] = []

    def value(self, value: object, pg_type: str) -> str:
        """A placeholder for a value, cast to its type."""
        return f"{self.place(Bound(value=value, pg_type=pg_type))}::{pg_type}"

    def slot(self, name: SlotName) -> str:
        """A placeholder for a value of the asker or the clock."""
        return f"{self.place(Slot(name=name))}::{SLOT_TYPES[name]}"

    def cursor(self, index: int, pg_type: str) -> str:
        """A placeholder for a value of the cursor, which travels as text."""
        return f"{self.place(CursorSlot(index=index))}::text::{pg_type}"

    def record(self) -> str:
        """A placeholder for the id of the one record asked for, which is given as a cursor's only
        value.
        """
        return f"{self.place(CursorSlot(index=0))}::uuid"

    def all(self) -> tuple[Bind, ...]:
        """The parameters in order."""
        return tuple(self._binds)

    def place(self, bind: Bind) -> str:
        """The placeholder of a parameter, without its type."""
        for index, known in enumerate(self._binds):
            if known == bind and _same_type(known, bind):
                return f"${index + self._first}"
        self._binds.append(bind)
        return f"${len(self._binds) + self._first - 1}"


def fill(
    binds: Sequence[Bind], ctx: RequestContext, after: Sequence[str | None] | None = None
) -> list[object]:
    """The values to run a statement with."""
    values: list[object] = []
    for bind in binds:
        if isinstance(bind, Bound):
            values.append(bind.value)
        elif isinstance(bind, Slot):
            values.append(slot_value(ctx, bind.name))
        else:
            values.append(None if after is None else after[bind.index])
    return values


def slot_value(ctx: RequestContext, name: SlotName) -> object:
    """The value of a variable for this asker, now."""
    actor = ctx.actor
    match name:
        case "me":
            return actor.member_id
        case "unit":
            return actor.unit
        case "units":
            return actor.units
        case "teams":
            return actor.teams
        case "today":
            return ctx.now.astimezone(ctx.zone).date()
        case "now":
            return ctx.now
        case "zone":
            return ctx.clinic.timezone


def _same_type(left: Bind, right: Bind) -> bool:
    """Equal values of two types (1 and True) are two parameters."""
    if isinstance(left, Bound) and isinstance(right, Bound):
        return type(left.value) is type(right.value)
    return True
