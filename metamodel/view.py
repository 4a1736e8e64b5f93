"""A saved view: a filter, an order and a shape (`kind`) over one entity."""

from typing import Any

from metamodel.label import Label
from metamodel.value import Definition, Value


class Measure(Value):
    """An aggregate shown in a column head or footer."""

    fn: str
    field: str | None = None


class View(Definition):
    """`name` is unique within the entity; the wire key is `<entity>.<name>`."""

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
    settings: dict[str, Any] = {}

    @property
    def key(self) -> str:
        """The wire key: `lead.board`."""
        return f"{self.entity}.{self.name}"
