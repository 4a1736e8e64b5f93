"""The parameters of a read as they stand in a URL, and in the brackets of `with=`. Pure text work,
no names looked up.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl

from engine.access.errors import raise_faults
from engine.access.faults import limit_fault
from engine.access.record_query import Selected, SortKey
from engine.core.errors import Fault
from metamodel.view import Measure

PARAMETERS_MAX = 100
TEXT_MAX = 20_000
_STEP = r"[^\W\d]\w*"
_PATH = re.compile(rf"{_STEP}(?:\.{_STEP})*\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_MEASURE = re.compile(rf"([a-z]+)(?::({_STEP}))?\Z")
_CHILD = re.compile(rf"\s*({_STEP})\s*(\()?")
_ARGUMENT = re.compile(r"\s*(limit|sort|filter|fields)\s*:")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildText:
    """One entry of `with=`: a field and its arguments, as text."""

    name: str
    arguments: dict[str, str]


def read_parameters(query_string: str) -> list[tuple[str, str]]:
    """Names and values, decoded. Raises InvalidInput on what is not UTF-8, holds NUL or is too
    much.
    """
    if len(query_string) > TEXT_MAX:
        raise_faults([_too_long()])
    try:
        pairs = parse_qsl(
            query_string, keep_blank_values=True, errors="strict", max_num_fields=PARAMETERS_MAX
        )
        if any("\x00" in part for pair in pairs for part in pair):
            raise ValueError
    except ValueError:
        raise_faults([malformed("query")])
        raise
    return pairs


def read_plain(query_string: str, known: Sequence[str], faults: list[Fault]) -> dict[str, str]:
    """Parameters of which each is known and stands once."""
    given: dict[str, str] = {}
    for name, value in read_parameters(query_string) if query_string else ():
        if name in known and name not in given:
            given[name] = value
        else:
            faults.append(malformed(name[:60] or "query"))
    return given


def read_sort(text: str, path: str, faults: list[Fault]) -> tuple[SortKey, ...]:
    """`-created_at,owner.name`."""
    keys: list[SortKey] = []
    for part in _pieces(text):
        name = part.removeprefix("-").removeprefix("+").strip()
        if not _PATH.match(name):
            faults.append(malformed(path))
            continue
        keys.append(SortKey(path=tuple(name.split(".")), descending=part.startswith("-")))
    return tuple(keys)


def read_fields(text: str, path: str, faults: list[Fault]) -> tuple[Selected, ...]:
    """`name,owner.name,procedures.name` as a tree."""
    tree = _Branch()
    for part in _pieces(text):
        if not _PATH.match(part):
            faults.append(malformed(path))
            continue
        at = tree
        for step in part.split("."):
            at = at.setdefault(step, _Branch())
    return _selected(tree)


def read_whole(text: str, path: str, most: int, faults: list[Fault]) -> int:
    """A number from 1 to `most`."""
    if text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= most:
        return int(text)
    faults.append(limit_fault(path, most))
    return 1


def read_day(text: str, path: str, faults: list[Fault]) -> date | None:
    """`2026-11-24`."""
    try:
        return date.fromisoformat(text) if _DAY.match(text) else _no_day(path, faults)
    except ValueError:
        return _no_day(path, faults)


def _no_day(path: str, faults: list[Fault]) -> None:
    faults.append(malformed(path))


def read_measures(text: str, path: str, faults: list[Fault]) -> tuple[Measure, ...]:
    """`count,sum:service_value,empty:whatsapp`."""
    found: list[Measure] = []
    for part in _pieces(text):
        match = _MEASURE.match(part)
        if match is None:
            faults.append(malformed(path))
        else:
            found.append(Measure(fn=match[1], field=match[2]))
    return tuple(dict.fromkeys(found))


def read_children(text: str, faults: list[Fault]) -> tuple[ChildText, ...]:
    """`appointments(limit:20,sort:-starts_at),activities` and the like."""
    found: list[ChildText] = []
    at = 0
    while at < len(text):
        head = _CHILD.match(text, at)
        if head is None:
            faults.append(malformed("with"))
            return ()
        at, inside = head.end(), ""
        if head[2]:
            end = _closing(text, at)
            if end is None:
                faults.append(malformed("with"))
                return ()
            inside, at = text[at:end], end + 1
        found.append(ChildText(name=head[1], arguments=_arguments(inside, head[1], faults)))
        rest = text[at:].lstrip()
        if rest and not rest.startswith(","):
            faults.append(malformed("with"))
            return ()
        at = len(text) - len(rest) + 1 if rest else len(text)
    return tuple(found)


def _too_long() -> Fault:
    most = f"{TEXT_MAX:,}"
    return Fault(
        path="query",
        code="too_long",
        message={
            "pt-BR": f"O pedido passa de {most.replace(',', '.')} caracteres.",
            "en": f"The request is longer than {most} characters.",
            "es": f"La solicitud pasa de {most.replace(',', '.')} caracteres.",
        },
        hint={
            "pt-BR": "Encurte o filtro ou divida a busca em partes.",
            "en": "Shorten the filter or search in parts.",
            "es": "Acorte el filtro o divida la búsqueda en partes.",
        },
    )


_FORMS = {
    "sort": "sort=-created_at,name",
    "fields": "fields=name,owner.name",
    "with": "with=activities(limit:20,sort:-happened_at)",
    "count": "count=none | capped | estimate | exact",
    "trash": "trash=only",
    "column": "column=…",
    "from": "from=2026-11-01",
    "to": "to=2026-12-01, depois de from · after from · después de from",
    "date": "date=created_at",
    "group": "group=stage",
    "color_rules": 'color_rules=[{"when": "channel = \'site\'", "color": "red"}], até/to/hasta 20',
    "measures": "measures=count,sum:service_value,empty:whatsapp",
    "own_filter": "own_filter=true | false",
    "q": "q=silva",
    "format": "format=csv | jsonl",
    "header": "header=labels | names",
    "separator": "separator=semicolon | comma",
}


def malformed(path: str) -> Fault:
    """The fault of a parameter that cannot be read."""
    form = _FORMS.get(path.split(".")[0])
    return Fault(
        path=path,
        code="malformed",
        message={
            "pt-BR": "Este parâmetro não pôde ser lido.",
            "en": "This parameter could not be read.",
            "es": "No se pudo leer este parámetro.",
        },
        hint={
            "pt-BR": f"Envie-o uma vez só, na forma: {form}.",
            "en": f"Send it once, in the form: {form}.",
            "es": f"Envíelo una sola vez, en la forma: {form}.",
        }
        if form
        else {
            "pt-BR": f"Até {PARAMETERS_MAX} parâmetros em UTF-8, cada um uma vez; um registro só "
            "aceita fields e with.",
            "en": f"Up to {PARAMETERS_MAX} parameters in UTF-8, each once; a record takes only "
            "fields and with.",
            "es": f"Hasta {PARAMETERS_MAX} parámetros en UTF-8, cada uno una vez; un registro solo "
            "acepta fields y with.",
        },
    )


def _pieces(text: str) -> Iterator[str]:
    return (part.strip() for part in text.split(",") if part.strip())


class _Branch(dict[str, "_Branch"]):
    """Names below a name."""


def _selected(tree: _Branch) -> tuple[Selected, ...]:
    return tuple(Selected(name=name, nested=_selected(inner)) for name, inner in tree.items())


def _arguments(text: str, name: str, faults: list[Fault]) -> dict[str, str]:
    """Arguments by key; a piece without a key goes on with the one before, as in `sort:-a,b`."""
    found: dict[str, str] = {}
    key: str | None = None
    for piece in _split(text):
        head = _ARGUMENT.match(piece)
        if head is not None and head[1] not in found:
            key = str(head[1])
            found[key] = piece[head.end() :].strip()
        elif key is not None and head is None:
            found[key] += f",{piece}"
        elif piece.strip():
            faults.append(malformed(f"with.{name}"))
    return {key: _unquoted(value) if key != "filter" else value for key, value in found.items()}


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] == '"' else value


def _closing(text: str, start: int) -> int | None:
    """Where the bracket opened before `start` closes, quotes and inner brackets aside."""
    depth, quote = 1, ""
    for at in range(start, len(text)):
        each = text[at]
        if quote:
            quote = "" if each == quote else quote
        elif each in "'\"":
            quote = each
        else:
            depth += (each == "(") - (each == ")")
            if depth == 0:
                return at
    return None


def _split(text: str) -> list[str]:
    """Pieces between commas that stand in no quotes or brackets."""
    pieces, depth, quote, start = list[str](), 0, "", 0
    for at, each in enumerate(text):
        if quote:
            quote = "" if each == quote else quote
        elif each in "'\"":
            quote = each
        elif each == "," and depth == 0:
            pieces.append(text[start:at])
            start = at + 1
        else:
            depth += (each in "([") - (each in ")]")
    return [*pieces, text[start:]]
