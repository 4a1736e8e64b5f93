"""Signature: what somebody drew with a finger or a pen, kept as a picture."""

from typing import Annotated

from pydantic import Field as Setting

from engine.field_types._file import FileOptions, ImageType, MaxSize, OneFile
from engine.kinds.field_type import field_types


@field_types.register
class Signature(OneFile):
    """A drawn signature."""

    key = "signature"
    editor = "signature"

    class Options(FileOptions):
        """A small picture."""

        max_size: MaxSize | None = 2 * 1024 * 1024
        accept: Annotated[tuple[ImageType, ...], Setting(min_length=1)] = (
            "image/png",
            "image/jpeg",
            "image/webp",
        )
