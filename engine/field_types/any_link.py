"""Any link: a record of one of at most eight entities, with the title it had when linked."""

from collections.abc import Mapping
from typing import Any, cast

from engine.field_types._reference import ID_SCHEMA, read_id
from engine.kinds.field_type import Column, FieldType, InvalidValue, Stored, field_types
from metamodel.field import Field

MAX_TARGETS = 8


@field_types.register
class AnyLink(FieldType):
    """A polymorphic reference: entity, id and a snapshot of the title."""

    key = "any_link"
    editor = "any_link"
    expression_type = "link"
    relation = "any"
    needs = ("targets",)
    operators = ("=", "!=", "is empty")
    sortable = False

    def columns(self, field: Field) -> tuple[Column, ...]:
        """Entity name, record id, title. No foreign key can span several tables."""
        return (
            Column(suffix="entity", pg_type="text"),
            Column(suffix="id", pg_type="uuid"),
            Column(suffix="title", pg_type="text"),
        )

    def clean(self, value: Any, field: Field) -> Stored:
        """Take `{entity, id}`; the write door looks the record up and adds the title."""
        sent = cast("dict[str, object]", value) if isinstance(value, dict) else {}
        entity = sent.get("entity")
        if not isinstance(entity, str) or entity not in field.targets:
            shown = ", ".join(field.targets[:MAX_TARGETS])
            raise InvalidValue(
                "any_link",
                {
                    "pt-BR": "Diga o tipo e o id do registro ligado.",
                    "en": "Say the entity and the id of the linked record.",
                    "es": "Indique el tipo y el id del registro enlazado.",
                },
                {
                    "pt-BR": f'Envie {{"entity": "…", "id": "…"}}, com entity entre: {shown}.',
                    "en": f'Send {{"entity": "…", "id": "…"}}, with entity being one of: {shown}.',
                    "es": f'Envíe {{"entity": "…", "id": "…"}}, con entity siendo uno de: {shown}.',
                },
            )
        return {"entity": entity, "id": read_id(sent), "title": None}

    def json_schema(self, field: Field) -> dict[str, Any]:
        """An object naming entity and id."""
        return {
            "type": "object",
            "required": ["entity", "id"],
            "properties": {
                "entity": {"type": "string", "enum": list(field.targets)},
                "id": ID_SCHEMA,
            },
        }

    def to_json_sql(self, columns: Mapping[str, str], field: Field) -> str:
        """`{entity, id, title}`, or null when nothing is linked."""
        entity, record, title = columns["entity"], columns["id"], columns["title"]
        return (
            f"case when {record} is not null then "
            f"jsonb_build_object('entity', {entity}, 'id', {record}, 'title', {title}) end"
        )

    def export(self, value: Any, field: Field) -> str:
        """The title."""
        return "" if value is None else str(value.get("title") or "")
