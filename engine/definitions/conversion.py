"""How the values of a field become values of its new type: always through that type's cleaning.

What the cleaning refuses is no value of the new type, and no publish makes it one.
"""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from engine.kinds.field_type import InvalidValue, Stored, field_types
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
        given = self.fallback if value is None else self._wire(value, self.before, self.after)
        if given is None:
            return dict.fromkeys(self.columns)
        stored = kind.clean(given, self.after)
        held = stored[""] if kind.is_list else [stored[""]]
        if self.keys and any(each not in self.keys for each in held or ()):
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
            return kind.clean(self._wire(new, self.after, self.before), self.before)[""] == old
        except InvalidValue:
            return False

    def _wire(self, value: Any, before: Field, after: Field) -> Any:
        """A stored value of one field in the form in which it would be sent to the other."""
        zone, kind, former = ZoneInfo(self.zone), field_types[after.type], field_types[before.type]
        if kind.is_list != former.is_list or kind.compared != former.compared:
            value = former.to_text(value, before)
            return kind.of_text(value, after) if isinstance(value, str) else value
        match value:
            case datetime():
                local = value.astimezone(zone)
                return _part_of(local, kind.expression_type).isoformat()
            case date():
                if kind.expression_type != "instant":
                    return value.isoformat()
                return datetime.combine(value, time(), zone).astimezone(UTC).isoformat()
            case Decimal():
                return value if kind.expression_type == "integer" else format(value, "f")
            case bool() | int() | time() | timedelta():
                sent = former.wire({"": value}, before)
                return former.export(sent, before) if kind.expression_type == "text" else sent
            case _:
                return value


def _part_of(moment: datetime, wanted: str) -> date | time:
    """What a type keeps of a moment: its day, its hour, or all of it."""
    match wanted:
        case "date":
            return moment.date()
        case "time":
            return moment.time().replace(microsecond=0)
        case _:
            return moment
