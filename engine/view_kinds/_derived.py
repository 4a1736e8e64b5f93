"""What view kinds derive from an entity when a definition leaves it out."""

from metamodel.entity import Entity
from metamodel.view import View

_COLUMNS = 8
_CARD_FIELDS = 5
NEWEST = "-created_at"


def default_columns(entity: Entity, most: int = _COLUMNS) -> tuple[str, ...]:
    """The title, then visible one-line fields in their order, far sides of links left out."""
    fits = (
        field.name
        for field in entity.fields
        if not field.hidden and not field.inverse and field.type != "long_text"
    )
    return tuple(dict.fromkeys((entity.title, *fits)))[:most]


def first_field(entity: Entity, *types: str) -> str | None:
    """The first field of the first of the types the entity has."""
    return next((each.name for kind in types for each in entity.fields if each.type == kind), None)


def card_layout(view: View, entity: Entity) -> str | None:
    """The layout of the view's cards."""
    return view.card or next((each.name for each in entity.layouts if each.kind == "card"), None)


def card_fields(entity: Entity, card: str | None) -> tuple[str, ...]:
    """The fields of a card: those of its layout, else the title and the first that fit a line."""
    layout = next(
        (each for each in entity.layouts if (each.kind, each.name) == ("card", card)), None
    )
    if layout:
        return tuple(dict.fromkeys(item.field for item in layout.items if item.field))
    fits = (
        each.name
        for each in entity.fields
        if not each.hidden and not each.inverse and each.type not in ("long_text", "stage")
    )
    return tuple(dict.fromkeys([entity.title, *fits][:_CARD_FIELDS]))
