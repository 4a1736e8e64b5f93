"""What lies between two models, definition by definition, by id: a rename is a rename, not a loss
and a gain.
"""

from collections.abc import Iterator
from typing import Any, Literal

from metamodel.assemble import to_plain
from metamodel.model import Model
from metamodel.structure import (
    CHILDREN,
    NAME_ATTRIBUTE,
    Found,
    Plain,
    child_lists,
    own_attributes,
    walk,
)
from metamodel.value import Value, find_mapping

ChangeOp = Literal["add", "change", "remove", "rename"]
_OPENED = frozenset({"settings", "entities", "later"})


class ModelChange(Value):
    """One change. `attribute` is None for a definition that comes or goes; then its own attributes
    (without the definitions inside, which have changes of their own) are in `after` or `before`.

    `kind` is app, entity, field, option, pipeline, stage, unique, rule, layout, tab, section, item,
    view, role or menu; `parent` the id of the definition around it. An order of definitions changes
    as the attribute of the parent that holds them (lists of ids), a move to another parent as the
    attribute `parent`.
    """

    op: ChangeOp
    kind: str
    id: str
    path: str
    parent: str | None = None
    attribute: str | None = None
    before: Any = None
    after: Any = None


def diff(old: Model | None, new: Model) -> list[ModelChange]:
    """All changes from `old` (None: nothing yet) to `new`: apps, then what there is now, then what
    is gone.
    """
    before = to_plain(old) if old is not None else {}
    after = to_plain(new)
    old_by_id = {found.id: found for found in walk(before)}
    new_found = list(walk(after))
    new_ids = {found.id for found in new_found}
    changes = list(_apps(before, after))
    changes += _order("model", "", "", before, after)
    for found in new_found:
        known = old_by_id.get(found.id)
        if known is None or known.kind != found.kind:
            changes.append(_whole("add", found))
        else:
            changes += _changes(known, found)
    gone = [each for each in old_by_id.values() if each.id not in new_ids]
    changes += [_whole("remove", each) for each in gone]
    return changes


def _apps(before: Plain, after: Plain) -> Iterator[ModelChange]:
    old = {each["key"]: each for each in before.get("packages", ())}
    new = {each["key"]: each for each in after.get("packages", ())}
    for key in sorted(old.keys() | new.keys()):
        path = f"apps.{key}"
        if key not in old:
            yield ModelChange(op="add", kind="app", id=key, path=path, after=new[key])
        elif key not in new:
            yield ModelChange(op="remove", kind="app", id=key, path=path, before=old[key])
        else:
            yield from _attributes("app", key, path, None, old[key], new[key])


def _whole(op: Literal["add", "remove"], found: Found) -> ModelChange:
    body = own_attributes(found.kind, found.body)
    return ModelChange(
        op=op,
        kind=found.kind,
        id=found.id,
        path=found.path,
        parent=_parent(found),
        before=body if op == "remove" else None,
        after=body if op == "add" else None,
    )


def _parent(found: Found) -> str | None:
    return found.parent.id if found.parent else None


def _changes(old: Found, new: Found) -> Iterator[ModelChange]:
    parent = _parent(new)
    if _parent(old) != parent or old.attribute != new.attribute:
        yield ModelChange(
            op="change",
            kind=new.kind,
            id=new.id,
            path=new.path,
            parent=parent,
            attribute="parent",
            before=_parent(old),
            after=parent,
        )
    before, after = own_attributes(old.kind, old.body), own_attributes(new.kind, new.body)
    yield from _attributes(new.kind, new.id, new.path, parent, before, after)
    yield from _order(new.kind, new.id, new.path, old.body, new.body)


def _attributes(
    kind: str, id_: str, path: str, parent: str | None, before: Plain, after: Plain
) -> Iterator[ModelChange]:
    old, new = _opened(before), _opened(after)
    for attribute in sorted(old.keys() | new.keys()):
        if old.get(attribute) == new.get(attribute):
            continue
        yield ModelChange(
            op="rename" if attribute == NAME_ATTRIBUTE.get(kind) else "change",
            kind=kind,
            id=id_,
            path=path,
            parent=parent,
            attribute=attribute,
            before=old.get(attribute),
            after=new.get(attribute),
        )


def _opened(body: Plain) -> Plain:
    """Settings and grants are compared one by one."""
    result: Plain = {}
    for key, value in body.items():
        inner = find_mapping(value) if key in _OPENED else None
        if inner is None:
            result[key] = value
        else:
            result |= {f"{key}.{name}": each for name, each in inner.items()}
    return result


def _order(kind: str, id_: str, path: str, old: Plain, new: Plain) -> Iterator[ModelChange]:
    if kind not in CHILDREN or not old:
        return
    before = {name: [item["id"] for item in items] for name, _, items in child_lists(kind, old)}
    after = {name: [item["id"] for item in items] for name, _, items in child_lists(kind, new)}
    for name in CHILDREN[kind]:
        first, then = before.get(name, []), after.get(name, [])
        if [each for each in first if each in then] != [each for each in then if each in first]:
            yield ModelChange(
                op="change",
                kind=kind,
                id=id_,
                path=path,
                attribute=name,
                before=first,
                after=then,
            )
