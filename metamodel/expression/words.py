"""The words and the variables of the language: for parsing, printing and naming fields."""

from collections.abc import Mapping
from typing import Final

from metamodel.expression.types import DATE, INSTANT, Type, link, list_of

RESERVED: Final = frozenset({
    "and", "e", "or", "ou", "not", "nao", "não", "in", "em", "between", "entre", "contains",
    "contem", "contém", "true", "verdadeiro", "false", "falso", "null", "nulo",
})  # fmt: skip
"""Words that cannot name a field, except as a later segment of a path or in backquotes."""

VARIABLES: Final[Mapping[str, Type]] = {
    "me": link("member"),
    "unit": link("unit"),
    "units": list_of(link("unit")),
    "teams": list_of(link("team")),
    "today": DATE,
    "now": INSTANT,
}
"""The variables a text may use. Back ends also know `zone`, the clinic's time zone name."""
