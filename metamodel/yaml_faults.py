"""What is wrong with a YAML text, in the words of who wrote it; the parser's own go to the log."""

import logging
from typing import Any

import yaml

from metamodel.problem import Problem
from metamodel.wording import problem

log = logging.getLogger("nexus.metamodel")

_BY_CONTEXT = (
    ("quoted scalar", "yaml_quote"),
    ("flow", "yaml_bracket"),
    ("anchor", "yaml_character"),
    ("alias", "yaml_character"),
    ("simple key", "yaml_colon"),
)
_BY_PROBLEM = (
    ("mapping values", "yaml_value"),
    ("cannot start any token", "yaml_character"),
    ("expected key", "yaml_indent"),
    ("block end", "yaml_indent"),
)


def explain(error: yaml.YAMLError, text: str, file: str) -> Problem:
    """The problem that keeps a file from being read, at the line to be mended."""
    row, column = _position(error, "problem_mark") or (0, 0)
    start = _position(error, "context_mark")
    reason = str(getattr(error, "problem", None) or error)
    context = str(getattr(error, "context", None) or "")
    lines = text.split("\n")
    log.info("%s line %s: %s %s", file, row + 1, context, reason)
    code = _classify(context, reason, lines[row] if row < len(lines) else "", column)
    if start is not None and code in ("yaml_quote", "yaml_bracket", "yaml_colon"):
        row = start[0]
    row = min(row, len(lines) - 1)
    while row > 0 and not lines[row].strip():
        row -= 1
    return problem(code, file, file=file, line=row + 1)


def _position(error: yaml.YAMLError, name: str) -> tuple[int, int] | None:
    mark: Any = getattr(error, name, None)
    return (int(mark.line), int(mark.column)) if mark else None


def _classify(context: str, reason: str, line: str, column: int) -> str:
    before = line[:column]
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "yaml_tab"
    if "escape" in reason:
        return "yaml_escape"
    for word, code in _BY_CONTEXT:
        if word in context:
            return code
    for word, code in _BY_PROBLEM:
        if word in reason:
            return "yaml_extra" if code == "yaml_indent" and before.strip() else code
    return "yaml_syntax"
