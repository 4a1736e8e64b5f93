"""The faults a read can have, each with a path, a stable code, a sentence and its remedy."""

from collections.abc import Iterable, Iterator

from engine.access.record_query import Parts
from engine.access.scope import EntityScope
from engine.core.errors import Fault
from metamodel.expression import BOOLEAN, ExpressionProblem, TypedExpression, check_types
from metamodel.names import find_nearest

NAME_SHOWN = 60
SCHEMA_HINT = {
    "pt-BR": "Os campos que existem estão em /api/data/{entity}/schema.",
    "en": "The fields there are stand in /api/data/{entity}/schema.",
    "es": "Los campos que existen están en /api/data/{entity}/schema.",
}


_HINTS_FOR_VALUES = frozenset(
    {"did_you_mean", "options", "date_form", "datetime_form", "time_form", "duration_form"}
)
_NUMBERS = frozenset({"integer", "decimal", "money"})


def part_faults(parts: Parts, scope: EntityScope) -> Iterator[Fault]:
    """The faults of each condition of a filter, where it stands."""
    for path, part in parts:
        found = check_types(part, scope, BOOLEAN)
        if isinstance(found, TypedExpression):
            continue
        if path.endswith("filter"):
            yield from problem_faults(found, path)
        else:
            yield from (_parameter_fault(problem, path) for problem in found)


def problem_faults(problems: Iterable[ExpressionProblem], path: str) -> tuple[Fault, ...]:
    """The faults of an expression that stands at `path` of a request."""
    return tuple(
        Fault(
            path=path,
            code=problem.code,
            message=problem.messages(),
            hint=problem.hint_texts() or _here(problem.position),
            data={"position": problem.position, "length": problem.length},
        )
        for problem in problems
    )


def _parameter_fault(problem: ExpressionProblem, path: str) -> Fault:
    """The fault of a condition that came as `field[operator]=value`: nobody wrote an expression."""
    hint = problem.hint_texts() if problem.hint in _HINTS_FOR_VALUES else None
    if hint is None and problem.code == "field_unknown":
        hint = SCHEMA_HINT
    if hint is None and problem.params.get("left") in _NUMBERS:
        hint = {
            "pt-BR": "Envie um número, com ponto nos decimais: 1000.50.",
            "en": "Send a number, with a point before decimals: 1000.50.",
            "es": "Envíe un número, con punto en los decimales: 1000.50.",
        }
    if hint is None:
        hint = {
            "pt-BR": f"Confira o operador e o valor de {path}.",
            "en": f"Check the operator and the value of {path}.",
            "es": f"Revise el operador y el valor de {path}.",
        }
    return Fault(path=path, code=problem.code, message=problem.messages(), hint=hint)


def _here(position: int) -> dict[str, str]:
    return {
        "pt-BR": f"Corrija a expressão a partir do caractere {position + 1}.",
        "en": f"Correct the expression from character {position + 1} on.",
        "es": f"Corrija la expresión a partir del carácter {position + 1}.",
    }


def unknown_field(path: str, name: str, visible: Iterable[str]) -> Fault:
    """The fault of a name that is not there, with the nearest one the actor may know of."""
    shown = name[:NAME_SHOWN]
    nearest = find_nearest(shown, visible)
    hint = SCHEMA_HINT
    if nearest is not None:
        hint = {
            "pt-BR": f"Você quis dizer “{nearest}”?",
            "en": f"Did you mean “{nearest}”?",
            "es": f"¿Quiso decir “{nearest}”?",
        }
    return Fault(
        path=path,
        code="field_unknown",
        message={
            "pt-BR": f"O campo “{shown}” não existe.",
            "en": f"There is no field “{shown}”.",
            "es": f"El campo “{shown}” no existe.",
        },
        hint=hint,
    )


def limit_fault(path: str, most: int) -> Fault:
    """The fault of a number outside 1 to `most`."""
    return Fault(
        path=path,
        code="limit_exceeded",
        message={
            "pt-BR": f"O valor deve ficar entre 1 e {most}.",
            "en": f"It must be from 1 to {most}.",
            "es": f"El valor debe estar entre 1 y {most}.",
        },
        hint={
            "pt-BR": "Para ler mais, siga as páginas com “after”.",
            "en": "To read more, follow the pages with “after”.",
            "es": "Para leer más, siga las páginas con “after”.",
        },
    )


