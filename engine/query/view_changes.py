"""What a request puts in place of parts of a view, as the view would have them once saved: its
group, its measures, its colour rules.
"""

import json
from collections.abc import Mapping
from typing import Any, cast

from pydantic import ValidationError

from engine.access.faults import problem_faults
from engine.access.scope import EntityScope, check_text
from engine.core.errors import Fault
from engine.query.parameters import malformed, read_measures
from engine.query.shown_view import ShownView
from metamodel.expression import TypedExpression
from metamodel.view import ColorRule, View

CHANGES = frozenset({"group", "measures", "color_rules"})
RULES_MAX = 20


def in_place(
    shown: ShownView, given: Mapping[str, str], scope: EntityScope, faults: list[Fault]
) -> View:
    """The view with what the request puts in place. On a board the group is what its columns are;
    without one they are the view's."""
    view, put = shown.view, dict[str, object]()
    if "measures" in given:
        put["measures"] = read_measures(given["measures"], "measures", faults)
    if "color_rules" in given:
        put["color_rules"] = _color_rules(given["color_rules"], scope, faults)
    group = given.get("group", "").strip()
    if shown.kind.shape == "board":
        put |= {"field": group, "group": None} if group else {"group": None}
    elif "group" in given:
        put["group"] = group or None
    return view.model_copy(update=put)


def _color_rules(text: str, scope: EntityScope, faults: list[Fault]) -> tuple[ColorRule, ...]:
    """`[{"when": "…", "color": "red"}]`; each condition is of fields the actor sees."""
    try:
        sent: Any = json.loads(text or "[]")
        listed = cast("list[Any]", sent) if isinstance(sent, list) else [None]
        rules = tuple(ColorRule.model_validate(each) for each in listed[: RULES_MAX + 1])
    except (ValueError, RecursionError, ValidationError):
        faults.append(malformed("color_rules"))
        return ()
    if len(rules) > RULES_MAX:
        faults.append(malformed("color_rules"))
        return ()
    kept: list[ColorRule] = []
    for index, rule in enumerate(rules):
        found = check_text(rule.when, scope)
        if isinstance(found, TypedExpression):
            kept.append(rule)
        else:
            faults.extend(problem_faults(found, f"color_rules.{index}.when"))
    return tuple(kept)
