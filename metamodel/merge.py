"""Three-way merge of an upgrade: old vendor, new vendor, and the clinic's edits.

Law: a merge never discards an edit. Where vendor and clinic changed the same thing, the clinic's
stands and a conflict is listed for a person to decide.
"""

from typing import Any, Literal

from metamodel.assemble import to_plain
from metamodel.attributes import read_attribute
from metamodel.layout_edits import find_node
from metamodel.model import Model
from metamodel.overlay import Edit, Overlay
from metamodel.structure import NAME_ATTRIBUTE, Found, Plain, child_lists, walk
from metamodel.value import Value, content_hash

ConflictKind = Literal["changed", "removed", "taken", "anchor_gone"]


class MergeConflict(Value):
    """`changed`: the vendor changed what the clinic changed or removed; `removed`: the vendor
    removed it; `taken`: the vendor now has a definition of the clinic's name; `anchor_gone`: the
    place on a layout is gone.

    `base`, `vendor` and `clinic` are the old vendor's, the new vendor's and the clinic's value.
    """

    kind: ConflictKind
    target: str
    path: str
    attribute: str | None = None
    base: Any = None
    vendor: Any = None
    clinic: Any = None


def merge(
    old_vendor: Model, new_vendor: Model, overlay: Overlay
) -> tuple[Overlay, list[MergeConflict]]:
    """The overlay for the new vendor model, and the true conflicts.

    Both models are built without the overlay. Edits come back in their order, every one of them;
    where nothing conflicts, the base hash follows the vendor.
    """
    merger = _Merger(old_vendor, new_vendor)
    edits = [merger.merge(edit) for edit in overlay.edits]
    return Overlay(edits=tuple(edits)), merger.conflicts


class _Merger:
    def __init__(self, old: Model, new: Model) -> None:
        self.old_root, self.new_root = to_plain(old), to_plain(new)
        self.old = {found.id: found for found in walk(self.old_root)}
        self.new = {found.id: found for found in walk(self.new_root)}
        self.conflicts: list[MergeConflict] = []

    def merge(self, edit: Edit) -> Edit:
        before, after = self.old.get(edit.target), self.new.get(edit.target)
        if edit.op == "add":
            self._merge_add(edit, before, after)
        elif before is not None and after is None:
            if edit.op != "remove":
                self._note("removed", edit, before, clinic=edit.value)
        elif before is not None and after is not None:
            if edit.op == "set":
                return self._merge_set(edit, before, after)
            if edit.op == "remove":
                self._merge_remove(edit, before, after)
            else:
                self._merge_layout(edit, before, after)
        return edit

    def _merge_set(self, edit: Edit, before: Found, after: Found) -> Edit:
        attribute = edit.attribute or ""
        base = read_attribute(before.kind, before.body, attribute)
        vendor = read_attribute(after.kind, after.body, attribute)
        moved = content_hash(base) != content_hash(vendor)
        agreed = content_hash(vendor) in (edit.base_hash, content_hash(edit.value))
        if moved and not agreed:
            self._note("changed", edit, after, base=base, vendor=vendor, clinic=edit.value)
            return edit
        if moved and edit.base_hash is not None:
            return edit.model_copy(update={"base_hash": content_hash(vendor)})
        return edit

    def _merge_remove(self, edit: Edit, before: Found, after: Found) -> None:
        if content_hash(before.body) != content_hash(after.body):
            self._note("changed", edit, after, base=before.body, vendor=after.body)

    def _merge_add(self, edit: Edit, before: Found | None, after: Found | None) -> None:
        body: Plain = edit.body or {}
        if before is not None and after is None:
            self._note("removed", edit, before, clinic=body)
            return
        held = _held(self.new_root, self.new, edit)
        if held is not None and _held(self.old_root, self.old, edit) is None:
            path = f"{after.path}.{edit.kind}" if after else str(edit.kind)
            conflict = MergeConflict(
                kind="taken", target=edit.target, path=path, vendor=held, clinic=body
            )
            self.conflicts.append(conflict)

    def _merge_layout(self, edit: Edit, before: Found, after: Found) -> None:
        operation = edit.operation
        if operation is None:
            return
        anchors = (operation.node, operation.after, operation.before, operation.into)
        for anchor in (each for each in anchors if each):
            spot, now = find_node(before.body, anchor), find_node(after.body, anchor)
            if spot is not None and now is None:
                self._note("anchor_gone", edit, after, base=spot.node, clinic=anchor)
            elif spot is not None and now is not None and operation.op in ("set", "remove"):
                if anchor != operation.node:
                    continue
                base: Any = spot.node
                vendor: Any = now.node
                if operation.op == "set":
                    base = spot.node.get(operation.attribute or "")
                    vendor = now.node.get(operation.attribute or "")
                if content_hash(base) != content_hash(vendor) and vendor != operation.value:
                    value = operation.value
                    self._note("changed", edit, after, base=base, vendor=vendor, clinic=value)

    def _note(
        self,
        kind: ConflictKind,
        edit: Edit,
        found: Found,
        *,
        base: Any = None,
        vendor: Any = None,
        clinic: Any = None,
    ) -> None:
        self.conflicts.append(
            MergeConflict(
                kind=kind,
                target=edit.target,
                path=found.path,
                attribute=edit.attribute,
                base=base,
                vendor=vendor,
                clinic=clinic,
            )
        )


def _held(root: Plain, index: dict[str, Found], edit: Edit) -> Plain | None:
    """What the vendor has under the id or the name of a definition the clinic added."""
    body: Plain = edit.body or {}
    if found := index.get(str(body.get("id") or "")):
        return found.body
    parent = index.get(edit.target)
    name = NAME_ATTRIBUTE.get(edit.kind or "", "")
    lists = child_lists(parent.kind, parent.body) if parent else child_lists("model", root)
    siblings = [item for _, kind, items in lists if kind == edit.kind for item in items]
    return next((item for item in siblings if name and item.get(name) == body.get(name)), None)
