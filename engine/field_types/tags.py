"""Tags: short free words on a record, each once however it is written."""

from collections.abc import Mapping
from typing import Any, ClassVar, cast

from pydantic import Field as Setting

from engine.field_types._list import expect_list, split_list, too_many
from engine.field_types._text import clean_line
from engine.kinds.field_type import Column, FieldType, KindOptions, Stored, field_types
from metamodel.field import Field

TAGS_MAX = 50
LENGTH_MAX = 60
_SENT_MAX = 500


class TagsOptions(KindOptions):
    """`suggestions` are offered while typing; any other tag may be written too."""

    suggestions: tuple[str, ...] = Setting((), max_length=200)


@field_types.register
class Tags(FieldType):
    """Free words, compared and searched without case and accents. None at all is stored as null."""

    key = "tags"
    editor = "tags"
    expression_type = "text"
    operators = ("contains", "=", "in", "is empty")
    holds = ("choices",)
    sortable = False
    searchable = True
    folded = True
    groupable = True
    is_list = True
    graphql_type = "[String!]"
    Options: ClassVar[type[KindOptions]] = TagsOptions

    def columns(self, field: Field) -> tuple[Column, ...]:
        """The tags in the order they were given."""
        return (Column(pg_type="text[]"),)

    def clean(self, value: Any, field: Field) -> Stored:
        """Trim each tag, leave out blank ones and repetitions; the first spelling stays."""
        found: dict[str, str] = {}
        for each in expect_list(value, _SENT_MAX):
            tag = clean_line(each, min_length=0, max_length=LENGTH_MAX)
            if tag is not None:
                found.setdefault(tag.casefold(), tag)
        if len(found) > TAGS_MAX:
            raise too_many(len(found), TAGS_MAX)
        return {"": list(found.values()) or None}

    def json_schema(self, field: Field) -> dict[str, Any]:
        """A list of short texts; their length is counted after trimming."""
        return {"type": "array", "items": {"type": "string"}, "maxItems": _SENT_MAX}

    def searched_sql(self, columns: Mapping[str, str], field: Field) -> str:
        """All tags as one text, one a line."""
        return f"nexus.list_text({columns['']})"

    def to_text(self, value: Any, field: Field) -> Any:
        """Tags with commas between."""
        return ", ".join(value)

    def of_text(self, text: str, field: Field) -> Any:
        """Tags with commas, semicolons or line breaks between."""
        return split_list(text)

    def export(self, value: Any, field: Field) -> str:
        """Tags, separated by commas."""
        return ", ".join(cast("list[str]", value or []))
