"""The contract of a view kind: which attributes a view of this kind needs. Reading is done by the
query layer."""

from abc import ABC, abstractmethod
from typing import ClassVar

from engine.kinds.registry import Registry
from metamodel.entity import Entity
from metamodel.view import View


class ViewKind(ABC):
    """A view kind. `needs` are view attributes that must be set (after `complete` filled what can
    be derived)."""

    key: str
    needs: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def complete(self, view: View, entity: Entity) -> View:
        """The view with everything derivable filled in: columns, card, field. Pure."""


view_kinds: Registry[ViewKind] = Registry("engine.view_kinds")
