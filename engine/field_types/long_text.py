"""Long text: several lines, 100,000 characters unless the field says otherwise.

Blank text is stored as null.
"""

from typing import Any, ClassVar

from pydantic import Field as Setting
from pydantic import model_validator

from engine.field_types._text import clean_lines
from engine.kinds.field_type import (
    Column,
    FieldType,
    KindOptions,
    Stored,
    expect_order,
    field_types,
)
from metamodel.field import Field


class LongTextOptions(KindOptions):
    """Settings of a long text field, in characters."""

    min_length: int = Setting(0, ge=0, le=100_000)
    max_length: int = Setting(100_000, ge=1, le=100_000)

    @model_validator(mode="after")
    def _in_order(self) -> "LongTextOptions":
        expect_order("min_length", self.min_length, "max_length", self.max_length)
        return self


@field_types.register
class LongText(FieldType):
    """Lines of text: searched, never sorted or grouped."""

    key = "long_text"
    editor = "long_text"
    expression_type = "text"
    holds = (
        "text", "phone", "choice", "stage", "email", "url", "color", "barcode", "cpf", "cnpj",
        "auto_number",
    )  # fmt: skip
    operators = ("=", "!=", "contains", "is empty")
    sortable = False
    searchable = True
    folded = True
    Options: ClassVar[type[KindOptions]] = LongTextOptions

    def columns(self, field: Field) -> tuple[Column, ...]:
        """One text column."""
        return (Column(pg_type="text"),)

    def clean(self, value: Any, field: Field) -> Stored:
        """Normalise to NFC with LF line ends; refuse control characters and wrong lengths."""
        options: LongTextOptions = self.options(field)
        return {
            "": clean_lines(value, min_length=options.min_length, max_length=options.max_length)
        }

    def json_schema(self, field: Field) -> dict[str, Any]:
        """A string."""
        options: LongTextOptions = self.options(field)
        return {"type": "string", "maxLength": options.max_length}
