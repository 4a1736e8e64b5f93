"""Builds `docs/reference/errors.md` from the code: `python -m tests.error_reference` writes it."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import engine
from engine.core.errors import NexusError
from engine.core.settings import ROOT

PAGE = ROOT / "docs" / "reference" / "errors.md"
HEAD = """# Errors

Every refusal is `application/problem+json` (RFC 9457): `type`, `title`, `status`, `code`, `detail`,
sometimes `hint`, and `errors`, one entry a fault with `path`, `code`, `message` and mostly `hint`.
Messages are in the account's language (without a session in that of `Accept-Language`), pt-BR by
default; codes never change. A field that does not exist and one the caller may not see are the same
answer, `field_unknown`. After any 4xx nothing was written.

This page is built from the code by `python -m tests.error_reference`; a test keeps the two equal.
"""
ANSWERS = """## Answers

| Code | Status | Meaning |
| - | - | - |
"""
FAULTS = """## Faults

What stands in `errors` of `invalid`, `field_unknown`, `stage_unknown`, `gate`, `conflict` and
`forbidden`. Where several sentences share a code, one of them is shown.

| Code | What the user reads |
| - | - |
"""
REST = """## Filters and definitions

Faults of a filter carry `position` and `length` in its text; their codes stand in
[problems of definitions](definition-problems.md) as `expression_…`, without that prefix here.
Faults of `package_invalid` carry `file` and `line`; their codes are on the same page.
"""
COMMANDS = """## Commands

What only the `nexus` command says.

| Code | Meaning |
| - | - |
"""


def build_page() -> str:
    """The whole page."""
    served, commands = dict[str, str](), dict[str, str]()
    for kind in sorted(list_errors(), key=lambda each: (each.code, each.__name__)):
        meaning = _first_line(kind)
        if kind.__module__.startswith(
            ("engine.cli", "engine.core.postgres", "engine.core.settings")
        ):
            commands.setdefault(kind.code, f"| `{kind.code}` | {meaning} |")
        else:
            served.setdefault(kind.code, f"| `{kind.code}` | {kind.status} | {meaning} |")
    faults = dict(sorted(_faults()))
    rows = [f"| `{code}` | {text} |" for code, text in faults.items()]
    parts = (
        (HEAD, ()), (ANSWERS, served.values()), (FAULTS, rows), (REST, ()),
        (COMMANDS, commands.values()),
    )  # fmt: skip
    return "\n".join(head + "".join(f"{row}\n" for row in lines) for head, lines in parts)


def list_errors() -> set[type[NexusError]]:
    """Every error of the engine."""
    for module in pkgutil.walk_packages(engine.__path__, "engine."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found: set[type[NexusError]] = set()
    waiting: list[type[NexusError]] = [NexusError]
    while waiting:
        kind = waiting.pop()
        found.add(kind)
        waiting += kind.__subclasses__()
    return {kind for kind in found if kind.__module__.startswith("engine.")}


def _first_line(kind: type[NexusError]) -> str:
    paragraph = (kind.__doc__ or "").split("\n\n")[0]
    return " ".join(paragraph.split())


def _faults() -> Iterator[tuple[str, str]]:
    """Codes and English messages of `Fault(code=…)` and `InvalidValue("…", {…})` in the engine."""
    for path in sorted((ROOT / "engine").rglob("*.py")):
        if (ROOT / "engine" / "definitions") not in path.parents:
            yield from _faults_of(path)


def _faults_of(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        named = {each.arg: each.value for each in node.keywords}
        if node.func.id == "InvalidValue" and len(node.args) > 1:
            code, message = node.args[0], node.args[1]
        elif node.func.id == "Fault" and {"code", "message"} <= named.keys():
            code, message = named["code"], named["message"]
        else:
            continue
        if isinstance(code, ast.Constant):
            yield str(code.value), _english(message)


def _english(node: ast.expr) -> str:
    for each in ast.walk(node):
        if not isinstance(each, ast.Dict):
            continue
        for key, value in zip(each.keys, each.values, strict=True):
            if isinstance(key, ast.Constant) and key.value == "en":
                return _text(value)
    return "The definition's own sentence."


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return "…"
    return "…"


if __name__ == "__main__":
    PAGE.write_text(build_page())
