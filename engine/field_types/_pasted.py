"""What mail and word processors paste, said in the tags rich text has.

Only names of tags are exchanged, before a sanitiser that has the last word reads the result: `<b>`
is `<strong>`, whatever is a block is a paragraph, and a cell begins with a space.
"""

import re

__all__ = ["BLOCK_EDGE", "mapped", "without_empty"]

_NAMES = {
    "b": "strong",
    "i": "em",
    "strike": "s",
    "del": "s",
    "ins": "u",
    "h1": "h2",
    **dict.fromkeys(("h4", "h5", "h6"), "h3"),
    **dict.fromkeys(
        (
            "address", "article", "aside", "caption", "center", "dd", "div", "dl", "dt",
            "figcaption", "figure", "footer", "form", "header", "hr", "main", "nav", "section",
            "table", "tbody", "tfoot", "thead", "tr",
        ),
        "p",
    ),
    # A cell's own tag is one that holds nothing and is not kept: cells are seldom closed.
    **dict.fromkeys(("td", "th"), "wbr"),
}  # fmt: skip
_CELL = "wbr"
_NOT_BOLD = r"(?!b[ \t\n\f\r][^<>]{0,200}font-weight: ?(?:normal|400))"
_TAG = re.compile(
    rf"<(/?){_NOT_BOLD}({'|'.join(sorted(_NAMES, key=len, reverse=True))})(?=[ \t\n\f\r/>])",
    re.IGNORECASE,
)
"""Some editors put everything they copy into a `<b>` that is not bold."""
_OUTER_SPACE = re.compile(r"(?<=<p>)[ \t\n]+|[ \t\n]+(?=</p>)")
_EMPTY = re.compile(r"<p>(?:</?(?:strong|em|u|s|code)>)*</p>")
BLOCK_EDGE = re.compile(r"<(?:br|/?(?:p|ul|ol|li|blockquote|h2|h3|pre))>")
"""Where a line of clean HTML ends or begins."""


def mapped(html: str) -> str:
    """The markup with known tags in place of pasted ones; without such tags, as it is."""
    return _TAG.sub(_known, html)


def without_empty(html: str) -> str:
    """Clean HTML without the paragraphs that mapping left with nothing in them."""
    return _EMPTY.sub("", _OUTER_SPACE.sub("", html))


def _known(found: re.Match[str]) -> str:
    slash, name = found[1], _NAMES[found[2].lower()]
    return f"{' ' if name == _CELL and not slash else ''}<{slash}{name}"
