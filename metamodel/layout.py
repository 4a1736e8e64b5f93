"""Layouts: how a record is laid out on its page, on a card and in the create form."""

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from pydantic import model_validator

from metamodel.label import Label
from metamodel.value import Definition, Growing, Value

LayoutKind = Literal["record", "card", "create", "public_form", "print", "phone"]
ACTIVE_LAYOUT_KINDS = ("record", "card", "create")


class Item(Growing, Definition):
    """One thing on a layout: exactly one of `field`, `widget`, `related`. A bare string is a
    field.
    """

    LATER: ClassVar[frozenset[str]] = frozenset({"button"})

    field: str | None = None
    widget: str | None = None
    related: str | None = None
    columns: tuple[str, ...] = ()
    visible: str | None = None
    required: str | None = None
    read_only: str | None = None
    options: dict[str, Any] = {}

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: Any) -> Any:
        return {"field": data} if isinstance(data, str) else data


class Section(Definition):
    """Fields under one heading, in one or two columns."""

    label: Label | None = None
    columns: Literal[1, 2] = 2
    items: tuple[Item, ...] = ()


class Tab(Definition):
    """One tab of a record page."""

    label: Label | None = None
    sections: tuple[Section, ...] = ()


class Action(Definition):
    """A button that makes a record of a related list, already tied to the record it stands on."""

    related: str
    label: Label | None = None
    icon: str | None = None


class Layout(Definition):
    """`tabs`, `side`, `highlights` and `actions` belong to record layouts; `items` to card and
    create layouts. The first of the actions is what is done most.
    """

    name: str
    kind: LayoutKind = "record"
    label: Label | None = None
    roles: tuple[str, ...] = ("*",)
    tabs: tuple[Tab, ...] = ()
    side: tuple[Item, ...] = ()
    highlights: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    actions: tuple[Action, ...] = ()

    def all_items(self) -> Iterator[Item]:
        """Every item, wherever it stands on the layout."""
        for tab in self.tabs:
            for section in tab.sections:
                yield from section.items
        yield from self.side
        yield from self.items


class LayoutOperation(Value):
    """One step on an existing layout, anchored to nodes: an id, else `field:x`, `widget:x`,
    `related:x` or `x`.

    `insert` puts `item`, `section`, `tab` or `action` (anchored as `action:x`); `move` takes `node`
    elsewhere; `remove` takes it away; `set` gives its `attribute` the `value`. The place is `after`
    or `before` a node, else the end of `into` (the id of a tab or section, or one of `side`,
    `items`, `tabs`, `actions`).
    """

    layout: str
    op: Literal["insert", "move", "remove", "set"]
    node: str | None = None
    after: str | None = None
    before: str | None = None
    into: str | None = None
    item: Item | None = None
    section: Section | None = None
    tab: Tab | None = None
    action: Action | None = None
    attribute: str | None = None
    value: Any = None
