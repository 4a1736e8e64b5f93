"""Every problem that publishing can answer with stands in the reference."""

import ast
import re
from typing import get_args

import pytest

from engine.core.settings import ROOT
from engine.definitions.data_check import CheckKind
from metamodel.merge import ConflictKind

pytestmark = pytest.mark.unit

PAGE = (ROOT / "docs" / "reference" / "definition-problems.md").read_text()
COMPUTED = {
    *(f"rows_{kind}" for kind in get_args(CheckKind)),
    *(f"merge_{kind}" for kind in get_args(ConflictKind)),
}


def test_the_reference_lists_every_problem_of_publishing() -> None:
    found = set(COMPUTED)
    for path in (ROOT / "engine" / "definitions").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem":
                codes = (each.value for each in node.keywords if each.arg == "code")
                found |= {str(code.value) for code in codes if isinstance(code, ast.Constant)}
    listed = PAGE.partition("## Problems of publishing")[2]
    assert set(re.findall(r"^\| `(\w+)`", listed, re.MULTILINE)) == found
