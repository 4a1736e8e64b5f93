"""Rich text: text with headings, lists, links and emphasis, kept as clean HTML.

What mail and word processors paste becomes what may stand here (`<div>` a paragraph, `<b>` strong);
other tags go, scripts with all they hold. A link leads to http, https, mailto or tel and is
`noopener`. Filters, search and order of words look at the text without its tags,
which is kept beside it. Markup without any text is null.
"""

import re
from collections import Counter
from html import escape, unescape
from typing import Any, ClassVar

import nh3
from pydantic import Field as Setting

from engine.field_types._pasted import BLOCK_EDGE, mapped, without_empty
from engine.field_types._text import clean_lines, is_invisible
from engine.kinds.field_type import (
    Column,
    FieldType,
    InvalidValue,
    KindOptions,
    Stored,
    field_types,
)
from metamodel.field import Field

LENGTH_MAX = 200_000
_DEPTH_MAX = 200
_PASSES_MAX = 6
_TAGS = {
    "p", "br", "strong", "em", "u", "s", "a", "ul", "ol", "li", "blockquote", "h2", "h3", "code",
    "pre",
}  # fmt: skip
_LEADS_OUT = re.compile(r"(?:https?://|mailto:|tel:)[^\s]", re.IGNORECASE)


def _href(tag: str, attribute: str, value: str) -> str | None:
    """A link's address when it says where it leads; one relative to this page says nothing."""
    if attribute != "href":
        return value
    address = value.strip()
    return address if _LEADS_OUT.match(address) else None


_HTML = nh3.Cleaner(
    tags=_TAGS,
    attributes={"a": {"href"}},
    attribute_filter=_href,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener",
)
_TEXT = nh3.Cleaner(tags=set(), attributes={}, link_rel=None)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_NEVER_NEST = frozenset(("p", "li", "br", "hr", "img", "dd", "dt", "tr", "td", "th"))
_SPACES = re.compile(r"[ \t\xa0]+")


class RichTextOptions(KindOptions):
    """The greatest length, markup included."""

    max_length: int = Setting(LENGTH_MAX, ge=1, le=LENGTH_MAX)


@field_types.register
class RichText(FieldType):
    """Formatted text: searched through its words, never sorted or grouped."""

    key = "rich_text"
    editor = "rich_text"
    expression_type = "text"
    operators = ("contains", "is empty")
    sortable = False
    searchable = True
    folded = True
    compared = "text"
    Options: ClassVar[type[KindOptions]] = RichTextOptions

    def columns(self, field: Field) -> tuple[Column, ...]:
        """The HTML, and its text for filters and search."""
        return (Column(pg_type="text"), Column(suffix="text", pg_type="text"))

    def clean(self, value: Any, field: Field) -> Stored:
        """Take HTML or plain text, without whatever may not stand in it."""
        options: RichTextOptions = self.options(field)
        sent = clean_lines(value, min_length=0, max_length=options.max_length)
        if sent is None:
            return {"": None, "text": None}
        _check_depth(sent)
        html = _sanitised(sent, options.max_length)
        text = plain_text(html)
        return {"": None, "text": None} if is_invisible(text) else {"": html, "text": text}

    def json_schema(self, field: Field) -> dict[str, Any]:
        """A string of HTML."""
        options: RichTextOptions = self.options(field)
        return {
            "type": "string",
            "maxLength": options.max_length,
            "contentMediaType": "text/html",
        }

    def to_text(self, value: Any, field: Field) -> Any:
        """The text without its markup."""
        return plain_text(value)

    def of_text(self, text: str, field: Field) -> Any:
        """Every line a paragraph, every sign itself."""
        return "".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line.strip())

    def export(self, value: Any, field: Field) -> str:
        """The text without its markup."""
        return "" if value is None else plain_text(str(value))


def _sanitised(html: str, max_length: int) -> str:
    """HTML that cleaning leaves as it is. Cleaning decodes what normalising then composes
    (`>` with a stroke over it is another sign), so neither may have the last word alone."""
    for _ in range(_PASSES_MAX):
        known = mapped(html)
        again = _HTML.clean(known)
        if known != html:
            again = without_empty(again)
        if again == html:
            return html
        html = clean_lines(again, min_length=0, max_length=max_length) or ""
    raise _too_formatted()


def plain_text(html: str) -> str:
    """The words of clean HTML, a line for each block."""
    lines = unescape(_TEXT.clean(BLOCK_EDGE.sub("\n", html))).split("\n")
    return "\n".join(line for each in lines if (line := _SPACES.sub(" ", each).strip()))


def _check_depth(html: str) -> None:
    """Refuse deep nesting before it is parsed: the time that takes grows with its square."""
    opened: Counter[str] = Counter()
    depth = 0
    for closes, tag in _TAG.findall(html):
        name = tag.lower()
        if name in _NEVER_NEST or (closes and not opened[name]):
            continue
        step = -1 if closes else 1
        opened[name] += step
        depth += step
        if depth > _DEPTH_MAX:
            raise _too_formatted()


def _too_formatted() -> InvalidValue:
    return InvalidValue(
        "rich_text",
        {
            "pt-BR": "O texto tem formatação demais.",
            "en": "The text has too much formatting.",
            "es": "El texto tiene demasiado formato.",
        },
        {
            "pt-BR": "Cole o texto sem formatação e formate de novo só o que precisa.",
            "en": "Paste the text without formatting and format only what needs it.",
            "es": "Pegue el texto sin formato y dé formato solo a lo necesario.",
        },
    )
