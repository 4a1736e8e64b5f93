"""What a file that cannot be read may have defined, guessed from its text.

Names found here are not called unknown elsewhere: the file is mended first.
"""

import re

from metamodel.package import AppManifest

_TEXT_MAX = 500_000
_NAMED = re.compile(
    r"\b(?:name|key|entity|view|plural)[\"']?\s*:\s*[\"']?([A-Za-z_][A-Za-z0-9_]{0,80})"
)
_KEY = re.compile(r"^key\s*:\s*[\"']?([a-z][a-z0-9_]{0,39})\b", re.MULTILINE)


def names_in(path: str, text: str) -> frozenset[str]:
    """Names a text seems to define, that of its file included."""
    stem = path.rpartition("/")[2].removesuffix(".yaml").rpartition(".")[2]
    return frozenset({stem, *_NAMED.findall(text[:_TEXT_MAX])})


def stand_in(text: str) -> AppManifest:
    """A manifest in the place of one that cannot be used, so that the rest can be checked."""
    found = _KEY.search(text[:_TEXT_MAX])
    return AppManifest(key=found[1] if found else "app", version="0.0.0")
