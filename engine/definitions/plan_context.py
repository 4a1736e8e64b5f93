"""What the planning functions share: both models by id, both storage maps and designs."""

from collections.abc import Mapping

from engine.definitions.allocate import identity
from engine.definitions.conversion import Conversion
from engine.definitions.data_check import DataCheck
from engine.definitions.defaults import Literals
from engine.definitions.design import Design, TableDesign
from engine.definitions.indexes import Index
from engine.definitions.step import Step
from engine.definitions.storage import FieldStorage, StorageMap
from engine.kinds.field_type import FieldType
from metamodel.entity import Entity
from metamodel.field import Field
from metamodel.model import Model

__all__ = ["PlanContext"]

StageMoves = Mapping[str, Mapping[str, str]]


class PlanContext:
    """Collects `checks` while steps are made."""

    def __init__(
        self,
        *,
        old_model: Model,
        new_model: Model,
        old_storage: StorageMap,
        new_storage: StorageMap,
        before: Design,
        after: Design,
        literals: Literals,
        stage_moves: StageMoves,
        zone: str,
        kinds: Mapping[str, FieldType],
    ) -> None:
        self.old_model, self.new_model, self.kinds = old_model, new_model, kinds
        self.checks: list[DataCheck] = []
        self.old = _by_id(old_model)
        self.new = _by_id(new_model)
        self.old_storage, self.new_storage = old_storage, new_storage
        self.before, self.after = before, after
        self.literals, self.moves, self.zone = literals, stage_moves, zone

    def was_active(self, name: str, field_id: str | None, known: TableDesign) -> bool:
        """Whether a column held an active field."""
        field = self.old_field(known.entity_id, field_id or "")
        return field is not None and field.state == "active" and name in field.columns.values()

    def is_active(self, name: str, field_id: str, table: TableDesign) -> bool:
        """Whether a column still holds an active field."""
        field = self.new_storage.entities[table.entity_id].fields[field_id]
        return field.state == "active" and name in field.columns.values()

    def retires(self, column: str, table: TableDesign) -> bool:
        """Whether the field of a column leaves the model."""
        field_id = table.columns[column].field_id if column in table.columns else None
        return field_id is not None and not self.is_active(column, field_id, table)

    def old_field(self, entity_id: str, field_id: str) -> FieldStorage | None:
        """The storage a field had; retired when its entity was."""
        entity = self.old_storage.entities.get(entity_id)
        field = entity.fields.get(field_id) if entity else None
        if field and entity and entity.state == "retired":
            return field.model_copy(update={"state": "retired"})
        return field

    def definition(self, entity_id: str, field_id: str) -> tuple[Entity, Field]:
        """Entity and field in the new model."""
        entity, fields = self.new[entity_id]
        return entity, fields[field_id]

    def names(self, entity_id: str, field_id: str | None) -> tuple[str, str | None]:
        """API names, from the new model or else the old."""
        for models in (self.new, self.old):
            if entity_id in models:
                entity, fields = models[entity_id]
                if field_id is None or field_id in fields:
                    return entity.name, fields[field_id].name if field_id else None
        return self.new_storage.entities[entity_id].table, None

    def check(
        self,
        kind: str,
        table: TableDesign,
        entity: str,
        field: str,
        condition: str = "",
        *,
        keys: tuple[str, ...] = (),
        index: Index | None = None,
        conversion: Conversion | None = None,
    ) -> None:
        """Note a question to the data."""
        self.checks.append(
            DataCheck.model_validate(
                {
                    "kind": kind,
                    "datasource": table.datasource,
                    "table": table.name,
                    "entity": entity,
                    "field": field,
                    "condition": condition,
                    "keys": keys,
                    "columns": index.columns if index else (),
                    "conversion": conversion,
                }
            )
        )

    def step(
        self, kind: str, phase: str, table: TableDesign, field_id: str | None, **facts: object
    ) -> Step:
        """A step on a table, named after its definition."""
        entity, field = self.names(table.entity_id, field_id)
        return Step.model_validate(
            {
                "kind": kind,
                "phase": phase,
                "datasource": table.datasource,
                "entity": entity,
                "field": field,
                "table": table.name,
                **facts,
            }
        )


def _by_id(model: Model) -> dict[str, tuple[Entity, dict[str, Field]]]:
    return {
        identity(entity): (entity, {identity(field): field for field in entity.fields})
        for entity in model.entities
    }
