"""The functions of the language: one record each. Back ends switch on `key`.

The clear set of relative dates: `$today` and `$now` (also `today()`, `now()`), `days_ago(3)`,
`in_days(3)`, `start_of_week()`, `start_of_month()`, `start_of_year()` (of today or of a date),
and the ranges `last_days(field; 30)` and `next_days(field; 30)`: that many calendar days, today
being one of them. A date of an instant is its day in the clinic's zone, the variable `zone` of
every back end.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from metamodel.expression.types import (
    BOOLEAN,
    DATE,
    DATES,
    DURATION,
    INSTANT,
    INTEGER,
    NUMBERS,
    TEXT,
    Kind,
    Type,
)

ANY: frozenset[Kind] = frozenset(Kind) - {Kind.LIST}
NUMBER = frozenset(NUMBERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One argument: the kinds it takes; the last ones may be optional, the last one may repeat."""

    name: str
    kinds: frozenset[Kind]
    optional: bool = False
    repeats: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SameAs:
    """The result has the common type of the arguments from `start` up to, not including, `stop`."""

    start: int
    stop: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """A function. `aliases` are its Portuguese names, written without accents."""

    key: str
    aliases: tuple[str, ...]
    takes: tuple[Parameter, ...] = ()
    gives: Type | SameAs
    doc: Mapping[str, str] = field(hash=False)

    @property
    def least(self) -> int:
        """How many arguments it needs."""
        return sum(not each.optional for each in self.takes)

    @property
    def most(self) -> int | None:
        """How many arguments it takes at most; None for any number."""
        return None if self.takes and self.takes[-1].repeats else len(self.takes)

    def parameter(self, index: int) -> Parameter:
        """The parameter of the argument at this place."""
        return self.takes[min(index, len(self.takes) - 1)]


def _takes(name: str, *kinds: Kind, optional: bool = False, repeats: bool = False) -> Parameter:
    return Parameter(name=name, kinds=frozenset(kinds), optional=optional, repeats=repeats)


def _any(name: str, *, repeats: bool = False, optional: bool = False) -> Parameter:
    return Parameter(name=name, kinds=ANY, repeats=repeats, optional=optional)


_TEXT = _takes("text", Kind.TEXT)
_DAY = _takes("date", *DATES)
_COUNT = _takes("count", Kind.INTEGER)
_NUMBER = _takes("number", *NUMBER)
_FROM = _takes("date", *DATES, optional=True)

