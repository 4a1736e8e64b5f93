"""Identifiers: UUIDv7 for records (time-ordered), short permanent ids for clinics and
definitions."""

import os
import secrets
import time
from uuid import UUID

_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"


def new_id() -> UUID:
    """A UUID version 7 (RFC 9562): 48 bits of Unix milliseconds, then random bits."""
    value = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)


def new_short_id(length: int = 8) -> str:
    """A random lower-case id without look-alike characters, safe inside an SQL identifier."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))
