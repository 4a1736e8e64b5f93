"""List: records as rows with columns."""

from engine.kinds.view_kind import ViewKind, view_kinds
from engine.view_kinds._derived import NEWEST, default_columns
from metamodel.entity import Entity
from metamodel.view import View


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
                "sort": view.sort or NEWEST,
            }
        )
