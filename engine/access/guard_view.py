"""The guard's part for what views draw besides their rows: groups, totals, colours, windows.

What the request names and the actor may not see is a fault, as anywhere. What only the view names,
a colour rule, is left out for this actor (law 2).
"""

from collections.abc import Iterable

from engine.access.faults import limit_fault, not_groupable, not_measurable, unknown_field
from engine.access.fields import record_fields, target_names
from engine.access.guard_aggregate import MEASURES_MAX, AggregateGuard
from engine.access.guarded_query import (
    GuardedColor,
    GuardedGroup,
    GuardedMeasure,
    GuardedSummary,
    GuardedWindow,
)
from engine.access.measures import can_group_rows, measures_of
from engine.access.policy import EntityPolicy, Policy
from engine.access.record_query import (
    ColorRequest,
    GroupRequest,
    MeasureRequest,
    Summary,
    Window,
)
from engine.access.scope import EntityScope, entities_read
from engine.core.errors import Fault
from metamodel.expression import BOOLEAN, TypedExpression, check_types
from metamodel.field import Field
from metamodel.model import Model


class ViewGuard:
    """One view being guarded. `entities` are those it reads besides its own."""

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
        self.entities: set[str] = set()

    def summary(self, asked: Summary) -> GuardedSummary:
        """The group and the measures there are for the actor."""
        return GuardedSummary(
            group=None if asked.group is None else self._group(asked.group),
            measures=guard_measures(asked.measures, self._home, self._scope, self._faults),
        )

    def colors(self, asked: Iterable[ColorRequest]) -> tuple[GuardedColor, ...]:
        """The rules whose fields the actor sees, in their order."""
        found: list[GuardedColor] = []
        for each in asked:
            typed = check_types(each.when, self._scope, BOOLEAN)
            if isinstance(typed, TypedExpression):
                self.entities |= entities_read(self._model, self._home.entity, typed)
                found.append(GuardedColor(when=typed, color=each.color))
        return tuple(found)

    def window(self, asked: Window) -> GuardedWindow | None:
        """The window; the parts of it that are masked for the actor are not looked at."""
        start = self._visible(asked.start)
        if start is None:
            self._faults.append(unknown_field("field", asked.start, self._scope.names()))
            return None
        stage = self._visible(asked.stage)
        is_plain = stage is not None and self._home.access(stage.name).access != "masked"
        return GuardedWindow(
            start=start.name,
            end=end.name if (end := self._visible(asked.end)) else None,
            stage=stage.name if stage is not None and is_plain else None,
            finished=self._finished(stage) if stage is not None and is_plain else (),
            next=next_.name if (next_ := self._visible(asked.next)) else None,
            since=asked.since,
            until=asked.until,
        )

    def _group(self, asked: GroupRequest) -> GuardedGroup | None:
        found = self._visible(asked.path[0]) if len(asked.path) == 1 else None
        if found is None:
            name = ".".join(asked.path)
            self._faults.append(unknown_field("group", name, self._scope.names()))
            return None
        if not can_group_rows(found):
            self._faults.append(not_groupable("group", found.name))
            return None
        guard = AggregateGuard(self._model, self._policy, self._home, self._scope, self._faults)
        self.entities.update(target_names(self._model, found))
        return guard.group(asked, "group")

    def _visible(self, name: str | None) -> Field | None:
        if name is None or self._scope.field_type((name,)) is None:
            return None
        return record_fields(self._home.entity).get(name)

    def _finished(self, stage: Field) -> tuple[str, ...]:
        pipeline = self._home.entity.pipeline_by_name.get(stage.pipeline or "")
        stages = pipeline.stages if pipeline is not None else ()
        return tuple(each.key for each in stages if each.kind != "open")


def guard_measures(
    asked: Iterable[MeasureRequest],
    home: EntityPolicy,
    scope: EntityScope,
    faults: list[Fault],
    key: str = "{fn}_{field}",
) -> tuple[GuardedMeasure, ...]:
    """What may be measured of the records; every fault goes to `faults`."""
    found: dict[str, GuardedMeasure] = {}
    for each in asked:
        if each.field is None:
            if each.fn == "count":
                found["count"] = GuardedMeasure(key="count", fn="count", field=None)
            else:
                faults.append(not_measurable("measures", each.fn, ""))
            continue
        field = record_fields(home.entity).get(each.field)
        if field is None or scope.field_type((each.field,)) is None:
            faults.append(unknown_field("measures", each.field, scope.names()))
        elif each.fn not in measures_of(field):
            faults.append(not_measurable("measures", each.fn, each.field))
        else:
            named = key.format(fn=each.fn, field=each.field)
            fn = "filled" if each.fn == "count" else each.fn
            found[named] = GuardedMeasure(key=named, fn=fn, field=each.field)
    if len(found) > MEASURES_MAX:
        faults.append(limit_fault("measures", MEASURES_MAX))
    return tuple(found.values())
