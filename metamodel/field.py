"""A field of an entity. What is common to all types has an attribute; the rest is the type's own
`settings`.
"""

from typing import Any, ClassVar, Literal

from pydantic import model_validator

from metamodel.label import Label
from metamodel.value import Definition, Growing, find_mapping

Sensitivity = Literal["none", "identification", "health", "image", "finance"]
OnDelete = Literal["restrict", "clear", "trash"]


class Option(Definition):
    """One choice of a choice field. `key` is stored and stable; label and colour are free to
    change.
    """

    key: str
    label: Label | None = None
    color: str | None = None
    icon: str | None = None


class Field(Growing, Definition):
    """One field. Keys a package writes that are not listed here become `settings`.

    The field type checks its settings, so a misspelt attribute is found there. `attributes` are
    what a `links` field keeps of each link beside its target.
    """

    LATER: ClassVar[frozenset[str]] = frozenset({"changes"})

    name: str
    type: str
    label: Label | None = None
    help: Label | None = None
    placeholder: Label | None = None
    required: bool = False
    unique: bool = False
    default: Any = None
    read_only: bool = False
    hidden: bool = False
    index: bool = False
    searchable: bool = False
    history: bool = True
    sensitivity: Sensitivity = "none"
    options: tuple[Option, ...] = ()
    to: str | None = None
    targets: tuple[str, ...] = ()
    inverse: str | None = None
    on_delete: OnDelete = "restrict"
    first_is_main: bool = False
    pipeline: str | None = None
    attributes: tuple["Field", ...] = ()
    settings: dict[str, Any] = {}

    @model_validator(mode="before")
    @classmethod
    def _gather_settings(cls, data: Any) -> Any:
        given = find_mapping(data)
        if given is None:
            return data
        named = cls.model_fields.keys() | cls.LATER
        known = {key: value for key, value in given.items() if key in named}
        extra = {key: value for key, value in given.items() if key not in named}
        if extra and isinstance(known.get("settings", {}), dict):
            known["settings"] = {**known.get("settings", {}), **extra}
        return known
