"""Takes the files of a package one by one and remembers where each definition stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from metamodel.elements import elements, key_of
from metamodel.entity import Entity, Extension
from metamodel.faults import mend, name_of, named_path, salvage, translate
from metamodel.menu import MenuEntry
from metamodel.package import AppManifest, AppPackage
from metamodel.places import SHOWN_PLACES, Holds, find_place
from metamodel.problem import Problem
from metamodel.role import Role
from metamodel.source_map import Place, SourceMap
from metamodel.unread import names_in, stand_in
from metamodel.value import Value, find_mapping
from metamodel.view import View
from metamodel.wording import Whole, problem
from metamodel.yaml_source import Node, read_yaml

V = TypeVar("V", bound=Value)
_UNKNOWN_APP = {"key": "app", "version": "0.0.0"}
_SEED: TypeAdapter[tuple[dict[str, Any], ...]] = TypeAdapter(tuple[dict[str, Any], ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class Loading:
    """What could be read: the package without its faulty parts, the problems, the paths left out,
    and the names that files which could not be read at all may define.
    """

    package: AppPackage | None
    problems: list[Problem]
    broken: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()


@dataclass(slots=True)
class PackageReader:
    """Holds what was read so far; `finish` makes the package of it."""

    problems: list[Problem] = field(default_factory=list[Problem])
    broken: set[str] = field(default_factory=set[str])
    places: dict[str, Place] = field(default_factory=dict[str, Place])
    unread: set[str] = field(default_factory=set[str])
    manifest: AppManifest | None = None
    app_text: str | None = None
    entities: list[tuple[Entity, bool]] = field(default_factory=list[tuple[Entity, bool]])
    extensions: list[Extension] = field(default_factory=list[Extension])
    views: list[View] = field(default_factory=list[View])
    roles: list[Role] = field(default_factory=list[Role])
    menu: list[MenuEntry] = field(default_factory=list[MenuEntry])
    translations: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    seed: dict[str, tuple[dict[str, Any], ...]] = field(
        default_factory=dict[str, tuple[dict[str, Any], ...]]
    )

    def read(self, path: str, text: str) -> None:
        """Take one file in, whatever it holds."""
        found = find_place(path)
        if found is None:
            if path.endswith((".yaml", ".yml")):
                self._warn("file_not_read", path, places=Whole(SHOWN_PLACES))
            return
        place, names = found
        if place.later:
            self._warn("file_not_active", path)
        if place.holds is None:
            return
        if place.holds == "app":
            self.app_text = text
        node, problems = read_yaml(text, path)
        self.problems += problems
        if node is not None and node.value is not None:
            self._readers()[place.holds](node, path, names)
            return
        self.unread |= names_in(path, text)
        if not problems and place.holds in ("entity", "extension"):
            self.problems.append(problem("file_empty", path, file=path, line=1))
        elif not problems and place.holds != "app":
            self._warn("file_empty", path)

    def _warn(self, code: str, path: str, **params: Any) -> None:
        self.problems.append(problem(code, path, severity="warning", file=path, **params))

    def _readers(self) -> dict[Holds, Callable[[Node, str, dict[str, str]], None]]:
        return {
            "app": self._read_app,
            "entity": self._read_entity,
            "extension": self._read_extension,
            "views": self._read_views,
            "roles": self._read_roles,
            "menu": self._read_menu,
            "translations": self._read_translations,
            "seed": self._read_seed,
        }

    def _read_app(self, node: Node, path: str, _: dict[str, str]) -> None:
        key = node.find("key")
        prefix = f"apps.{key.written}" if key and key.written else "apps"
        self.manifest = self._validate(AppManifest, node, prefix, path)
        if self.manifest is None and isinstance(node.value, dict):
            self.manifest = mend(AppManifest, node, node.plain(), _UNKNOWN_APP)

    def _read_entity(self, node: Node, path: str, _: dict[str, str]) -> None:
        prefix = f"entities.{name_of(node) or path}"
        entity = self._validate(Entity, node, prefix, path)
        if entity is not None:
            self.entities.append((entity, node.find("datasource") is None))
        elif name_of(node) is None:
            self.unread |= names_in(path, "")

    def _read_extension(self, node: Node, path: str, names: dict[str, str]) -> None:
        prefix = f"entities.{names['entity']}"
        defaults = {"extends": names["entity"], "app": names["app"]}
        extension = self._validate(Extension, node, prefix, path, defaults)
        if extension is None:
            return
        if extension.entity != names["entity"] or extension.app != names["app"]:
            self.problems.append(
                problem(
                    "extension_name",
                    f"{prefix}.extends",
                    file=path,
                    line=node.key_lines.get("extends", node.line),
                    name=extension.extends,
                    expected=names["entity"],
                )
            )
        self.extensions.append(extension)
        added = (("fields", "options"), ("pipelines", "stages"), ("pipelines", "transitions"))
        for kind, attribute in added:
            for name in getattr(extension, attribute):
                self._remember_alias(f"{prefix}.{attribute}.{name}", f"{prefix}.{kind}.{name}")

    def _read_views(self, node: Node, path: str, _: dict[str, str]) -> None:
        for each in elements(node, "views"):
            entity, name = each.find("entity"), each.find("name") or each.find("view")
            parts = [part.written for part in (entity, name) if part is not None]
            view = self._validate(View, each, ".".join(["views", *parts]), path)
            if view is not None:
                self.views.append(view)

    def _read_roles(self, node: Node, path: str, _: dict[str, str]) -> None:
        for each in elements(node, "roles"):
            role = self._validate(Role, each, f"roles.{name_of(each) or each.line}", path)
            if role is not None:
                self.roles.append(role)

    def _read_menu(self, node: Node, path: str, _: dict[str, str]) -> None:
        for each in elements(node, "menu"):
            entry = self._validate(MenuEntry, each, f"menu.{key_of(each)}", path)
            if entry is not None:
                self.menu.append(entry)

    def _read_translations(self, node: Node, path: str, names: dict[str, str]) -> None:
        texts = self.translations.setdefault(names["locale"], {})
        waiting = [("", node)]
        while waiting:
            prefix, current = waiting.pop()
            if isinstance(current.value, dict):
                waiting += [
                    (f"{prefix}.{key}".lstrip("."), child) for key, child in current.value.items()
                ]
            elif isinstance(current.value, str):
                texts[prefix] = current.value
                self.places[f"i18n.{names['locale']}.{prefix}"] = Place(
                    file=path, line=current.line
                )
            else:
                self.problems.append(
                    problem(
                        "must_be_text",
                        f"i18n.{names['locale']}.{prefix}",
                        file=path,
                        line=current.line,
                        name=prefix,
                    )
                )

    def _read_seed(self, node: Node, path: str, names: dict[str, str]) -> None:
        named = node.find("entity")
        entity = named.written if named else names["entity"]
        records = node.find("records") if isinstance(node.value, dict) else node
        prefix = f"seed.{entity}"
        self.places[prefix] = Place(file=path, line=node.line)
        if records is None or not isinstance(records.value, list):
            self.problems.append(
                problem("seed_shape", prefix, file=path, line=node.line, name=entity)
            )
            return
        start = len(self.seed.get(entity, ()))
        for index, record in enumerate(records.value):
            self._remember(f"{prefix}.{start + index}", record, path)
        try:
            rows = _SEED.validate_python(records.plain())
        except ValidationError as error:
            details = error.errors(include_url=False)
            self.problems += translate(details, AppPackage, records, prefix, path)
            return
        self.seed[entity] = (*self.seed.get(entity, ()), *rows)

    def _validate(
        self,
        model: type[V],
        node: Node,
        prefix: str,
        path: str,
        defaults: Mapping[str, Any] | None = None,
    ) -> V | None:
        self._remember(prefix, node, path)
        data: Any = node.plain()
        if defaults and (given := find_mapping(data)) is not None:
            data = {**defaults, **given}
        try:
            return model.model_validate(data)
        except ValidationError as error:
            details = error.errors(include_url=False)
            self.problems += translate(details, model, node, prefix, path)
        rest, losses = salvage(model, node, data)
        self.broken.update(named_path(prefix, node, location) for location in losses)
        if rest is None:
            self.broken.add(prefix)
        return rest

    def _remember(self, prefix: str, root: Node, file: str) -> None:
        """Note the line of every definition and attribute, by path of names."""
        waiting: list[tuple[str, Node, int]] = [(prefix, root, root.line)]
        while waiting:
            path, node, line = waiting.pop()
            self.places.setdefault(path, Place(file=file, line=line))
            if isinstance(node.value, dict):
                lines = node.key_lines
                waiting += [(f"{path}.{k}", n, lines[k]) for k, n in node.value.items()]
            elif isinstance(node.value, list):
                for index, child in enumerate(node.value):
                    waiting.append((f"{path}.{name_of(child) or index}", child, child.line))
                    self._remember_item(path, child, file)

    def _remember_item(self, path: str, node: Node, file: str) -> None:
        before, found, after = path.partition(".layouts.")
        if not found:
            return
        layout = f"{before}.layouts.{after.partition('.')[0]}"
        for each in (node, *(node.find(key) for key in ("field", "widget", "related"))):
            if each is not None and isinstance(each.value, str):
                self.places.setdefault(
                    f"{layout}.items.{each.value}", Place(file=file, line=node.line)
                )

    def _remember_alias(self, written: str, meant: str) -> None:
        """What an extension adds stands in the model under another path than in its file."""
        name = meant.rpartition(".")[2]
        attribute = written.removesuffix(f".{name}").rpartition(".")[2]
        for path, place in list(self.places.items()):
            if path.startswith(f"{written}."):
                self.places.setdefault(f"{meant}.{attribute}{path[len(written) :]}", place)

    def finish(self) -> Loading:
        """The package of what was read; without one when there is no readable manifest."""
        manifest = self.manifest
        if manifest is None:
            if not any(each.file == "app.yaml" for each in self.problems):
                self.problems.append(problem("manifest_missing", "apps", file="app.yaml"))
            manifest = stand_in(self.app_text or "")
            self.broken.add(f"apps.{manifest.key}")
        of_app = {"app": manifest.key}
        self.problems = [each.model_copy(update=of_app) for each in self.problems]
        source = manifest.datasource
        entities = tuple(
            entity.model_copy(update={"datasource": source}) if implied else entity
            for entity, implied in self.entities
        )
        package = AppPackage(
            id=manifest.id,
            manifest=manifest,
            entities=entities,
            extensions=tuple(self.extensions),
            views=tuple(self.views),
            roles=tuple(self.roles),
            menu=tuple(self.menu),
            translations=self.translations,
            seed=self.seed,
        )
        return Loading(
            package=package.with_sources(SourceMap(places=self.places)),
            problems=self.problems,
            broken=frozenset(self.broken),
            unread=frozenset(self.unread),
        )
