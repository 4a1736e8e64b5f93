"""Links in history: which records kept values name, and the titles the asker may read of them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias, cast
from uuid import UUID

from engine.access.actor import RequestContext
from engine.access.fields import target_names
from engine.access.guarded_query import GuardedQuery
from engine.core.database import Databases
from engine.kinds.field_type import field_types
from engine.query.binds import fill
from engine.query.execute import check_fence
from engine.query.page import FENCE
from engine.query.paths import read_rule
from engine.query.rows import title
from engine.query.source import Source, Statement
from metamodel.field import Field

Link: TypeAlias = tuple[Field, str, str]
"""A field, the entity named by a link to any (else empty), and an id."""
Found: TypeAlias = Mapping[tuple[str, str], str | None]
"""Titles by (entity, id): what is not here may not be read."""


def link_ids(field: Field, kept: Any) -> Iterator[Link]:
    """The records a kept value names."""
    if field_types[field.type].relation == "none" or kept is None:
        return
    for each in cast("list[Any]", kept) if isinstance(kept, list) else [kept]:
        if isinstance(each, str):
            yield field, "", each
        elif isinstance(each, dict):
            item = cast("dict[str, Any]", each)
            yield field, str(item.get("entity") or ""), str(item.get("id"))


async def load_titles(
    ctx: RequestContext, databases: Databases, guarded: GuardedQuery, links: Iterable[Link]
) -> Found:
    """The titles of those the asker may read, in one statement; none when there are no links."""
    wanted = _by_entity(ctx, links)
    entity = guarded.scope.policy.entity
    statement = Statement(
        snapshot=ctx.snapshot, policy=guarded.policy, datasource=entity.datasource
    )
    parts: list[str] = []
    for name, ids in wanted.items():
        policy = guarded.policy.find(name)
        if policy is None or not policy.can("read"):
            continue
        target = Source(statement, policy.entity, statement.alias(), policy)
        listed = statement.binds.value(sorted(ids), "uuid[]")
        shown = f"{statement.binds.value(name, 'text')} entity, {target.id} id"
        rule = read_rule(target)
        parts.append(
            f"select {shown}, ({title(target)})::text title from {target.table} {target.alias}"
            f" where {target.id} = any({listed}){f' and {rule}' if rule else ''}"
        )
    if not parts:
        return {}
    sql = f"""select x.entity, x.id, x.title, s.model_version, s.policy_epoch
from ({" union all ".join(parts)}) x cross join (select {FENCE}) s"""
    async with databases.source(entity.datasource).clinic(ctx.clinic.id) as connection:
        rows = await connection.fetch(sql, *fill(statement.binds.all(), ctx))
    for row in rows[:1]:
        check_fence(ctx, row["model_version"], row["policy_epoch"])
    return {(row["entity"], str(row["id"])): row["title"] for row in rows}


def shown_link(field: Field, kept: Any, titles: Found) -> Any:
    """A kept link as a read shows it: what may not be read is not there."""
    kind = field_types[field.type]
    shown = [
        {**({"entity": entity} if kind.relation == "any" else {}), "id": id, "title": found}
        for _, entity, id in link_ids(field, kept)
        for found in _titles(titles, entity, id)
    ]
    if kind.relation == "many":
        return shown
    return shown[0] if shown else None


def _titles(titles: Found, entity: str, id: str) -> Iterator[str | None]:
    """The title of a readable record, once; ids are unique among all entities."""
    for (name, key), found in titles.items():
        if key == id and (not entity or entity == name):
            yield found
            return


def _by_entity(ctx: RequestContext, links: Iterable[Link]) -> dict[str, set[UUID]]:
    wanted: dict[str, set[UUID]] = {}
    model = ctx.snapshot.model
    for field, entity, id in links:
        names = [entity] if entity else target_names(model, field)
        for name in names:
            if name in model.entity_by_name:
                wanted.setdefault(name, set()).add(UUID(id))
    return wanted
