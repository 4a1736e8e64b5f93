"""A clinic's own changes, laid over the packages it runs: one edit for one attribute or definition.

Each `set` remembers the hash of the vendor's value it replaced, so that an upgrade can tell a true
conflict.
"""

from typing import Any, Literal

from metamodel.layout import LayoutOperation
from metamodel.value import Value

EditOp = Literal["set", "add", "remove", "layout"]


class Edit(Value):
    """One edit. `target` is the id of a definition.

    `set` gives its `attribute` (a dotted path such as `label.pt-BR`; None takes the value away) the
    `value`; `add` puts a definition of `kind` with `body` into it (target empty: into the model),
    after the sibling `after`; `remove` is a tombstone; `layout` runs `operation` on the layout that
    is the target.
    """

    op: EditOp
    target: str = ""
    attribute: str | None = None
    value: Any = None
    base_hash: str | None = None
    kind: str | None = None
    body: dict[str, Any] | None = None
    after: str | None = None
    operation: LayoutOperation | None = None


class Overlay(Value):
    """All edits of a clinic, in the order they were made."""

    edits: tuple[Edit, ...] = ()

    def with_edit(self, edit: Edit) -> "Overlay":
        """The overlay with one more edit; a `set` or `remove` takes the place of the one before
        it.
        """
        kept = self.edits
        if edit.op in ("set", "remove"):
            spot = (edit.op, edit.target, edit.attribute)
            kept = tuple(each for each in kept if (each.op, each.target, each.attribute) != spot)
        return Overlay(edits=(*kept, edit))
