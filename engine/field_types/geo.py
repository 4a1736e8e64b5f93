"""Geo: a place on the map, in degrees (WGS 84), to seven decimals (about a centimetre).

The field's own column is the latitude, the longitude stands beside it.
"""

from collections.abc import Mapping
from typing import Any

from engine.field_types._jsonb import expect_object
from engine.kinds.field_type import Column, FieldType, InvalidValue, Stored, field_types
from metamodel.field import Field

_EXAMPLE = '{"lat": -23.5613, "lng": -46.6565}'
_DECIMALS = 7
_LAT_MAX, _LNG_MAX = 90.0, 180.0


@field_types.register
class Geo(FieldType):
    """A point."""

    key = "geo"
    editor = "geo"
    expression_type = "other"
    operators = ("is empty",)
    sortable = False
    graphql_type = "JSON"

    def columns(self, field: Field) -> tuple[Column, ...]:
        """Latitude and longitude."""
        return (
            Column(pg_type="double precision"),
            Column(suffix="lng", pg_type="double precision"),
        )

    def clean(self, value: Any, field: Field) -> Stored:
        """Take `{lat, lng}` within the bounds of the earth."""
        sent = expect_object(value, _EXAMPLE)
        if set(sent) != {"lat", "lng"}:
            raise _no_point()
        return {"": _degrees(sent["lat"], _LAT_MAX), "lng": _degrees(sent["lng"], _LNG_MAX)}

    def json_schema(self, field: Field) -> dict[str, Any]:
        """An object with both degrees."""
        return {
            "type": "object",
            "required": ["lat", "lng"],
            "additionalProperties": False,
            "properties": {
                "lat": {"type": "number", "minimum": -_LAT_MAX, "maximum": _LAT_MAX},
                "lng": {"type": "number", "minimum": -_LNG_MAX, "maximum": _LNG_MAX},
            },
        }

    def to_json_sql(self, columns: Mapping[str, str], field: Field) -> str:
        """`{lat, lng}`, or null."""
        pair = f"json_build_object('lat', {columns['']}, 'lng', {columns['lng']})"
        return f"case when {columns['']} is not null then {pair} end"

    def wire(self, stored: Stored, field: Field) -> Any:
        """`{lat, lng}`."""
        return {"lat": stored[""], "lng": stored["lng"]}

    def export(self, value: Any, field: Field) -> str:
        """`lat, lng`, which maps read."""
        return "" if value is None else f"{value['lat']}, {value['lng']}"


def _degrees(value: object, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _no_point()
    if not -most <= value <= most:  # nor is NaN
        raise _no_point()
    return round(float(value), _DECIMALS) + 0.0  # no negative zero


def _no_point() -> InvalidValue:
    return InvalidValue(
        "geo",
        {
            "pt-BR": "Isto não é um ponto no mapa.",
            "en": "This is not a point on the map.",
            "es": "Esto no es un punto en el mapa.",
        },
        {
            "pt-BR": f"Envie lat de -90 a 90 e lng de -180 a 180, em números: {_EXAMPLE}.",
            "en": f"Send lat from -90 to 90 and lng from -180 to 180, as numbers: {_EXAMPLE}.",
            "es": f"Envíe lat de -90 a 90 y lng de -180 a 180, en números: {_EXAMPLE}.",
        },
    )
