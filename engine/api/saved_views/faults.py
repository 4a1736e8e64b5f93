"""What can be wrong with a view that is sent: the key it stands at, a sentence and the remedy."""

from collections.abc import Mapping

from engine.core.errors import Fault, Text

__all__ = ["FORMS", "malformed", "missing", "plain_fault", "too_large", "unknown_key"]

_SORT: Text = {
    "pt-BR": "campos separados por vírgula, com “-” antes dos que vão do maior ao menor",
    "en": "fields separated by commas, with “-” before those from high to low",
    "es": "campos separados por comas, con “-” antes de los que van de mayor a menor",
}
_FIELD: Text = {
    "pt-BR": "o nome de um campo",
    "en": "the name of a field",
    "es": "el nombre de un campo",
}
_FLAG: Text = {"pt-BR": "true ou false", "en": "true or false", "es": "true o false"}
FORMS: Mapping[str, Text] = {
    "entity": {
        "pt-BR": "o nome de uma entidade",
        "en": "the name of an entity",
        "es": "el nombre de una entidad",
    },
    "label": {
        "pt-BR": "um texto de 1 a 80 caracteres",
        "en": "a text of 1 to 80 characters",
        "es": "un texto de 1 a 80 caracteres",
    },
    "kind": {"pt-BR": "kanban, list…", "en": "kanban, list…", "es": "kanban, list…"},
    "scope": {
        "pt-BR": "personal, role ou clinic",
        "en": "personal, role or clinic",
        "es": "personal, role o clinic",
    },
    "roles": {
        "pt-BR": "de 1 a 20 chaves de perfis, quando “scope” é role",
        "en": "1 to 20 keys of roles, where “scope” is role",
        "es": "de 1 a 20 claves de perfiles, cuando “scope” es role",
    },
    "filter": {
        "pt-BR": "uma condição, como “stage = 'new'”",
        "en": "a condition, such as “stage = 'new'”",
        "es": "una condición, como “stage = 'new'”",
    },
    "sort": _SORT,
    "columns": {
        "pt-BR": "uma lista de até 60 nomes de campos",
        "en": "a list of up to 60 names of fields",
        "es": "una lista de hasta 60 nombres de campos",
    },
    "card": {
        "pt-BR": "o nome de um layout de cartão",
        "en": "the name of a card layout",
        "es": "el nombre de un diseño de tarjeta",
    },
    "field": _FIELD,
    "group": _FIELD,
    "measures": {
        "pt-BR": "uma lista de até 40 {fn, field}",
        "en": "a list of up to 40 {fn, field}",
        "es": "una lista de hasta 40 {fn, field}",
    },
    "color_rules": {
        "pt-BR": "uma lista de até 20 {when, color}",
        "en": "a list of up to 20 {when, color}",
        "es": "una lista de hasta 20 {when, color}",
    },
    "density": {
        "pt-BR": "compact, normal ou relaxed",
        "en": "compact, normal or relaxed",
        "es": "compact, normal o relaxed",
    },
    "settings": {
        "pt-BR": "um objeto de até 8.000 caracteres e 5 níveis",
        "en": "an object of up to 8,000 characters and 5 levels",
        "es": "un objeto de hasta 8.000 caracteres y 5 niveles",
    },
    "pinned": _FLAG,
    "default": _FLAG,
}
"""The form of each key, shown as the remedy."""


def _form(key: str) -> Text:
    form = FORMS.get(key.partition(".")[0], FORMS["filter"])
    return {
        "pt-BR": f"Envie {form['pt-BR']}.",
        "en": f"Send {form['en']}.",
        "es": f"Envíe {form['es']}.",
    }


def plain_fault(path: str, code: str, message: Text, hint: Text | None = None) -> Fault:
    """A fault; without a remedy of its own it tells the form of the key."""
    return Fault(path=path, code=code, message=message, hint=hint or _form(path))


def malformed(path: str) -> Fault:
    """A value of another form."""
    return plain_fault(
        path,
        "malformed",
        {
            "pt-BR": f"O valor de “{path}” não tem a forma esperada.",
            "en": f"The value of “{path}” has not the expected form.",
            "es": f"El valor de “{path}” no tiene la forma esperada.",
        },
    )


def missing(path: str) -> Fault:
    """A key that must be there."""
    return plain_fault(
        path,
        "required",
        {
            "pt-BR": f"Falta “{path}”.",
            "en": f"“{path}” is missing.",
            "es": f"Falta “{path}”.",
        },
    )


def too_large(path: str) -> Fault:
    """More than a view may hold."""
    return plain_fault(
        path,
        "too_large",
        {
            "pt-BR": f"“{path}” é grande demais para uma visão.",
            "en": f"“{path}” is too large for a view.",
            "es": f"“{path}” es demasiado grande para una vista.",
        },
    )


def unknown_key(path: str, known: tuple[str, ...]) -> Fault:
    """A key that a view does not have."""
    listed = ", ".join(known)
    return plain_fault(
        path,
        "key_unknown",
        {
            "pt-BR": f"Uma visão não tem “{path}”.",
            "en": f"A view has no “{path}”.",
            "es": f"Una vista no tiene “{path}”.",
        },
        {
            "pt-BR": f"O que pode ser enviado: {listed}.",
            "en": f"What can be sent: {listed}.",
            "es": f"Lo que se puede enviar: {listed}.",
        },
    )
