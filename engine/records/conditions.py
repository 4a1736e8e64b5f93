"""Row rules, gates and rules as SQL over the row `t` of a statement of the write door.

They are compiled by the query layer with the eyes of a rule: raw columns, no masks.
"""

from functools import lru_cache

from engine.access.actor import RequestContext
from engine.access.policy import RowRule, policy_for
from engine.access.scope import check_rule
from engine.definitions.snapshot import Snapshot
from engine.query.binds import Binds, fill
from engine.query.paths import condition, row_rule
from engine.query.source import Source, Statement
from engine.records.table import EntityKey, Table
from metamodel.entity import Entity
from metamodel.expression import TypedExpression

ALIAS = "t"


def find_condition(snapshot: Snapshot, entity: Entity, text: str) -> TypedExpression | None:
    """The typed condition of a gate or rule; None when it is none, which `check()` refuses."""
    return _condition(EntityKey(snapshot, entity), text)


@lru_cache(maxsize=4096)
def _condition(key: EntityKey, text: str) -> TypedExpression | None:
    return check_rule(key.snapshot.model, key.entity, text)


class Conditions:
    """Conditions of one statement; their parameters are numbered from `first`."""

    def __init__(self, ctx: RequestContext, table: Table, *, first: int) -> None:
        self._ctx = ctx
        self._statement = Statement(
            snapshot=ctx.snapshot,
            policy=policy_for(ctx.snapshot, ctx.actor),
            datasource=table.datasource,
            binds=Binds(first),
        )
        self._source = Source(self._statement, table.entity, ALIAS, None)

    def rule(self, rule: RowRule) -> str:
        """Whether the rule allows the row: true or false, never null."""
        sql = row_rule(self._source, rule)
        return "true" if sql is None else f"(({sql}) is true)"

    def holds(self, typed: TypedExpression) -> str:
        """Whether the condition holds: true or false, never null."""
        return f"(({condition(self._source, typed)}) is true)"

    @property
    def binds(self) -> list[object]:
        """The values of the parameters written so far."""
        return fill(self._statement.binds.all(), self._ctx)