def not_many(path: str, name: str) -> Fault:
    """The fault of children asked of a field with one value."""
    return Fault(
        path=path,
        code="not_many",
        message={
            "pt-BR": f"“{name}” não é uma lista de registros.",
            "en": f"“{name}” is not a list of records.",
            "es": f"“{name}” no es una lista de registros.",
        },
        hint={
            "pt-BR": f"Peça em fields: {name}.",
            "en": f"Ask for it in fields: {name}.",
            "es": f"Pídalo en fields: {name}.",
        },
    )


def not_sortable(path: str, name: str) -> Fault:
    """The fault of an order by what has none."""
    return Fault(
        path=path,
        code="not_sortable",
        message={
            "pt-BR": f"Não é possível ordenar por “{name}”.",
            "en": f"“{name}” cannot be sorted by.",
            "es": f"No se puede ordenar por “{name}”.",
        },
        hint={
            "pt-BR": "Ordene por um campo de um valor só.",
            "en": "Sort by a field with a single value.",
            "es": "Ordene por un campo de un solo valor.",
        },
    )


def not_measurable(path: str, fn: str, name: str) -> Fault:
    """The fault of an aggregate a field does not have."""
    return Fault(
        path=path,
        code="measure_unknown",
        message={
            "pt-BR": f"“{name}” não tem a medida “{fn[:20]}”.",
            "en": f"“{name}” has no measure “{fn[:20]}”.",
            "es": f"“{name}” no tiene la medida “{fn[:20]}”.",
        },
        hint={
            "pt-BR": "Use count, ou sum, avg, min e max de um número.",
            "en": "Use count, or sum, avg, min and max of a number.",
            "es": "Use count, o sum, avg, min y max de un número.",
        },
    )


def not_exportable(path: str, name: str) -> Fault:
    """The fault of an export that reaches into records the actor reads and may not export."""
    return Fault(
        path=path,
        code="not_exportable",
        message={
            "pt-BR": f"“{name}” não pode ser exportado por você.",
            "en": f"You may not export “{name}”.",
            "es": f"Usted no puede exportar “{name}”.",
        },
        hint={
            "pt-BR": "Peça só o vínculo, que traz o título, ou peça o direito de exportar.",
            "en": "Ask for the link alone, which gives the title, or for the right to export.",
            "es": "Pida solo el vínculo, que trae el título, o pida el derecho de exportar.",
        },
    )


def not_groupable(path: str, name: str) -> Fault:
    """The fault of a group by what has no groups."""
    return Fault(
        path=path,
        code="not_groupable",
        message={
            "pt-BR": f"Não é possível agrupar por “{name}”.",
            "en": f"“{name}” cannot be grouped by.",
            "es": f"No se puede agrupar por “{name}”.",
        },
        hint={
            "pt-BR": "Agrupe por uma opção, etapa, vínculo, texto curto, data ou data com hora.",
            "en": "Group by a choice, stage, link, short text, date or moment.",
            "es": "Agrupe por una opción, etapa, vínculo, texto corto, fecha o fecha con hora.",
        },
    )


def not_columns(path: str, name: str) -> Fault:
    """The fault of a board by a field that gives no columns."""
    return Fault(
        path=path,
        code="not_groupable",
        message={
            "pt-BR": f"Um quadro não pode ter “{name}” como colunas.",
            "en": f"A board cannot have “{name}” as its columns.",
            "es": f"Un tablero no puede tener “{name}” como columnas.",
        },
        hint={
            "pt-BR": "Use um campo de etapa ou de escolha.",
            "en": "Use a stage or choice field.",
            "es": "Use un campo de etapa o de opción.",
        },
    )


