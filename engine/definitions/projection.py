"""What the copy of an entity in the other datasource is fed from: columns as SQL of the source."""

from engine.core.database import Datasource
from engine.definitions.reference_storage import find_reference
from engine.definitions.snapshot import Snapshot
from engine.definitions.storage import EntityStorage
from engine.kinds.field_type import field_types
from metamodel.entity import Entity
from metamodel.value import Value

__all__ = ["Projection", "find_projection", "find_projections"]


class Projection(Value):
    """`columns` maps a column of the copy to SQL over one row of the entity's own table."""

    entity: str
    source: Datasource
    source_table: str
    table: str
    columns: dict[str, str]

    def feeds_apart_from(self, other: "Projection") -> bool:
        """Whether another name of the entity is not all that differs."""
        return self != other.model_copy(update={"entity": self.entity})


def find_projection(entity: Entity, stored: EntityStorage | None) -> Projection | None:
    """How an entity's copy is fed; None for an entity that has none."""
    reference = find_reference(entity, stored)
    if stored is None or stored.state != "active" or reference is None:
        return None
    columns = {reference.title: _title_sql(entity, stored)}
    for key, copied in reference.fields.items():
        own = stored.fields.get(key)
        if copied.state == "active" and own is not None and own.state == "active":
            columns |= {
                name: f'"{own.columns[suffix]}"'
                for suffix, name in copied.columns.items()
                if suffix in own.columns
            }
    return Projection(
        entity=entity.name,
        source=stored.datasource,
        source_table=stored.table,
        table=reference.table,
        columns=columns,
    )


def find_projections(snapshot: Snapshot) -> tuple[Projection, ...]:
    """The copies of all entities of a model; found once for each snapshot."""
    known = _known.get(snapshot.hash)
    if known is None:
        if len(_known) >= _KNOWN_MAX:
            _known.clear()
        known = _known[snapshot.hash] = _find_projections(snapshot)
    return known


_KNOWN_MAX = 512
_known: dict[str, tuple[Projection, ...]] = {}
"""By content: clinics that run the same packages share them."""


def _find_projections(snapshot: Snapshot) -> tuple[Projection, ...]:
    entities = snapshot.storage.entities
    found = (find_projection(each, entities.get(each.id or "")) for each in snapshot.model.entities)
    return tuple(each for each in found if each is not None)


def _title_sql(entity: Entity, stored: EntityStorage) -> str:
    """The title as text, in the words it has as JSON."""
    field = entity.field_by_name[entity.title]
    own, kind = stored.fields.get(field.id or ""), field_types[field.type]
    if own is None or own.state != "active" or not own.columns:
        return "null::text"
    columns = {suffix: f'"{name}"' for suffix, name in own.columns.items()}
    return f"(to_json({kind.to_json_sql(columns, field)}) #>> '{{}}')"
