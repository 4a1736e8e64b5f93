"""Assembles one model from packages and a clinic's overlay. Pure; the checks come after.

The order: packages by what they build on, ids, extensions, translations, derived views, edits,
derived layouts, extensions of layouts, edits of layouts. Everything is in plain form until the
model is made.
"""

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from metamodel.apply_edits import apply_edits, apply_layout_edits, edits_of
from metamodel.catalogue import Catalogue
from metamodel.derive import derive_layouts, derive_views
from metamodel.entity import Extension
from metamodel.extend import Target, extend_fields, extend_layouts, find_target
from metamodel.identity import check_ids, give_ids, give_item_ids
from metamodel.model import Model, PackageVersion
from metamodel.namespaces import check_namespace
from metamodel.overlay import Overlay
from metamodel.package import AppPackage
from metamodel.report import Report
from metamodel.structure import Plain, call_item, walk
from metamodel.translations import apply_translations
from metamodel.value import content_hash, find_mapping
from metamodel.wording import nearest


def assemble(
    packages: Sequence[AppPackage], overlay: Overlay, catalogue: Catalogue, report: Report
) -> Model | None:
    """The model, or None when an edit made a definition that has not the right shape."""
    model: Plain = {"entities": [], "views": [], "roles": [], "menu": []}
    owners: dict[str, Target] = {}
    for package in packages:
        missing = _add_package(package, model, owners, report)
        if missing and report.is_fresh(package.key):
            report.warn("ids_missing", f"apps.{package.key}", app=package.key, count=missing)
    extending = _extend(packages, model, owners, report)
    check_seeds(packages, model, report)
    for package in packages:
        apply_translations(package.key, model, package.translations, report)
    derive_views(model["entities"], model["views"], catalogue)
    vendor = {entity["id"] for entity in model["entities"]}
    waiting = apply_edits(model, edits_of(overlay), report)
    if overlay.edits:
        sound = _make(packages, model, report)
        if sound is None:
            return None
        model = to_plain(sound)
    added = [entity for entity in model["entities"] if entity["id"] not in vendor]
    derive_views(added, model["views"], catalogue)
    for entity in model["entities"]:
        derive_layouts(entity, catalogue)
    by_id = {entity["id"]: entity for entity in model["entities"]}
    for extension, body, entity_id in extending:
        if entity_id in by_id:
            extend_layouts(extension, body, by_id[entity_id], report)
    _drop_inactive_items(model, report)
    give_item_ids(model)
    apply_layout_edits(model, waiting, report)
    give_item_ids(model)
    check_ids(model, report)
    return _make(packages, model, report)


def to_plain(model: Model) -> Plain:
    """A model in the plain form that edits, merge and diff work on."""
    plain: Plain = {"entities": [], "views": [], "roles": [], "menu": []}
    plain.update(model.model_dump(mode="json", exclude_defaults=True))
    return plain


def check_seeds(packages: Sequence[AppPackage], model: Plain, report: Report) -> None:
    """First records name entities and fields that are there."""
    known: dict[str, set[str]] = {
        entity["entity"]: {field["name"] for field in entity.get("fields", ())}
        for entity in model["entities"]
    }
    for package in filter(lambda each: report.is_fresh(each.key), packages):
        for name, records in package.seed.items():
            if name not in known:
                if not report.is_broken(f"entities.{name}"):
                    report.error("entity_unknown", f"seed.{name}", nearest(name, known), name=name)
                continue
            first = {key: at for at, record in reversed([*enumerate(records)]) for key in record}
            for field in sorted(first.keys() - known[name]):
                if not report.is_broken(f"entities.{name}.fields.{field}"):
                    remedy = nearest(field, known[name])
                    at = f"seed.{name}.{first[field]}.{field}"
                    report.error("seed_field", at, remedy, entity=name, name=field)


def _add_package(
    package: AppPackage, model: Plain, owners: dict[str, Target], report: Report
) -> int:
    known_roles = frozenset(role["key"] for role in model["roles"])
    check_namespace(package, known_roles, report)
    keep = {"entities", "views", "roles", "menu"}
    plain: Plain = package.model_dump(mode="json", exclude_defaults=True, include=keep)
    unnamed = {role.key for role in package.roles if role.id is None}
    missing = give_ids("model", plain, package.key)
    for entity in plain.get("entities", ()):
        owners.setdefault(entity["entity"], (package.key, entity))
    for kind in ("entities", "views", "menu"):
        model[kind] += plain.get(kind, [])
    for role in plain.get("roles", ()):
        is_other = _add_role(package.key, role, model["roles"], report)
        missing -= 1 if is_other and role["key"] in unnamed else 0
    return missing


def _add_role(app: str, role: Plain, roles: list[Plain], report: Report) -> bool:
    """A role of an app it builds on gets the grants on this app's entities, and nothing else."""
    known = next((each for each in roles if each["key"] == role["key"]), None)
    if known is None:
        roles.append(role)
        return False
    path = f"roles.{role['key']}"
    grants: Plain = known.setdefault("entities", {})
    for name, grant in role.get("entities", {}).items():
        if name in grants:
            report.error("grant_twice", f"{path}.entities.{name}", name=name, role=role["key"])
        grants.setdefault(name, grant)
    for attribute in ("level", "admin", "features"):
        if attribute in role and role[attribute] != known.get(attribute):
            report.error("role_of_other", f"{path}.{attribute}", app=app, name=attribute)
    return True


def _extend(
    packages: Sequence[AppPackage], model: Plain, owners: dict[str, Target], report: Report
) -> list[tuple[Extension, Plain, str]]:
    extending: list[tuple[Extension, Plain, str]] = []
    installed = [package.key for package in packages]
    for package in packages:
        missing = 0
        for extension in package.extensions:
            entity = find_target(package, extension, owners, installed, report)
            if entity is None:
                continue
            body: Plain = extension.model_dump(mode="json", exclude_defaults=True)
            missing += extend_fields(package.key, extension, body, entity, report)
            extending.append((extension, body, entity["id"]))
        if missing and report.is_fresh(package.key):
            path = f"apps.{package.key}.extends"
            report.warn("ids_missing", path, app=package.key, count=missing)
    return extending


def _drop_inactive_items(model: Plain, report: Report) -> None:
    """Buttons are not drawn yet: say so, and leave them out of the layouts."""
    for found in list(walk(model)):
        if found.kind == "item" and "later" in found.body and call_item(found.body) is None:
            report.warn("attribute_later", found.path, name=", ".join(found.body["later"]))
            found.owner[:] = [each for each in found.owner if each is not found.body]


def _make(packages: Sequence[AppPackage], model: Plain, report: Report) -> Model | None:
    versions = [
        PackageVersion(
            key=package.key, version=package.manifest.version, hash=content_hash(package)
        ).model_dump()
        for package in packages
    ]
    try:
        return Model.model_validate({**model, "packages": versions})
    except ValidationError as error:
        for each in error.errors(include_url=False, include_context=False):
            path = _path(model, each["loc"])
            report.error("edit_invalid", path, name=path.rpartition(".")[2], reason=each["msg"])
        return None


def _path(model: Plain, location: Sequence[str | int]) -> str:
    parts: list[str] = []
    current: Any = model
    for part in location:
        try:
            current = current[part]
        except (KeyError, IndexError, TypeError):
            parts.append(str(part))
            break
        name = str(part)
        if isinstance(part, int) and (body := find_mapping(current)) is not None:
            name = str(body.get("name") or body.get("key") or body.get("entity") or part)
        parts.append(name)
    return ".".join(parts)
