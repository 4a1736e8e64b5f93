"""A saved view: a filter, an order and a shape (`kind`) over one entity."""

from typing import Any, ClassVar, Literal

from pydantic import model_validator

from metamodel.label import Label
from metamodel.value import Definition, Growing, Value, find_mapping


class Measure(Value):
    """An aggregate shown in a column head or footer."""

    fn: str
    field: str | None = None


Hue = Literal[
    "gray", "red", "orange", "amber", "lime", "green",
    "teal", "cyan", "blue", "indigo", "violet", "pink",
]  # fmt: skip
Density = Literal["compact", "normal", "relaxed"]


class ColorRule(Value):
    """The hue of the records for which a condition holds; of several rules the first that does."""

    when: str
    color: Hue


class View(Growing, Definition):
    """`name` (in YAML also `view`) is unique within the entity; the wire key is
    `<entity>.<name>`.

    `field` is what the kind stands on: the columns of a board, the start of a timeline. `group` is
    the field whose values rows stand under. `settings` are the kind's own: a timeline's `end`,
    `stage` and `next`, the widths of a sheet's columns.
    """

    LATER: ClassVar[frozenset[str]] = frozenset({"owner"})

    name: str
    entity: str
    kind: str
    label: Label | None = None
    default: bool = False
    roles: tuple[str, ...] = ("*",)
    filter: str | None = None
    sort: str | None = None
    columns: tuple[str, ...] = ()
    card: str | None = None
    field: str | None = None
    measures: tuple[Measure, ...] = ()
    group: str | None = None
    color_rules: tuple[ColorRule, ...] = ()
    density: Density | None = None
    pinned: bool = False
    settings: dict[str, Any] = {}

    @model_validator(mode="before")
    @classmethod
    def _name_from_view(cls, data: Any) -> Any:
        given = find_mapping(data)
        if given is None or "view" not in given or "name" in given:
            return data
        given["name"] = given.pop("view")
        return given

    @property
    def key(self) -> str:
        """The wire key: `lead.board`."""
        return f"{self.entity}.{self.name}"
