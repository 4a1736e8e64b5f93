"""What the language must know of the kinds the engine has, so that `check()` can stay free of the
engine.
"""

from typing import Any, Literal

from metamodel.value import Value

Relation = Literal["none", "one", "many", "any"]


class FieldTypeFacts(Value):
    """`settings_schema` is the JSON Schema of the type's own settings; `expression_type` its type
    in expressions.
    """

    key: str
    expression_type: str
    relation: Relation = "none"
    needs: tuple[str, ...] = ()
    settings_schema: dict[str, Any] = {}
    operators: tuple[str, ...] = ()
    aggregates: tuple[str, ...] = ()
    sortable: bool = True
    searchable: bool = False
    groupable: bool = False
    is_list: bool = False


class ViewKindFacts(Value):
    """`needs` are view attributes that must be set, e.g. `field` for kanban. `stands_on` are the
    types of field its `field` may have, `settings_fields` the settings that name a field, with its
    types; a field every record has (`created_at`) is a type of its own.
    """

    key: str
    needs: tuple[str, ...] = ()
    stands_on: tuple[str, ...] = ()
    settings_fields: dict[str, tuple[str, ...]] = {}


class Catalogue(Value):
    """All kinds registered in the engine, by key."""

    field_types: dict[str, FieldTypeFacts]
    view_kinds: dict[str, ViewKindFacts]
