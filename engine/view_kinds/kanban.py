"""Kanban: records as cards in a column per stage (or per option of a choice field)."""

from engine.kinds.field_type import field_types
from engine.kinds.view_kind import ViewKind, view_kinds
from metamodel.entity import Entity
from metamodel.view import Measure, View

_CARD_FIELDS = 5


@view_kinds.register
class KanbanView(ViewKind):
    """A board: `field` is the stage or choice field of the columns, `card` the layout of a card."""

    key = "kanban"
    needs = ("field",)

    def complete(self, view: View, entity: Entity) -> View:
        """Fill in the first stage field (else choice), the card layout, its fields and a sum."""
        card = view.card or next((x.name for x in entity.layouts if x.kind == "card"), None)
        field = view.field or _first(entity, "stage") or _first(entity, "choice")
        return view.model_copy(
            update={
                "field": field,
                "card": card,
                "columns": view.columns or _card_fields(entity, card, field),
                "measures": view.measures or _sums(entity),
                "sort": view.sort or "-created_at",
            }
        )


def _first(entity: Entity, kind: str) -> str | None:
    return next((field.name for field in entity.fields if field.type == kind), None)


def _sums(entity: Entity) -> tuple[Measure, ...]:
    money = _first(entity, "money")
    return (Measure(fn="sum", field=money),) if money else ()


def _card_fields(entity: Entity, card: str | None, field: str | None) -> tuple[str, ...]:
    layout = next((x for x in entity.layouts if x.kind == "card" and x.name == card), None)
    if layout:
        chosen = [item.field for item in layout.items if item.field]
    else:
        chosen = [
            entity.title,
            *(
                x.name
                for x in entity.fields
                if not x.hidden
                and not x.inverse
                and field_types[x.type].key not in ("long_text", "stage")
            ),
        ][:_CARD_FIELDS]
    return tuple(dict.fromkeys((*chosen, *([field] if field else []))))
