"""Makes problems: a code becomes a sentence in each language, with what was written shown
safely.
"""

from collections.abc import Iterable
from typing import Any, Literal

from metamodel.names import find_nearest
from metamodel.problem import Problem
from metamodel.problem_hints import HINTS
from metamodel.problem_texts import MESSAGES

SHOWN_MAX = 60
SENTENCE_MAX = 300
LIST_MAX = 160
_CUT_BACK = 20  # how far to look for the end of a word


class Whole(str):
    """A text of our own making, shown uncut."""

    __slots__ = ()


class ByLocale(dict[str, str]):
    """A text of our own making in each language."""


def show(value: object) -> str:
    """What was written, on one line, without control or direction characters, and not long."""
    if isinstance(value, Whole):
        return value
    text = value if isinstance(value, str) else repr(value)
    clipped = _cut(text, SHOWN_MAX)
    safe = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in clipped)
    return safe if len(text) <= SHOWN_MAX else f"{safe}…"


def clip(sentence: str) -> str:
    """A sentence made elsewhere, kept short whatever was quoted in it."""
    return sentence if len(sentence) <= SENTENCE_MAX else f"{_cut(sentence, SENTENCE_MAX - 1)}…"


def _cut(text: str, size: int) -> str:
    """The beginning of a text, up to the end of a word where one is near."""
    if len(text) <= size:
        return text
    end = text.rfind(" ", size - _CUT_BACK, size + 1)
    return text[: end if end > 0 else size].rstrip(" ,;")


def _fill(texts: dict[str, str], params: dict[str, Any]) -> dict[str, str]:
    return {
        locale: text.format_map({key: _shown(value, locale) for key, value in params.items()})
        for locale, text in texts.items()
    }


def _shown(value: object, locale: str) -> object:
    """A parameter as it is shown: numbers as they are, texts by locale in theirs."""
    if isinstance(value, ByLocale):
        return value.get(locale) or value["en"]
    return value if isinstance(value, int) else show(value)


def hint(code: str, **params: Any) -> dict[str, str]:
    """A remedy in each language."""
    return _fill(HINTS[code], params)


def nearest(name: str, known: Iterable[str]) -> dict[str, str] | None:
    """ "Did you mean": the known name most like `name`, else the known names when they are few."""
    names = list(dict.fromkeys(known))
    if len(name) <= 4 * SHOWN_MAX and (found := find_nearest(name, names)):
        return hint("did_you_mean", name=found)
    if 0 < len(names) <= 12:
        return hint("one_of", names=_join(names))
    return None


def _join(names: list[str]) -> str:
    text = ", ".join(map(show, names))
    while len(text) > LIST_MAX and len(names) > 1:
        names = names[:-1]
        text = f"{', '.join(map(show, names))}…"
    return Whole(text)


def problem(
    code: str,
    path: str,
    *,
    remedy: dict[str, str] | None = None,
    severity: Literal["error", "warning"] = "error",
    file: str | None = None,
    line: int | None = None,
    **params: Any,
) -> Problem:
    """A problem with its sentence. The remedy is the one given, else the code's own if it has
    one.
    """
    if remedy is None and code in HINTS:
        remedy = hint(code, **params)
    return Problem(
        code=code,
        path=_clip_path(path),
        message=_fill(MESSAGES[code], params),
        hint=remedy,
        severity=severity,
        file=file,
        line=line,
    )


def _clip_path(path: str) -> str:
    return ".".join(show(part) for part in path.split("."))[:400]
