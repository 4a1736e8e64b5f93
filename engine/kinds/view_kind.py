"""The contract of a view kind: what it stands on, what its rows carry, and in which shape it is
read. Reading is done by the query layer."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal, TypeAlias

from engine.kinds.registry import Registry
from metamodel.entity import Entity
from metamodel.view import View

ViewShape: TypeAlias = Literal["rows", "board", "timeline"]
"""How a view is read: rows in pages; a page of cards for each column; rows that touch a window of
time."""


class ViewKind(ABC):
    """A view kind. `needs` are view attributes that must be set (after `complete` filled what can
    be derived). `stands_on` are the types of field its `field` may have, the best first; empty for
    a kind that needs none. `settings_fields` are settings that name a field, with its types; every
    kind knows `due`, the date by which something is to be done."""

    key: str
    shape: ClassVar[ViewShape] = "rows"
    needs: ClassVar[tuple[str, ...]] = ()
    stands_on: ClassVar[tuple[str, ...]] = ()
    settings_fields: ClassVar[Mapping[str, tuple[str, ...]]] = {"due": ("date", "datetime")}

    @abstractmethod
    def complete(self, view: View, entity: Entity) -> View:
        """The view with everything derivable filled in: columns, card, field. Pure."""

    def carries(self, view: View, entity: Entity) -> Iterator[str]:
        """Fields that are in every row whatever columns are asked for: what the kind draws with."""
        yield entity.title
        for key in self.settings_fields:
            name = view.settings.get(key)
            if isinstance(name, str):
                yield name


view_kinds: Registry[ViewKind] = Registry("engine.view_kinds")
