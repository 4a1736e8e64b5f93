"""Kanban: records as cards in a column per stage (or per option of a choice field)."""

from collections.abc import Iterator

from engine.kinds.view_kind import ViewKind, view_kinds
from engine.view_kinds._derived import NEWEST, card_fields, card_layout, first_field
from metamodel.entity import Entity
from metamodel.view import Measure, View


@view_kinds.register
class KanbanView(ViewKind):
    """A board: `field` is the stage or choice field of the columns, `card` the layout of a card."""

    key = "kanban"
    shape = "board"
    needs = ("field",)
    stands_on = ("stage", "choice")

    def complete(self, view: View, entity: Entity) -> View:
        """Fill in the first stage field (else choice), the card layout, its fields and a sum."""
        card = card_layout(view, entity)
        field = view.field or first_field(entity, *self.stands_on)
        shown = dict.fromkeys((*card_fields(entity, card), *([field] if field else [])))
        return view.model_copy(
            update={
                "field": field,
                "card": card,
                "columns": view.columns or tuple(shown),
                "measures": view.measures or _sums(entity),
                "sort": view.sort or NEWEST,
            }
        )

    def carries(self, view: View, entity: Entity) -> Iterator[str]:
        """The fields of the card, and that of the columns."""
        yield from super().carries(view, entity)
        yield from card_fields(entity, view.card)
        if view.field is not None:
            yield view.field


def _sums(entity: Entity) -> tuple[Measure, ...]:
    money = first_field(entity, "money")
    return (Measure(fn="sum", field=money),) if money else ()
