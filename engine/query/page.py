"""One page of a table: the row rule, the filter, the order and LIMIT, before anything is joined to
it.
"""

from dataclasses import dataclass

from engine.access.guarded_query import GuardedScope, GuardedSearch, GuardedTerm
from engine.kinds.field_type import field_types
from engine.query.paths import condition, mask, read_rule, row_rule
from engine.query.source import Source, quote

FENCE = "s.model_version, s.policy_epoch from _state s"
"""Every read answers with the versions it ran under."""


@dataclass(slots=True, kw_only=True)
class Page:
    """At most `limit` + 1 rows of a scope, numbered from 1: the last one only says that there are
    more.
    """

    scope: GuardedScope
    source: Source
    from_: str
    on: str | None
    limit: int
    order: str
    after: str | None = None
    skip: int = 0

    def outer(self) -> Source:
        """The page as a table under the same alias: what is read of it is what it selects."""
        source = self.source
        return Source(source.statement, source.entity, source.alias, source.policy)

    def sql(self, outer: Source) -> str:
        """The page with the columns read from `outer`; write everything else first."""
        where = [self.on, scope_condition(self.source, self.scope), self.after]
        conditions = " and ".join(each for each in where if each)
        columns = ", ".join(f"{outer.alias}.{quote(name)}" for name in outer.used)
        rows = f"limit {self.limit + 1}" + (f" offset {self.skip}" if self.skip else "")
        return (
            f'select row_number() over () "#n", "#q".* from (select {columns} from {self.from_}'
            f' where {conditions or "true"} order by {self.order} {rows}) "#q"'
        )


def scope_sql(source: Source, scope: GuardedScope, *more: str) -> str:
    """FROM and WHERE of everything in a scope, its row rule included."""
    where = [read_rule(source), scope_condition(source, scope), *more]
    conditions = " and ".join(each for each in where if each)
    return f"from {source.table} {source.alias} where {conditions or 'true'}"


def scope_condition(source: Source, scope: GuardedScope) -> str:
    """Trash, filter and search of a scope, and the rule of what it is read for; the row rule of
    reading is the caller's, who joins or selects.
    """
    parts = [f"{source.trashed()} is {'not ' if scope.trash == 'only' else ''}null"]
    if scope.read_for != "read":
        allowed = row_rule(source, scope.policy.rules[scope.read_for])
        parts.extend([allowed] if allowed is not None else [])
    if scope.filter is not None:
        parts.append(condition(source, scope.filter))
    if scope.search is not None:
        parts.extend(found_in(source, scope.search, term) for term in scope.search.terms)
    return " and ".join(parts)


def found_in(
    source: Source, search: GuardedSearch, term: GuardedTerm, *, only: str | None = None
) -> str:
    """That a term stands somewhere the looker may see; or in one field."""
    texts = tuple(each for each in search.texts if only in (None, each))
    numbers = tuple(each for each in search.numbers if only in (None, each))
    words = [_any_like(source, texts, word) for word in term.words]
    found = f"({' and '.join(words)})" if len(words) > 1 else words[0]
    if term.digits is None or not numbers:
        return found
    return f"({found} or {_any_like(source, numbers, term.digits)})"


def like_pattern(text: str) -> str:
    """A text as it stands in a LIKE pattern."""
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


def _any_like(source: Source, names: tuple[str, ...], text: str) -> str:
    """One OR over bare columns, so that the index of each field can answer for it; a masked field
    counts where its mask is open.
    """
    pattern = source.statement.binds.value(f"%{like_pattern(text)}%", "text")
    tests: list[str] = []
    for name in names:
        field = source.find(name)
        text = field_types[field.type].searched_sql(source.columns(name), field)
        test = f"nexus.fold({text}) like nexus.fold({pattern})"
        shown = mask(source, name)
        tests.append(test if shown is None else f"({shown} and {test})")
    return f"({' or '.join(tests)})" if tests else "false"
