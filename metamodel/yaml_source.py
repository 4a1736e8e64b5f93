"""YAML text as a tree that remembers lines. Reading never runs a tag and never raises.

The dialect is the core schema of YAML 1.2 (`on`, `yes` and `12:30` are text), with keys always
text, duplicate keys refused, no tags, and limits on size, depth and what aliases unfold to.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from metamodel.problem import Problem
from metamodel.wording import problem
from metamodel.yaml_faults import explain

FILE_MAX = 5 * 1024 * 1024
DEPTH_MAX = 40
NODES_MAX = 200_000

_INTEGER = re.compile(r"[-+]?[0-9]{1,18}\Z")
_DECIMAL = re.compile(r"[-+]?(?:[0-9]{1,18}\.[0-9]{0,18}|\.[0-9]{1,18})(?:[eE][-+]?[0-9]{1,3})?\Z")
_WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), None),
}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_STRING_TAGS = frozenset({None, "!", "tag:yaml.org,2002:str"})
_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A scalar, a list of nodes or a mapping of nodes. Lines and columns count from 1.

    `weight` is how many nodes it unfolds to; `key_lines` says where each key of a mapping stands.
    """

    value: "str | int | float | bool | list[Node] | dict[str, Node] | None"
    line: int
    column: int
    weight: int = 1
    flow: bool = False
    written: str = ""
    key_lines: Mapping[str, int] = field(default_factory=dict[str, int])

    def plain(self) -> Any:
        """The same as lists, dicts and scalars."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def find(self, part: str | int) -> "Node | None":
        """The child under a key or index."""
        if isinstance(self.value, dict):
            return self.value.get(str(part))
        if isinstance(self.value, list) and isinstance(part, int) and part < len(self.value):
            return self.value[part]
        return None


class _Refused(Exception):
    def __init__(self, code: str, line: int, **params: Any) -> None:
        super().__init__(code)
        self.code, self.line, self.params = code, line, params


def read_yaml(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """The tree of a file, or the problem that keeps it from being read; duplicate keys are all
    reported.
    """
    builder = _Builder(file)
    try:
        if len(text) > FILE_MAX or len(text.encode("utf-8", "surrogatepass")) > FILE_MAX:
            raise _Refused("file_too_large", 1, limit=FILE_MAX // 1024 // 1024)
        if found := _CONTROL.search(text):
            line = text.count("\n", 0, found.start()) + 1
            raise _Refused("text_forbidden", line, character=f"U+{ord(found[0]):04X}")
        node = builder.read(yaml.parse(text, Loader=_LOADER))
    except _Refused as error:
        faults = [problem(error.code, file, file=file, line=error.line, **error.params)]
        return None, builder.problems + faults
    except yaml.YAMLError as error:
        return None, [*builder.problems, explain(error, text, file)]
    return node, builder.problems


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


class _Builder:
    """Builds the tree from parser events, so that a limit stops the work where it is passed."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.anchors: dict[str, Node] = {}

    def read(self, events: Iterator[Any]) -> Node | None:
        root: Node | None = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Refused("yaml_documents", _line(event))
            elif not isinstance(
                event, yaml.StreamStartEvent | yaml.StreamEndEvent | yaml.DocumentEndEvent
            ):
                root = self._node(event, events, 1)
        return root

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        line = event.start_mark.line + 1
        if depth > DEPTH_MAX:
            raise _Refused("yaml_depth", line, limit=DEPTH_MAX)
        if isinstance(event, yaml.AliasEvent):
            anchor = str(event.anchor)
            if anchor not in self.anchors:
                raise _Refused("yaml_alias", line, name=anchor)
            return self.anchors[anchor]
        if event.tag not in _STRING_TAGS:
            raise _Refused("yaml_tag", line, name=event.tag)
        if isinstance(event, yaml.ScalarEvent):
            node = self._scalar(event, line)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self._sequence(event, events, depth)
        else:
            node = self._mapping(event, events, depth)
        if node.weight > NODES_MAX:
            raise _Refused("yaml_weight", line, limit=NODES_MAX)
        if event.anchor:
            self.anchors[event.anchor] = node
        return node

    def _scalar(self, event: Any, line: int) -> Node:
        written = str(event.value)
        if found := _CONTROL.search(written):
            raise _Refused("text_forbidden", line, character=f"U+{ord(found[0]):04X}")
        value = _resolve(written) if event.implicit[0] and event.tag is None else written
        column = event.start_mark.column + 1
        return Node(value=value, line=line, column=column, written=written)

    def _sequence(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        items: list[Node] = []
        weight = 1
        while not isinstance(item := next(events), yaml.SequenceEndEvent):
            node = self._node(item, events, depth + 1)
            weight = self._add(weight, node, item)
            items.append(node)
        start = event.start_mark
        return Node(
            value=items,
            line=start.line + 1,
            column=start.column + 1,
            weight=weight,
            flow=bool(event.flow_style),
        )

    def _mapping(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        items: dict[str, Node] = {}
        lines: dict[str, int] = {}
        weight = 1
        while not isinstance(key := next(events), yaml.MappingEndEvent):
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarEvent):
                raise _Refused("yaml_key", line)
            name = self._scalar(key, line).written
            node = self._node(next(events), events, depth + 1)
            weight = self._add(weight, node, key)
            if name in items:
                self.problems.append(
                    problem(
                        "duplicate_key",
                        self.file,
                        file=self.file,
                        line=line,
                        name=name,
                        first=lines[name],
                    )
                )
                continue
            items[name], lines[name] = node, line
        start = event.start_mark
        return Node(
            value=items,
            line=start.line + 1,
            column=start.column + 1,
            weight=weight,
            flow=bool(event.flow_style),
            key_lines=lines,
        )

    def _add(self, weight: int, node: Node, event: Any) -> int:
        if weight + node.weight > NODES_MAX:
            raise _Refused("yaml_weight", event.start_mark.line + 1, limit=NODES_MAX)
        return weight + node.weight


def _resolve(text: str) -> str | int | float | bool | None:
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text):
        return int(text)
    if _DECIMAL.match(text):
        number = float(text)
        return number if math.isfinite(number) else text
    return text
