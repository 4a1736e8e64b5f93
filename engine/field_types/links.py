"""Links: several records of another entity, in an order where the first may be the main one.

With `inverse` the field shows the other side of a link and is read only; otherwise it is a
many-to-many in a join table. With `attributes` each link holds values of its own:
`[{"id": "…", "quantity": 2}]`; one that is not sent stays as it is, null clears it.
"""

from collections.abc import Sequence
from typing import Any, cast

from engine.field_types._link_attributes import attribute_schema, link_attributes
from engine.field_types._reference import ID_SCHEMA, REFERENCE_SCHEMA, read_id
from engine.kinds.field_type import Column, FieldType, InvalidValue, Stored, field_types
from metamodel.field import Field

MAX_LINKS = 500


@field_types.register
class Links(FieldType):
    """References to records of the entity in `to`."""

    key = "links"
    editor = "links"
    expression_type = "link"
    relation = "many"
    needs = ("to",)
    operators = ("contains", "is empty")
    sortable = False

    def columns(self, field: Field) -> tuple[Column, ...]:
        """None: the links live in a join table, or on the other side."""
        return ()

    def clean(self, value: Any, field: Field) -> Stored:
        """Take a list of ids, each once; the write door puts the tuple in the join table."""
        items = cast("Sequence[object]", value) if isinstance(value, list | tuple) else None
        if items is None or len(items) > MAX_LINKS:
            raise InvalidValue(
                "links",
                {
                    "pt-BR": f"Envie uma lista de até {MAX_LINKS} registros.",
                    "en": f"Send a list of up to {MAX_LINKS} records.",
                    "es": f"Envíe una lista de hasta {MAX_LINKS} registros.",
                },
                {
                    "pt-BR": 'Envie os ids em uma lista: ["…", "…"]. Uma lista vazia remove todos.',
                    "en": 'Send the ids in a list: ["…", "…"]. An empty list removes all.',
                    "es": 'Envíe los ids en una lista: ["…", "…"]. Una lista vacía quita todos.',
                },
            )
        found = dict.fromkeys(read_id(item) for item in items)
        if not field.attributes:
            return {"": tuple(found)}
        given = {read_id(item): link_attributes(item, field) for item in items}
        return {"": tuple(found), "attributes": tuple(given[each] for each in found)}

    def json_schema(self, field: Field) -> dict[str, Any]:
        """A list of ids or of objects with one."""
        own = {each.name: attribute_schema(each) for each in field.attributes}
        items: dict[str, Any] = REFERENCE_SCHEMA
        if own:
            reference = {
                "type": "object",
                "required": ["id"],
                "properties": {"id": ID_SCHEMA, "title": {"type": ["string", "null"]}, **own},
            }
            items = {"anyOf": [ID_SCHEMA, reference]}
        return {"type": "array", "items": items, "maxItems": MAX_LINKS}

    def export(self, value: Any, field: Field) -> str:
        """Titles, separated by commas."""
        return ", ".join(str(item.get("title") or "") for item in value or ())
