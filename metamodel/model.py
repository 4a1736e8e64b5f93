"""The model: all definitions of one clinic, packages and overlay merged, as the engine reads
them.
"""

from functools import cached_property

from metamodel.entity import Entity
from metamodel.menu import MenuEntry
from metamodel.role import Role
from metamodel.value import Value, content_hash
from metamodel.view import View


class PackageVersion(Value):
    """Which package at which version and content stands in a model."""

    key: str
    version: str
    hash: str


class Model(Value):
    """Every definition carries an id here, extensions are merged in, and names are unique."""

    packages: tuple[PackageVersion, ...] = ()
    entities: tuple[Entity, ...] = ()
    views: tuple[View, ...] = ()
    roles: tuple[Role, ...] = ()
    menu: tuple[MenuEntry, ...] = ()

    @cached_property
    def hash(self) -> str:
        """Content hash."""
        return content_hash(self)

    @cached_property
    def entity_by_name(self) -> dict[str, Entity]:
        """Entities by API name and by plural, both of which answer on the wire."""
        return {e.plural: e for e in self.entities} | {e.entity: e for e in self.entities}

    @cached_property
    def view_by_key(self) -> dict[str, View]:
        """Views by wire key."""
        return {view.key: view for view in self.views}

    @cached_property
    def role_by_key(self) -> dict[str, Role]:
        """Roles by key."""
        return {role.key: role for role in self.roles}
