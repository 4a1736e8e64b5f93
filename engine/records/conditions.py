"""Row rules, gates and rules as SQL over the row `t` of a statement of the write door.

They are compiled by the query layer with the eyes of a rule: raw columns, no masks.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from engine.access.actor import RequestContext
from engine.access.policy import Policy, RowRule, policy_for
from engine.access.scope import check_rule
from engine.definitions.snapshot import Snapshot
from engine.query.binds import Bind, Binds, fill
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
        self._ctx, self._table = ctx, table
        self._policy = policy_for(ctx.snapshot, ctx.actor)
        self._binds = Binds(first)

    def rule(self, rule: RowRule) -> str:
        """Whether the rule allows the row: true or false, never null."""
        return self._written(rule)

    def holds(self, typed: TypedExpression) -> str:
        """Whether the condition holds: true or false, never null."""
        return self._written(typed)

    @property
    def binds(self) -> list[object]:
        """The values of the parameters written so far."""
        return fill(self._binds.all(), self._ctx)

    def _written(self, of: RowRule | TypedExpression) -> str:
        made = _made(_Key(self._ctx.snapshot, self._policy, self._table, of))
        return made.text.format(*(self._binds.place(each) for each in made.binds))


@dataclass(frozen=True, slots=True, eq=False)
class _Key:
    """A rule or condition of a table, equal to itself alone: comparing two would take longer than
    writing one."""

    snapshot: Snapshot
    policy: Policy
    table: Table
    of: RowRule | TypedExpression

    def __hash__(self) -> int:
        return hash((self.snapshot.hash, self.policy.shape, self.table.name, id(self.of)))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Key)
            and self.of is other.of
            and self.table.name == other.table.name
            and self.policy.shape == other.policy.shape
            and self.snapshot.hash == other.snapshot.hash
        )


@dataclass(frozen=True, slots=True)
class _Made:
    """SQL with a `{n}` for the nth of its parameters."""

    text: str
    binds: tuple[Bind, ...]


_MARK = re.compile(r"\$(\d+)")


@lru_cache(maxsize=4096)
def _made(key: _Key) -> _Made:
    statement = Statement(
        snapshot=key.snapshot,
        policy=key.policy,
        datasource=key.table.datasource,
        binds=Binds(first=0),
    )
    source = Source(statement, key.table.entity, ALIAS, None)
    of = key.of
    sql = row_rule(source, of) if isinstance(of, RowRule) else condition(source, of)
    text = "true" if sql is None else f"(({sql}) is true)"
    plain = text.replace("{", "{{").replace("}", "}}")
    return _Made(text=_MARK.sub(r"{\1}", plain), binds=statement.binds.all())
