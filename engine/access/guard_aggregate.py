"""The guard's part for aggregates: which groups, measures and orders there are for an actor.

What a role does not see cannot be grouped by or measured (law 2): a hidden name is an unknown one,
and a masked value counts where its mask is open, since the planner reads it through the mask.
"""

from engine.access.faults import (
    bucket_needed,
    bucket_unknown,
    limit_fault,
    not_groupable,
    not_measurable,
    order_unknown,
    unknown_field,
)
from engine.access.fields import expression_type, is_many, record_fields, target_names
from engine.access.guarded_query import (
    GuardedAggregate,
    GuardedGroup,
    GuardedMeasure,
    GuardedOrder,
)
from engine.access.policy import EntityPolicy, Policy
from engine.access.record_query import Aggregate, GroupRequest, MeasureRequest
from engine.access.scope import ID, EntityScope
from engine.core.errors import Fault
from engine.kinds.field_type import field_types
from metamodel.expression import Kind, element_of
from metamodel.expression.types import DATES
from metamodel.field import Field
from metamodel.model import Model

GROUPS_MAX = 4
MEASURES_MAX = 20
ROWS_MAX = 1000


def guard_aggregate(
    asked: Aggregate,
    model: Model,
    policy: Policy,
    home: EntityPolicy,
    scope: EntityScope,
    faults: list[Fault],
) -> GuardedAggregate:
    """What of an aggregate the actor may read; every fault goes to `faults`."""
    if len(asked.groups) > GROUPS_MAX:
        faults.append(limit_fault("group", GROUPS_MAX))
    if len(asked.measures) > MEASURES_MAX:
        faults.append(limit_fault("measures", MEASURES_MAX))
    if not 1 <= asked.limit <= ROWS_MAX:
        faults.append(limit_fault("limit", ROWS_MAX))
    work = AggregateGuard(model, policy, home, scope, faults)
    groups = {
        found.key: found
        for index, each in enumerate(asked.groups[:GROUPS_MAX])
        if (found := work.group(each, f"group[{index}].field")) is not None
    }
    measures = {
        found.key: found
        for index, each in enumerate(asked.measures[:MEASURES_MAX])
        if (found := work.measure(each, f"measures[{index}]")) is not None
    }
    order: list[GuardedOrder] = []
    for key in asked.sort:
        name = ".".join(key.path)
        if name in measures:
            index = list(measures).index(name)
            order.append(GuardedOrder(of="measure", index=index, descending=key.descending))
        elif name in groups:
            index = list(groups).index(name)
            order.append(GuardedOrder(of="group", index=index, descending=key.descending))
        else:
            faults.append(order_unknown("sort", name, (*measures, *groups)))
    return GuardedAggregate(
        groups=tuple(groups.values()),
        measures=tuple(measures.values()),
        order=tuple(order),
        limit=asked.limit,
    )


class AggregateGuard:
    """Groups and measures one by one."""

    def __init__(
        self,
        model: Model,
        policy: Policy,
        home: EntityPolicy,
        scope: EntityScope,
        faults: list[Fault],
    ) -> None:
        self._model, self._policy, self._home = model, policy, home
        self._scope, self._faults = scope, faults

    def group(self, asked: GroupRequest, path: str) -> GuardedGroup | None:
        """A group by a field there is for the actor, if its type can be grouped by."""
        name = ".".join(asked.path)
        given = self._scope.field_type(asked.path)
        found = self._end(asked.path)
        if given is None or found is None:
            self._faults.append(unknown_field(path, name, self._scope.names()))
            return None
        kind = field_types[found.type]
        value = element_of(expression_type(self._model, self._home.entity, found)).kind
        is_list_away = given.kind is Kind.LIST and len(asked.path) > 1
        is_moment = value in DATES
        if is_list_away or kind.relation == "any" or not (kind.groupable or is_moment):
            self._faults.append(not_groupable(path, name))
            return None
        if asked.bucket is not None and not is_moment:
            self._faults.append(bucket_unknown(path, name))
            return None
        if asked.bucket is None and is_moment and value is not Kind.DATE:
            self._faults.append(bucket_needed(path, name))
            return None
        targets = [self._policy.find(each) for each in target_names(self._model, found)]
        return GuardedGroup(
            key=name,
            path=asked.path,
            field=found,
            bucket=asked.bucket,
            targets=tuple(each for each in targets if each is not None and each.can("read")),
        )

    def _end(self, path: tuple[str, ...]) -> Field | None:
        """The field a path ends in; the scope has said that there is one to see."""
        if path[-1] == ID:
            return None
        entity = self._home.entity
        for step in path[:-1]:
            field = record_fields(entity).get(step)
            targets = target_names(self._model, field) if field is not None else ()
            if len(targets) != 1:
                return None
            entity = self._model.entity_by_name[targets[0]]
        return record_fields(entity).get(path[-1])

    def measure(self, asked: MeasureRequest, path: str) -> GuardedMeasure | None:
        """A measure the field's type has; `count` of a field counts its values."""
        if asked.field is None:
            if asked.fn == "count":
                return GuardedMeasure(key="count", fn="count", field=None)
            self._faults.append(not_measurable(f"{path}.field", asked.fn, ""))
            return None
        found = record_fields(self._home.entity).get(asked.field)
        if found is None or self._scope.field_type((asked.field,)) is None:
            fault = unknown_field(f"{path}.field", asked.field, self._scope.names())
            self._faults.append(fault)
            return None
        allowed = field_types[found.type].aggregates
        if not is_many(found):
            allowed = ("count", *allowed)
        if asked.fn not in allowed:
            self._faults.append(not_measurable(f"{path}.fn", asked.fn, asked.field))
            return None
        return GuardedMeasure(key=f"{asked.fn}_{asked.field}", fn=asked.fn, field=asked.field)
