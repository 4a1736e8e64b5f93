"""The guard: the one door of reads. It turns what is asked into what may be read, or says every
fault.

Names the actor may not see do not exist (laws 1 and 2): in what is selected, filtered, sorted,
searched, grouped and measured alike. Row rules and masks travel with the policies inside the
GuardedQuery; the planner puts them in.
"""

from collections.abc import Iterable

from engine.access.actor import RequestContext
from engine.access.errors import raise_faults
from engine.access.faults import (
    NAME_SHOWN,
    limit_fault,
    not_exportable,
    not_many,
    not_sortable,
    part_faults,
    unknown_field,
)
from engine.access.fields import EXTERNAL_IDS, is_many, is_within_reach, record_fields, target_names
from engine.access.guard_aggregate import guard_aggregate
from engine.access.guard_board import guard_board
from engine.access.guard_view import ViewGuard
from engine.access.guarded_query import (
    SEAL,
    GuardedChildren,
    GuardedField,
    GuardedQuery,
    GuardedScope,
    GuardedSearch,
    GuardedSort,
)
from engine.access.policy import EntityPolicy, policy_for
from engine.access.record_query import (
    Children,
    Parts,
    ReadFor,
    RecordQuery,
    Selected,
    SortKey,
    query_digest,
)
from engine.access.scope import ID, ActorSight, EntityScope, entities_read
from engine.access.search_terms import search_terms
from engine.core.errors import Fault, Forbidden, NotFound
from engine.kinds.field_type import field_types
from metamodel.entity import Datasource, Entity
from metamodel.expression import (
    BOOLEAN,
    Expression,
    Kind,
    TypedExpression,
    check_types,
)
from metamodel.field import Field

LIMIT_MAX = 500
SKIP_MAX = 1_000_000
SORT_MAX = 5
SELECT_DEPTH = 3
_ALWAYS = frozenset({"id", "version"})


def guard(ctx: RequestContext, query: RecordQuery) -> GuardedQuery:
    """What of the query this actor may read. Raises NotFound, Forbidden, FieldUnknown or
    InvalidInput.
    """
    return _Guard(ctx).query(query)