_ALL = (
    Function(
        key="if",
        aliases=("se",),
        takes=(_takes("condition", Kind.BOOLEAN), _any("then"), _any("else", optional=True)),
        gives=SameAs(start=1),
        doc={
            "pt-BR": "O segundo valor se a condição vale; senão o terceiro, ou nulo.",
            "en": "The second value if the condition holds; else the third, or null.",
        },
    ),
    Function(
        key="coalesce",
        aliases=("primeiro_preenchido",),
        takes=(_any("value"), _any("other", repeats=True)),
        gives=SameAs(start=0),
        doc={
            "pt-BR": "O primeiro valor que não é nulo.",
            "en": "The first value that is not null.",
        },
    ),
    Function(
        key="lower",
        aliases=("minuscula",),
        takes=(_TEXT,),
        gives=TEXT,
        doc={"pt-BR": "O texto em minúsculas.", "en": "The text in lower case."},
    ),
    Function(
        key="upper",
        aliases=("maiuscula",),
        takes=(_TEXT,),
        gives=TEXT,
        doc={"pt-BR": "O texto em maiúsculas.", "en": "The text in upper case."},
    ),
    Function(
        key="trim",
        aliases=("arrumar",),
        takes=(_TEXT,),
        gives=TEXT,
        doc={
            "pt-BR": "O texto sem espaços nas pontas.",
            "en": "The text without blanks at its ends.",
        },
    ),
    Function(
        key="length",
        aliases=("num_caract", "tamanho"),
        takes=(_TEXT,),
        gives=INTEGER,
        doc={"pt-BR": "Quantos caracteres o texto tem.", "en": "How many characters the text has."},
    ),
    Function(
        key="concat",
        aliases=("concatenar",),
        takes=(
            _takes("text", Kind.TEXT, Kind.CHOICE, Kind.STAGE),
            _takes("more", Kind.TEXT, Kind.CHOICE, Kind.STAGE, repeats=True),
        ),
        gives=TEXT,
        doc={
            "pt-BR": "Os textos um após o outro; nulo conta como texto vazio.",
            "en": "The texts one after the other; null counts as blank text.",
        },
    ),
    Function(
        key="abs",
        aliases=("valor_absoluto",),
        takes=(_NUMBER,),
        gives=SameAs(start=0),
        doc={"pt-BR": "O número sem sinal.", "en": "The number without its sign."},
    ),
    Function(
        key="round",
        aliases=("arred",),
        takes=(_NUMBER, _takes("digits", Kind.INTEGER, optional=True)),
        gives=SameAs(start=0, stop=1),
        doc={
            "pt-BR": "O número arredondado (metade se afasta do zero) a tantas casas ou a inteiro.",
            "en": "The number rounded (half away from zero) to so many digits or a whole one.",
        },
    ),
    Function(
        key="date",
        aliases=("data",),
        takes=(_DAY,),
        gives=DATE,
        doc={
            "pt-BR": "O dia de uma data e hora, no fuso da clínica.",
            "en": "The day of a date and time, in the clinic's zone.",
        },
    ),
    Function(
        key="instant",
        aliases=("instante",),
        takes=(_takes("local", Kind.LOCAL_DATETIME, Kind.INSTANT),),
        gives=INSTANT,
        doc={
            "pt-BR": "O instante de uma data e hora local, no fuso da clínica.",
            "en": "The instant of a local date and time, in the clinic's zone.",
        },
    ),
    Function(
        key="year",
        aliases=("ano",),
        takes=(_DAY,),
        gives=INTEGER,
        doc={"pt-BR": "O ano de uma data.", "en": "The year of a date."},
    ),
    Function(
        key="month",
        aliases=("mes",),
        takes=(_DAY,),
        gives=INTEGER,
        doc={"pt-BR": "O mês de uma data, de 1 a 12.", "en": "The month of a date, from 1 to 12."},
    ),
    Function(
        key="day",
        aliases=("dia",),
        takes=(_DAY,),
        gives=INTEGER,
        doc={"pt-BR": "O dia do mês de uma data.", "en": "The day of the month of a date."},
    ),
    Function(
        key="days_between",
        aliases=("dias_entre",),
        takes=(_DAY, _DAY),
        gives=INTEGER,
        doc={
            "pt-BR": "Dias de calendário da primeira data até a segunda; negativo se vem antes.",
            "en": "Calendar days from the first date to the second; negative if that comes before.",
        },
    ),
    Function(
        key="days_ago",
        aliases=("dias_atras",),
        takes=(_COUNT,),
        gives=DATE,
        doc={"pt-BR": "A data de tantos dias atrás.", "en": "The date so many days ago."},
    ),
    Function(
        key="in_days",
        aliases=("em_dias",),
        takes=(_COUNT,),
        gives=DATE,
        doc={"pt-BR": "A data daqui a tantos dias.", "en": "The date so many days from today."},
    ),
    Function(
        key="start_of_week",
        aliases=("inicio_da_semana",),
        takes=(_FROM,),
        gives=DATE,
        doc={
            "pt-BR": "A segunda-feira da semana de hoje ou da data.",
            "en": "The Monday of the week of today or of the date.",
        },
    ),
    Function(
        key="start_of_month",
        aliases=("inicio_do_mes",),
        takes=(_FROM,),
        gives=DATE,
        doc={
            "pt-BR": "O primeiro dia do mês de hoje ou da data.",
            "en": "The first day of the month of today or of the date.",
        },
    ),
    Function(
        key="start_of_year",
        aliases=("inicio_do_ano",),
        takes=(_FROM,),
        gives=DATE,
        doc={
            "pt-BR": "O primeiro dia do ano de hoje ou da data.",
            "en": "The first day of the year of today or of the date.",
        },
    ),
    Function(
        key="last_days",
        aliases=("ultimos_dias",),
        takes=(_DAY, _COUNT),
        gives=BOOLEAN,
        doc={
            "pt-BR": "Se a data cai nos últimos tantos dias, hoje incluído.",
            "en": "Whether the date falls in the last so many days, today included.",
        },
    ),
    Function(
        key="next_days",
        aliases=("proximos_dias",),
        takes=(_DAY, _COUNT),
        gives=BOOLEAN,
        doc={
            "pt-BR": "Se a data cai nos próximos tantos dias, hoje incluído.",
            "en": "Whether the date falls in the next so many days, today included.",
        },
    ),
    Function(
        key="days",
        aliases=("dias",),
        takes=(_COUNT,),
        gives=DURATION,
        doc={"pt-BR": "Uma duração de tantos dias.", "en": "A duration of so many days."},
    ),
    Function(
        key="hours",
        aliases=("horas",),
        takes=(_COUNT,),
        gives=DURATION,
        doc={"pt-BR": "Uma duração de tantas horas.", "en": "A duration of so many hours."},
    ),
    Function(
        key="minutes",
        aliases=("minutos",),
        takes=(_COUNT,),
        gives=DURATION,
        doc={"pt-BR": "Uma duração de tantos minutos.", "en": "A duration of so many minutes."},
    ),
)

FUNCTIONS: Mapping[str, Function] = {each.key: each for each in _ALL}
"""Every function by its key."""

_BY_NAME = {name: each for each in _ALL for name in (each.key, *each.aliases)}
if len(_BY_NAME) != sum(1 + len(each.aliases) for each in _ALL):
    raise RuntimeError("two functions answer to one name")

CLOCK: Mapping[str, str] = {"today": "today", "hoje": "today", "now": "now", "agora": "now"}
"""Calls without arguments that are another way to write a variable."""
CONNECTIVES: Mapping[str, str] = {"and": "and", "e": "and", "or": "or", "ou": "or"}
"""Calls that are another way to write `and` and `or`, as in E(a; b)."""


def plain_name(name: str) -> str:
    """The name as functions are looked up: lower case, no accents."""
    apart = unicodedata.normalize("NFKD", name.lower())
    return "".join(each for each in apart if not unicodedata.combining(each))


def find_function(name: str) -> Function | None:
    """The function of an English or Portuguese name, in any case, with or without accents."""
    return _BY_NAME.get(plain_name(name))


def function_names() -> frozenset[str]:
    """Every name a function answers to."""
    return frozenset(_BY_NAME) | frozenset(CLOCK) | frozenset(CONNECTIVES)
