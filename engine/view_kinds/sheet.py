"""Sheet: a spreadsheet of records, each cell edited in its place."""

from engine.kinds.view_kind import ViewKind, view_kinds
from engine.view_kinds._derived import NEWEST, default_columns
from metamodel.entity import Entity
from metamodel.view import View

_COLUMNS = 16


@view_kinds.register
class SheetView(ViewKind):
    """Cells in rows and columns. Twice as many columns as a list has: a sheet is scrolled."""

    key = "sheet"
    needs = ("columns",)

    def complete(self, view: View, entity: Entity) -> View:
        """Fill in columns and an order, newest first."""
        return view.model_copy(
            update={
                "columns": view.columns or default_columns(entity, _COLUMNS),
                "sort": view.sort or NEWEST,
            }
        )
