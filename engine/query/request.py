"""From a URL to a RecordQuery: lists and records. Every fault is found, each with its
path.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import cast, get_args
from uuid import UUID

from engine.access.errors import raise_faults
from engine.access.faults import problem_faults
from engine.access.guard import LIMIT_MAX, SKIP_MAX
from engine.access.record_query import (
    Children,
    CountMode,
    RecordQuery,
    Selected,
    SortKey,
)
from engine.access.scope import EntityScope, FullSight
from engine.core.errors import Fault, NotFound
from engine.definitions.snapshot import Snapshot
from engine.query.parameters import (
    malformed,
    read_children,
    read_fields,
    read_parameters,
    read_plain,
    read_sort,
    read_whole,
)
from engine.query.sugar import read_sugar
from metamodel.entity import Entity
from metamodel.expression import Expression, ExpressionError, conjunction, parse

CHILDREN_LIMIT = 20
PAGE_LIMIT = 50
COUNT_MODES = frozenset(get_args(CountMode))
FORMS: dict[str, tuple[str, ...]] = {
    "format": ("csv", "jsonl"),
    "header": ("labels", "names"),
    "separator": ("auto", "semicolon", "comma"),
}
"""The forms of an export, the default first."""
LIST_PARAMETERS = frozenset(
    {"fields", "with", "count", "trash", "column", "after", "skip"}
    | {"filter", "sort", "search", "limit"}
)


def parse_list_request(snapshot: Snapshot, entity: str, query_string: str) -> RecordQuery:
    """`GET /api/data/{entity}`; the cursor in `after` is left to the caller, who can verify it."""
    request = SentRequest(snapshot, find_entity(snapshot, entity))
    given = request.read(query_string, list_only=True)
    if "column" in given:
        request.faults.append(malformed("column"))
    return request.finish(request.listed(given))


def parse_record_request(
    snapshot: Snapshot, entity: str, record_id: UUID, query_string: str
) -> RecordQuery:
    """`GET /api/data/{entity}/{id}`; with `trash=only` the record is one in the trash."""
    request = SentRequest(snapshot, find_entity(snapshot, entity))
    given = request.read(query_string, only=("fields", "with", "trash"))
    if given.get("trash", "only") not in ("", "only"):
        request.faults.append(malformed("trash"))
    return request.finish(
        RecordQuery(
            entity=request.entity.name,
            select=request.selected(given),
            limit=1,
            record_id=record_id,
            trash="only" if "trash" in given else "exclude",
        )
    )


def parse_export_request(
    snapshot: Snapshot, entity: str, query_string: str
) -> tuple[RecordQuery, dict[str, str]]:
    """`GET /api/data/{entity}/export`: what is read, and the parameters that say in which form."""
    request = SentRequest(snapshot, find_entity(snapshot, entity))
    known = (*FORMS, "fields", "filter", "sort", "search")
    given = request.read(query_string, only=known, list_only=True)
    for name, forms in FORMS.items():
        if given.get(name, forms[0]) not in forms:
            request.faults.append(malformed(name))
    query = replace(request.listed(given), read_for="export")
    return request.finish(query), {name: given.get(name, "") for name in FORMS}


def parse_history_request(query_string: str) -> tuple[int, int | None]:
    """`GET /api/data/{entity}/{id}/history`: how many versions, and those before which one."""
    faults: list[Fault] = []
    given = read_plain(query_string, ("limit", "after"), faults)
    limit = read_whole(given.get("limit", str(PAGE_LIMIT)), "limit", LIMIT_MAX, faults)
    after = read_whole(given["after"], "after", 10**9, faults) if "after" in given else None
    raise_faults(faults)
    return limit, after


def find_entity(snapshot: Snapshot, name: str) -> Entity:
    """The entity of an API name or plural. Raises NotFound."""
    found = snapshot.model.entity_by_name.get(name)
    if found is None:
        raise NotFound
    return found


class SentRequest:
    """One request being read."""

    def __init__(self, snapshot: Snapshot, entity: Entity) -> None:
        self.entity = entity
        self.faults: list[Fault] = []
        self._scope = EntityScope(snapshot.model, entity, FullSight())
        self._conditions: list[tuple[str, Expression]] = []

    def read(
        self, query_string: str, *, only: Iterable[str] = (), list_only: bool = False
    ) -> dict[str, str]:
        """The known parameters by name; every other one is a filter, where filters are taken."""
        known = frozenset(only) or LIST_PARAMETERS
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
            self._add("filter", parsed(given["filter"], "filter", self.faults))
        count, trash = given.get("count", "none"), given.get("trash", "")
        if count not in COUNT_MODES:
            self.faults.append(malformed("count"))
            count = "none"
        if trash not in ("", "only"):
            self.faults.append(malformed("trash"))
        limit, skip = given.get("limit"), given.get("skip", "0")
        return RecordQuery(
            entity=self.entity.name,
            select=self.selected(given),
            filter=all_of(self._conditions),
            parts=tuple(self._conditions),
            sort=read_sort(given.get("sort", ""), "sort", self.faults),
            search=given.get("search") or None,
            limit=PAGE_LIMIT if limit is None else self.whole(limit, "limit"),
            skip=0 if skip == "0" else read_whole(skip, "skip", SKIP_MAX, self.faults),
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
            filter=parsed(text, f"{path}.filter", self.faults) if text else None,
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


def all_of(parts: Sequence[tuple[str, Expression]]) -> Expression | None:
    """Conditions that must all hold."""
    return conjunction([part for _, part in parts]) if parts else None


def parsed(text: str, path: str, faults: list[Fault]) -> Expression | None:
    """The condition of a text; its faults go to `faults`."""
    try:
        return parse(text)
    except ExpressionError as error:
        faults.extend(problem_faults(error.problems, path))
        return None
