"""What each shape of view adds to the query of its rows, and which parameters it takes for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from engine.access.faults import no_date, not_columns, unknown_field
from engine.access.fields import record_fields
from engine.access.policy import EntityPolicy
from engine.access.record_query import (
    Board,
    GroupRequest,
    MeasureRequest,
    RecordQuery,
    Summary,
    Window,
)
from engine.core.errors import Fault
from engine.kinds.view_kind import ViewKind, ViewShape
from engine.query.parameters import malformed, read_day
from metamodel.view import View

NO_VALUE = "null"
"""How `column=` names the column of records without a value; no option is called so."""
SHAPE_PARAMETERS: Mapping[ViewShape, frozenset[str]] = {
    "rows": frozenset(),
    "board": frozenset({"column"}),
    "timeline": frozenset({"from", "to", "date"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewAsk:
    """A view as the request wants it, for an actor; faults are gathered."""

    view: View
    kind: ViewKind
    start: EntityPolicy
    given: Mapping[str, str]
    faults: list[Fault]


def shaped(query: RecordQuery, ask: ViewAsk) -> RecordQuery:
    """The query in the shape of the view's kind."""
    own = SHAPE_PARAMETERS[ask.kind.shape]
    foreign = frozenset[str]().union(*SHAPE_PARAMETERS.values()) - own
    ask.faults.extend(malformed(name) for name in ask.given if name in foreign)
    return _SHAPES[ask.kind.shape](query, ask)


def _rows(query: RecordQuery, ask: ViewAsk) -> RecordQuery:
    view = ask.view
    if view.group is None and not view.measures:
        return query
    group = None if view.group is None else GroupRequest(path=tuple(view.group.split(".")))
    return replace(query, summary=Summary(group=group, measures=_measures(view)))


def _timeline(query: RecordQuery, ask: ViewAsk) -> RecordQuery:
    since, until = (_day(name, ask) for name in ("from", "to"))
    if since is not None and until is not None and until <= since:
        ask.faults.append(malformed("to"))
    settings = ask.view.settings
    end, stage, next_, start = (
        value if isinstance(value := settings.get(key), str) else None
        for key in ("end", "stage", "next", "start")
    )
    start = _date(ask) if "date" in ask.given else start
    window = Window(
        start=start or ask.view.field or "", end=end, stage=None if start else stage,
        next=next_, since=since, until=until,
    )  # fmt: skip
    return replace(_rows(query, ask), window=window)


def _date(ask: ViewAsk) -> str | None:
    """The date the request draws by in place of the view's start and of the stages; empty: none."""
    name = ask.given.get("date", "").strip()
    if not name:
        return None
    if name not in ask.start.visible:
        ask.faults.append(unknown_field("date", name, ask.start.visible))
        return None
    if record_fields(ask.start.entity)[name].type not in ask.kind.stands_on:
        ask.faults.append(no_date("date", name))
        return None
    return name


def _day(name: str, ask: ViewAsk) -> date | None:
    text = ask.given.get(name)
    return None if text is None else read_day(text, name, ask.faults)


def _board(query: RecordQuery, ask: ViewAsk) -> RecordQuery:
    """By a stage or a choice: one column for each, and one for what has no choice."""
    name = ask.view.field or ""
    entity, column = ask.start.entity, ask.given.get("column")
    field = entity.field_by_name.get(name)
    if field is None or not ask.start.access(name).is_visible:
        ask.faults.append(unknown_field("group", name, ask.start.visible))
        return query
    if field.type not in ask.kind.stands_on:
        ask.faults.append(not_columns("group", name))
        return query
    columns: tuple[str | None, ...]
    if field.pipeline is not None:
        columns = tuple(stage.key for stage in entity.pipeline_by_name[field.pipeline].stages)
    else:
        columns = (*(option.key for option in field.options), None)
        column = column if column != NO_VALUE else ""
    board = Board(
        field=field.name,
        columns=columns if column is None else (column or None,),
        measures=_measures(ask.view),
    )
    return replace(query, board=board)


def _measures(view: View) -> tuple[MeasureRequest, ...]:
    return tuple(MeasureRequest(fn=each.fn, field=each.field) for each in view.measures)


_SHAPES: Mapping[ViewShape, Callable[[RecordQuery, ViewAsk], RecordQuery]] = {
    "rows": _rows,
    "board": _board,
    "timeline": _timeline,
}
