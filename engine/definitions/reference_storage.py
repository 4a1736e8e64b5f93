"""Where the copies of entities in the other datasource are: given once, kept, retired.

Every entity marked `projected`, and member, team and unit always, has a table `_ref_<entity>`
there with the title and the listed fields of its records.
"""

from collections.abc import Callable

from engine.definitions.physical_names import give_name
from engine.definitions.storage import (
    REFERENCE_COLUMNS,
    EntityStorage,
    FieldStorage,
    ReferenceStorage,
    RetiredColumn,
)
from engine.kinds.field_type import FieldType
from metamodel.entity import Entity
from metamodel.field import Field
from metamodel.paths import SHARED_SYSTEMS, is_shared

__all__ = [
    "PREMADE_REFERENCES",
    "TITLE",
    "allocate_reference",
    "find_reference",
    "is_plain_text",
    "retire_reference",
]

Place = Callable[
    [Field, FieldStorage | None, set[str], list[RetiredColumn]],
    FieldStorage,
]
TITLE = "title"
"""The column of the title, and the suffix of a title's retired column."""
PREMADE_REFERENCES = {system: f"_ref_{system}" for system in sorted(SHARED_SYSTEMS)}
"""The copies that migrations make in the chat database."""


def find_reference(entity: Entity, stored: EntityStorage | None) -> ReferenceStorage | None:
    """The copy that is in use. People and places have one before any publish gave it."""
    known = stored.reference if stored is not None else None
    if known is not None:
        return known if known.state == "active" else None
    premade = PREMADE_REFERENCES.get(entity.system or "")
    return ReferenceStorage(table=premade) if premade else None


def is_plain_text(kind: FieldType, field: Field) -> bool:
    """Whether the title column says all there is to a title field."""
    return [(each.suffix, each.pg_type) for each in kind.columns(field)] == [("", "text")]


def allocate_reference(
    entity: Entity,
    kind_of: Callable[[Field], FieldType],
    known: ReferenceStorage | None,
    tables: set[str],
    place: Place,
) -> ReferenceStorage | None:
    """The copy an entity asks for, continuing the one it has."""
    if not is_shared(entity):
        return retire_reference(known)
    if known is None:
        premade = PREMADE_REFERENCES.get(entity.system or "")
        table = premade or give_name(f"_ref_{entity.name}", {*tables, *PREMADE_REFERENCES.values()})
        tables.add(table)
        known = ReferenceStorage(table=table)
    taken = {*REFERENCE_COLUMNS, TITLE, *(entry.column for entry in known.retired)}
    taken.update(name for field in known.fields.values() for name in field.columns.values())
    retired = list(known.retired)
    title = entity.field_by_name[entity.title]
    column = _place_title(title.id or "", known, taken, retired)
    fields = {
        key: field.model_copy(update={"state": "retired"}) for key, field in known.fields.items()
    }
    for name in dict.fromkeys((*(entity.projected or ()), entity.title)):
        field = entity.field_by_name[name]
        if field is title and is_plain_text(kind_of(field), field):
            continue
        fields[field.id or ""] = place(field, known.fields.get(field.id or ""), taken, retired)
    return ReferenceStorage(
        table=known.table,
        title=column,
        title_of=title.id or "",
        fields=fields,
        retired=tuple(retired),
    )


def retire_reference(known: ReferenceStorage | None) -> ReferenceStorage | None:
    """A copy nobody feeds or reads any more; its table stays and is emptied."""
    return known.model_copy(update={"state": "retired"}) if known is not None else None


def _place_title(
    title_of: str, known: ReferenceStorage, taken: set[str], retired: list[RetiredColumn]
) -> str:
    """The old version goes on reading the old title until the switch, so a new one is apart."""
    if known.title_of in ("", title_of):
        return known.title
    retired.append(
        RetiredColumn(column=known.title, pg_type="text", field_id=known.title_of, suffix=TITLE)
    )
    for entry in retired:
        if (entry.field_id, entry.suffix) == (title_of, TITLE):
            retired.remove(entry)
            return entry.column
    column = give_name(TITLE, taken)
    taken.add(column)
    return column
