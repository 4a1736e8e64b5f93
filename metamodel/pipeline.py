"""A pipeline: the stages a record goes through and which moves are allowed."""

from typing import ClassVar, Literal

from metamodel.label import Label
from metamodel.value import Definition, Growing

StageKind = Literal["open", "won", "lost", "done", "cancelled"]


class Stage(Growing, Definition):
    """`requires` are fields that must be filled to enter; `gate` an expression that must hold
    then.
    """

    LATER: ClassVar[frozenset[str]] = frozenset(
        {"on_enter", "on_exit", "before", "during", "after", "roles", "occupies"}
    )

    key: str
    label: Label | None = None
    color: str | None = None
    kind: StageKind = "open"
    flags: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    gate: str | None = None
    gate_message: Label | None = None
    confirm: bool = False
    max_days: int | None = None
    wip_limit: int | None = None
    probability: int | None = None


class Pipeline(Growing, Definition):
    """`transitions` maps a stage key (or `*`) to the keys reachable from it; absent = any move is
    allowed.
    """

    LATER: ClassVar[frozenset[str]] = frozenset({"version", "board"})

    name: str
    label: Label | None = None
    initial: str | None = None
    stages: tuple[Stage, ...]
    transitions: dict[str, tuple[str, ...]] = {}

    def reachable(self, key: str) -> tuple[str, ...]:
        """The stage keys a record in stage `key` may move to, in pipeline order."""
        others = tuple(stage.key for stage in self.stages if stage.key != key)
        if not self.transitions:
            return others
        allowed = set(self.transitions.get(key, ())) | set(self.transitions.get("*", ()))
        return tuple(other for other in others if other in allowed)

    @property
    def first_stage(self) -> str:
        """Where a new record starts."""
        return self.initial or self.stages[0].key