class _Guard:
    """One run over one query; faults are gathered and raised together."""

    def __init__(self, ctx: RequestContext) -> None:
        self._model = ctx.snapshot.model
        self._policy = policy_for(ctx.snapshot, ctx.actor)
        self._sight = ActorSight(self._policy)
        self._faults: list[Fault] = []
        self._entities: set[str] = set()
        self._home: Datasource = "core"
        self._read_for: ReadFor = "read"

    def query(self, query: RecordQuery) -> GuardedQuery:
        policy = self._readable(query.entity)
        if not policy.can(query.read_for):
            raise Forbidden
        self._home, self._read_for = policy.entity.datasource, query.read_for
        selected = query.select
        if query.aggregate is None and all(each.children is not None for each in selected):
            everything = self._everything(policy, with_rows=query.record_id is not None)
            selected = (*everything, *selected)
        scope = GuardedScope(
            policy=policy,
            filter=self._condition(policy.entity, query.filter, "filter", query.parts),
            search=self._search(policy, query.search),
            trash=query.trash,
            read_for=query.read_for,
        )
        select = self._select(policy, selected, "fields", SELECT_DEPTH)
        sort = self._sort(policy.entity, query.sort, "sort")
        scoped = EntityScope(self._model, policy.entity, self._sight, self._home)
        board = None
        if query.board is not None:
            board = guard_board(query.board, policy, self._sight, scoped, self._faults)
        aggregate = None
        if query.aggregate is not None:
            aggregate = guard_aggregate(
                query.aggregate, self._model, self._policy, policy, scoped, self._faults
            )
            self._entities.update(
                target.entity.name for each in aggregate.groups for target in each.targets
            )
        view = ViewGuard(self._model, self._policy, policy, scoped, self._faults)
        summary = None if query.summary is None else view.summary(query.summary)
        colors = view.colors(query.colors)
        window = None if query.window is None else view.window(query.window)
        self._entities.update(view.entities)
        if not 1 <= query.limit <= LIMIT_MAX:
            self._faults.append(limit_fault("limit", LIMIT_MAX))
        if not 0 <= query.skip <= SKIP_MAX:
            self._faults.append(limit_fault("skip", SKIP_MAX))
        raise_faults(self._faults)
        return GuardedQuery(
            seal=SEAL,
            policy=self._policy,
            scope=scope,
            select=select,
            sort=sort,
            limit=query.limit,
            skip=query.skip,
            after=None if query.after is None else tuple(_text(each) for each in query.after),
            count=query.count,
            record_id=query.record_id,
            board=board,
            aggregate=aggregate,
            summary=summary,
            colors=colors,
            window=window,
            entities=tuple(sorted(self._entities)),
            digest=query_digest(query),
        )

    # --- what is there -------------------------------------------------------------------

    def _readable(self, name: str) -> EntityPolicy:
        entity = self._model.entity_by_name.get(name)
        policy = self._policy.find(entity.name) if entity is not None else None
        if policy is None:
            raise NotFound
        if not policy.can("read"):
            raise Forbidden
        self._entities.add(policy.entity.name)
        return policy

    def _targets(self, entity: Entity, name: str) -> tuple[EntityPolicy, ...]:
        names = target_names(self._model, record_fields(entity)[name])
        self._entities.update(names)
        found = (self._policy.find(target) for target in names)
        return tuple(each for each in found if each is not None and each.can("read"))

    def _unknown(self, entity: Entity, path: str, name: str) -> None:
        names = [
            each for each in self._sight.names(entity) if is_within_reach(entity, each, self._home)
        ]
        self._faults.append(unknown_field(path, name, names))

    # --- what is selected ------------------------------------------------------------------

    def _everything(self, policy: EntityPolicy, *, with_rows: bool = False) -> tuple[Selected, ...]:
        """The fields of a record itself; the rows of its tables where one record is read."""
        fields = record_fields(policy.entity)
        return tuple(
            Selected(name=name)
            for name in policy.visible
            if (not fields[name].inverse or (with_rows and _has_rows(fields[name])))
            and is_within_reach(policy.entity, name, self._home)
        )

    def _select(
        self, policy: EntityPolicy, selected: Iterable[Selected], path: str, depth: int
    ) -> tuple[GuardedField, ...]:
        found: dict[str, GuardedField] = {}
        for each in selected:
            if each.name in _ALWAYS:
                continue
            if self._is_external_ids(policy, each):
                found[each.name] = GuardedField(field=EXTERNAL_IDS)
                continue
            field = self._sight.field(policy.entity, each.name)
            at = path if each.children is None else f"with.{each.name[:NAME_SHOWN]}"
            if field is None or not is_within_reach(policy.entity, each.name, self._home):
                self._unknown(policy.entity, at, each.name)
                continue
            targets = self._targets(policy.entity, each.name)
            if each.children is not None and not is_many(field):
                self._faults.append(not_many(at, each.name))
                continue
            nested: tuple[GuardedField, ...] = ()
            inner = each.nested
            if (each.children is not None or _has_rows(field)) and not inner and targets:
                back = field.inverse if _has_rows(field) else None
                inner = tuple(one for one in self._everything(targets[0]) if one.name != back)
            if inner:
                nested = self._nested(targets, field.type, inner, f"{path}.{each.name}", depth)
            children = self._children(targets, each.children, f"with.{each.name}")
            found[each.name] = GuardedField(
                field=field,
                targets=targets,
                nested=nested,
                children=children,
                is_paged=each.children is not None,
            )
        return tuple(found.values())

    def _is_external_ids(self, policy: EntityPolicy, each: Selected) -> bool:
        """Whether the ids of other systems are asked for; they are kept beside their records."""
        is_here = policy.entity.datasource == self._home and self._read_for == "read"
        is_plain = each.children is None and not each.nested
        return is_here and is_plain and each.name == EXTERNAL_IDS.name

    def _nested(
        self,
        targets: tuple[EntityPolicy, ...],
        kind: str,
        inner: tuple[Selected, ...],
        path: str,
        depth: int,
    ) -> tuple[GuardedField, ...]:
        if len(targets) != 1 or kind == "any_link" or depth == 1:
            self._faults.extend(unknown_field(path, each.name, ()) for each in inner)
            return ()
        if self._read_for == "export" and targets[0].rules["export"] != targets[0].rules["read"]:
            title = targets[0].entity.title
            self._faults.extend(
                not_exportable("fields", f"{path.partition('.')[2]}.{each.name}")
                for each in inner
                if each.name != title and targets[0].access(each.name).is_visible
            )
        return self._select(targets[0], inner, path, depth - 1)

    def _children(
        self, targets: tuple[EntityPolicy, ...], asked: Children | None, path: str
    ) -> GuardedChildren | None:
        if asked is None or not targets:
            return None
        target = targets[0]
        if not 1 <= asked.limit <= LIMIT_MAX:
            self._faults.append(limit_fault(f"{path}.limit", LIMIT_MAX))
        return GuardedChildren(
            scope=GuardedScope(
                policy=target, filter=self._condition(target.entity, asked.filter, f"{path}.filter")
            ),
            limit=asked.limit,
            sort=self._sort(target.entity, asked.sort, f"{path}.sort"),
        )

    # --- which records, in which order -----------------------------------------------------

    def _condition(
        self, entity: Entity, asked: Expression | None, path: str, parts: Parts = ()
    ) -> TypedExpression | None:
        if asked is None:
            return None
        scope = EntityScope(self._model, entity, self._sight, self._home)
        found = check_types(asked, scope, BOOLEAN)
        if not isinstance(found, TypedExpression):
            self._faults.extend(part_faults(parts or ((path, asked),), scope))
            return None
        self._entities.update(entities_read(self._model, entity, found))
        return found

    def _sort(
        self, entity: Entity, keys: tuple[SortKey, ...], path: str
    ) -> tuple[GuardedSort, ...]:
        if len(keys) > SORT_MAX:
            self._faults.append(limit_fault(path, SORT_MAX))
            return ()
        found: dict[tuple[str, ...], GuardedSort] = {}
        scope = EntityScope(self._model, entity, self._sight, self._home)
        for key in keys:
            name = ".".join(key.path)
            given = scope.field_type(key.path)
            if given is None:
                self._unknown(entity, path, name)
                continue
            if given.kind is Kind.LIST or not self._sortable(entity, key.path):
                self._faults.append(not_sortable(path, name))
                continue
            found.setdefault(key.path, GuardedSort(path=key.path, descending=key.descending))
        return tuple(found.values())

    def _sortable(self, entity: Entity, path: tuple[str, ...]) -> bool:
        for step in path[:-1]:
            entity = self._model.entity_by_name[
                target_names(self._model, record_fields(entity)[step])[0]
            ]
            self._entities.add(entity.name)
        return path[-1] == ID or field_types[record_fields(entity)[path[-1]].type].sortable

    def _search(self, policy: EntityPolicy, text: str | None) -> GuardedSearch | None:
        terms = search_terms(text or "")
        if not terms:
            return None
        kinds = {
            name: kind
            for name, field in record_fields(policy.entity).items()
            if field.searchable
            and (kind := field_types[field.type]).searchable
            and policy.access(name).is_visible
        }
        return GuardedSearch(
            terms=terms,
            texts=tuple(name for name, kind in kinds.items() if not kind.searched_by_digits),
            numbers=tuple(name for name, kind in kinds.items() if kind.searched_by_digits),
        )


def _has_rows(field: Field) -> bool:
    return field_types[field.type].has_rows


def _text(value: object) -> str | None:
    return None if value is None else str(value)
