"""Turns pydantic's errors into problems: the line in the file, the path by names, the remedy."""

import re
import types
import typing
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar, Union

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from metamodel.problem import Problem
from metamodel.wording import hint, nearest, problem
from metamodel.yaml_source import Node

Location = tuple[str | int, ...]
M = TypeVar("M", bound=BaseModel)

_DECISIVE = frozenset({"name", "key", "entity", "kind", "type", "to", "datasource", "system"})

_CODES = {
    "missing": "attribute_missing",
    "extra_forbidden": "attribute_unknown",
    "literal_error": "value_not_allowed",
    "string_type": "must_be_text",
    "bool_type": "must_be_boolean",
    "bool_parsing": "must_be_boolean",
    "int_type": "must_be_integer",
    "int_parsing": "must_be_integer",
    "int_from_float": "must_be_integer",
    "tuple_type": "must_be_list",
    "list_type": "must_be_list",
    "dict_type": "must_be_mapping",
    "model_type": "must_be_mapping",
    "model_attributes_type": "must_be_mapping",
}
_EXPECTED = re.compile(r"'([^']*)'|\b(\d+)\b")


def plain_location(error: ErrorDetails, root: Node) -> Location | None:
    """Where the fault stands in the tree, without pydantic's union tags; None for a union's wrong
    branch.
    """
    found: list[str | int] = []
    node: Node | None = root
    parts = error["loc"]
    for index, part in enumerate(parts):
        below = node.find(part) if node else None
        is_last = index == len(parts) - 1
        if below is None and not (is_last and error["type"] in ("missing", "extra_forbidden")):
            if node is not None and _is_tag(part):
                if str(part).startswith("literal") == isinstance(node.value, dict):
                    return None
                continue
            break
        found.append(part)
        node = below
    return tuple(found)


def _is_tag(part: str | int) -> bool:
    return isinstance(part, str) and (part[:1].isupper() or "[" in part)


def named_path(prefix: str, root: Node, location: Sequence[str | int]) -> str:
    """The path with list elements called by their name or key."""
    parts, node = [prefix] if prefix else [], root
    for part in location:
        below = node.find(part)
        parts.append(name_of(below) or str(part) if isinstance(part, int) and below else str(part))
        if below is None:
            break
        node = below
    return ".".join(parts)


def name_of(node: Node) -> str | None:
    """What a definition in a list calls itself."""
    for key in ("name", "key", "entity"):
        child = node.find(key)
        if child is not None and isinstance(child.value, str):
            return child.value
    return None


def line_of(root: Node, location: Sequence[str | int]) -> int:
    """The line of the last part of a location that stands in the file."""
    node, line = root, root.line
    for part in location:
        if isinstance(node.value, dict) and str(part) in node.key_lines:
            line = node.key_lines[str(part)]
        below = node.find(part)
        if below is None:
            return line
        node = below
        line = line if isinstance(part, str) else node.line
    return line


def translate(
    errors: Iterable[ErrorDetails], model: type[BaseModel], root: Node, prefix: str, file: str
) -> list[Problem]:
    """Each error as a problem, one for each place."""
    problems: dict[tuple[str, str], Problem] = {}
    for error in errors:
        location = plain_location(error, root)
        if location is None:
            continue
        found = _translate_one(error, location, model, root, prefix, file)
        problems.setdefault((found.path, found.code), found)
    return list(problems.values())


def _translate_one(
    error: ErrorDetails,
    location: Location,
    model: type[BaseModel],
    root: Node,
    prefix: str,
    file: str,
) -> Problem:
    code = _CODES.get(error["type"], "value_invalid")
    node: Node | None = root
    for part in location:
        node = node.find(part) if node else None
    name = str(location[-1]) if location else file
    remedy = None
    params: dict[str, Any] = {"name": name, "value": error.get("input"), "reason": error["msg"]}
    if code == "attribute_unknown":
        remedy = nearest(name, known_keys(model, location[:-1]))
    elif code == "value_not_allowed":
        listed = _EXPECTED.findall(str(error.get("ctx", {}).get("expected", "")))
        expected = [text or number for text, number in listed]
        remedy = nearest(str(error.get("input")), expected)
    elif code == "must_be_text" and node is not None and node.written:
        remedy = hint("quote_it", value=node.written)
    return problem(
        code,
        named_path(prefix, root, location),
        remedy=remedy,
        file=file,
        line=line_of(root, location),
        **params,
    )


