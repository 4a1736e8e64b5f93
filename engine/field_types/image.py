"""Image: one picture, cleaned of metadata when it was uploaded, with a thumbnail."""

from typing import Annotated

from pydantic import Field as Setting

from engine.field_types._file import FileOptions, ImageType, OneFile
from engine.kinds.field_type import field_types


@field_types.register
class Image(OneFile):
    """A photo or a logo."""

    key = "image"
    editor = "image"
    holds = ("signature",)

    class Options(FileOptions):
        """Only types that can be shown."""

        accept: Annotated[tuple[ImageType, ...], Setting(min_length=1)] = (
            "image/jpeg",
            "image/png",
            "image/webp",
            "image/gif",
        )
