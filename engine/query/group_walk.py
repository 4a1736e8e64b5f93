"""A page of rows under the stages of a pipeline, read stage by stage.

In one order over the whole table a page of grouped rows would be sorted out of all rows, each time.
Here at most a page of each group is read, from the index a board stands on, and the page is the
first of these. The groups are the stages of the definition, any other value the table has (a stage
that was retired), and no value at all. After a cursor, the groups before its own are not read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.access.guarded_query import GuardedGroup, GuardedQuery
from engine.query.order import OrderTerm, after_text, order_text
from engine.query.page import Page, scope_condition
from engine.query.paths import field_value, mask
from engine.query.source import Source, quote

_HEADS = 2
"""The terms of the order that say the group: its place, and its value."""
_GROUP = '"#w"'


def can_walk(source: Source, guarded: GuardedQuery) -> GuardedGroup | None:
    """The group, if rows can be read so: a stage that is seen without a mask and has an index."""
    group = guarded.summary.group if guarded.summary is not None else None
    if group is None or guarded.skip or guarded.scope.trash != "exclude":
        return None
    is_indexed = group.field.pipeline is not None and source.stored(group.field) is not None
    return group if is_indexed and mask(source, group.field.name) is None else None


def stage_keys(source: Source, group: GuardedGroup) -> tuple[str, ...]:
    """The stages in the order of the definition."""
    return tuple(field_value(source, group.field.name).type.options)


@dataclass(slots=True, kw_only=True)
class GroupWalk(Page):
    """A page as any other. `terms` is its whole order, `keys` the stages in theirs, `nulls` which
    values of the cursor are null; None for the first page.
    """

    group: GuardedGroup
    keys: tuple[str, ...]
    terms: tuple[OrderTerm, ...]
    nulls: Sequence[bool] | None

    def sql(self, outer: Source) -> str:
        """The page with the columns read from `outer`; write everything else first."""
        alias = self.source.alias
        columns = ", ".join(f"{alias}.{quote(name)}" for name in outer.used)
        branches = " union all ".join(f"({each})" for each in self._branches(columns))
        return (
            f'select row_number() over () "#n", "#q".* from (select {columns} from ({branches})'
            f' {alias} order by {order_text(self.terms)} limit {self.limit + 1}) "#q"'
        )

    def _branches(self, columns: str) -> Iterator[str]:
        """The group the cursor is in, the groups after it, and the rows of no group."""
        value = self.source.columns(self.group.field.name)[""]
        is_null, after = f"{value} is null", None
        if self.nulls is not None:
            after = after_text(self.source, self.terms, self.nulls, _HEADS)
            if self.nulls[1]:
                yield self._rows(columns, is_null, after)
                return
            own = self.source.statement.binds.cursor(1, "text")
            yield self._rows(columns, f"{value} = {own}", after)
        inner = self._rows(columns, f'{value} = {_GROUP}."#k"')
        yield (
            f"select {columns} from ({self._groups()}) {_GROUP}"
            f" cross join lateral ({inner}) {self.source.alias}"
        )
        yield self._rows(columns, is_null)

    def _rows(self, columns: str, *more: str | None) -> str:
        """A page of one group."""
        parts = [self.on, scope_condition(self.source, self.scope), *more]
        where = " and ".join(each for each in parts if each)
        order = order_text(self.terms[_HEADS:])
        return (
            f"select {columns} from {self.from_} where {where}"
            f" order by {order} limit {self.limit + 1}"
        )

    def _groups(self) -> str:
        """The keys of the groups that are to be read."""
        binds = self.source.statement.binds
        keys = binds.value(list(self.keys), "text[]")
        stages = f'select "#k" from unnest({keys}) with ordinality s("#k", "#o")'
        others = f'select "#k" from ({self._values()}) v where "#k" <> all({keys})'
        if self.nulls is None:
            return f"{stages} union all {others}"
        if self.nulls[0]:  # the cursor is in a stage that was retired
            return f'{others} and "#k" > {binds.cursor(1, "text")}'
        return f'{stages} where "#o" > {binds.cursor(0, "integer")} union all {others}'

    def _values(self) -> str:
        """Every value the column has, each found by one look into its index."""
        source = self.source
        column = quote(self.source.columns(self.group.field.name)[""].rpartition(".")[2].strip('"'))
        live = '"_trashed_at" is null'
        least = f"select min({column}) from {source.table} where {live}"
        return (
            f'with recursive v("#k") as (({least}) union all select (select min({column})'
            f' from {source.table} where {live} and {column} > v."#k") from v'
            f' where v."#k" is not null) select "#k" from v where "#k" is not null'
        )
