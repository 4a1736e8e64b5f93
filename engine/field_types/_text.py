"""Cleaning of text for every type that takes some.

Law: what reaches PostgreSQL is valid, normalised Unicode.

Refused: NUL and other control characters, lone surrogates, and runs of more than 30 combining
marks (the stream-safe limit of UAX #15; longer runs make normalisation quadratic). Text nobody can
see is blank, and one line holds no sign that turns the order of what stands around it (UAX #9:
embeddings, overrides, isolates). Right-to-left text and emoji pass untouched.
"""

import re
import unicodedata

from engine.kinds.field_type import InvalidValue

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LINE_SPACE = re.compile(r"[\t\r\n\x85\u2028\u2029]+")
_NEW_LINE = re.compile(r"\r\n?|\x85|\u2028|\u2029")
_TURNS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_MARKS_MAX = 30
_FILLERS = re.compile(
    r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    r"\U000e0000-\U000e0fff]"
)
"""Signs without ink beside category Cf: Default_Ignorable_Code_Point, and blank braille."""
_INKED = re.compile(r"[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd]")
"""Of category Cf and visible: Prepended_Concatenation_Mark, signs before Arabic numbers."""


def expect_text(value: object) -> str:
    """The value when it is text, else a fault that says which JSON type came."""
    if isinstance(value, str):
        return value
    raise InvalidValue(
        "type",
        {
            "pt-BR": "Envie um texto.",
            "en": "Send a text.",
            "es": "Envíe un texto.",
        },
        {
            "pt-BR": "Este campo guarda texto: ponha o valor entre aspas no JSON.",
            "en": "This field keeps text: put the value in quotes in the JSON.",
            "es": "Este campo guarda texto: ponga el valor entre comillas en el JSON.",
        },
    )


def clean_line(value: object, *, min_length: int, max_length: int) -> str | None:
    """One line of text: line breaks and tabs become a space, outer space goes; blank is None."""
    text = _check_size(expect_text(value), max_length)
    text = _normalise(_TURNS.sub("", _LINE_SPACE.sub(" ", text))).strip()
    return None if is_invisible(text) else _check_length(text, min_length, max_length)


def clean_lines(value: object, *, min_length: int, max_length: int) -> str | None:
    """Text of several lines: line ends become LF, trailing space goes; blank is None."""
    text = _check_size(expect_text(value), max_length)
    text = _normalise(_NEW_LINE.sub("\n", text)).rstrip()
    return None if is_invisible(text) else _check_length(text, min_length, max_length)


def is_invisible(text: str) -> bool:
    """Whether there is nothing to see: space, format characters and fillers only."""
    return all(map(_has_no_ink, text))


def _has_no_ink(character: str) -> bool:
    if character.isspace() or _FILLERS.match(character):
        return True
    return unicodedata.category(character) == "Cf" and not _INKED.match(character)


def _normalise(text: str) -> str:
    if text.isascii():
        return _refuse_control(text)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise InvalidValue(
            "text_invalid",
            {
                "pt-BR": "O texto tem um caractere incompleto.",
                "en": "The text holds an incomplete character.",
                "es": "El texto tiene un carácter incompleto.",
            },
            {
                "pt-BR": "Apague o caractere estranho (em geral um emoji cortado).",
                "en": "Delete the odd character (usually a cut emoji).",
                "es": "Borre el carácter extraño (casi siempre un emoji cortado).",
            },
        ) from None
    run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run > _MARKS_MAX:
            raise InvalidValue(
                "text_invalid",
                {
                    "pt-BR": "O texto tem acentos empilhados demais sobre uma letra.",
                    "en": "The text piles too many accents on one letter.",
                    "es": "El texto apila demasiados acentos sobre una letra.",
                },
                {
                    "pt-BR": "Digite o texto sem os enfeites.",
                    "en": "Type the text without the decoration.",
                    "es": "Escriba el texto sin los adornos.",
                },
            )
    return _refuse_control(unicodedata.normalize("NFC", text))


def _refuse_control(text: str) -> str:
    if _CONTROL.search(text) is None:
        return text
    raise InvalidValue(
        "text_control",
        {
            "pt-BR": "O texto tem um caractere de controle invisível.",
            "en": "The text holds an invisible control character.",
            "es": "El texto tiene un carácter de control invisible.",
        },
        {
            "pt-BR": "Cole o texto num editor simples, apague o caractere e tente de novo.",
            "en": "Paste the text into a plain editor, delete the character and try again.",
            "es": "Pegue el texto en un editor simple, borre el carácter e intente de nuevo.",
        },
    )


def _check_size(text: str, max_length: int) -> str:
    """Refuse what no normalisation could make fit, before spending time on it."""
    return text if len(text) <= max_length * 4 + 1000 else _check_length(text, 0, max_length)


def _check_length(text: str, min_length: int, max_length: int) -> str:
    length = len(text)
    if length > max_length:
        raise InvalidValue(
            "too_long",
            {
                "pt-BR": f"O texto tem {length} caracteres; o máximo é {max_length}.",
                "en": f"The text has {length} characters; the most is {max_length}.",
                "es": f"El texto tiene {length} caracteres; el máximo es {max_length}.",
            },
            {"pt-BR": "Encurte o texto.", "en": "Shorten the text.", "es": "Acorte el texto."},
        )
    if length < min_length:
        raise InvalidValue(
            "too_short",
            {
                "pt-BR": f"O texto tem {length} caracteres; o mínimo é {min_length}.",
                "en": f"The text has {length} characters; the least is {min_length}.",
                "es": f"El texto tiene {length} caracteres; el mínimo es {min_length}.",
            },
            {"pt-BR": "Complete o texto.", "en": "Complete the text.", "es": "Complete el texto."},
        )
    return text