def known_keys(model: type[BaseModel], location: Sequence[str | int]) -> list[str]:
    """The keys that may stand at a location of a model."""
    current: type[BaseModel] | None = model
    for part in location:
        if current is None:
            return []
        if isinstance(part, str) and part in current.model_fields:
            current = _model_in(current.model_fields[part].annotation)
    if current is None:
        return []
    later: frozenset[str] = getattr(current, "LATER", frozenset())
    return [key for key in (*current.model_fields, *sorted(later)) if key != "later"]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    origin = typing.get_origin(annotation)
    arguments = typing.get_args(annotation)
    if origin is dict:
        return _model_in(arguments[1])
    if origin in (tuple, list, Union, types.UnionType, typing.Annotated):
        return next((hit for each in arguments if (hit := _model_in(each))), None)
    return None


def salvage(model: type[M], root: Node, data: Any) -> tuple[M | None, list[Location]]:
    """The value of the data without its faulty parts, and where those stood; None when the whole
    must go.

    A faulty attribute goes alone when the definition stands without it; else, or when it says what
    the definition is, the definition (the nearest element of a list) goes with it.
    """
    losses: list[Location] = []
    for find_losses in (_attributes, _definitions):
        found = find_losses(_errors(model, data), root)
        losses += found
        if () in found:
            return None, losses
        for location in sorted(found, key=_descending):
            _delete(data, location)
    try:
        return model.model_validate(data), losses
    except ValidationError:
        return None, losses


def mend(model: type[M], root: Node, data: Any, defaults: Mapping[str, Any]) -> M | None:
    """The value of the data without its faulty attributes, with others for those it needs."""
    for location in _attributes(_errors(model, data), root):
        _delete(data, location)
    try:
        return model.model_validate({**defaults, **data})
    except ValidationError:
        return None


def _errors(model: type[BaseModel], data: Any) -> list[ErrorDetails]:
    try:
        model.model_validate(data)
    except ValidationError as error:
        return error.errors(include_url=False, include_context=False)
    return []


def _attributes(errors: Iterable[ErrorDetails], root: Node) -> list[Location]:
    """Faulty attributes that may be left out by themselves."""
    found: set[Location] = set()
    for each in errors:
        location = plain_location(each, root)
        if location and each["type"] != "missing" and isinstance(location[-1], str):
            is_unknown = each["type"] == "extra_forbidden"
            if is_unknown or location[-1] not in _DECISIVE:
                found.add(location)
    return _outermost(found)


def _definitions(errors: Iterable[ErrorDetails], root: Node) -> list[Location]:
    """The definitions that have faults."""
    found: set[Location] = set()
    for each in errors:
        location = plain_location(each, root) or tuple(each["loc"])
        while location and not isinstance(location[-1], int):
            location = location[:-1]
        found.add(location)
    return _outermost(found)


def _outermost(found: set[Location]) -> list[Location]:
    inner = {each for each in found if any(each[:size] in found for size in range(len(each)))}
    return sorted(found - inner, key=str)


def _descending(location: Location) -> tuple[tuple[int, int, str], ...]:
    return tuple((0, -part, "") if isinstance(part, int) else (1, 0, part) for part in location)


def _delete(data: Any, location: Location) -> None:
    for part in location[:-1]:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(data, dict):
        typing.cast("dict[str, Any]", data).pop(str(location[-1]), None)
    elif isinstance(data, list) and isinstance(location[-1], int):
        items = typing.cast("list[Any]", data)
        if location[-1] < len(items):
            del items[location[-1]]
