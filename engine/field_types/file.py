"""File: one uploaded file of any type the field takes."""

from engine.field_types._file import OneFile
from engine.kinds.field_type import field_types


@field_types.register
class File(OneFile):
    """A document, a recording, an export of another program."""

    key = "file"
    editor = "file"
    holds = ("image", "signature")
