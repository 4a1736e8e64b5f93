"""Field values and row rules in SQL: what an expression's path means from a table, masks and target
rules in place.

A mask is the CASE that replaces the column wherever it is read. A link whose target may not be read
is null, in a filter as on the screen. Rules look at raw columns: they decide for the actor, they do
not show it anything.
"""

from collections.abc import Callable

from engine.access.fields import expression_type, is_many
from engine.access.row_rule import (
    OfTeam,
    OfUnit,
    Own,
    OwnerInTeams,
    RowRule,
    Term,
    Via,
    Where,
)
from engine.access.scope import ID
from engine.kinds.field_type import field_types
from engine.query.binds import Binds, SlotName
from engine.query.expression_ports import SqlValue
from engine.query.expression_sql import compile_expression
from engine.query.source import Source, quote
from metamodel.expression import TypedExpression, Variable, element_of
from metamodel.expression.types import link
from metamodel.field import Field

VIA_DEPTH = 4
_SLOTS: dict[str, SlotName] = {
    "me": "me", "unit": "unit", "units": "units", "teams": "teams",
    "today": "today", "now": "now", "zone": "zone",
}  # fmt: skip


class Parameters:
    """Parameters of an expression among those of the statement."""

    def __init__(self, binds: Binds) -> None:
        self._binds = binds

    def bind(self, value: object, pg_type: str) -> str:
        """A placeholder; a variable is filled at each run."""
        if isinstance(value, Variable):
            return self._binds.slot(_SLOTS[value.name])
        return self._binds.value(value, pg_type)


class FieldPaths:
    """What paths mean from one table."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def column(self, path: tuple[str, ...]) -> SqlValue:
        """The value at the end of to-one steps, null where a step leads nowhere."""
        source, head, rest = self._source, path[0], path[1:]
        if not rest:
            return field_value(source, head)
        target = source.to(source.targets(head)[0])
        inner = FieldPaths(target).column(rest)
        where = joined(target, f"{target.id} = {masked(source, head)}")
        sql = f"(select {inner.sql} from {target.table} {target.alias} where {where})"
        return SqlValue(sql=sql, type=inner.type, folded=inner.folded)

    def exists(self, path: tuple[str, ...], inner: Callable[[SqlValue], str]) -> str:
        """That any value of a path that has several passes the test."""
        source, head, rest = self._source, path[0], path[1:]
        if head != ID and field_types[source.find(head).type].is_list:
            return _any_element(field_value(source, head), source.statement.alias(), inner)
        target = source.to(source.targets(head)[0])
        if is_many(source.find(head)):
            from_, on = many_join(source, head, target)
            shown = mask(source, head)
            on = on if shown is None else f"{on} and {shown}"
        else:
            from_, on = f"{target.table} {target.alias}", f"{target.id} = {masked(source, head)}"
        within = FieldPaths(target)
        if not rest:
            passed = inner(SqlValue(sql=target.id, type=link(target.entity.name)))
        elif any(_is_several(field) for field in _steps(target, rest)):
            passed = within.exists(rest, inner)
        else:
            passed = inner(within.column(rest))
        return f"exists (select from {from_} where {joined(target, on)} and {passed})"


def _steps(source: Source, path: tuple[str, ...]) -> list[Field]:
    found: list[Field] = []
    for step in path:
        if step == ID:
            break
        found.append(source.find(step))
        targets = source.targets(step)
        if len(targets) == 1:
            source = Source(source.statement, targets[0], source.alias, source.policy)
    return found


def _any_element(array: SqlValue, alias: str, inner: Callable[[SqlValue], str]) -> str:
    """That any element of a list passes; never null. Equality is asked of the whole list, in the
    form that its index answers.
    """
    element = f"{alias}.e"
    test = inner(SqlValue(sql=element, type=array.type, folded=array.folded))
    for found, whole in (
        (f"{element} = ", array.sql),
        (f"nexus.fold({element}) = ", f"nexus.fold_list({array.sql})"),
    ):
        for start, end in ((found, ""), (f"({found}", ")")):
            value = test.removeprefix(start).removesuffix(end)
            if not (test.startswith(start) and test.endswith(end)) or element in value:
                continue
            many = value.startswith("ANY(")
            held = f"&& {value[4:-1]}" if many else f"@> array[{value}]"
            return f"({array.sql} is not null and {whole} {held})"
    return f"exists (select from unnest({array.sql}) {alias}(e) where {test})"


def _is_several(field: Field) -> bool:
    """Whether a record has several of this field's values, records or not."""
    return is_many(field) or field_types[field.type].is_list


def condition(source: Source, typed: TypedExpression) -> str:
    """A condition on a table, as its looker sees it."""
    return compile_expression(typed, FieldPaths(source), Parameters(source.statement.binds))


def field_value(source: Source, name: str) -> SqlValue:
    """A field as a value to compare, sort, group and measure by."""
    if name == ID:
        return SqlValue(sql=source.id, type=link(source.entity.name))
    field = source.find(name)
    kind = field_types[field.type]
    given = element_of(expression_type(source.statement.snapshot.model, source.entity, field))
    sql = masked(source, name)
    if kind.relation in ("one", "any"):
        sql = _readable_link(source, name, sql)
    return SqlValue(sql=sql, type=given, folded=kind.folded)


def masked(source: Source, name: str, sql: str | None = None) -> str:
    """The column that holds a field's value (or `sql`), null where the looker may not see it."""
    columns = source.columns(name)
    main = field_types[source.find(name).type].compared
    raw = sql if sql is not None else columns.get(main, columns.get("id", "null::uuid"))
    shown = mask(source, name)
    return raw if shown is None else f"case when {shown} then {raw} end"


