"""Grid: records as cards side by side."""

from collections.abc import Iterator

from engine.kinds.view_kind import ViewKind, view_kinds
from engine.view_kinds._derived import NEWEST, card_fields, card_layout, first_field
from metamodel.entity import Entity
from metamodel.view import View


@view_kinds.register
class GridView(ViewKind):
    """Cards without columns; a card tells the stage of its record and for how long."""

    key = "grid"
    needs = ("columns",)

    def complete(self, view: View, entity: Entity) -> View:
        """Fill in the card layout, its fields and an order, newest first."""
        card = card_layout(view, entity)
        return view.model_copy(
            update={
                "card": card,
                "columns": view.columns or card_fields(entity, card),
                "sort": view.sort or NEWEST,
            }
        )

    def carries(self, view: View, entity: Entity) -> Iterator[str]:
        """The fields of the card, and the stage."""
        yield from super().carries(view, entity)
        yield from card_fields(entity, view.card)
        stage = first_field(entity, "stage")
        if stage is not None:
            yield stage
