"""Split: a narrow list of records beside the one that is open."""

from engine.kinds.view_kind import ViewKind, view_kinds
from engine.view_kinds._derived import NEWEST, card_fields, card_layout
from metamodel.entity import Entity
from metamodel.view import View


@view_kinds.register
class SplitView(ViewKind):
    """A list whose rows are as short as cards."""

    key = "split"
    needs = ("columns",)

    def complete(self, view: View, entity: Entity) -> View:
        """Fill in the card layout, its fields as columns, and an order, newest first."""
        card = card_layout(view, entity)
        return view.model_copy(
            update={
                "card": card,
                "columns": view.columns or card_fields(entity, card),
                "sort": view.sort or NEWEST,
            }
        )
