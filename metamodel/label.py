"""Text a user reads, by locale. YAML may give a bare string, which is taken as pt-BR."""

from typing import Annotated

from pydantic import BeforeValidator

LOCALES = ("pt-BR", "en", "es")
DEFAULT_LOCALE = "pt-BR"


def _as_map(value: object) -> object:
    return {DEFAULT_LOCALE: value} if isinstance(value, str) else value


Label = Annotated[dict[str, str], BeforeValidator(_as_map)]


def resolve_label(label: dict[str, str] | None, locale: str, fallback: str) -> str:
    """The text for `locale`, else pt-BR, else any, else `fallback` made readable."""
    if label:
        for wanted in (locale, DEFAULT_LOCALE):
            if text := label.get(wanted):
                return text
        for text in label.values():
            if text:
                return text
    return fallback.replace("_", " ").capitalize()
