"""Writes the ids of definitions into YAML, keeping every comment and every line as it stands.

What is written is the id the definition has anyway (derived from app key and path), so nothing
changes identity. Text is inserted after the first pair of a mapping (in front of it where that is
not one line); a file that would not read the same afterwards is left alone.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, cast

from metamodel.faults import name_of
from metamodel.identity import derive_id, give_ids
from metamodel.places import find_place
from metamodel.structure import CHILDREN, LAYOUT_NODES, NAME_ATTRIBUTE, Plain, child_lists
from metamodel.value import find_mapping
from metamodel.yaml_source import Node, read_yaml

_FILE_LISTS = {"views": "view", "roles": "role", "menu": "menu"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Insertion:
    line: int
    column: int
    text: str


def write_ids(files: Mapping[str, str]) -> dict[str, str]:
    """The files with an id on every definition that had none. Files that cannot be read come back
    as they are.
    """
    result = dict(files)
    manifest = _read(files, "app.yaml")
    key = manifest.find("key") if manifest else None
    if key is None or not key.written:
        return result
    for path, text in files.items():
        node = _read(files, path)
        if node is not None:
            result[path] = _write(key.written, path, text, node)
    return result


def _read(files: Mapping[str, str], path: str) -> Node | None:
    place = find_place(path.removeprefix("./"))
    if place is None or place[0].holds is None or path not in files:
        return None
    node, problems = read_yaml(files[path], path)
    return None if problems else node


def _write(app: str, path: str, text: str, root: Node) -> str:
    plain: Any = root.plain()
    lines = text.split("\n")
    insertions = [
        found
        for node, id_ in _missing(app, path.removeprefix("./"), root, deepcopy(plain))
        if (found := _insertion(node, id_, lines)) is not None
    ]
    for each in sorted(insertions, key=lambda one: (one.line, one.column), reverse=True):
        line = lines[each.line - 1]
        at = each.column - 1
        lines[each.line - 1] = f"{line[:at]}{each.text}{line[at:]}"
    written = "\n".join(lines)
    again, problems = read_yaml(written, path)
    if problems or again is None or _without_ids(again.plain()) != _without_ids(plain):
        return text
    return written


def _missing(app: str, path: str, root: Node, plain: Any) -> Iterator[tuple[Node, str]]:
    """(node, id) of each definition in a file that has no id."""
    place = find_place(path)
    holds = place[0].holds if place else None
    if holds == "entity":
        yield from _with_ids("model", {"entities": [plain]}, {"entities": [root]}, app)
    elif holds == "extension" and place is not None and isinstance(root.value, dict):
        extended = str(plain.get("extends") or place[1]["entity"]).rpartition(".")[2]
        parent = derive_id(app, "extends", extended)
        yield from _with_ids("entity", plain, _lists(root), parent)
        yield from _extension_lists(parent, root, plain)
    elif holds in _FILE_LISTS:
        yield from _listed(app, holds, root, plain)


def _extension_lists(parent: str, root: Node, plain: Plain) -> Iterator[tuple[Node, str]]:
    for attribute, kind, owner in (
        ("stages", "pipeline", "pipeline"),
        ("options", "field", "field"),
    ):
        held = root.find(attribute)
        if held is None or not isinstance(held.value, dict):
            continue
        for name, node in held.value.items():
            body = {attribute: plain[attribute][name]}
            nodes = {attribute: _items(node)}
            yield from _with_ids(kind, body, nodes, derive_id(parent, owner, name))


def _listed(app: str, holds: str, root: Node, plain: Any) -> Iterator[tuple[Node, str]]:
    inner = root.find(holds) if isinstance(root.value, dict) else root
    nodes = _items(inner) if inner is not None else [root]
    bodies = [find_mapping(node.plain()) or {} for node in nodes]
    for body in bodies:
        if holds == "views" and "name" not in body and "view" in body:
            body["name"] = body["view"]
    yield from _with_ids("model", {holds: bodies}, {holds: nodes}, app)


def _items(node: Node) -> list[Node]:
    return node.value if isinstance(node.value, list) else [node]


def _lists(node: Node) -> dict[str, list[Node]]:
    if not isinstance(node.value, dict):
        return {}
    return {key: _items(child) for key, child in node.value.items()}


def _with_ids(
    kind: str, body: Plain, nodes: Mapping[str, list[Node]], parent_id: str
) -> Iterator[tuple[Node, str]]:
    """Give ids as the assembly does, then pair them with the nodes that lack one."""
    if not _is_sound(kind, body):
        return
    give_ids(kind, body, parent_id)
    yield from _pair(kind, body, nodes)


def _pair(kind: str, body: Plain, nodes: Mapping[str, list[Node]]) -> Iterator[tuple[Node, str]]:
    for attribute, child_kind, items in child_lists(kind, body):
        for item, node in zip(items, nodes.get(attribute, ()), strict=False):
            if child_kind == "item" or not isinstance(node.value, dict):
                continue
            if node.find("id") is None and (
                child_kind not in LAYOUT_NODES or child_kind in ("tab", "section")
            ):
                yield node, str(item["id"])
            yield from _pair(child_kind, item, _lists(node))


def _is_sound(kind: str, body: Plain) -> bool:
    """Whether the lists hold definitions that say what they are called."""
    for attribute, child_kind in CHILDREN.get(kind, {}).items():
        held: Any = body.get(attribute, [])
        if not isinstance(held, list):
            return False
        for item in cast("list[Any]", held):
            if child_kind == "item":
                continue
            name = NAME_ATTRIBUTE.get(child_kind)
            inner = find_mapping(item)
            if inner is None or (name and not isinstance(inner.get(name), str)):
                return False
            if not _is_sound(child_kind, inner):
                return False
    return True


def _insertion(node: Node, id_: str, lines: list[str]) -> _Insertion | None:
    if not isinstance(node.value, dict) or not node.value:
        return None
    if node.flow:
        return _Insertion(line=node.line, column=node.column + 1, text=f"id: {id_}, ")
    first = next(iter(node.value.values()))
    indent = " " * (node.column - 1)
    key_line = next(iter(node.key_lines.values()))
    one_line = not isinstance(first.value, dict | list) and first.line == key_line
    after = lines[key_line - 1]
    if one_line and name_of(node) and _ends_there(first, key_line, node, lines):
        return _Insertion(line=key_line, column=len(after) + 1, text=f"\n{indent}id: {id_}")
    return _Insertion(line=node.line, column=node.column, text=f"id: {id_}\n{indent}")


def _ends_there(first: Node, line: int, node: Node, lines: list[str]) -> bool:
    """The first value ends on its line: the next key, or the end of the mapping, follows on the
    next.
    """
    if first.written[:1] in ("|", ">") or "\n" in first.written:
        return False
    keys = list(node.key_lines.values())
    following = keys[1] if len(keys) > 1 else len(lines) + 1
    between = lines[line : following - 1]
    return (
        all(not text.strip() or text.lstrip().startswith("#") for text in between) or len(keys) == 1
    )


def _without_ids(data: Any) -> Any:
    if isinstance(data, dict):
        mapping = cast("dict[str, Any]", data)
        return {key: _without_ids(value) for key, value in mapping.items() if key != "id"}
    if isinstance(data, list):
        return [_without_ids(value) for value in cast("list[Any]", data)]
    return data
