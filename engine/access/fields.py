"""The fields an entity has on the wire: its own and the four every record has, with what each leads
to.
"""

from collections.abc import Mapping

from engine.kinds.field_type import field_types
from metamodel.entity import Datasource, Entity
from metamodel.expression.types import Type, named_type
from metamodel.field import Field
from metamodel.model import Model
from metamodel.names import SYSTEM_FIELDS

_LABELS = {
    "created_at": {"pt-BR": "Criado em", "en": "Created at", "es": "Creado el"},
    "created_by": {"pt-BR": "Criado por", "en": "Created by", "es": "Creado por"},
    "updated_at": {"pt-BR": "Alterado em", "en": "Changed at", "es": "Modificado el"},
    "updated_by": {"pt-BR": "Alterado por", "en": "Changed by", "es": "Modificado por"},
}
_SYSTEM = {
    name: Field(
        id=f"_{name}",
        name=name,
        type=name,
        label=_LABELS[name],
    )
    for name in SYSTEM_FIELDS
}

EXTERNAL_IDS = Field(
    id="_external_ids",
    name="external_ids",
    type="json",
    label={"pt-BR": "Ids externos", "en": "External ids", "es": "Ids externos"},
)
"""What other systems call a record. No field of any entity: read only where it is asked for by
name, by whoever may read the record."""


def is_system(field: Field) -> bool:
    """Whether the field's value comes from the engine alone: nobody writes it."""
    return field_types[field.type].is_engine


def record_fields(entity: Entity) -> Mapping[str, Field]:
    """Every field by API name, the entity's own first."""
    return {**entity.field_by_name, **_SYSTEM}


def target_names(model: Model, field: Field) -> tuple[str, ...]:
    """The entities a field's values are records of; empty for a field that is no link."""
    kind = field_types[field.type]
    if kind.relation == "none":
        return ()
    if kind.relation == "any":
        return tuple(name for name in field.targets if name in model.entity_by_name)
    name = field.to or kind.leads_to
    entity = model.entity_by_name.get(name) if name else None
    return (entity.name,) if entity else ()


def is_within_reach(entity: Entity, name: str, home: Datasource) -> bool:
    """Whether a query of one datasource can read a field: of what is kept in the other one, it has
    the title and the projected fields.
    """
    return entity.datasource == home or name in (entity.title, *(entity.projected or ()))


def is_many(field: Field) -> bool:
    """Whether a record has several of this field's values, each a record of its own."""
    return field_types[field.type].relation == "many"


def expression_type(model: Model, entity: Entity, field: Field) -> Type:
    """The type the field has in expressions."""
    kind = field_types[field.type]
    keys = tuple(option.key for option in field.options)
    if field.pipeline and (pipeline := entity.pipeline_by_name.get(field.pipeline)):
        keys = tuple(stage.key for stage in pipeline.stages)
    targets = target_names(model, field)
    return named_type(
        kind.expression_type,
        options=keys,
        entity=targets[0] if len(targets) == 1 and kind.relation != "any" else None,
        many=kind.relation == "many" or kind.is_list,
    )
