"""Names of files: made harmless, and made to say what the content is. Pure."""

import re
import unicodedata

from engine.files.kinds import BY_ENDING, DANGEROUS, KINDS, UNKNOWN
from engine.files.refused import ACTIVE, mismatch, refuse

__all__ = ["clean_name", "settle"]

NAME_MAX = 200
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\\/:*?\"<>|]")
_TEXTS = ("text/plain", "text/csv")


def clean_name(sent: str) -> str:
    """One line without folders, control characters, or marks that turn the reading direction."""
    name = sent.encode("utf-8", "replace").decode().replace("\\", "/").rpartition("/")[2]
    name = unicodedata.normalize("NFC", _UNSAFE.sub(" ", name))
    name = " ".join(name.split()).strip(". ")
    if len(name) > NAME_MAX:
        stem, ending = _split(name)
        name = f"{stem[: NAME_MAX - len(ending) - 1]}.{ending}" if ending else name[:NAME_MAX]
    return name or "arquivo"


def settle(name: str, content_type: str) -> tuple[str, str]:
    """The name and the content type a file is kept under. The content wins over the name.

    A known content gets its own ending where the name has none or that of another kind; an unknown
    content under a known ending is damaged. Raises InvalidInput.
    """
    stem, ending = _split(name)
    if ending in DANGEROUS:
        raise refuse(ACTIVE)
    named = BY_ENDING.get(ending)
    if content_type in _TEXTS:
        if named is not None and named.content_type not in _TEXTS:
            raise refuse(mismatch(ending))
        return (name if named else f"{name}.txt"), named.content_type if named else "text/plain"
    kind = KINDS.get(content_type, UNKNOWN)
    if not kind.endings:
        if named is not None:
            raise refuse(mismatch(ending))
        return name, content_type
    if ending in kind.endings:
        return name, content_type
    if content_type == "application/zip" and named is not None:
        raise refuse(mismatch(ending))  # an Office name, and none of Office's parts inside
    return f"{stem if named else name}.{kind.endings[0]}", content_type


def _split(name: str) -> tuple[str, str]:
    stem, dot, ending = name.rpartition(".")
    is_ending = bool(dot and stem) and len(ending) <= 10
    return (stem, ending.lower()) if is_ending else (name, "")
