"""A pipeline: the stages a record goes through and which moves are allowed."""

from typing import Annotated, ClassVar, Literal

from pydantic import Discriminator, Tag

from metamodel.label import Label
from metamodel.value import Definition, Growing, Value

StageKind = Literal["open", "won", "lost", "done", "cancelled"]


class Stage(Growing, Definition):
    """`requires` are fields that must be filled to enter; `gate` an expression that must hold
    then. A record in a stage that `occupies` takes up the resources of its `no_overlap`.
    """

    LATER: ClassVar[frozenset[str]] = frozenset(
        {"on_enter", "on_exit", "before", "during", "after", "roles"}
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
    occupies: bool = False


class Transition(Value):
    """A move with conditions: `when` must hold for the record as it is before the move (`message`
    says why not), `roles` may make it (administrators always), `requires` are filled with it.
    """

    to: str
    when: str | None = None
    message: Label | None = None
    roles: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()


def _written_as(data: object) -> str:
    return "Transition" if isinstance(data, dict | Transition) else "str"


Move = Annotated[
    Annotated[str, Tag("str")] | Annotated[Transition, Tag("Transition")],
    Discriminator(_written_as),
]
"""Where a transition leads: a stage key, or one with conditions."""


def leads_to(move: str | Transition) -> str:
    """The key of the stage a transition leads to."""
    return move if isinstance(move, str) else move.to


class Pipeline(Growing, Definition):
    """`transitions` maps a stage key (or `*`) to what is reachable from it; absent = any move is
    allowed. An entry is a stage key, or a key `to` with the conditions of that move.
    """

    LATER: ClassVar[frozenset[str]] = frozenset({"version", "board"})

    name: str
    label: Label | None = None
    initial: str | None = None
    stages: tuple[Stage, ...]
    transitions: dict[str, tuple[Move, ...]] = {}

    def reachable(self, key: str) -> tuple[str, ...]:
        """The stage keys a record in stage `key` may move to, in pipeline order."""
        others = tuple(stage.key for stage in self.stages if stage.key != key)
        if not self.transitions:
            return others
        moves = (*self.transitions.get(key, ()), *self.transitions.get("*", ()))
        allowed = {leads_to(move) for move in moves}
        return tuple(other for other in others if other in allowed)

    def rule(self, origin: str, key: str) -> Transition | None:
        """The conditions of the move from `origin` to `key`, None when it has none.

        What stands under the stage itself goes before what stands under `*`.
        """
        for source in (origin, "*"):
            for move in self.transitions.get(source, ()):
                if leads_to(move) == key:
                    return None if isinstance(move, str) else move
        return None

    @property
    def asked(self) -> frozenset[str]:
        """The fields some move asks for."""
        moves = (move for moves in self.transitions.values() for move in moves)
        return frozenset(
            name for move in moves if isinstance(move, Transition) for name in move.requires
        )

    @property
    def occupying(self) -> tuple[str, ...]:
        """The stages whose records take up their resources: those marked `occupies`; without any,
        all that do not end in vain.
        """
        marked = tuple(stage.key for stage in self.stages if stage.occupies)
        live = (stage.key for stage in self.stages if stage.kind not in ("cancelled", "lost"))
        return marked or tuple(live)

    @property
    def first_stage(self) -> str:
        """Where a new record starts."""
        return self.initial or self.stages[0].key
