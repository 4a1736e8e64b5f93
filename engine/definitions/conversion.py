"""How the values of a field become values of its new type: always through that type's cleaning.

What the cleaning refuses is no value of the new type, and no publish makes it one.
"""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from engine.kinds.field_type import FieldType, InvalidValue, Stored, field_types
from metamodel.field import Field
from metamodel.value import Value

__all__ = ["Conversion"]

_NO_KEY = InvalidValue(
    "choice_unknown",
    {"pt-BR": "Esta opção não existe.", "en": "There is no such option."},
)


class Conversion(Value):
    """`columns` and `types` are those of the new type by suffix; `source` is the old column.

    `keys` are the stages or options there are; records without a value get `fallback`. A day
    begins at midnight in `zone`, the clinic's. With `in_place` the values stay as they are.
    """

    before: Field
    after: Field
    source: str
    source_type: str
    columns: dict[str, str]
    types: dict[str, str]
    zone: str
    keys: tuple[str, ...] = ()
    fallback: Any = None
    in_place: bool = False

    @property
    def column(self) -> str:
        """The column of the value itself."""
        return self.columns[""]

    def convert(self, value: Any) -> Stored:
        """What the new columns hold for an old value. Raises InvalidValue."""
        kind = field_types[self.after.type]
        given = self.fallback if value is None else self._wire(value, kind)
        if given is None:
            return dict.fromkeys(self.columns)
        stored = kind.clean(given, self.after)
        if self.keys and stored[""] not in self.keys:
            raise _NO_KEY
        if self.in_place and stored[""] != value:
            raise InvalidValue("value_changes", {"pt-BR": "O valor mudaria.", "en": "It changes."})
        return stored

    def keeps(self, old: Any, new: Any) -> bool:
        """Whether `new`, from before an earlier conversion, is the first form of `old`."""
        if old is None or new is None:
            return False
        kind = field_types[self.before.type]
        try:
            return kind.clean(self._wire(new, kind), self.before)[""] == old
        except InvalidValue:
            return False

    def _wire(self, value: Any, kind: FieldType) -> Any:
        """A stored value in the form in which it would be sent to a field of `kind`."""
        zone = ZoneInfo(self.zone)
        match value:
            case datetime():
                local = value.astimezone(zone)
                is_day = kind.expression_type == "date"
                return local.date().isoformat() if is_day else local.isoformat()
            case date():
                if kind.expression_type != "instant":
                    return value.isoformat()
                return datetime.combine(value, time(), zone).astimezone(UTC).isoformat()
            case Decimal():
                return format(value, "f")
            case _:
                return value
