"""Runs operations on a layout in plain form: insert, move, remove, set, each anchored to a node."""

from dataclasses import dataclass

from metamodel.layout import LayoutOperation
from metamodel.report import Report
from metamodel.structure import CHILDREN, Plain, call_item, child_lists
from metamodel.wording import nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    kind: str
    node: Plain
    owner: list[Plain]


def find_layout(entity: Plain, anchor: str) -> Plain | None:
    """A layout of an entity by id or name."""
    layouts: list[Plain] = entity.get("layouts", [])
    return next((each for each in layouts if anchor in (each.get("id"), each["name"])), None)


def find_node(layout: Plain, anchor: str) -> _Spot | None:
    """A node by id, else by what it shows: `field:x`, `widget:x`, `related:x` or just `x`."""
    spots = list(_spots("layout", layout))
    by_id = [spot for spot in spots if spot.node.get("id") == anchor]
    shown = [spot for spot in spots if anchor in _anchors(spot)]
    return next(iter(by_id or shown), None)


def _anchors(spot: _Spot) -> tuple[str, ...]:
    if spot.kind == "action":
        return (f"action:{spot.node.get('related')}",)
    for kind in ("field", "widget", "related"):
        if name := spot.node.get(kind):
            return str(name), f"{kind}:{name}"
    return ()


def _spots(kind: str, body: Plain) -> list[_Spot]:
    found: list[_Spot] = []
    for _, child_kind, items in child_lists(kind, body):
        for item in items:
            found.append(_Spot(kind=child_kind, node=item, owner=items))
            found += _spots(child_kind, item)
    return found


def apply_operation(entity: Plain, operation: LayoutOperation, path: str, report: Report) -> bool:
    """Run one operation; a warning, and nothing done, when its layout or anchor is gone."""
    layout = find_layout(entity, operation.layout)
    if layout is None:
        names = [each["name"] for each in entity.get("layouts", ())]
        report.warn("layout_gone", path, nearest(operation.layout, names), name=operation.layout)
        return False
    if operation.op == "insert":
        return _insert(layout, operation, path, report)
    spot = find_node(layout, operation.node or "")
    if spot is None:
        _report_gone(layout, operation.node or "", path, report)
        return False
    if operation.op == "remove":
        _take(spot)
    elif operation.op == "move":
        return _move(layout, spot, operation, path, report)
    else:
        _set(spot, operation)
    return True


def _insert(layout: Plain, operation: LayoutOperation, path: str, report: Report) -> bool:
    given = {
        "item": operation.item,
        "section": operation.section,
        "tab": operation.tab,
        "action": operation.action,
    }
    kinds = [kind for kind, value in given.items() if value is not None]
    if len(kinds) != 1:
        report.error("operation_shape", path)
        return False
    value = given[kinds[0]]
    node: Plain = value.model_dump(mode="json", exclude_defaults=True) if value else {}
    return _place(layout, kinds[0], node, operation, path, report)


def _move(
    layout: Plain, spot: _Spot, operation: LayoutOperation, path: str, report: Report
) -> bool:
    if operation.into and any(
        each.node.get("id") == operation.into for each in _spots(spot.kind, spot.node)
    ):
        report.error("operation_inside_itself", path)
        return False
    index = _take(spot)
    if _place(layout, spot.kind, spot.node, operation, path, report):
        return True
    spot.owner.insert(index, spot.node)
    return False


def _take(spot: _Spot) -> int:
    index = next(i for i, each in enumerate(spot.owner) if each is spot.node)
    del spot.owner[index]
    return index


def _place(
    layout: Plain, kind: str, node: Plain, operation: LayoutOperation, path: str, report: Report
) -> bool:
    anchor = operation.after or operation.before
    if anchor:
        spot = find_node(layout, anchor)
        if spot is not None and spot.kind == kind:
            index = next(i for i, each in enumerate(spot.owner) if each is spot.node)
            spot.owner.insert(index + (1 if operation.after else 0), node)
            return True
        _report_gone(layout, anchor, path, report)
    owner = _container(layout, kind, operation.into)
    if owner is None:
        if operation.into:
            _report_gone(layout, operation.into, path, report)
        elif not anchor:
            report.error("operation_shape", path)
            return False
        owner = _last_resort(layout, kind)
    if owner is None:
        return False
    owner.append(node)
    return True


def _container(layout: Plain, kind: str, into: str | None) -> list[Plain] | None:
    if into is None:
        alone = {"tab": "tabs", "action": "actions"}.get(kind)
        return layout.setdefault(alone, []) if alone else None
    if CHILDREN["layout"].get(into) == kind:
        return layout.setdefault(into, [])
    spot = find_node(layout, into)
    if spot is None:
        return None
    holds = CHILDREN.get(spot.kind, {})
    attribute = next((name for name, child in holds.items() if child == kind), None)
    return spot.node.setdefault(attribute, []) if attribute else None


def _last_resort(layout: Plain, kind: str) -> list[Plain] | None:
    """Where a node goes whose anchor is gone, so that it does not vanish from the page."""
    tabs: list[Plain] = layout.get("tabs", [])
    if kind == "action":
        return layout.setdefault("actions", [])
    if kind == "tab":
        return layout.setdefault("tabs", [])
    if kind == "section":
        return tabs[0].setdefault("sections", []) if tabs else None
    if tabs and tabs[0].get("sections"):
        return tabs[0]["sections"][-1].setdefault("items", [])
    return layout.setdefault("side" if layout.get("kind", "record") == "record" else "items", [])


def _set(spot: _Spot, operation: LayoutOperation) -> None:
    attribute = operation.attribute or ""
    if operation.value is None:
        spot.node.pop(attribute, None)
    else:
        spot.node[attribute] = operation.value


def _report_gone(layout: Plain, anchor: str, path: str, report: Report) -> None:
    shown = [name for spot in _spots("layout", layout) if (name := call_item(spot.node))]
    report.warn("anchor_gone", path, nearest(anchor, shown), name=anchor, layout=layout["name"])
