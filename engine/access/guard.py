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
    not_many,
    not_measurable,
    not_sortable,
    part_faults,
    unknown_field,
    unknown_stage,
)
from engine.access.fields import is_many, is_within_reach, record_fields, target_names
from engine.access.guarded_query import (
    SEAL,
    GuardedBoard,
    GuardedChildren,
    GuardedField,
    GuardedMeasure,
    GuardedQuery,
    GuardedScope,
    GuardedSearch,
    GuardedSort,
)
from engine.access.policy import EntityPolicy, policy_for
from engine.access.record_query import (
    Board,
    Children,
    Parts,
    RecordQuery,
    Selected,
    SortKey,
    query_digest,
)
from engine.access.scope import ID, ActorSight, EntityScope
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
    element_of,
    paths,
)

LIMIT_MAX = 500
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

    def query(self, query: RecordQuery) -> GuardedQuery:
        policy = self._readable(query.entity)
        self._home = policy.entity.datasource
        selected = query.select
        if all(each.children is not None for each in selected):
            selected = (*self._everything(policy), *selected)
        scope = GuardedScope(
            policy=policy,
            filter=self._condition(policy.entity, query.filter, "filter", query.parts),
            search=self._search(policy, query.search),
            trash=query.trash,
        )
        select = self._select(policy, selected, "fields", SELECT_DEPTH)
        sort = self._sort(policy.entity, query.sort, "sort")
        board = self._board(policy, query.board)
        if not 1 <= query.limit <= LIMIT_MAX:
            self._faults.append(limit_fault("limit", LIMIT_MAX))
        raise_faults(self._faults)
        return GuardedQuery(
            seal=SEAL,
            policy=self._policy,
            scope=scope,
            select=select,
            sort=sort,
            limit=query.limit,
            after=None if query.after is None else tuple(_text(each) for each in query.after),
            count=query.count,
            record_id=query.record_id,
            board=board,
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

    def _everything(self, policy: EntityPolicy) -> tuple[Selected, ...]:
        fields = record_fields(policy.entity)
        return tuple(
            Selected(name=name)
            for name in policy.visible
            if not fields[name].inverse and is_within_reach(policy.entity, name, self._home)
        )

    def _select(
        self, policy: EntityPolicy, selected: Iterable[Selected], path: str, depth: int
    ) -> tuple[GuardedField, ...]:
        found: dict[str, GuardedField] = {}
        for each in selected:
            if each.name in _ALWAYS:
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
            if each.children is not None and not inner and targets:
                inner = self._everything(targets[0])
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
        for steps in paths(found.root):
            current = entity
            for step in steps[:-1]:
                name = target_names(self._model, record_fields(current)[step])[0]
                self._entities.add(name)
                current = self._model.entity_by_name[name]
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

    # --- boards ------------------------------------------------------------------------------

    def _board(self, policy: EntityPolicy, board: Board | None) -> GuardedBoard | None:
        if board is None:
            return None
        field = self._sight.field(policy.entity, board.field)
        if field is None:
            self._unknown(policy.entity, "field", board.field)
            return None
        given = EntityScope(self._model, policy.entity, self._sight).field_type((field.name,))
        known = element_of(given).options if given is not None else ()
        self._faults.extend(
            unknown_stage("column", key or "", known)
            for key in board.columns
            if key not in known and not (key is None and field.pipeline is None)
        )
        measures: dict[str, GuardedMeasure] = {}
        for asked in board.measures:
            found = self._sight.field(policy.entity, asked.field) if asked.field else None
            if asked.field and found is None:
                self._unknown(policy.entity, "measures", asked.field)
                continue
            allowed = field_types[found.type].aggregates if found is not None else ("count",)
            if asked.fn not in allowed:
                self._faults.append(not_measurable("measures", asked.fn, asked.field or ""))
                continue
            key = f"{asked.fn}:{asked.field}" if asked.field else asked.fn
            measures[key] = GuardedMeasure(key=key, fn=asked.fn, field=asked.field)
        return GuardedBoard(
            field=field.name, columns=board.columns, measures=tuple(measures.values())
        )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
