"""Choices: several of the field's options, stored as their keys in the order of the options."""

from typing import Any, cast

from engine.field_types._list import expect_list, split_list
from engine.field_types._text import expect_text
from engine.field_types.choice import unknown_option
from engine.kinds.field_type import Column, FieldType, Stored, field_types
from metamodel.field import Field

SENT_MAX = 1000


@field_types.register
class Choices(FieldType):
    """Options of a list, each once. None at all is stored as null."""

    key = "choices"
    editor = "choices"
    expression_type = "choice"
    needs = ("options",)
    operators = ("contains", "=", "in", "is empty")
    sortable = False
    groupable = True
    is_list = True
    graphql_type = "[String!]"

    def columns(self, field: Field) -> tuple[Column, ...]:
        """The option keys."""
        return (Column(pg_type="text[]"),)

    def clean(self, value: Any, field: Field) -> Stored:
        """Take a list of option keys in any order; refuse one that is no option."""
        known = [option.key for option in field.options]
        sent = {expect_text(each) for each in expect_list(value, SENT_MAX)}
        for key in sorted(sent.difference(known)):
            raise unknown_option(key, known)
        return {"": [key for key in known if key in sent] or None}

    def json_schema(self, field: Field) -> dict[str, Any]:
        """A list of keys."""
        keys = [option.key for option in field.options]
        items = {"type": "string", "enum": keys}
        return {"type": "array", "items": items, "maxItems": SENT_MAX}

    def to_text(self, value: Any, field: Field) -> Any:
        """One key as it is, several with commas between."""
        return ", ".join(value)

    def of_text(self, text: str, field: Field) -> Any:
        """Keys with commas between."""
        return split_list(text)

    def export(self, value: Any, field: Field) -> str:
        """Keys, separated by commas."""
        return ", ".join(cast("list[str]", value or []))
