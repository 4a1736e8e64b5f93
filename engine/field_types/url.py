"""URL: an address of the web, http or https only, so that a link can never run a script; without a
user name or password, which everybody who sees the record would learn."""

import re
import unicodedata
from typing import Any
from urllib.parse import SplitResult, urlsplit, urlunsplit

from engine.field_types._text import clean_line
from engine.kinds.field_type import Column, FieldType, InvalidValue, Stored, field_types
from metamodel.field import Field

LENGTH_MAX = 2000
_UNSAFE = re.compile(r"[\s<>\"\\^`{|}]")
_BARE = re.compile(r"(?!\d+(?:\.\d+)*\Z)[^\W_][\w-]*(?:\.[\w-]+)+(?:[:/?#]|\Z)")
_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)*[^\W_](?:[\w-]*[^\W_])?\.?\Z|[0-9a-f:.]+\Z")


@field_types.register
class Url(FieldType):
    """A web address; scheme and host in lower case, the rest as it came."""

    key = "url"
    editor = "url"
    expression_type = "text"
    operators = ("=", "!=", "in", "contains", "is empty")
    searchable = True

    def columns(self, field: Field) -> tuple[Column, ...]:
        """One text column."""
        return (Column(pg_type="text"),)

    def clean(self, value: Any, field: Field) -> Stored:
        """Take an address with its scheme; a bare `www.clinica.com.br` gets `https://`."""
        text = clean_line(value, min_length=0, max_length=LENGTH_MAX)
        if text is None:
            return {"": None}
        if "://" not in text and _BARE.match(text):
            text = f"https://{text}"
        is_doubtful = _UNSAFE.search(text) or _has_hidden(str(value))
        parts = None if is_doubtful else _split(text)
        if parts is None:
            raise _no_address()
        return {"": clean_line(urlunsplit(parts), min_length=0, max_length=LENGTH_MAX)}

    def json_schema(self, field: Field) -> dict[str, Any]:
        """A web address."""
        return {"type": "string", "maxLength": LENGTH_MAX, "examples": ["https://example.com/a"]}


def _split(text: str) -> SplitResult | None:
    """The parts of an address that is safe to open; None for any other."""
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or not _HOST.match(host):
        return None
    if "@" in parts.netloc:
        raise InvalidValue(
            "url_credentials",
            {
                "pt-BR": "O endereço tem usuário ou senha.",
                "en": "The address holds a user name or a password.",
                "es": "La dirección tiene usuario o contraseña.",
            },
            {
                "pt-BR": "Tire o que vem antes de @: quem vê o registro veria a senha.",
                "en": "Remove what stands before @: whoever sees the record would see it.",
                "es": "Quite lo que va antes de @: quien vea el registro vería la contraseña.",
            },
        )
    shown = f"[{host}]" if ":" in host else host
    return parts._replace(netloc=shown if port is None else f"{shown}:{port}")


def _has_hidden(text: str) -> bool:
    """Whether it holds characters nobody sees, which make one address look like another."""
    return not text.isascii() and any(unicodedata.category(each) == "Cf" for each in text)


def _no_address() -> InvalidValue:
    return InvalidValue(
        "url",
        {
            "pt-BR": "Isto não é um endereço da web.",
            "en": "This is not a web address.",
            "es": "Esto no es una dirección web.",
        },
        {
            "pt-BR": "Comece com https:// e não use espaços: https://www.clinica.com.br.",
            "en": "Begin with https:// and use no spaces: https://www.clinica.com.br.",
            "es": "Empiece con https:// y no use espacios: https://www.clinica.com.br.",
        },
    )
