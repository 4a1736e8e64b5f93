"""Files: several uploaded files, in the order they were put."""

from collections.abc import Mapping
from typing import Annotated, Any, cast
from uuid import UUID

from pydantic import Field as Setting

from engine.field_types._file import FileOptions, OneFile, file_object, read_file_id
from engine.field_types._reference import REFERENCE_SCHEMA
from engine.kinds.field_type import Column, InvalidValue, Stored, field_types
from metamodel.field import Field


@field_types.register
class Files(OneFile):
    """A list of files. None at all is stored as null."""

    key = "files"
    editor = "files"
    is_list = True

    class Options(FileOptions):
        """How many there may be."""

        max_count: Annotated[int, Setting(ge=1, le=100)] = 20

    def columns(self, field: Field) -> tuple[Column, ...]:
        """The ids, in order."""
        return (Column(pg_type="uuid[]"),)

    def clean(self, value: Any, field: Field) -> Stored:
        """Take a list of ids or `{id}`; a file that stands twice counts once."""
        if not isinstance(value, list | tuple):
            raise InvalidValue(
                "not_a_list",
                {
                    "pt-BR": "Envie uma lista de arquivos.",
                    "en": "Send a list of files.",
                    "es": "Envíe una lista de archivos.",
                },
                {
                    "pt-BR": 'Exemplo: ["id do arquivo", {"id": "id do arquivo"}].',
                    "en": 'E.g. ["id of the file", {"id": "id of the file"}].',
                    "es": 'Por ejemplo: ["id del archivo", {"id": "id del archivo"}].',
                },
            )
        items = cast("list[object] | tuple[object, ...]", value)
        most: int = self.options(field).max_count
        if len(items) > most:
            raise InvalidValue(
                "too_many",
                {
                    "pt-BR": f"Este campo guarda até {most} arquivos.",
                    "en": f"This field keeps up to {most} files.",
                    "es": f"Este campo guarda hasta {most} archivos.",
                },
                {
                    "pt-BR": "Retire alguns arquivos.",
                    "en": "Remove some files.",
                    "es": "Quite algunos archivos.",
                },
            )
        found = list(dict.fromkeys(read_file_id(each) for each in items))
        return {"": found or None}

    def json_schema(self, field: Field) -> dict[str, Any]:
        """A list of ids or objects with one."""
        most: int = self.options(field).max_count
        return {"type": "array", "items": REFERENCE_SCHEMA, "maxItems": most}

    def to_json_sql(self, columns: Mapping[str, str], field: Field) -> str:
        """What each file is, in order; null when there is none."""
        found = file_object('"#f".id = "#i".id')
        ids = f'unnest({columns[""]}) with ordinality "#i"(id, n)'
        return (
            f'(select json_agg("#o".json order by "#i".n) from {ids}'  # noqa: S608
            f' cross join lateral (select {found}) "#o"(json))'
        )

    def wire(self, stored: Stored, field: Field) -> Any:
        """The ids."""
        return [{"id": str(each)} for each in stored[""] or ()]

    def export(self, value: Any, field: Field) -> str:
        """The names."""
        name_of = super().export
        return ", ".join(name_of(each, field) for each in value or ())

    def files(self, stored: Stored) -> tuple[UUID, ...]:
        """All of them."""
        return tuple(stored.get("") or ())
