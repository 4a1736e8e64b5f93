"""What can be wrong with an expression: a code, a place, a sentence in the reader's language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from metamodel.expression.messages import HINTS, MESSAGES, TYPE_NAMES
from metamodel.expression.nodes import Node

FALLBACK = "en"
_TYPES = ("type", "left", "right")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpressionProblem:
    """`code` is stable and the key of the message; `position` and `length` are characters of the
    text; `hint` is the key of the remedy. `params` fill the placeholders of both."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict[str, str])
    position: int = 0
    length: int = 0
    hint: str | None = None

    def message(self, locale: str = "pt-BR") -> str:
        """The sentence a user reads."""
        return _render(MESSAGES[self.code], locale, self.params)

    def hint_text(self, locale: str = "pt-BR") -> str | None:
        """The remedy a user reads, if there is one."""
        return None if self.hint is None else _render(HINTS[self.hint], locale, self.params)

    def messages(self) -> dict[str, str]:
        """The sentence in every language there is."""
        return {locale: self.message(locale) for locale in MESSAGES[self.code]}

    def hint_texts(self) -> dict[str, str] | None:
        """The remedy in every language there is."""
        if self.hint is None:
            return None
        texts = HINTS[self.hint]
        return {locale: _render(texts, locale, self.params) for locale in texts}


class ExpressionError(ValueError):
    """A text that is not an expression, or a JSON that is not an AST; `problems` says why."""

    def __init__(self, *problems: ExpressionProblem) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{each.code}@{each.position}" for each in problems))


def problem_at(code: str, node: Node, hint: str | None = None, **params: str) -> ExpressionProblem:
    """The problem of a node, standing where the node stands."""
    start, end = node.span
    return ExpressionProblem(
        code=code, params=params, position=start, length=end - start, hint=hint
    )


def _render(texts: Mapping[str, str], locale: str, params: Mapping[str, str]) -> str:
    def value(found: re.Match[str]) -> str:
        name = found[1]
        given = params.get(name, found[0])
        if name in _TYPES and given in TYPE_NAMES:
            return TYPE_NAMES[given].get(locale) or TYPE_NAMES[given][FALLBACK]
        return given

    text = _PLACEHOLDER.sub(value, texts.get(locale) or texts[FALLBACK])
    return text[:1].upper() + text[1:]