def no_date(path: str, name: str) -> Fault:
    """The fault of a timeline by a field that is no date."""
    return Fault(
        path=path,
        code="not_date",
        message={
            "pt-BR": f"Uma linha do tempo não pode ser desenhada por “{name}”.",
            "en": f"A timeline cannot be drawn by “{name}”.",
            "es": f"Una línea de tiempo no se puede dibujar por “{name}”.",
        },
        hint={
            "pt-BR": "Use um campo de data ou de data e hora.",
            "en": "Use a date field, with or without a time.",
            "es": "Use un campo de fecha, con o sin hora.",
        },
    )


def bucket_unknown(path: str, name: str) -> Fault:
    """The fault of a span of time asked of what is no point in time."""
    return Fault(
        path=path,
        code="bucket_unknown",
        message={
            "pt-BR": f"“{name}” não é uma data: não há períodos para agrupar.",
            "en": f"“{name}” is no date: it has no spans to group by.",
            "es": f"“{name}” no es una fecha: no hay períodos para agrupar.",
        },
        hint={
            "pt-BR": "Tire “bucket” deste grupo.",
            "en": "Leave “bucket” out of this group.",
            "es": "Quite “bucket” de este grupo.",
        },
    )


def bucket_needed(path: str, name: str) -> Fault:
    """The fault of a group by moments, each of which is its own."""
    return Fault(
        path=path,
        code="bucket_needed",
        message={
            "pt-BR": f"“{name}” tem hora: agrupe por um período.",
            "en": f"“{name}” has a time: group by a span.",
            "es": f"“{name}” tiene hora: agrupe por un período.",
        },
        hint={
            "pt-BR": "Envie bucket: day, week, month, quarter ou year.",
            "en": "Send bucket: day, week, month, quarter or year.",
            "es": "Envíe bucket: day, week, month, quarter o year.",
        },
    )


def order_unknown(path: str, name: str, known: Iterable[str]) -> Fault:
    """The fault of an aggregate ordered by what it does not answer."""
    listed = ", ".join(known)
    return Fault(
        path=path,
        code="not_sortable",
        message={
            "pt-BR": f"“{name[:NAME_SHOWN]}” não é um grupo nem uma medida deste pedido.",
            "en": f"“{name[:NAME_SHOWN]}” is no group and no measure of this request.",
            "es": f"“{name[:NAME_SHOWN]}” no es un grupo ni una medida de esta solicitud.",
        },
        hint={
            "pt-BR": f"Ordene por: {listed}.",
            "en": f"Sort by: {listed}.",
            "es": f"Ordene por: {listed}.",
        },
    )


def kind_unknown(path: str, name: str, possible: Iterable[str], known: Iterable[str]) -> Fault:
    """The fault of a view drawn as a kind there is not, or that its entity cannot be drawn as."""
    listed = ", ".join(possible)
    message = {
        "pt-BR": f"Não existe um tipo de visão “{name[:NAME_SHOWN]}”.",
        "en": f"There is no kind of view “{name[:NAME_SHOWN]}”.",
        "es": f"No existe un tipo de vista “{name[:NAME_SHOWN]}”.",
    }
    if name in known:
        message = {
            "pt-BR": f"Estes registros não podem ser mostrados como “{name}”.",
            "en": f"These records cannot be shown as “{name}”.",
            "es": f"Estos registros no se pueden mostrar como “{name}”.",
        }
    return Fault(
        path=path,
        code="view_kind_unknown",
        message=message,
        hint={
            "pt-BR": f"Use um de: {listed}.",
            "en": f"Use one of: {listed}.",
            "es": f"Use uno de: {listed}.",
        },
    )


def unknown_stage(path: str, key: str, known: tuple[str, ...]) -> Fault:
    """The fault of a column the board does not have."""
    shown = ", ".join(known[:12])
    return Fault(
        path=path,
        code="stage_unknown",
        message={
            "pt-BR": f"A coluna “{key[:60]}” não existe.",
            "en": f"There is no column “{key[:60]}”.",
            "es": f"La columna “{key[:60]}” no existe.",
        },
        hint={
            "pt-BR": f"Use uma de: {shown}.",
            "en": f"Use one of: {shown}.",
            "es": f"Use una de: {shown}.",
        },
    )
