"""What a call sends besides its query: ids in the path, objects in the body, a known version."""

import re
from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

from engine.api.call import Call
from engine.api.problems import BadRequest
from engine.core.errors import Fault, InvalidInput, NotFound

BASE = "$base"  # no field can have this name
_VERSION = re.compile(r'(?:W/)?("?)([0-9]{1,9})\1\Z')


def record_id(text: str) -> UUID:
    """The id of a record in a path. What is no id is not found."""
    try:
        return UUID(text)
    except ValueError:
        raise NotFound() from None


def sent_object(value: Any) -> Mapping[str, Any]:
    """A JSON object, or BadRequest."""
    if not isinstance(value, dict):
        raise BadRequest(
            detail={
                "pt-BR": "Envie um objeto com um valor por campo.",
                "en": "Send an object with one value a field.",
                "es": "Envíe un objeto con un valor por campo.",
            }
        )
    return cast("dict[str, Any]", value)


def sent_base(sent: Any) -> Mapping[str, Any] | None:
    """The values a change started from."""
    if not isinstance(sent, dict | None):
        raise InvalidInput(faults=(malformed(BASE),))
    return cast("dict[str, Any] | None", sent)


def expected_version(call: Call, sent: Any) -> int | None:
    """The version the caller knows: of `If-Match`, else of the body."""
    given = call.header(b"if-match")
    if given is not None and (match := _VERSION.match(given.strip())):
        return int(match[2])
    if given is not None:
        raise InvalidInput(faults=(malformed("If-Match"),))
    return sent_version(sent)


def sent_version(sent: Any, path: str = "version") -> int | None:
    """A version in a body."""
    if sent is None or (isinstance(sent, int) and not isinstance(sent, bool) and sent >= 0):
        return sent
    raise InvalidInput(faults=(malformed(path),))


def malformed(path: str) -> Fault:
    """The fault of something in the body that cannot be read."""
    return Fault(
        path=path[:60],
        code="malformed",
        message={
            "pt-BR": "Valor ausente, desconhecido ou com formato inválido.",
            "en": "Missing, unknown or malformed.",
            "es": "Ausente, desconocido o con formato inválido.",
        },
        hint={
            "pt-BR": "Confira o nome e o valor; os campos estão em /api/data/{entity}/schema.",
            "en": "Check the name and the value; the fields are in /api/data/{entity}/schema.",
            "es": "Revise el nombre y el valor; los campos están en /api/data/{entity}/schema.",
        },
    )