def mask(source: Source, name: str) -> str | None:
    """When the looker may see a field's value; None for always."""
    state = source.access(name)
    if state is None or state.access in ("read", "write"):
        return None
    if state.access == "hidden" or state.shown_when is None or source.is_foreign:
        return "false"  # a copy has not all the fields a condition may ask of
    return condition(source.trusted(), state.shown_when)


def _readable_link(source: Source, name: str, sql: str) -> str:
    """The id behind a link, null when the looker may not read that record."""
    if source.policy is None:
        return sql
    targets = [source.to(entity) for entity in source.targets(name)]
    if targets and all(_reads_all(target) for target in targets):
        return sql
    found = [
        f"(select {target.id} from {target.table} {target.alias}"
        f" where {joined(target, f'{target.id} = {sql}')})"
        for target in targets
        if target.policy is not None and target.policy.can("read")
    ]
    if not found:
        return f"case when false then {sql} end"
    if source.find(name).type != "any_link":
        return found[0]
    entity = source.columns(name)["entity"]
    cases = " ".join(
        f"when {text_literal(source, target.entity.name)} then {each}"
        for target, each in zip(
            (t for t in targets if t.policy is not None and t.policy.can("read")),
            found,
            strict=True,
        )
    )
    return f"case {entity} {cases} end"


def _reads_all(target: Source) -> bool:
    return target.policy is not None and target.policy.rules["read"].everything


def text_literal(source: Source, text: str) -> str:
    """A text as a parameter."""
    return source.statement.binds.value(text, "text")


def many_join(source: Source, name: str, target: Source) -> tuple[str, str]:
    """FROM and ON of the records behind a to-many link. The join table's alias is `pair_alias`."""
    field = source.find(name)
    stored = source.stored(field)
    if stored is not None and stored.join is not None:
        join, pair = stored.join, pair_alias(target)
        from_ = (
            f"{quote(join.table)} {pair} join {target.table} {target.alias}"
            f" on {target.id} = {pair}.{quote(join.target)}"
        )
        on = f"{pair}.{quote(join.source)} = {source.id}"
        return from_, f"{on} and {target.trashed()} is null" if field.inverse else on
    from_ = f"{target.table} {target.alias}"
    return from_, _inverse_on(source, field.inverse, target) if field.inverse else "false"


def pair_alias(target: Source) -> str:
    """The alias of the join table a to-many link's target is reached through."""
    return f"{target.alias}j"


def _inverse_on(source: Source, inverse: str, target: Source) -> str:
    kind = field_types[target.find(inverse).type]
    if kind.relation == "many":
        return "false"  # a link without storage yet
    on = f"{masked(target, inverse)} = {source.id} and {target.trashed()} is null"
    if kind.relation == "any":
        entity = target.columns(inverse)["entity"]
        on = f"{entity} = {text_literal(source, source.entity.name)} and {on}"
    return on


def joined(target: Source, on: str) -> str:
    """A join's condition with the target's own row rule."""
    if target.policy is None:
        return on
    rule = read_rule(target)
    return on if rule is None else f"{on} and {rule}"


def read_rule(source: Source) -> str | None:
    """Which records of a table its looker may read; None for all of them."""
    if source.policy is None:
        return None
    rule = source.policy.rules["read"]
    if source.is_foreign and not rule.everything:
        return "false"  # a projection has no fields a rule could be asked of
    return row_rule(source, rule)


def row_rule(source: Source, rule: RowRule, depth: int = VIA_DEPTH) -> str | None:
    """A row rule as a condition; None when it allows every record."""
    if rule.everything:
        return None
    looker = source.trusted()
    terms = [_term(looker, term, depth) for term in rule.terms]
    return f"({' or '.join(terms)})" if terms else "false"


def _term(source: Source, term: Term, depth: int) -> str:
    slot = source.statement.binds.slot
    match term:
        case Own():
            return _is_among(source, term.field, f"= {slot('me')}")
        case OfTeam():
            return _is_among(source, term.field, f"= any({slot('teams')})")
        case OfUnit():
            return _is_among(source, term.field, f"= any({slot('units')})")
        case OwnerInTeams():
            if source.statement.datasource != "core":
                return "false"
            members = f"select member_id from _member_team where team_id = any({slot('teams')})"
            return _is_among(source, term.field, f"= any(array({members}))")
        case Where():
            return condition(source, term.condition)
        case Via():
            return _via(source, term.link, depth)


def _is_among(source: Source, name: str, test: str) -> str:
    """That a link leads to what is asked for; of several links, that any does."""
    if is_many(source.find(name)):
        return FieldPaths(source).exists((name,), lambda each: f"{each.sql} {test}")
    return f"{masked(source, name)} {test}"


def _via(source: Source, name: str, depth: int) -> str:
    policy = source.statement.policy
    if policy is None or depth == 0:
        return "false"
    field, found = source.find(name), list[str]()
    for entity in source.targets(name):
        target = source.to(entity)
        rule = policy.entities[entity.name].rules["read"]
        inner = (
            "false"
            if target.is_foreign and not rule.everything
            else row_rule(target, rule, depth - 1)
        )
        if is_many(field):
            from_, on = many_join(source, name, target)
        else:
            from_, on = f"{target.table} {target.alias}", f"{target.id} = {masked(source, name)}"
        if field.type == "any_link":
            on = f"{source.columns(name)['entity']} = {text_literal(source, entity.name)} and {on}"
        where = on if inner is None else f"{on} and {inner}"
        found.append(f"exists (select from {from_} where {where})")
    return f"({' or '.join(found)})" if found else "false"
