"""Lays a clinic's edits over the merged packages. What an edit was made on may be gone: then it
waits.
"""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass

from pydantic import ValidationError

from metamodel.attributes import base_hash, find_forbidden, write_attribute
from metamodel.identity import derive_id, give_id, give_ids
from metamodel.layout_edits import apply_operation
from metamodel.overlay import Edit, Overlay
from metamodel.report import Report
from metamodel.resolve import CLINIC_PREFIX
from metamodel.structure import CHILDREN, NAME_ATTRIBUTE, SHAPES, Found, Plain, call, walk
from metamodel.wording import hint, nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    model: Plain
    by_id: dict[str, Found]


def apply_edits(model: Plain, edits: Iterable[Edit], report: Report) -> list[Edit]:
    """Apply in order; returns the edits whose target is not there (yet)."""
    waiting: list[Edit] = []
    index = _index(model)
    for edit in edits:
        if character := find_forbidden(edit.model_dump()):
            report.error("text_forbidden", f"overlay.{edit.target}", character=character)
            continue
        found = index.by_id.get(edit.target)
        if edit.op == "layout" or (found is None and edit.target):
            waiting.append(edit)
        elif edit.op == "set" and found is not None:
            _set(found, edit, report)
        elif edit.op == "remove" and found is not None:
            found.owner[:] = [each for each in found.owner if each is not found.body]
            index = _index(model)
        elif edit.op == "add":
            _add(model, found, edit, report)
            index = _index(model)
        else:
            report.error("edit_shape", f"overlay.{edit.target}", op=edit.op)
    return waiting


def apply_layout_edits(model: Plain, edits: Iterable[Edit], report: Report) -> None:
    """Apply what had to wait for the layouts; a warning for what is still without its target."""
    for edit in edits:
        index = _index(model)
        found = index.by_id.get(edit.target)
        if found is None:
            if edit.op != "remove":
                report.warn("edit_target_gone", f"overlay.{edit.target}", id=edit.target)
        elif edit.op != "layout":
            apply_edits(model, [edit], report)
        elif edit.operation is None or found.kind != "layout" or found.parent is None:
            report.error("edit_shape", found.path, op=edit.op)
        else:
            operation = edit.operation.model_copy(update={"layout": edit.target})
            apply_operation(found.parent.body, operation, found.path, report)


def _index(model: Plain) -> _Index:
    return _Index(model=model, by_id={found.id: found for found in walk(model) if found.id})


def _set(found: Found, edit: Edit, report: Report) -> None:
    attribute = edit.attribute or ""
    changed = edit.base_hash and base_hash(found.kind, found.body, attribute) != edit.base_hash
    if not write_attribute(found.kind, found.body, attribute, deepcopy(edit.value)):
        report.error("edit_attribute", f"{found.path}.{attribute}", name=attribute)
    elif changed:
        report.warn("edit_base_changed", f"{found.path}.{attribute}", name=attribute)


def _add(model: Plain, parent: Found | None, edit: Edit, report: Report) -> None:
    parent_kind = parent.kind if parent else "model"
    where = parent.path if parent else "overlay"
    lists = {kind: attribute for attribute, kind in CHILDREN.get(parent_kind, {}).items()}
    if edit.kind not in lists or edit.body is None:
        report.error("edit_kind", where, nearest(edit.kind or "", lists), kind=edit.kind or "")
        return
    kind, attribute = edit.kind, lists[edit.kind]
    try:
        given = SHAPES[kind].model_validate(edit.body)
    except ValidationError as error:
        for each in error.errors(include_url=False, include_context=False):
            at = ".".join(map(str, (where, attribute, *each["loc"])))
            report.error("edit_invalid", at, name=at.rpartition(".")[2], reason=each["msg"])
        return
    body: Plain = given.model_dump(mode="json", exclude_defaults=True)
    owner: list[Plain] = (parent.body if parent else model).setdefault(attribute, [])
    name = str(body.get(NAME_ATTRIBUTE.get(kind, "")) or "")
    if not name.startswith(CLINIC_PREFIX) and kind in NAME_ATTRIBUTE and not _is_own(parent):
        remedy = hint("try_name", name=f"{CLINIC_PREFIX}{name}")
        path = f"{where}.{attribute}.{call(kind, body, len(owner))}"
        report.error("prefix_missing", path, remedy, name=name, prefix=CLINIC_PREFIX)
    root = derive_id(parent.id if parent else "overlay", "add", kind)
    give_id(kind, body, root, len(owner), set())
    give_ids(kind, body, str(body["id"]))
    after = next(
        (i for i, each in enumerate(owner) if each.get("id") == edit.after), len(owner) - 1
    )
    owner.insert(after + 1, body)


def _is_own(found: Found | None) -> bool:
    """Whether the clinic made this definition or one around it."""
    while found is not None:
        name = str(found.body.get(NAME_ATTRIBUTE.get(found.kind, "")) or "")
        if name.startswith(CLINIC_PREFIX):
            return True
        found = found.parent
    return False


def edits_of(overlay: Overlay) -> list[Edit]:
    """The edits, those that are only about layouts last."""
    return sorted(overlay.edits, key=lambda edit: edit.op == "layout")
