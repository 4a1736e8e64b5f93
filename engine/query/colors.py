"""The hue a view's colour rules give a record: of the first rule that holds, as its looker sees the
record.
"""

from collections.abc import Sequence

from engine.access.guarded_query import GuardedColor
from engine.query.paths import condition, text_literal
from engine.query.source import Source


def color_sql(source: Source, colors: Sequence[GuardedColor]) -> str:
    """The column of a row."""
    cases = " ".join(
        f"when {condition(source, each.when)} then {text_literal(source, each.color)}"
        for each in colors
    )
    return f'case {cases} end "$color"'
