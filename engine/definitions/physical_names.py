"""Physical names: given once, kept for ever, unique, at most 63 bytes, safe to quote."""

import hashlib
import re
from collections.abc import Container

__all__ = ["fit_name", "give_name", "quote", "quote_text"]

_LIMIT = 63
_SAFE = re.compile(r"[a-z_][a-z0-9_]*\Z")


def quote(name: str) -> str:
    """A physical name as an SQL identifier. Refuses what this module would never have given."""
    if not _SAFE.match(name) or len(name) > _LIMIT:
        raise ValueError("not a physical name")
    return f'"{name}"'


def quote_text(value: str) -> str:
    """A text as an SQL literal, for the places of DDL that take no parameters."""
    if "\x00" in value:
        raise ValueError("NUL in a text literal")
    escaped = value.replace("'", "''")
    if "\\" in escaped:
        return "E'" + escaped.replace("\\", "\\\\") + "'"
    return f"'{escaped}'"


def fit_name(name: str) -> str:
    """`name`, or a shortened one that ends in a hash of the whole."""
    if len(name) <= _LIMIT:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{name[: _LIMIT - 9].rstrip('_')}_{digest}"


def give_name(wanted: str, taken: Container[str]) -> str:
    """`wanted`, or with `_2`, `_3`, … when the name was ever given before."""
    name, number = fit_name(wanted), 1
    while name in taken:
        number += 1
        name = fit_name(f"{wanted[:56]}_{number}")
    return name
