"""An app package: the definitions of one app at one version, as read from its files."""

from typing import Any

from pydantic import PrivateAttr

from metamodel.entity import Datasource, Entity, Extension
from metamodel.label import Label
from metamodel.menu import MenuEntry
from metamodel.role import Role
from metamodel.source_map import SourceMap
from metamodel.value import Definition
from metamodel.view import View


class AppManifest(Definition):
    """`app.yaml`. `requires` and `works_with` map an app key to a version range: `>=1.0 <2`,
    `*`.
    """

    key: str
    namespace: str | None = None
    version: str
    label: Label | None = None
    description: Label | None = None
    icon: str | None = None
    owner: str | None = None
    quality: str = "bronze"
    datasource: Datasource = "core"
    requires: dict[str, str] = {}
    works_with: dict[str, str] = {}


class AppPackage(Definition):
    """Everything one app defines. `seed` maps an entity name to the records a new clinic gets."""

    manifest: AppManifest
    entities: tuple[Entity, ...] = ()
    extensions: tuple[Extension, ...] = ()
    views: tuple[View, ...] = ()
    roles: tuple[Role, ...] = ()
    menu: tuple[MenuEntry, ...] = ()
    translations: dict[str, dict[str, str]] = {}
    seed: dict[str, tuple[dict[str, Any], ...]] = {}

    _sources: SourceMap = PrivateAttr(default_factory=SourceMap)

    @property
    def sources(self) -> SourceMap:
        """Where the definitions stand in the files; empty when the package was not read from
        files.
        """
        return self._sources

    def with_sources(self, sources: SourceMap) -> "AppPackage":
        """The same package, knowing its files."""
        copy = self.model_copy()
        copy._sources = sources
        return copy

    @property
    def key(self) -> str:
        """The app key."""
        return self.manifest.key
