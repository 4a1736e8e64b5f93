"""A view as one actor is shown it: complete, without what the actor may not see or what is gone.

What the actor may not see is left out without a word (law 2). What no definition has any more, a
field that was removed, is left out too, and said: the rest of the view goes on working.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from engine.access.far_path import find_path
from engine.access.fields import is_many, record_fields
from engine.access.measures import can_group_rows, measures_of
from engine.access.policy import EntityPolicy, Policy
from engine.access.scope import ActorSight, EntityScope, FullSight, check_text
from engine.core.errors import Text
from engine.kinds.field_type import field_types
from engine.kinds.view_kind import ViewKind, view_kinds
from metamodel.expression import (
    BOOLEAN,
    And,
    Expression,
    ExpressionError,
    Kind,
    TypedExpression,
    check_types,
    conjunction,
    parse,
    paths,
    to_text,
)
from metamodel.field import Field
from metamodel.model import Model
from metamodel.view import Measure, View

_SHOWN = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownView:
    """`problems` say which part is left out because there is no such field any more."""

    view: View
    kind: ViewKind
    problems: tuple[Text, ...]


def drawable_kinds(policy: EntityPolicy) -> list[str]:
    """The kinds the actor can be shown an entity as: those with a field to see to stand on."""
    return [key for key, kind in sorted(view_kinds.items()) if can_draw(kind, policy)]


def can_draw(kind: ViewKind, policy: EntityPolicy) -> bool:
    """Whether the actor sees a field the kind can stand on, where it needs one."""
    return not kind.stands_on or next(_standing(kind, policy), None) is not None


def show_view(
    view: View, model: Model, policy: Policy, start: EntityPolicy, drawn_as: str | None = None
) -> ShownView | None:
    """The view in its own kind or `drawn_as` another; None where there is nothing it stands on."""
    kind = view_kinds.get(drawn_as or view.kind)
    if kind is None or not can_draw(kind, start):
        return None
    return _show(view, model, policy, start, kind)


def describe_as(view: View, model: Model, policy: Policy, start: EntityPolicy) -> ShownView:
    """The view for screens: what nothing here can draw is told with the parts of a list."""
    shown = show_view(view, model, policy, start)
    return shown or _show(view, model, policy, start, view_kinds["list"])


def _show(
    view: View, model: Model, policy: Policy, start: EntityPolicy, kind: ViewKind
) -> ShownView:
    work = _Work(model, policy, start)
    found = work.without_gone(view)
    own = view_kinds.get(view.kind)
    if own is not kind:
        derived = own.complete(found, start.entity) if own is not None else found
        kept = {"kind": kind.key, "columns": derived.columns, "card": derived.card}
        found = found.model_copy(update=kept)
    if kind.stands_on:
        field = work.standing(kind, found.field) or next(_standing(kind, start), None)
        found = found.model_copy(update={"field": field})
    found = work.seen(kind.complete(found, start.entity))
    return ShownView(view=found, kind=kind, problems=tuple(work.problems))


def _standing(kind: ViewKind, policy: EntityPolicy) -> Iterator[str]:
    fields = record_fields(policy.entity)
    return (
        name for type_ in kind.stands_on for name in policy.visible if fields[name].type == type_
    )


class _Work:
    """One view being looked at."""

    def __init__(self, model: Model, policy: Policy, start: EntityPolicy) -> None:
        self._model, self._policy, self._start = model, policy, start
        self._fields = record_fields(start.entity)
        self._all = EntityScope(model, start.entity, FullSight())
        self._sight = EntityScope(model, start.entity, ActorSight(policy))
        self.problems: list[Text] = []

    def without_gone(self, view: View) -> View:
        """The view without what is of no field there is, or of one that is another type now."""
        return view.model_copy(
            update={
                "columns": tuple(each for each in view.columns if self._is("columns", each)),
                "sort": ",".join(
                    part for part in _parts(view.sort) if self._sorts(part.lstrip("-+"))
                )
                or None,
                "measures": tuple(each for each in view.measures if self._measures(each)),
                "group": view.group if view.group and self._groups(view.group) else None,
                "field": view.field if view.field and self._is("field", view.field) else None,
                "filter": self._filter(view.filter),
                "color_rules": tuple(
                    each for each in view.color_rules if self._holds("color_rules", each.when)
                ),
                "settings": {
                    key: value
                    for key, value in view.settings.items()
                    if key not in _setting_types()
                    or not isinstance(value, str)
                    or self._is(key, value, _setting_types()[key])
                },
            }
        )

    def standing(self, kind: ViewKind, name: str | None) -> str | None:
        """The field the view names, if the kind can stand on it and the actor sees it."""
        field = self._fields.get(name or "")
        if field is None or field.type not in kind.stands_on:
            return None
        return field.name if self._start.access(field.name).is_visible else None

    def seen(self, view: View) -> View:
        """The view without what the actor may not see. Its filter is the guard's to judge."""
        return view.model_copy(
            update={
                "columns": tuple(filter(self._can_see, view.columns)),
                "sort": ",".join(
                    part for part in _parts(view.sort) if self._can_see(part.lstrip("-+"))
                )
                or None,
                "measures": tuple(
                    each
                    for each in view.measures
                    if each.field is None or self._start.access(each.field).is_visible
                ),
                "group": view.group if view.group and self._can_see(view.group) else None,
                "color_rules": tuple(
                    each
                    for each in view.color_rules
                    if isinstance(check_text(each.when, self._sight), TypedExpression)
                ),
                "settings": self._settings(view.settings),
            }
        )

    def _settings(self, settings: dict[str, Any]) -> dict[str, Any]:
        """Settings without the names of fields that are hidden, wherever they stand."""
        found = ((key, self._setting(value)) for key, value in settings.items())
        return {key: value for key, value in found if value is not None}

    def _setting(self, value: Any) -> Any:
        if isinstance(value, dict):
            given = cast("dict[str, Any]", value)
            return self._settings({key: each for key, each in given.items() if self._told(key)})
        if isinstance(value, list):
            return [self._setting(each) for each in cast("list[Any]", value) if self._told(each)]
        return value if self._told(value) else None

    def _told(self, value: Any) -> bool:
        is_field = isinstance(value, str) and value in self._fields
        return not is_field or self._start.access(str(value)).is_visible

    def _can_see(self, name: str) -> bool:
        return find_path(self._model, self._policy, self._start, name) is not None

    # --- what is gone ----------------------------------------------------------------------

    def _is(self, part: str, name: str, types: tuple[str, ...] = ()) -> bool:
        field = self._fields.get(name)
        is_there = self._all.field_type(tuple(name.split("."))) is not None
        if is_there and (not types or (field is not None and field.type in types)):
            return True
        self._gone(part, name)
        return False

    def _sorts(self, name: str) -> bool:
        if not self._is("sort", name):
            return False
        given = self._all.field_type(tuple(name.split(".")))
        field = self._fields.get(name)
        can_sort = field is None or field_types[field.type].sortable
        if can_sort and given is not None and given.kind is not Kind.LIST:
            return True
        self._gone("sort", name)
        return False

    def _measures(self, measure: Measure) -> bool:
        if measure.field is None:
            return True
        field = self._fields.get(measure.field)
        if field is not None and measure.fn in measures_of(field):
            return True
        self._gone("measures", measure.field)
        return False

    def _groups(self, name: str) -> bool:
        field: Field | None = self._fields.get(name)
        if field is not None and can_group_rows(field) and not is_many(field):
            return True
        self._gone("group", name)
        return False

    def _filter(self, text: str | None) -> str | None:
        """The conditions of a filter that still hold; all of them as they were written, if so."""
        if not text or self._says(text):
            return text or None
        if not _is_read(text):
            self._gone("filter", "…")
            return None
        root = parse(text)
        parts: tuple[Expression, ...] = root.items if isinstance(root, And) else (root,)
        kept = [part for part in parts if self._holds("filter", to_text(part))]
        return to_text(conjunction(kept)) if kept else None

    def _holds(self, part: str, text: str) -> bool:
        if self._says(text):
            return True
        self._gone(part, text if _is_read(text) else "…")
        return False

    def _says(self, text: str) -> bool:
        """Whether a text is a condition on records of the entity."""
        try:
            return isinstance(check_types(parse(text), self._all, BOOLEAN), TypedExpression)
        except ExpressionError:
            return False

    def _gone(self, part: str, name: str) -> None:
        """Note what is left out; of a field that is there and hidden, nothing is said (law 2)."""
        if any(self._is_hidden(path) for path in _paths(name)):
            return
        shown = name if len(name) <= _SHOWN else f"{name[: _SHOWN - 1]}…"
        words = _PARTS[part]
        self.problems.append(
            {
                "pt-BR": f"{words[0]}: “{shown}” não vale mais e ficou de fora. "
                "O campo foi removido ou mudou.",
                "en": f"{words[1]}: “{shown}” no longer applies and is left out. "
                "The field was removed or has changed.",
                "es": f"{words[2]}: “{shown}” ya no vale y quedó fuera. "
                "El campo fue eliminado o cambió.",
            }
        )

    def _is_hidden(self, path: tuple[str, ...]) -> bool:
        is_there = self._all.field_type(path) is not None
        return is_there and self._sight.field_type(path) is None


