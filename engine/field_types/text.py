"""Text: one line, 255 characters unless the field says otherwise. Blank text is stored as null."""

from typing import Any, ClassVar

from pydantic import Field as Setting
from pydantic import model_validator

from engine.field_types._text import clean_line
from engine.kinds.field_type import (
    Column,
    FieldType,
    KindOptions,
    Stored,
    expect_order,
    field_types,
)
from metamodel.field import Field


class TextOptions(KindOptions):
    """Settings of a text field, in characters."""

    min_length: int = Setting(0, ge=0, le=1000)
    max_length: int = Setting(255, ge=1, le=1000)

    @model_validator(mode="after")
    def _in_order(self) -> "TextOptions":
        expect_order("min_length", self.min_length, "max_length", self.max_length)
        return self


@field_types.register
class Text(FieldType):
    """A line of text, compared and searched through `nexus.fold`."""

    key = "text"
    editor = "text"
    expression_type = "text"
    holds = (
        "phone", "choice", "stage", "email", "url", "color", "barcode", "cpf", "cnpj",
        "auto_number",
    )  # fmt: skip
    operators = ("=", "!=", "in", "contains", "is empty")
    groupable = True
    searchable = True
    folded = True
    Options: ClassVar[type[KindOptions]] = TextOptions

    def columns(self, field: Field) -> tuple[Column, ...]:
        """One text column."""
        return (Column(pg_type="text"),)

    def clean(self, value: Any, field: Field) -> Stored:
        """Normalise to NFC and trim; refuse control characters and wrong lengths."""
        options: TextOptions = self.options(field)
        return {"": clean_line(value, min_length=options.min_length, max_length=options.max_length)}

    def json_schema(self, field: Field) -> dict[str, Any]:
        """A string; its length is counted after trimming."""
        options: TextOptions = self.options(field)
        return {"type": "string", "maxLength": options.max_length}
