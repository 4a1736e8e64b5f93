"""Cells of a CSV file: what a person's spreadsheet, or a machine, is given for a wire value.

A text that a spreadsheet would run as a formula gets an apostrophe before it, so that opening an
export is never running what somebody typed into a form (OWASP, CSV injection). Numbers stay
numbers. Pure.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from engine.kinds.field_type import field_types
from metamodel.entity import Entity
from metamodel.expression.types import NUMBERS
from metamodel.field import Field
from metamodel.label import resolve_label

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?\Z")
_NUMBERS = frozenset(kind.value for kind in NUMBERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvForm:
    """How a file is written. For people: labels, local times, and a decimal comma where the
    separator is a semicolon; for machines names, keys and wire values, which an import takes back.
    """

    locale: str
    zone: ZoneInfo
    separator: str
    for_people: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvColumn:
    """A column: where its value stands in a wire row, and the field it is a value of (None: the
    record's id or version)."""

    path: tuple[str, ...]
    label: str
    field: Field | None
    options: Mapping[str, str]


def csv_column(form: CsvForm, entity: Entity, steps: tuple[Field, ...]) -> CsvColumn:
    """The column of a field, or of one behind links; `entity` is what the last one belongs to."""
    field = steps[-1]
    labels = [resolve_label(each.label, form.locale, each.name) for each in steps]
    options = {
        option.key: resolve_label(option.label, form.locale, option.key) for option in field.options
    }
    if field.pipeline and (pipeline := entity.pipeline_by_name.get(field.pipeline)):
        options = {
            stage.key: resolve_label(stage.label, form.locale, stage.key)
            for stage in pipeline.stages
        }
    path = tuple(each.name for each in steps)
    label = " / ".join(labels) if form.for_people else ".".join(path)
    return CsvColumn(path=path, label=label, field=field, options=options)


def encode_lines(form: CsvForm, lines: Iterable[list[str]]) -> bytes:
    """Lines of cells as they stand in the file."""
    out = io.StringIO()
    csv.writer(out, delimiter=form.separator, lineterminator="\r\n").writerows(lines)
    return out.getvalue().encode()


def header_line(columns: Iterable[CsvColumn]) -> list[str]:
    """The first line."""
    return [neutralise(column.label) for column in columns]


def row_cells(form: CsvForm, columns: Iterable[CsvColumn], row: Mapping[str, Any]) -> list[str]:
    """The cells of a wire row."""
    return [_cell(form, column, _values(row, column.path)) for column in columns]


def neutralise(text: str) -> str:
    """The text as no formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _values(value: Any, path: tuple[str, ...]) -> list[Any]:
    """The values at the end of a path; several behind a to-many link."""
    for place, step in enumerate(path):
        if isinstance(value, list):
            items = cast("list[Any]", value)
            return [found for item in items for found in _values(item, path[place:])]
        if not isinstance(value, dict):
            return []
        value = cast("dict[str, Any]", value).get(step)
    return [] if value is None else [value]


def _cell(form: CsvForm, column: CsvColumn, values: list[Any]) -> str:
    field = column.field
    if field is None:
        return neutralise(", ".join(str(each) for each in values))
    is_number = field_types[field.type].expression_type in _NUMBERS
    text = ", ".join(_text(form, column, field, each) for each in values)
    if is_number and _NUMBER.match(text):
        is_comma = form.for_people and form.separator == ";"
        return text.replace(".", ",") if is_comma else text
    return neutralise(text)


def _text(form: CsvForm, column: CsvColumn, field: Field, value: Any) -> str:
    kind = field_types[field.type]
    if isinstance(value, list) and (kind.relation != "none" or kind.is_list):
        items = cast("list[Any]", value)
        return ", ".join(_text(form, column, field, each) for each in items)
    if kind.relation != "none":
        link = cast("dict[str, Any]", value) if isinstance(value, dict) else {}
        return str(link.get("title" if form.for_people else "id") or "")
    if form.for_people and isinstance(value, str):
        if column.options:
            return column.options.get(value, value)
        if kind.expression_type == "instant":
            return datetime.fromisoformat(value).astimezone(form.zone).strftime("%Y-%m-%d %H:%M:%S")
    if kind.is_list and isinstance(value, str):
        return value
    return kind.export(value, field)
