"""Faults that tell something of a record the actor may not see: that there is one in the way.

That a value is taken, or a time is not free, has to be said to whoever it stops. Nothing else is:
neither which record it is, nor whose, nor any value of it. All such faults stand in this file.
"""

from collections.abc import Iterable, Mapping

from engine.core.errors import Fault, Text
from engine.records.delta import Delta
from metamodel.field import Field
from metamodel.label import LOCALES, resolve_label

BOOKING = "_booking_free"
"""The constraint that no two records take up one resource at once."""


def not_unique(delta: Delta, names: Iterable[str]) -> tuple[Fault, ...]:
    """Another record has these values: a fault on each field of the set that the actor sees."""
    known = _seen(delta, names)
    others = {name: [each for each in known.values() if each.name != name] for name in known}
    return tuple(
        Fault(
            path=f"{delta.prepared.prefix}{name}",
            code="unique",
            message=_told(_UNIQUE_SET if others[name] else _UNIQUE, field, others[name]),
            hint={
                "pt-BR": "Use outro valor, ou altere o registro que já existe; se você não o "
                "encontra, fale com um gestor.",
                "en": "Use another value, or change the record there is; if you cannot find it, "
                "ask a manager.",
                "es": "Use otro valor, o modifique el registro que ya existe; si no lo encuentra, "
                "hable con un gestor.",
            },
        )
        for name, field in known.items()
    ) or (
        Fault(
            path=f"{delta.prepared.prefix}record",
            code="unique",
            message={
                "pt-BR": "Já existe um registro com estes valores.",
                "en": "There is a record with these values already.",
                "es": "Ya existe un registro con estos valores.",
            },
        ),
    )


def overlap(delta: Delta, resource: str | None) -> tuple[Fault, ...]:
    """A resource is taken at that time: a fault on the start and on the resource, where seen.

    `resource` is the id of the field that names the resource, None when that is not known.
    """
    entity = delta.table.entity
    field = next((each for each in entity.fields if each.id == resource), None)
    names: list[str] = []
    for rule in entity.no_overlap:
        if field is None or field.name in rule.resources:
            names += [rule.start, *((field.name,) if field else ())]
    known = _seen(delta, names)
    named = field if field and field.name in known else None
    return tuple(
        Fault(
            path=f"{delta.prepared.prefix}{name}",
            code="overlap",
            message=_told(_OVERLAP, named, ())
            if named
            else {
                "pt-BR": "Este horário já está ocupado.",
                "en": "This time is taken.",
                "es": "Este horario ya está ocupado.",
            },
            hint=_told(_OTHER, named, ()) if named else _OTHER_UNNAMED,
        )
        for name in known or ("record",)
    )


def _seen(delta: Delta, names: Iterable[str]) -> Mapping[str, Field]:
    policy, places = delta.prepared.policy, delta.table.places
    return {
        name: places[name].field
        for name in dict.fromkeys(names)
        if name in places and policy.access(name).is_visible
    }


def _told(texts: Text, field: Field, others: Iterable[Field]) -> Text:
    return {
        locale: texts[locale].format(
            field=resolve_label(field.label, locale, field.name),
            one=_in_sentence(resolve_label(field.label, locale, field.name)),
            others=", ".join(resolve_label(each.label, locale, each.name) for each in others),
        )
        for locale in LOCALES
    }


def _in_sentence(label: str) -> str:
    """A label starts small inside a sentence; an acronym (CPF) stays."""
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"


_UNIQUE = {
    "pt-BR": "Já existe um registro com este valor em {field}.",
    "en": "There is a record with this value in {field} already.",
    "es": "Ya existe un registro con este valor en {field}.",
}
_UNIQUE_SET = {
    "pt-BR": "Já existe um registro com este valor em {field}, junto com {others}.",
    "en": "There is a record with this value in {field}, together with {others}, already.",
    "es": "Ya existe un registro con este valor en {field}, junto con {others}.",
}
_OVERLAP = {
    "pt-BR": "Este horário já está ocupado para {field}.",
    "en": "This time is taken for {field}.",
    "es": "Este horario ya está ocupado para {field}.",
}
_OTHER = {
    "pt-BR": "Escolha outro horário ou outro(a) {one}.",
    "en": "Choose another time or another {one}.",
    "es": "Elija otro horario u otro(a) {one}.",
}
_OTHER_UNNAMED = {
    "pt-BR": "Escolha outro horário.",
    "en": "Choose another time.",
    "es": "Elija otro horario.",
}
