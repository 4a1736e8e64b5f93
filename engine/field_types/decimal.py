"""Decimal: a number with up to ten decimals, on the wire a decimal string (`"12.50"`)."""

from engine.field_types._decimal import ExactNumber
from engine.kinds.field_type import field_types


@field_types.register
class Decimal(ExactNumber):
    """A number with exact decimals."""

    key = "decimal"
    editor = "decimal"
    holds = ("percent",)
