"""Timeline: records as bars over days, from the moment they start to their end, or through their
stages."""

from collections.abc import Iterator

from engine.kinds.view_kind import ViewKind, view_kinds
from engine.view_kinds._derived import NEWEST, card_fields, card_layout, first_field
from metamodel.entity import Entity
from metamodel.view import View

_DAYS = ("date", "datetime", "created_at", "updated_at")


@view_kinds.register
class TimelineView(ViewKind):
    """`field` is where a record starts. Of the settings `end` is where it ends, `stage` the field
    whose stages fill the bar, `next` a date drawn as a mark, `start` a date that is drawn in place
    of the stages."""

    key = "timeline"
    shape = "timeline"
    needs = ("field", "columns")
    stands_on = ("created_at", "datetime", "date", "updated_at")
    settings_fields = {
        **ViewKind.settings_fields,
        "start": _DAYS, "end": _DAYS, "next": _DAYS, "stage": ("stage",),
    }  # fmt: skip

    def complete(self, view: View, entity: Entity) -> View:
        """Fill in the start, the stage field, the fields of a card as columns, and an order."""
        card = card_layout(view, entity)
        stage = None if "stage" in view.settings else first_field(entity, "stage")
        return view.model_copy(
            update={
                "field": view.field or "created_at",
                "card": card,
                "columns": view.columns or card_fields(entity, card),
                "sort": view.sort or NEWEST,
                "settings": {**view.settings, **({"stage": stage} if stage else {})},
            }
        )

    def carries(self, view: View, entity: Entity) -> Iterator[str]:
        """The dates and the stage the bar is drawn from."""
        yield from super().carries(view, entity)
        if view.field is not None:
            yield view.field
