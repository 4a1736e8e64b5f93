"""From a URL to a RecordQuery: lists, records and views. Every fault is found, each with its
path.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import cast, get_args
from uuid import UUID

from engine.access.audience import is_shown
from engine.access.errors import raise_faults
from engine.access.far_path import find_path
from engine.access.faults import problem_faults
from engine.access.guard import LIMIT_MAX
from engine.access.policy import Policy
from engine.access.record_query import (
    Board,
    Children,
    CountMode,
    MeasureRequest,
    RecordQuery,
    Selected,
    SortKey,
)
from engine.access.scope import EntityScope, FullSight
from engine.core.errors import Fault, NotFound
from engine.definitions.snapshot import Snapshot
from engine.kinds.view_kind import view_kinds
from engine.query.parameters import (
    malformed,
    read_children,
    read_fields,
    read_parameters,
    read_sort,
    read_whole,
)
from engine.query.sugar import read_sugar
from metamodel.entity import Entity
from metamodel.expression import Expression, ExpressionError, conjunction, parse
from metamodel.view import View

CHILDREN_LIMIT = 20
PAGE_LIMIT = 50
COUNT_MODES = frozenset(get_args(CountMode))
_OWN = frozenset({"fields", "with", "count", "trash", "column", "after"})


def parse_list_request(snapshot: Snapshot, entity: str, query_string: str) -> RecordQuery:
    """`GET /api/data/{entity}`; the cursor in `after` is left to the caller, who can verify it."""
    request = _Request(snapshot, find_entity(snapshot, entity))
    given = request.read(query_string, list_only=True)
    if "column" in given:
        request.faults.append(malformed("column"))
    return request.finish(request.listed(given))


def parse_record_request(
    snapshot: Snapshot, entity: str, record_id: UUID, query_string: str
) -> RecordQuery:
    """`GET /api/data/{entity}/{id}`: also finds records in the trash."""
    request = _Request(snapshot, find_entity(snapshot, entity))
    given = request.read(query_string, only=("fields", "with"))
    return request.finish(
        RecordQuery(
            entity=request.entity.name,
            select=request.selected(given),
            limit=1,
            record_id=record_id,
        )
    )


def parse_view_request(
    snapshot: Snapshot, policy: Policy, roles: Iterable[str], view_key: str, query_string: str
) -> tuple[View, RecordQuery]:
    """`GET /api/views/{view}/data`: the view's own filter and what the request adds to it.

    A view of other roles is not there, except for administrators. Columns, measures and sort keys
    that the actor may not see are left out; the view's filter never is.
    """
    found = snapshot.model.view_by_key.get(view_key)
    entity = snapshot.model.entity_by_name.get(found.entity) if found is not None else None
    if found is None or entity is None or found.kind not in view_kinds:
        raise NotFound
    start = policy.find(entity.name)
    if start is None or not is_shown(policy, found.roles, roles):
        raise NotFound
    view = view_kinds[found.kind].complete(found, entity)
    request = _Request(snapshot, entity)
    given = request.read(query_string, list_only=True)
    query = request.listed({"sort": view.sort or "", **given})
    own = _parsed(view.filter, "view.filter", request.faults) if view.filter else None
    visible = frozenset(start.visible)

    def is_there(name: str) -> bool:
        return find_path(snapshot.model, policy, start, name) is not None

    if "sort" not in given:
        query = replace(query, sort=tuple(k for k in query.sort if is_there(".".join(k.path))))
    parts = (*((("view.filter", own),) if own is not None else ()), *query.parts)
    query = replace(
        query,
        filter=_all_of(parts),
        parts=parts,
        select=query.select or _columns(view, is_there),
    )
    if view.kind == "kanban":
        query = replace(query, board=_board(view, entity, visible, given.get("column")))
    elif "column" in given:
        request.faults.append(malformed("column"))
    return view, request.finish(query)


def find_entity(snapshot: Snapshot, name: str) -> Entity:
    """The entity of an API name or plural. Raises NotFound."""
    found = snapshot.model.entity_by_name.get(name)
    if found is None:
        raise NotFound
    return found


class _Request:
    """One request being read."""

    def __init__(self, snapshot: Snapshot, entity: Entity) -> None:
        self.entity = entity
        self.faults: list[Fault] = []
        self._scope = EntityScope(snapshot.model, entity, FullSight())
        self._conditions: list[tuple[str, Expression]] = []

    def read(
        self, query_string: str, *, only: tuple[str, ...] = (), list_only: bool = False
    ) -> dict[str, str]:
        """The known parameters by name; every other one is a filter, where filters are taken."""
        known = frozenset(only) or _OWN | {"filter", "sort", "search", "limit"}
        given: dict[str, str] = {}
        for name, value in read_parameters(query_string) if query_string else ():
            if name in known and name not in given:
                given[name] = value
            elif name in known or not list_only:
                self.faults.append(malformed(name[:60]))
            else:
                self._add(name[:60], read_sugar(name, value, self._scope.field_type))
        return given

    def listed(self, given: dict[str, str]) -> RecordQuery:
        """The query of a list."""
        if given.get("filter", "").strip():
            self._add("filter", _parsed(given["filter"], "filter", self.faults))
        count, trash = given.get("count", "none"), given.get("trash", "")
        if count not in COUNT_MODES:
            self.faults.append(malformed("count"))
            count = "none"
        if trash not in ("", "only"):
            self.faults.append(malformed("trash"))
        limit = given.get("limit")
        return RecordQuery(
            entity=self.entity.name,
            select=self.selected(given),
            filter=_all_of(self._conditions),
            parts=tuple(self._conditions),
            sort=read_sort(given.get("sort", ""), "sort", self.faults),
            search=given.get("search") or None,
            limit=PAGE_LIMIT if limit is None else self.whole(limit, "limit"),
            count=cast("CountMode", count),
            trash="only" if trash == "only" else "exclude",
        )

    def selected(self, given: dict[str, str]) -> tuple[Selected, ...]:
        """`fields` and `with` together; without `fields` the guard selects all there are."""
        fields = read_fields(given.get("fields", ""), "fields", self.faults)
        children = tuple(
            self._child(each.name, each.arguments)
            for each in read_children(given.get("with", ""), self.faults)
        )
        named = {each.name for each in children}
        return (*(each for each in fields if each.name not in named), *children)

    def whole(self, text: str, path: str) -> int:
        """A limit."""
        return read_whole(text, path, LIMIT_MAX, self.faults)

    def finish(self, query: RecordQuery) -> RecordQuery:
        """The query, or all faults at once."""
        raise_faults(self.faults)
        return query

    def _child(self, name: str, arguments: dict[str, str]) -> Selected:
        path = f"with.{name}"
        limit, text = arguments.get("limit"), arguments.get("filter", "")
        children = Children(
            limit=CHILDREN_LIMIT if limit is None else self.whole(limit, f"{path}.limit"),
            sort=self._child_sort(arguments.get("sort", ""), path),
            filter=_parsed(text, f"{path}.filter", self.faults) if text else None,
        )
        nested = read_fields(arguments.get("fields", ""), f"{path}.fields", self.faults)
        return Selected(name=name, nested=nested, children=children)

    def _child_sort(self, text: str, path: str) -> tuple[SortKey, ...]:
        return read_sort(text, f"{path}.sort", self.faults)

    def _add(self, path: str, found: Expression | Fault | None) -> None:
        if isinstance(found, Fault):
            self.faults.append(found)
        elif found is not None:
            self._conditions.append((path, found))


def _all_of(parts: Sequence[tuple[str, Expression]]) -> Expression | None:
    return conjunction([part for _, part in parts]) if parts else None


def _parsed(text: str, path: str, faults: list[Fault]) -> Expression | None:
    try:
        return parse(text)
    except ExpressionError as error:
        faults.extend(problem_faults(error.problems, path))
        return None


def _columns(view: View, is_there: Callable[[str], bool]) -> tuple[Selected, ...]:
    names = filter(is_there, view.columns)
    faults: list[Fault] = []
    return read_fields(",".join(names), "view.columns", faults)


NO_VALUE = "null"
"""How `column=` names the column of records without a value; no option is called so."""


def _board(view: View, entity: Entity, visible: frozenset[str], column: str | None) -> Board:
    field = entity.field_by_name.get(view.field or "")
    if field is None or field.name not in visible:
        raise NotFound
    if field.pipeline is not None:
        columns = tuple(stage.key for stage in entity.pipeline_by_name[field.pipeline].stages)
    else:
        columns = (*(option.key for option in field.options), None)
        column = column if column != NO_VALUE else ""
    measures = (each for each in view.measures if each.field is None or each.field in visible)
    return Board(
        field=field.name,
        columns=columns if column is None else (column or None,),
        measures=tuple(MeasureRequest(fn=each.fn, field=each.field) for each in measures),
    )
