"""What the records of an entity take up, as one SELECT over its table.

The write door, the questions of a plan and the steps of a publish all read this one text, so that
they cannot disagree. It is built from the model and the storage map; a rule whose fields have no
storage yet books nothing.
"""

from collections.abc import Mapping

from engine.definitions.allocate import identity
from engine.definitions.physical_names import quote, quote_text
from engine.definitions.storage import EntityStorage, FieldStorage, StorageMap
from engine.kinds.field_type import FieldType
from metamodel.check_overlaps import LANES_MAX
from metamodel.entity import Entity, Overlap
from metamodel.model import Model
from metamodel.value import Value

__all__ = ["BookingRule", "find_rule", "nothing_booked"]

_INTERVAL = "interval"


class BookingRule(Value):
    """`sql` gives field, record, resource, lanes and during: a row for each resource a record takes
    up, once however often it names it. `reads` are the tables and columns it looks at, `fields` the
    names of the entity's own among them.
    """

    entity: str
    sql: str
    reads: tuple[tuple[str, str], ...] = ()
    fields: tuple[str, ...] = ()


def nothing_booked(entity_id: str) -> BookingRule:
    """The rule of an entity that takes up nothing any more: without any SQL."""
    return BookingRule(entity=entity_id, sql="")


def find_rule(
    model: Model, storage: StorageMap, kinds: Mapping[str, FieldType], entity: Entity
) -> BookingRule | None:
    """The rule of an entity's `no_overlap`, None when there is nothing to keep apart."""
    stored = storage.entities.get(identity(entity))
    if stored is None or stored.state != "active":
        return None
    work = _Work(model=model, storage=storage, kinds=kinds, entity=entity, stored=stored)
    branches = [
        branch
        for overlap in entity.no_overlap
        for name in overlap.resources
        if (branch := work.branch(overlap, name)) is not None
    ]
    if not branches:
        return None
    return BookingRule(
        entity=stored.entity_id,
        sql=(
            "select min(field) field, record, resource, max(lanes)::integer lanes,"
            " tstzrange(min(starts), max(ends)) during"
            f" from ({' union all '.join(branches)}) spans"
            " where starts < ends and resource is not null group by record, resource"
        ),
        reads=tuple(sorted(work.reads)),
        fields=tuple(sorted(work.fields)),
    )


class _Work:
    """Collects what is read while branches are made."""

    def __init__(
        self,
        *,
        model: Model,
        storage: StorageMap,
        kinds: Mapping[str, FieldType],
        entity: Entity,
        stored: EntityStorage,
    ) -> None:
        self._model, self._storage, self._kinds = model, storage, kinds
        self._entity, self._stored = entity, stored
        self.reads: set[tuple[str, str]] = set()
        self.fields: set[str] = set()

    def branch(self, overlap: Overlap, name: str) -> str | None:
        """The spans in which one resource of a rule is taken up."""
        field = self._field(name)
        resource = self._resource(field) if field else None
        start = self._column(overlap.start)
        end = self._end(overlap, start)
        before, after = self._span(overlap.before), self._span(overlap.after)
        lanes = self._lanes(overlap, field) if field else None
        stages = self._stages(overlap)
        parts = (resource, start, end, before, after, lanes, stages)
        if field is None or any(part is None for part in parts):
            return None
        picked, joined = resource or ("", "")
        count, target = lanes or ("", "")
        self.fields.add(name)
        return (
            f"select {quote_text(field.field_id)} field, t.id record, {picked} resource,"
            f" {count} lanes, {start} - {before} starts, {end} + {after} ends"
            f" from {quote(self._stored.table)} t{joined}{target}"
            f" where t._trashed_at is null{stages}"
        )

    def _field(self, name: str) -> FieldStorage | None:
        field = self._entity.field_by_name.get(name)
        found = self._stored.fields.get(identity(field)) if field else None
        return found if found is not None and found.state == "active" else None

    def _resource(self, field: FieldStorage) -> tuple[str, str] | None:
        """The expression of the resource's id, and the join it needs."""
        if field.join is not None and not field.far:
            table, source = quote(field.join.table), quote(field.join.source)
            self.reads.add((field.join.table, field.join.target))
            return f"j.{quote(field.join.target)}", f" join {table} j on j.{source} = t.id"
        column = field.columns.get("")
        if column is None or self._kinds[field.type].relation != "one":
            return None
        self.reads.add((self._stored.table, column))
        return f"t.{quote(column)}", ""

    def _column(self, name: str) -> str | None:
        field = self._field(name)
        column = field.columns.get("") if field else None
        if column is None:
            return None
        self.fields.add(name)
        self.reads.add((self._stored.table, column))
        return f"t.{quote(column)}"

    def _end(self, overlap: Overlap, start: str | None) -> str | None:
        if overlap.end is not None:
            return self._column(overlap.end)
        length = self._span(overlap.duration or "")
        return None if length is None or start is None else f"{start} + {length}"

    def _span(self, given: int | str) -> str | None:
        """Minutes, a field of minutes, or one of a duration; an empty field is no time at all."""
        if isinstance(given, int):
            return f"make_interval(mins => {given})"
        field, column = self._field(given), self._column(given)
        if field is None or column is None:
            return None
        if field.types.get("") == _INTERVAL:
            return f"coalesce({column}, interval '0')"
        return f"make_interval(mins => coalesce({column}, 0)::integer)"

    def _lanes(self, overlap: Overlap, field: FieldStorage) -> tuple[str, str] | None:
        """How many lanes the resource has, and the join that number needs."""
        if isinstance(overlap.lanes, int):
            return str(overlap.lanes), ""
        target = self._storage.entities.get(field.target or "")
        entity = next((e for e in self._model.entities if e.id == field.target), None)
        known = entity.field_by_name.get(overlap.lanes) if entity else None
        counted = target.fields.get(identity(known)) if target and known else None
        column = counted.columns.get("") if counted and counted.state == "active" else None
        if target is None or column is None or target.datasource != self._stored.datasource:
            return None
        self.reads.add((target.table, column))
        resource = (self._resource(field) or ("null", ""))[0]
        return (
            f"least(greatest(coalesce(r.{quote(column)}, 1), 1), {LANES_MAX})",
            f" left join {quote(target.table)} r on r.id = {resource}",
        )

    def _stages(self, overlap: Overlap) -> str | None:
        found = self._entity.occupying(overlap)
        if found is None:
            return ""
        name, keys = found
        column = self._column(name)
        if column is None:
            return None
        return f" and {column} in ({', '.join(map(quote_text, keys))})" if keys else " and false"
