"""Merges what apps add to another app's entity: fields, options, stages, rules, then layouts."""

from collections.abc import Iterable, Mapping

from metamodel.entity import Extension
from metamodel.identity import derive_id, give_ids
from metamodel.layout_edits import apply_operation
from metamodel.package import AppPackage
from metamodel.report import Report
from metamodel.structure import Plain, call
from metamodel.wording import nearest

Target = tuple[str, Plain]  # the app that owns the entity, and the entity in plain form
_APPENDED = ("tabs", "side", "items", "highlights", "actions")


def find_target(
    package: AppPackage,
    extension: Extension,
    entities: Mapping[str, Target],
    installed: Iterable[str],
    report: Report,
) -> Plain | None:
    """The entity an extension adds to, or None with a problem that says why."""
    manifest = package.manifest
    path = f"entities.{extension.entity}.extends"
    owner, entity = entities.get(extension.entity, ("", None))
    app = extension.app or owner
    if entity is not None and owner in (app, manifest.key):
        declared = owner in (manifest.key, *manifest.requires, *manifest.works_with)
        if not declared and not report.is_broken(f"apps.{manifest.key}"):
            report.error("extension_undeclared", path, app=manifest.key, name=owner)
        return entity
    if app not in set(installed) and app in manifest.works_with:
        report.warn("extension_sleeps", path, app=manifest.key, name=extension.extends, other=app)
    elif not report.is_broken(f"entities.{extension.entity}"):
        known = [name for name, (key, _) in entities.items() if key == app] or list(entities)
        remedy = nearest(extension.entity, known)
        report.error("extension_target", path, remedy, app=manifest.key, name=extension.extends)
    return None


def extend_fields(
    app: str, extension: Extension, body: Plain, entity: Plain, report: Report
) -> int:
    """Merge all but layouts; returns how many definitions had no id."""
    root = derive_id(app, "extends", extension.entity)
    path = f"entities.{extension.entity}"
    missing = give_ids("entity", body, root)
    for attribute in ("fields", "pipelines", "rules"):
        if attribute in body:
            entity[attribute] = [*entity.get(attribute, ()), *body[attribute]]
    fields = {field["name"]: field for field in entity.get("fields", ())}
    pipelines = {pipeline["name"]: pipeline for pipeline in entity.get("pipelines", ())}
    for name, stages in body.get("stages", {}).items():
        missing += give_ids("pipeline", {"stages": stages}, derive_id(root, "pipeline", name))
        if name not in pipelines:
            _pipeline_unknown(f"{path}.stages.{name}", name, pipelines, report)
            continue
        pipelines[name]["stages"] = _with_stages(pipelines[name]["stages"], stages)
    for name, added in body.get("transitions", {}).items():
        _add_transitions(f"{path}.transitions.{name}", name, added, pipelines, report)
    for attribute, kind in (("options", "field"), ("targets", "")):
        for name, added in body.get(attribute, {}).items():
            if kind:
                missing += give_ids(kind, {attribute: added}, derive_id(root, kind, name))
            if name not in fields:
                if not report.is_broken(f"{path}.fields.{name}"):
                    remedy = nearest(name, fields)
                    report.error("field_unknown", f"{path}.{attribute}.{name}", remedy, name=name)
                continue
            fields[name][attribute] = [*fields[name].get(attribute, ()), *added]
    return missing


def _add_transitions(
    path: str,
    name: str,
    added: Mapping[str, list[str | Plain]],
    pipelines: Mapping[str, Plain],
    report: Report,
) -> None:
    """Added moves beside those there are; a pipeline without any allows every move already."""
    if name not in pipelines:
        _pipeline_unknown(path, name, pipelines, report)
        return
    known: dict[str, list[str | Plain]] = pipelines[name].get("transitions", {})
    if not known:
        report.warn("transitions_not_needed", path, name=name)
        return
    merged = {**known}
    for source, targets in added.items():
        there = merged.get(source, [])
        fresh = [each for each in targets if each not in there and not _is_there(each, there)]
        merged[source] = [*there, *fresh]
    pipelines[name]["transitions"] = merged


def _is_there(target: str | Plain, known: Iterable[str | Plain]) -> bool:
    """Whether a plain move is one already, with conditions or without: they stay as they are."""
    return any(isinstance(each, dict) and each.get("to") == target for each in known)


def _pipeline_unknown(path: str, name: str, known: Iterable[str], report: Report) -> None:
    if not report.is_broken(path):
        report.error("pipeline_unknown", path, nearest(name, known), name=name)


def _with_stages(stages: list[Plain], added: list[Plain]) -> list[Plain]:
    """Added open stages stand before the first stage that ends the pipeline."""
    result = list(stages)
    for stage in added:
        if stage.get("kind", "open") == "open":
            ends = (i for i, each in enumerate(result) if each.get("kind", "open") != "open")
            result.insert(next(ends, len(result)), stage)
        else:
            result.append(stage)
    return result


def extend_layouts(extension: Extension, body: Plain, entity: Plain, report: Report) -> None:
    """Append to layouts of the same name, add the others, then run the layout operations."""
    layouts: list[Plain] = entity.setdefault("layouts", [])
    by_name = {layout["name"]: layout for layout in layouts}
    for layout in body.get("layouts", ()):
        known = by_name.get(call("layout", layout, 0))
        if known is None:
            layouts.append(layout)
            by_name[layout["name"]] = layout
            continue
        for attribute in _APPENDED:
            if attribute in layout:
                known[attribute] = [*known.get(attribute, ()), *layout[attribute]]
    for index, operation in enumerate(extension.layout_operations):
        path = f"entities.{extension.entity}.layout_operations.{index}"
        apply_operation(entity, operation, path, report)