def _is_read(text: str) -> bool:
    try:
        parse(text)
    except ExpressionError:
        return False
    return True


def _paths(text: str) -> frozenset[tuple[str, ...]]:
    """The fields a name, a path or a condition is made of."""
    try:
        return paths(parse(text))
    except ExpressionError:
        return frozenset({tuple(text.split("."))})


_PARTS = {
    "columns": ("Colunas", "Columns", "Columnas"),
    "sort": ("Ordem", "Sort", "Orden"),
    "measures": ("Totais", "Totals", "Totales"),
    "group": ("Grupos", "Groups", "Grupos"),
    "field": ("Campo da visão", "Field of the view", "Campo de la vista"),
    "filter": ("Filtro", "Filter", "Filtro"),
    "color_rules": ("Cores", "Colours", "Colores"),
    "due": ("Prazo", "Due", "Plazo"),
    "start": ("Início", "Start", "Inicio"),
    "end": ("Fim", "End", "Fin"),
    "next": ("Próximo passo", "Next step", "Próximo paso"),
    "stage": ("Etapas", "Stages", "Etapas"),
}


def _setting_types() -> dict[str, tuple[str, ...]]:
    """The settings of all kinds that name a field."""
    return {
        key: types for kind in view_kinds.values() for key, types in kind.settings_fields.items()
    }


def _parts(sort: str | None) -> list[str]:
    return [part.strip() for part in (sort or "").split(",") if part.strip()]
