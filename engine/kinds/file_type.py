"""What the field types that hold files have in common: which files a value names, and what a field
takes.
"""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable
from uuid import UUID

from engine.kinds.field_type import Stored
from metamodel.field import Field

__all__ = ["FileLimits", "HoldsFiles"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLimits:
    """`max_size` in bytes, None for the product's own limit; `accept` are content types such as
    `image/*` and `application/pdf`, none meaning any.
    """

    max_size: int | None = None
    accept: tuple[str, ...] = ()


@runtime_checkable
class HoldsFiles(Protocol):
    """A field type whose values are files."""

    def files(self, stored: Stored) -> tuple[UUID, ...]:
        """The files of a stored value, in order."""
        ...

    def limits(self, field: Field) -> FileLimits:
        """What the field takes."""
        ...
