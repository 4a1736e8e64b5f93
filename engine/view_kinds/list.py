"""List: records as rows with columns."""

from engine.kinds.field_type import field_types
from engine.kinds.view_kind import ViewKind, view_kinds
from metamodel.entity import Entity
from metamodel.view import View

_COLUMNS = 8


@view_kinds.register
class ListView(ViewKind):
    """A table of records; columns default to the title and the first one-line fields."""

    key = "list"
    needs = ("columns",)

    def complete(self, view: View, entity: Entity) -> View:
        """Fill in columns and an order, newest first."""
        return view.model_copy(
            update={
                "columns": view.columns or default_columns(entity),
                "sort": view.sort or "-created_at",
            }
        )


def default_columns(entity: Entity) -> tuple[str, ...]:
    """The title, then visible one-line fields in their order, far sides of links left out."""
    fits = (
        field.name
        for field in entity.fields
        if not field.hidden and not field.inverse and field_types[field.type].key != "long_text"
    )
    return tuple(dict.fromkeys((entity.title, *fits)))[:_COLUMNS]
