"""What somebody typed into a search, as terms: words, and phone numbers whole however they are
written.

`(11) 98765-4321` is one term. In a text each of its words must stand; in a phone number its digits
must, one after the other. A code of letters and digits, such as a CNPJ, is looked for among
numbers without its punctuation. Pure.
"""

import re
from itertools import groupby

from engine.access.guarded_query import GuardedTerm

WORDS_MAX = 8
_NUMBER = re.compile(r"[0-9()+./-]*[0-9][0-9()+./-]*\Z|[()+./-]+\Z", re.ASCII)
_CODE = re.compile(r"(?=.*[0-9])(?=.*[A-Za-z])(?:[./-]*[0-9A-Za-z]){6,}[./-]*\Z", re.ASCII)
_MASK = re.compile(r"[./-]")
_DIGITS = re.compile(r"[^0-9]+")


def search_terms(text: str) -> tuple[GuardedTerm, ...]:
    """The terms of a search; pieces of a number that stand side by side are one."""
    words = text.split()[:WORDS_MAX]
    found: list[GuardedTerm] = []
    for is_number, run in groupby(words, key=lambda word: _NUMBER.match(word) is not None):
        pieces = tuple(run)
        digits = _DIGITS.sub("", "".join(pieces)).lstrip("0") if is_number else ""
        if digits:
            found.append(GuardedTerm(words=pieces, digits=digits))
        else:
            found.extend(GuardedTerm(words=(piece,), digits=_code(piece)) for piece in pieces)
    return tuple(dict.fromkeys(found))


def _code(word: str) -> str | None:
    """The characters of a word that may be a code of letters and digits."""
    return _MASK.sub("", word) if _CODE.match(word) else None
