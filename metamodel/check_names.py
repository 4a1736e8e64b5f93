"""Checks API names: their shape, reserved words, twins, and who may use which prefix."""

from collections.abc import Iterable

from metamodel.entity import Entity
from metamodel.expression.words import RESERVED
from metamodel.model import Model
from metamodel.names import NAME_MAX, NAME_PATTERN, RESERVED_NAMES, SYSTEM_FIELDS, camel_case
from metamodel.report import Report
from metamodel.wording import hint

_NOT_FIELDS = RESERVED_NAMES | RESERVED
_CATALOG = "pg_"  # PostgreSQL finds a table of its own before one of ours with the same name
_NOT_KEYS = frozenset({"null", "true", "false"})


def suggest_name(text: str) -> str | None:
    """The text bent into a name, when anything of it can stay."""
    folded = "".join(char if char.isascii() and char.isalnum() else "_" for char in text[:200])
    spaced = "".join(
        f"_{char.lower()}"
        if char.isupper() and index and folded[index - 1].islower()
        else char.lower()
        for index, char in enumerate(folded)
    )
    name = "_".join(part for part in spaced.split("_") if part)[:NAME_MAX].strip("_")
    return name if NAME_PATTERN.match(name) else None


def check_name(
    path: str, name: str, report: Report, *, reserved: frozenset[str] = _NOT_FIELDS
) -> bool:
    """The name has the right shape and is not reserved."""
    if not NAME_PATTERN.match(name):
        better = suggest_name(name)
        report.error(
            "name_shape", path, hint("try_name", name=better) if better else None, name=name
        )
        return False
    if len(name) > NAME_MAX:
        report.error("name_long", path, name=name, limit=NAME_MAX)
        return False
    if name in reserved:
        report.error("name_reserved", path, hint("try_name", name=f"{name}_value"), name=name)
        return False
    return True


def check_siblings(prefix: str, names: Iterable[str], report: Report) -> None:
    """No name twice, and no two that are one in camelCase."""
    seen: dict[str, str] = {}
    for name in names:
        twin = seen.get(camel_case(name))
        if twin == name:
            report.error("duplicate_name", f"{prefix}.{name}", name=name)
        elif twin is not None:
            spelled = camel_case(name)
            report.error("name_twin", f"{prefix}.{name}", name=name, twin=twin, spelled=spelled)
        else:
            seen[camel_case(name)] = name


def check_names(model: Model, report: Report) -> None:
    """Names of entities among each other, and of what each entity holds."""
    _check_entity_names(model, report)
    for entity in model.entities:
        _check_inside(entity, report)
    keys = [role.key for role in model.roles]
    check_siblings("roles", keys, report)
    for key in keys:
        check_name(f"roles.{key}.key", key, report, reserved=_NOT_KEYS)
    check_siblings("menu", [entry.key for entry in model.menu], report)
    for entry in model.menu:
        check_name(f"menu.{entry.key}.key", entry.key, report, reserved=_NOT_KEYS)
    for entity_name in dict.fromkeys(view.entity for view in model.views):
        names = [view.name for view in model.views if view.entity == entity_name]
        check_siblings(f"views.{entity_name}", names, report)
        for name in names:
            check_name(f"views.{entity_name}.{name}.name", name, report, reserved=_NOT_KEYS)


def _check_entity_names(model: Model, report: Report) -> None:
    owners: dict[str, tuple[str, str]] = {}
    for entity in model.entities:
        for attribute, name in (("entity", entity.entity), ("plural", entity.plural)):
            path = f"entities.{entity.name}.{attribute}"
            if check_name(path, name, report) and name.startswith(_CATALOG):
                better = hint("try_name", name=f"{name.removeprefix(_CATALOG)}_record")
                report.error("name_reserved", path, better, name=name)
            holder = owners.get(camel_case(name))
            if holder is not None:
                other, word = holder
                code = "duplicate_name" if (word, attribute) == (name, "entity") else "name_taken"
                report.error(code, path, name=name, entity=other, twin=word)
            else:
                owners[camel_case(name)] = (entity.name, name)


def _check_inside(entity: Entity, report: Report) -> None:
    prefix = f"entities.{entity.name}"
    names = [field.name for field in entity.fields]
    check_siblings(f"{prefix}.fields", [*SYSTEM_FIELDS, *names], report)
    for name in names:
        if name not in SYSTEM_FIELDS:
            check_name(f"{prefix}.fields.{name}.name", name, report)
    layouts = [layout.name for layout in entity.layouts]
    pipelines = [pipeline.name for pipeline in entity.pipelines]
    for kind, found in (("layouts", layouts), ("pipelines", pipelines)):
        check_siblings(f"{prefix}.{kind}", found, report)
        for name in found:
            check_name(f"{prefix}.{kind}.{name}.name", name, report, reserved=_NOT_KEYS)
