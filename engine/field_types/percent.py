"""Percent: `"12.50"` means 12.5 %, on the wire a decimal string without the sign."""

from engine.field_types._decimal import ExactNumber
from engine.kinds.field_type import field_types


@field_types.register
class Percent(ExactNumber):
    """A part of a hundred; below zero and above a hundred unless the field's bounds say no."""

    key = "percent"
    editor = "percent"
    holds = ("decimal",)
