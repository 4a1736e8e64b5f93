"""Table: rows of another entity, edited inside the record they belong to.

Each row is a record of the entity in `to`, tied by the link in `inverse`, with its own fields,
rights and history. The whole list is sent: a row with `id` is changed, one without is made, one
left out goes to the trash.
"""

from collections.abc import Sequence
from typing import Any, cast

from engine.field_types._reference import ID_SCHEMA
from engine.kinds.field_type import Column, FieldType, InvalidValue, Stored, field_types
from metamodel.field import Field

MAX_ROWS = 200


@field_types.register
class Table(FieldType):
    """Child rows; the write door makes, changes and trashes them with their parent."""

    key = "table"
    editor = "table"
    expression_type = "link"
    relation = "many"
    needs = ("to", "inverse")
    operators = ("contains", "is empty")
    sortable = False
    has_rows = True

    def columns(self, field: Field) -> tuple[Column, ...]:
        """None: the rows stand in the table of their own entity."""
        return ()

    def clean(self, value: Any, field: Field) -> Stored:
        """Take a list of objects; what stands in them is cleaned as the rows' own fields."""
        rows = cast("Sequence[object]", value) if isinstance(value, list | tuple) else None
        if rows is None or len(rows) > MAX_ROWS or any(not isinstance(row, dict) for row in rows):
            raise InvalidValue(
                "table",
                {
                    "pt-BR": f"Envie uma lista de até {MAX_ROWS} linhas.",
                    "en": f"Send a list of up to {MAX_ROWS} rows.",
                    "es": f"Envíe una lista de hasta {MAX_ROWS} filas.",
                },
                {
                    "pt-BR": 'Cada linha é um objeto: {"campo": valor}; com "id" para alterar uma '
                    "linha que já existe. Uma lista vazia remove todas.",
                    "en": 'Each row is an object: {"field": value}; with "id" to change a row '
                    "there is. An empty list removes all.",
                    "es": 'Cada fila es un objeto: {"campo": valor}; con "id" para cambiar una '
                    "fila que ya existe. Una lista vacía quita todas.",
                },
            )
        return {"": tuple(rows)}

    def json_schema(self, field: Field) -> dict[str, Any]:
        """A list of objects with the fields of the rows' entity."""
        row = {"type": "object", "properties": {"id": ID_SCHEMA}}
        return {"type": "array", "items": row, "maxItems": MAX_ROWS}

    def export(self, value: Any, field: Field) -> str:
        """Titles, separated by commas."""
        return ", ".join(str(item.get("title") or "") for item in value or ())
