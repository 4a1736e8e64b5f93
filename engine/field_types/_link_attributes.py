"""Values a link holds beside its target, as the text of a JSON object by attribute."""

from collections.abc import Mapping
from typing import Any, cast

from engine.core.errors import Text
from engine.field_types._jsonb import jsonb_text
from engine.kinds.field_type import InvalidValue, field_types
from metamodel.field import Field
from metamodel.label import LOCALES, resolve_label

_KNOWN = frozenset({"id", "title", "trashed"})


def link_attributes(item: Any, field: Field) -> str:
    """The attributes sent with one link, null where one is cleared. Raises InvalidValue, its
    message led by the attribute's label."""
    sent = cast("dict[str, Any]", item) if isinstance(item, dict) else dict[str, Any]()
    known = {each.name: each for each in field.attributes}
    for name in sent:
        if name not in known and name not in _KNOWN:
            raise _unknown(str(name), known)
    found: dict[str, Any] = {}
    for name, value in sent.items():
        if name in known:
            found[name] = _clean(value, known[name])
    return jsonb_text(found)


def attribute_schema(field: Field) -> dict[str, Any]:
    """JSON Schema of an attribute's value."""
    return {"anyOf": [field_types[field.type].json_schema(field), {"type": "null"}]}


def _clean(value: Any, field: Field) -> Any:
    if value is None:
        return None
    kind = field_types[field.type]
    try:
        stored = kind.clean(value, field)
    except InvalidValue as fault:
        raise InvalidValue(fault.code, _led(field, fault.message), fault.hint) from None
    return kind.wire(stored, field)


def _led(field: Field, message: Text) -> Text:
    fallback = message.get("pt-BR", "")
    return {
        locale: f"{resolve_label(field.label, locale, field.name)}: {message.get(locale, fallback)}"
        for locale in LOCALES
    }


def _unknown(name: str, known: Mapping[str, Field]) -> InvalidValue:
    names = ", ".join(known)
    return InvalidValue(
        "attribute_unknown",
        {
            "pt-BR": f"A ligação não tem o atributo {name[:60]}.",
            "en": f"The link has no attribute {name[:60]}.",
            "es": f"El enlace no tiene el atributo {name[:60]}.",
        },
        {
            "pt-BR": f"Os atributos são: {names}.",
            "en": f"The attributes are: {names}.",
            "es": f"Los atributos son: {names}.",
        },
    )
