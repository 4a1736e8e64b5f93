"""The scopes a role gives: words, `via <link>`, several of them joined by `or`, or a condition.

`own or via record` is whoever owns a row, and whoever may see the record it hangs on.
"""

import re

WORDS = frozenset({"none", "own", "team", "unit", "all"})
_VIA = re.compile(r"via\s+([a-z][a-z0-9_]*)\Z")
_OR = re.compile(r"\s+or\s+")


def scope_parts(text: str) -> tuple[str, ...]:
    """The scopes joined by `or` when each is a word or a `via`; a condition is one part."""
    parts = tuple(_OR.split(text.strip()))
    return parts if all(part in WORDS or via_link(part) for part in parts) else (text.strip(),)


def via_link(part: str) -> str | None:
    """The link of a `via <link>`, else None."""
    found = _VIA.match(part)
    return found[1] if found else None
