"""Timelines in SQL: which records touch a window of days, and the stages a record went through.

A span starts at one field. It ends at another, or where the record entered a stage in which nothing
goes on; a record that has neither goes on until now. Days are those of the clinic's time zone.
Where nothing says how long a record lasts, it is a point.
"""

from datetime import date

from engine.access.guarded_query import GuardedWindow
from engine.query.paths import field_value
from engine.query.source import Source
from metamodel.expression import Kind, element_of

STAGES_MAX = 200
"""How many stages of a record are told, the last ones."""


def touches(source: Source, window: GuardedWindow) -> str:
    """That a record's span touches the window."""
    start = _Moment(source, window.start)
    parts = [f"{start.sql} is not null"]
    if window.until is not None:
        parts.append(f"{start.sql} < {start.bound(window.until)}")
    if window.since is not None:
        later = [start.since(window.since), *_lasts(source, window, window.since)]
        parts.append(f"({' or '.join(later)})")
    return " and ".join(parts)


def _lasts(source: Source, window: GuardedWindow, day: date) -> list[str]:
    """The ways in which a record that started before a day reaches it."""
    found: list[str] = []
    if window.end is not None:
        end = _Moment(source, window.end)
        found.append(end.since(day))
        found.append(f"({end.sql} is null and {_goes_on(source, window, day)})")
    elif window.stage is not None:
        found.append(_goes_on(source, window, day))
    if window.next is not None:
        found.append(_Moment(source, window.next).since(day))
    return found


def _goes_on(source: Source, window: GuardedWindow, day: date) -> str:
    """That a record without an end reaches the day: it goes on, or its last stage is not over."""
    start = _instant(source, day)
    now = f"{source.statement.binds.slot('now')} >= {start}"
    if window.stage is None or not window.finished:
        return now
    stage = field_value(source, window.stage).sql
    finished = source.statement.binds.value(list(window.finished), "text[]")
    since = source.columns(window.stage)["since"]
    return f"case when {stage} = any({finished}) then {since} >= {start} else {now} end"


def stages_sql(source: Source, name: str) -> str:
    """The column of a row: the stages a record went through, oldest first; the last one has no end.
    A record that was never moved by anybody is in the stage it is in since it was made.
    """
    field = source.find(name)
    log, inner = source.statement.alias(), source.statement.alias()
    id_ = source.statement.binds.value(field.id or name, "text")
    entries = (
        f"select {inner}.to_stage, {inner}.at, {inner}.version,"
        f" lead({inner}.at) over (order by {inner}.version) until from _stage_log {inner}"
        f" where {inner}.record = {source.id} and {inner}.field = {id_}"
        f" order by {inner}.version desc limit {STAGES_MAX}"
    )
    one = "json_build_object('stage', {}, 'from', {}, 'to', {})"
    told = one.format(f"{log}.to_stage", f"{log}.at", f"{log}.until")
    columns = source.columns(name)
    since = f"coalesce({columns['since']}, {source.raw('_created_at')})"
    present = one.format(columns[""], since, "null::timestamptz")
    return (
        f"coalesce((select json_agg({told} order by {log}.version) from ({entries}) {log}),"
        f" case when {columns['']} is null then '[]'::json"
        f' else json_build_array({present}) end) "$stages"'
    )


class _Moment:
    """A field of a record that is a day or a moment, as its looker sees it."""

    def __init__(self, source: Source, name: str) -> None:
        value = field_value(source, name)
        self.sql, self._source = value.sql, source
        self._kind = element_of(value.type).kind

    def since(self, day: date) -> str:
        """That it is on a day or later."""
        return f"{self.sql} >= {self.bound(day)}"

    def bound(self, day: date) -> str:
        """The beginning of a day in the field's own type."""
        if self._kind is Kind.INSTANT:
            return _instant(self._source, day)
        start = self._source.statement.binds.value(day, "date")
        return start if self._kind is Kind.DATE else f"{start}::timestamp"


def _instant(source: Source, day: date) -> str:
    binds = source.statement.binds
    return f"({binds.value(day, 'date')}::timestamp at time zone {binds.slot('zone')})"
