"""Roles: what a member may do. Roles compose by allowing; nothing is allowed that no role names.

A scope is `none`, `own`, `team`, `unit`, `all`, `via <link>` or an expression in the filter
language.
"""

from typing import ClassVar, Literal

from metamodel.label import Label
from metamodel.value import Definition, Growing, Value

ROLE_FEATURES = frozenset({"designer", "share_views"})
"""What a role may do beside records: change definitions, offer saved views to others."""


class FieldGrant(Value):
    """`access: masked` shows the value only where the `shown_when` expression holds. With `write`
    it may be set on a new record, and changed where it is shown.
    """

    access: Literal["hidden", "masked", "read", "write"]
    shown_when: str | None = None
    write: bool = False


class EntityGrant(Growing):
    """Scopes of one role on one entity. `fields` narrows what `default_field` gives to every other
    field.
    """

    LATER: ClassVar[frozenset[str]] = frozenset({"import", "stages", "sensitivity"})

    read: str = "none"
    create: bool = False
    update: str = "none"
    delete: str = "none"
    move: str | None = None
    export: str = "none"
    default_field: Literal["hidden", "read", "write"] = "write"
    fields: dict[str, FieldGrant | Literal["hidden", "read", "write"]] = {}


class Role(Growing, Definition):
    """`admin: true` grants everything, definitions included. Keys of `entities` are entity names or
    `*`.
    """

    LATER: ClassVar[frozenset[str]] = frozenset({"inherits", "sharing", "break_glass"})

    key: str
    label: Label | None = None
    level: int = 0
    admin: bool = False
    features: tuple[str, ...] = ()
    entities: dict[str, EntityGrant] = {}
