"""Files in fields: the id of an upload, read as an object that says what the file is.

What a file is stands in `_file`, beside the records of the same database; the write door checks
that it is there, and the actor's to give.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Any, cast
from uuid import UUID

from pydantic import Field as Setting

from engine.field_types._reference import REFERENCE_SCHEMA
from engine.kinds.field_type import Column, FieldType, InvalidValue, KindOptions, Stored
from engine.kinds.file_type import FileLimits
from metamodel.field import Field

_UUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\Z")
_SHOWN = ("id", "name", "content_type", "size", "width", "height")

ContentType = Annotated[str, Setting(pattern=r"^[a-z]+/(\*|[a-z0-9.+-]+)$", max_length=120)]
"""A content type, or all of a family: `image/*`."""
ImageType = Annotated[str, Setting(pattern=r"^image/(\*|jpeg|png|webp|gif)$")]
"""A type of picture that can be shown."""
MaxSize = Annotated[int, Setting(ge=1, le=2 * 1024 * 1024 * 1024)]
"""In bytes."""


class FileOptions(KindOptions):
    """What a field takes; without settings, any file up to the product's limit."""

    max_size: MaxSize | None = None
    accept: tuple[ContentType, ...] = ()


def read_file_id(value: object) -> UUID:
    """The file in `value`, an id or `{id}`, or a fault that says how to send one."""
    if isinstance(value, UUID):
        return value
    if isinstance(value, dict):
        value = cast("dict[str, object]", value).get("id")
    if isinstance(value, str) and _UUID.match(value):
        return UUID(value)
    raise InvalidValue(
        "file_reference",
        {
            "pt-BR": "Isto não é um arquivo enviado.",
            "en": "This is not an uploaded file.",
            "es": "Esto no es un archivo enviado.",
        },
        {
            "pt-BR": "Envie o arquivo a /api/files e mande aqui o id da resposta.",
            "en": "Upload the file to /api/files and send the id of the answer here.",
            "es": "Suba el archivo a /api/files y envíe aquí el id de la respuesta.",
        },
    )


def file_object(where: str) -> str:
    """SQL of `{id, name, content_type, size, width?, height?}` of the row `"#f"` of `_file`."""
    pairs = ", ".join(f"""'{name}', "#f".{name}""" for name in _SHOWN)
    return f'json_strip_nulls(json_build_object({pairs})) from _file "#f" where {where}'


class OneFile(FieldType):
    """A field with one file."""

    expression_type = "other"
    operators = ("is empty",)
    sortable = False
    Options = FileOptions

    def columns(self, field: Field) -> tuple[Column, ...]:
        """The file's id."""
        return (Column(pg_type="uuid"),)

    def clean(self, value: Any, field: Field) -> Stored:
        """Take an id or `{id}`."""
        return {"": read_file_id(value)}

    def json_schema(self, field: Field) -> dict[str, Any]:
        """An id, or an object with one."""
        return REFERENCE_SCHEMA

    def to_json_sql(self, columns: Mapping[str, str], field: Field) -> str:
        """What the file is, by a sub-select; null when there is none."""
        found = file_object(f'"#f".id = {columns[""]}')
        return f"(select {found})"

    def wire(self, stored: Stored, field: Field) -> Any:
        """The id alone: the rest stands in the file's row."""
        return {"id": str(stored[""])}

    def export(self, value: Any, field: Field) -> str:
        """The file's name."""
        return "" if value is None else str(value.get("name") or value.get("id"))

    def files(self, stored: Stored) -> tuple[UUID, ...]:
        """The file, when there is one."""
        file = stored.get("")
        return () if file is None else (file,)

    def limits(self, field: Field) -> FileLimits:
        """From the settings."""
        options: FileOptions = self.options(field)
        return FileLimits(max_size=options.max_size, accept=options.accept)
