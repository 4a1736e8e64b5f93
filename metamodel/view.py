"""A saved view: a filter, an order and a shape (`kind`) over one entity."""

from typing import Any, ClassVar

from pydantic import model_validator

from metamodel.label import Label
from metamodel.value import Definition, Growing, Value, find_mapping


class Measure(Value):
    """An aggregate shown in a column head or footer."""

    fn: str
    field: str | None = None


class View(Growing, Definition):
    """`name` (in YAML also `view`) is unique within the entity; the wire key is
    `<entity>.<name>`.
    """

    LATER: ClassVar[frozenset[str]] = frozenset(
        {"group", "color_rules", "density", "pinned", "owner"}
    )

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
