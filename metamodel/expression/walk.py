"""Looking through an AST: its children, its paths, its variables, its depth."""

from collections.abc import Iterator

from metamodel.expression.nodes import (
    And,
    Arith,
    Between,
    Call,
    Compare,
    Contains,
    EndsWith,
    Expression,
    In,
    IsEmpty,
    Negate,
    Not,
    Or,
    Path,
    StartsWith,
    Variable,
)
from metamodel.expression.types import Kind

TESTS = (And, Or, Not, Compare, In, Contains, StartsWith, EndsWith, IsEmpty, Between)
"""The nodes that hold or not."""


def children(node: Expression) -> tuple[Expression, ...]:
    """The nodes directly below, in the order they are written."""
    match node:
        case Compare() | Arith():
            return node.left, node.right
        case And() | Or():
            return node.items
        case Not():
            return (node.item,)
        case IsEmpty() | Negate():
            return (node.value,)
        case In():
            return node.value, *node.items
        case Contains() | StartsWith() | EndsWith():
            return node.value, node.part
        case Between():
            return node.value, node.low, node.high
        case Call():
            return node.arguments
        case _:
            return ()


def walk(node: Expression) -> Iterator[Expression]:
    """The node and all below it, parents first."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(children(current)))


def paths(node: Expression) -> frozenset[tuple[str, ...]]:
    """The paths the expression reads."""
    return frozenset(found.segments for found in walk(node) if isinstance(found, Path))


def variables(node: Expression) -> frozenset[str]:
    """The variables the expression reads, without `$`."""
    return frozenset(found.name for found in walk(node) if isinstance(found, Variable))


def find_deeper(node: Expression, limit: int) -> Expression | None:
    """The first node nested deeper than `limit`, or None. Never recurses: any depth is safe."""
    level = [node]
    for _ in range(limit):
        level = [below for current in level for below in children(current)]
        if not level:
            return None
    return level[0]


def many_paths(node: Expression) -> frozenset[tuple[str, ...]]:
    """The to-many paths of one test of a typed AST, not those of the tests inside it."""
    found = set[tuple[str, ...]]()
    waiting = list(children(node))
    while waiting:
        current = waiting.pop()
        if isinstance(current, Path):
            if current.type is not None and current.type.kind is Kind.LIST:
                found.add(current.segments)
        elif not isinstance(current, TESTS):
            waiting.extend(children(current))
    return frozenset(found)
