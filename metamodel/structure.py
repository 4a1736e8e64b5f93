"""The tree of definitions in plain form: which lists hold which kinds, and what each definition is
called.

Identity, overlay, merge and diff walk this tree, so that a new kind of definition is one line here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from metamodel.entity import Entity, Overlap, Rule, UniqueSet
from metamodel.field import Field, Option
from metamodel.label import DEFAULT_LOCALE
from metamodel.layout import Action, Item, Layout, Section, Tab
from metamodel.menu import MenuEntry
from metamodel.pipeline import Pipeline, Stage
from metamodel.role import Role
from metamodel.value import Value
from metamodel.view import View

Plain = dict[str, Any]

CHILDREN: Mapping[str, Mapping[str, str]] = {
    "model": {"entities": "entity", "views": "view", "roles": "role", "menu": "menu"},
    "entity": {
        "fields": "field",
        "pipelines": "pipeline",
        "unique": "unique",
        "no_overlap": "overlap",
        "rules": "rule",
        "layouts": "layout",
    },
    "field": {"options": "option", "attributes": "attribute"},
    "attribute": {"options": "option"},
    "pipeline": {"stages": "stage"},
    "layout": {"tabs": "tab", "side": "item", "items": "item", "actions": "action"},
    "tab": {"sections": "section"},
    "section": {"items": "item"},
}
"""By kind: the attributes that hold definitions, and of which kind."""

LAYOUT_NODES = frozenset({"tab", "section", "item"})
NAME_ATTRIBUTE: Mapping[str, str] = {
    "entity": "entity",
    "field": "name",
    "attribute": "name",
    "pipeline": "name",
    "layout": "name",
    "view": "name",
    "option": "key",
    "stage": "key",
    "role": "key",
    "menu": "key",
}
"""The attribute whose change is a rename."""

SHAPES: Mapping[str, type[Value]] = {
    "entity": Entity,
    "field": Field,
    "attribute": Field,
    "option": Option,
    "pipeline": Pipeline,
    "stage": Stage,
    "unique": UniqueSet,
    "overlap": Overlap,
    "rule": Rule,
    "layout": Layout,
    "tab": Tab,
    "section": Section,
    "item": Item,
    "action": Action,
    "view": View,
    "role": Role,
    "menu": MenuEntry,
}
"""The shape of each kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A definition in the tree. `owner` is the list it stands in, `parent` the definition around
    it.
    """

    kind: str
    body: Plain
    path: str
    parent: "Found | None"
    attribute: str
    owner: list[Plain]

    @property
    def id(self) -> str:
        """The id, empty while none was given."""
        return str(self.body.get("id") or "")


def child_lists(kind: str, body: Plain) -> Iterator[tuple[str, str, list[Plain]]]:
    """(attribute, kind, list) for each list of definitions that is there."""
    for attribute, child_kind in CHILDREN.get(kind, {}).items():
        if attribute in body:
            yield attribute, child_kind, cast("list[Plain]", body[attribute])


def call(kind: str, body: Plain, position: int) -> str:
    """What a definition is called among its siblings."""
    if kind == "view":
        return f"{body.get('entity')}.{body.get('name')}"
    if name := NAME_ATTRIBUTE.get(kind):
        return str(body.get(name))
    if kind == "item":
        return str(call_item(body) or position)
    if kind == "action":
        return str(body.get("related") or position)
    for listing, attribute in (("unique", "fields"), ("overlap", "resources")):
        if kind == listing and isinstance(body.get(attribute), list):
            return "+".join(map(str, body[attribute]))
    if kind in ("tab", "section") and isinstance(body.get("label"), dict):
        return str(body["label"].get(DEFAULT_LOCALE) or position)
    return str(position)


def call_item(body: Plain) -> str | None:
    """The field, widget or related list a layout item shows."""
    return body.get("field") or body.get("widget") or body.get("related")


def walk(model: Plain) -> Iterator[Found]:
    """Every definition of a model in plain form, parents first, in order."""
    yield from walk_below("model", model, None, "")


def walk_below(kind: str, body: Plain, parent: Found | None, prefix: str) -> Iterator[Found]:
    """Every definition below one."""
    for attribute, child_kind, items in child_lists(kind, body):
        for position, item in enumerate(items):
            name = call(child_kind, item, position)
            path = f"{prefix}{attribute}.{name}"
            if child_kind == "item":
                path = f"{_layout_path(parent)}.items.{name}"
            found = Found(
                kind=child_kind,
                body=item,
                path=path,
                parent=parent,
                attribute=attribute,
                owner=items,
            )
            yield found
            yield from walk_below(child_kind, item, found, f"{path}.")


def _layout_path(found: Found | None) -> str:
    while found is not None and found.kind != "layout":
        found = found.parent
    return found.path if found else ""


def own_attributes(kind: str, body: Plain) -> Plain:
    """The attributes of a definition without those that hold other definitions."""
    inner = CHILDREN.get(kind, {})
    return {key: value for key, value in body.items() if key not in inner and key != "id"}
