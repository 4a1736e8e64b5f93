"""Lays a clinic's edits over the merged packages. What an edit was made on may be gone: then it
waits.
"""

from collections.abc import Iterable
from copy import deepcopy

from pydantic import ValidationError

from metamodel.attributes import base_hash, find_forbidden, write_attribute
from metamodel.identity import derive_id, give_id, give_ids
from metamodel.layout_edits import apply_operation
from metamodel.overlay import Edit, Overlay
from metamodel.report import Report
from metamodel.resolve import CLINIC_PREFIX
from metamodel.structure import (
    CHILDREN,
    NAME_ATTRIBUTE,
    SHAPES,
    Found,
    Plain,
    call,
    walk,
    walk_below,
)
from metamodel.wording import hint, nearest


class _Tree:
    """A model with its definitions by id, kept right while definitions come and go."""

    def __init__(self, model: Plain) -> None:
        self.model = model
        self._by_id = {found.id: found for found in walk(model) if found.id}

    def find(self, id_: str) -> Found | None:
        """The definition of this id."""
        return self._by_id.get(id_)

    def remove(self, found: Found) -> None:
        """Take a definition and all inside it away."""
        found.owner[:] = [each for each in found.owner if each is not found.body]
        for each in (found, *walk_below(found.kind, found.body, found, "")):
            self._by_id.pop(each.id, None)

    def insert(self, parent: Found | None, attribute: str, kind: str, body: Plain, at: int) -> None:
        """Put a definition into the list of its parent."""
        around = parent.body if parent else self.model
        owner: list[Plain] = around.setdefault(attribute, [])
        owner.insert(at, body)
        prefix = f"{parent.path}.{attribute}" if parent else attribute
        found = Found(
            kind=kind,
            body=body,
            path=f"{prefix}.{call(kind, body, at)}",
            parent=parent,
            attribute=attribute,
            owner=owner,
        )
        for each in (found, *walk_below(kind, body, found, f"{found.path}.")):
            self._by_id.setdefault(each.id, each)


def apply_edits(model: Plain, edits: Iterable[Edit], report: Report) -> list[Edit]:
    """Apply in order; returns the edits whose target is not there (yet)."""
    tree = _Tree(model)
    return [edit for edit in edits if not _apply(tree, edit, report)]


def apply_layout_edits(model: Plain, edits: Iterable[Edit], report: Report) -> None:
    """Apply what had to wait for the layouts; a warning for what is still without its target."""
    tree = _Tree(model)
    for edit in edits:
        found = tree.find(edit.target)
        if found is None:
            if edit.op != "remove":
                report.warn("edit_target_gone", f"overlay.{edit.target}", id=edit.target)
        elif edit.op != "layout":
            _apply(tree, edit, report)
        elif edit.operation is None or found.kind != "layout" or found.parent is None:
            report.error("edit_shape", found.path, op=edit.op)
        else:
            operation = edit.operation.model_copy(update={"layout": edit.target})
            apply_operation(found.parent.body, operation, found.path, report)


def _apply(tree: _Tree, edit: Edit, report: Report) -> bool:
    """Whether the edit is done with; not when it has to wait for its target."""
    found = tree.find(edit.target)
    if character := find_forbidden(edit.model_dump()):
        report.error("text_forbidden", f"overlay.{edit.target}", character=character)
    elif edit.op == "layout" or (found is None and edit.target):
        return False
    elif edit.op == "set" and found is not None:
        _set(found, edit, report)
    elif edit.op == "remove" and found is not None:
        tree.remove(found)
    elif edit.op == "add":
        _add(tree, found, edit, report)
    else:
        report.error("edit_shape", f"overlay.{edit.target}", op=edit.op)
    return True


def _set(found: Found, edit: Edit, report: Report) -> None:
    attribute = edit.attribute or ""
    changed = edit.base_hash and base_hash(found.kind, found.body, attribute) != edit.base_hash
    if not write_attribute(found.kind, found.body, attribute, deepcopy(edit.value)):
        report.error("edit_attribute", f"{found.path}.{attribute}", name=attribute)
    elif changed:
        report.warn("edit_base_changed", f"{found.path}.{attribute}", name=attribute)


def _add(tree: _Tree, parent: Found | None, edit: Edit, report: Report) -> None:
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
    owner: list[Plain] = (parent.body if parent else tree.model).get(attribute, [])
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
    tree.insert(parent, attribute, kind, body, after + 1)


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
