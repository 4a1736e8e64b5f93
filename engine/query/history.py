"""What became of a record: its versions, newest first, as the asker may see them *now*.

History keeps every value; a reader gets those of fields it sees at this moment on this record (law
2): a hidden field's change is not there, nor is a masked one's while its mask is closed. Links show
the titles there are to read today. Two statements: the versions, then the titles.
"""

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from engine.access.actor import RequestContext
from engine.access.fields import record_fields
from engine.access.guard import guard
from engine.access.guarded_query import GuardedQuery
from engine.access.record_query import RecordQuery, Selected
from engine.core.database import Databases
from engine.core.errors import NotFound
from engine.kinds.field_type import InvalidValue, field_types
from engine.query.activity_past import CHANGES, MOVES, PastAsked, past_sql
from engine.query.binds import fill
from engine.query.execute import check_fence
from engine.query.history_links import Found, link_ids, load_titles, shown_link
from engine.query.page import FENCE
from engine.query.paths import joined, mask, read_rule
from engine.query.rows import title
from engine.query.source import Source, Statement
from metamodel.entity import Entity
from metamodel.field import Field
from metamodel.label import resolve_label

MEMBER = "member"
_LAST = 2**31 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """What is asked: how many versions, and those before which one."""

    limit: int
    before: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """Versions, newest first, at most one more than asked for. When counts were asked: how many
    there are of each kind, and the seconds spent in each stage that was left, by stage field.
    """

    entries: list[dict[str, Any]]
    counts: dict[str, int]
    stays: dict[str, dict[str, float]]


async def read_history(
    ctx: RequestContext,
    databases: Databases,
    entity: str,
    record_id: UUID,
    page: HistoryPage,
) -> bytes:
    """`GET /api/data/{entity}/{id}/history`. A record in the trash has its history too."""
    guarded = _guarded(ctx, entity, record_id)
    row, seen = await _load(ctx, databases, guarded, record_id, page)
    entries: list[dict[str, Any]] = json.loads(row["entries"])
    has_next = len(entries) > page.limit
    data = await _told(ctx, databases, guarded, entries[: page.limit], seen)
    last = str(data[-1]["version"]) if has_next else None
    told = {"data": data, "page": {"next": last, "has_next": has_next}}
    return json.dumps(told, ensure_ascii=False).encode()


async def load_past(
    ctx: RequestContext, databases: Databases, entity: str, record_id: UUID, asked: PastAsked
) -> Past:
    """The versions that stand in a record's activity; one of which the asker sees nothing does not.

    Raises NotFound.
    """
    guarded = _guarded(ctx, entity, record_id)
    row, seen = await _load(ctx, databases, guarded, record_id, asked)
    entries: list[dict[str, Any]] = json.loads(row["entries"])
    counted: dict[str, Any] = json.loads(row["counts"]) if asked.with_counts else {}
    stays: dict[str, dict[str, float]] = counted.get("stays", {})
    return Past(
        entries=await _told(ctx, databases, guarded, entries, seen),
        counts=counted.get("kinds", {}),
        stays={seen[id].name: found for id, found in stays.items() if id in seen},
    )


def kind_of(entry: Mapping[str, Any], stages: Container[str]) -> str:
    """Whether a told version is a move between stages or another change."""
    moved = any(change["field"] in stages for change in entry["changes"])
    return MOVES if moved and entry["op"] in ("update", "move") else CHANGES


def _guarded(ctx: RequestContext, entity: str, record_id: UUID) -> GuardedQuery:
    found = ctx.snapshot.model.entity_by_name.get(entity)
    if found is None:
        raise NotFound
    select = (Selected(name=found.title),)
    return guard(ctx, RecordQuery(entity=found.name, select=select, record_id=record_id))


async def _told(
    ctx: RequestContext,
    databases: Databases,
    guarded: GuardedQuery,
    entries: list[dict[str, Any]],
    seen: Mapping[str, Field],
) -> list[dict[str, Any]]:
    """Versions as the wire has them, with the titles of what their links name."""
    wanted = [
        link
        for entry in entries
        for field, _, before, after in _changes(entry, seen)
        for link in (*link_ids(field, before), *link_ids(field, after))
    ]
    titles = await load_titles(ctx, databases, guarded, wanted)
    entity = guarded.scope.policy.entity
    return [_entry(ctx, entity, entry, seen, titles) for entry in entries]


def _visible(guarded: GuardedQuery) -> dict[str, Field]:
    """The entity's fields the asker may know of, by id."""
    policy = guarded.scope.policy
    return {
        field.id or name: field
        for name, field in record_fields(policy.entity).items()
        if policy.access(name).is_visible
    }


async def _load(
    ctx: RequestContext,
    databases: Databases,
    guarded: GuardedQuery,
    record_id: UUID,
    page: HistoryPage | PastAsked,
) -> tuple[dict[str, Any], Mapping[str, Field]]:
    """The versions, and the fields that are open on the record. Raises NotFound or
    SnapshotStale.
    """
    fields = _visible(guarded)
    entity = guarded.scope.policy.entity
    statement = Statement(
        snapshot=ctx.snapshot, policy=guarded.policy, datasource=entity.datasource
    )
    source = Source(statement, entity, "t", guarded.scope.policy)
    binds = statement.binds
    record = binds.value(record_id, "uuid")
    masks = ", ".join(mask(source, field.name) or "true" for field in fields.values())
    rule = read_rule(source)
    where = f"{source.id} = {record}{f' and {rule}' if rule else ''}"
    by, join = _by(source)
    limit = binds.value(page.limit + 1, "integer")
    if isinstance(page, HistoryPage):
        seen, counts, order = "", "null", "version desc"
        before = binds.value(page.before if page.before is not None else _LAST, "integer")
        kept = f"h.version < {before}"
    else:
        seen, counts, kept = past_sql(binds, fields, record, page)
        order = "at desc, version desc"
    sql = f"""with "#open" as materialized (
select array[{masks}]::boolean[] open from {source.table} t where {where}),
{seen}"#page" as (select h.version, h.op, h.at, {by} "by", h.actor, h.origin, h.cause, h.change_set,
h.model_version, h.changed, h.before, h.after from _history h {join}
where h.record = {record} and exists (select from "#open") and {kept}
order by {_under("h", order)} limit {limit})
select (select open from "#open") open,
(select coalesce(json_agg(p order by {_under("p", order)}), '[]'::json)
from "#page" p)::text entries, {counts} counts,
{FENCE}"""
    async with databases.source(entity.datasource).clinic(ctx.clinic.id) as connection:
        row = await connection.fetchrow(sql, *fill(binds.all(), ctx))
    if row is None:
        raise NotFound
    check_fence(ctx, row["model_version"], row["policy_epoch"])
    if row["open"] is None:
        raise NotFound
    is_open = dict(zip(fields, row["open"], strict=True))
    return dict(row), {id: field for id, field in fields.items() if is_open[id]}


def _under(alias: str, order: str) -> str:
    return ", ".join(f"{alias}.{term}" for term in order.split(", "))


def _by(source: Source) -> tuple[str, str]:
    """{id, name} of the member who did it, null for nobody or one the asker may not read."""
    model, policy = source.statement.snapshot.model, source.statement.policy
    member = model.entity_by_name.get(MEMBER)
    if member is None or policy is None or not policy.entities[MEMBER].can("read"):
        return "null::json", ""
    target = source.to(member)
    on = joined(target, f"{target.id} = h.member")
    shown = f"json_build_object('id', {target.id}, 'name', {title(target)})"
    join = f"left join {target.table} {target.alias} on {on}"
    return f"case when {target.id} is not null then {shown} end", join


def _changes(
    entry: Mapping[str, Any], seen: Mapping[str, Field]
) -> Iterator[tuple[Field, bool, Any, Any]]:
    """The fields of a version there are to see, with whether their values were kept, and these."""
    before: dict[str, Any] | None = entry["before"]
    after: dict[str, Any] | None = entry["after"]
    for id in dict.fromkeys(entry["changed"]):
        field = seen.get(id)
        if field is None:
            continue
        is_kept = field.history and before is not None and after is not None
        yield field, is_kept, (before or {}).get(id), (after or {}).get(id)


def _entry(
    ctx: RequestContext,
    entity: Entity,
    entry: Mapping[str, Any],
    seen: Mapping[str, Field],
    titles: Found,
) -> dict[str, Any]:
    told = {key: entry[key] for key in _TOLD}
    return {**told, "changes": list(_told_changes(ctx, entity, _changes(entry, seen), titles))}


_TOLD = (
    "version", "op", "at", "by", "actor", "origin", "cause", "change_set", "model_version",
)  # fmt: skip


def _told_changes(
    ctx: RequestContext,
    entity: Entity,
    changes: Iterable[tuple[Field, bool, Any, Any]],
    titles: Found,
) -> Iterator[dict[str, Any]]:
    locale = ctx.actor.locale
    for field, is_kept, before, after in changes:
        told: dict[str, Any] = {
            "field": field.name,
            "label": resolve_label(field.label, locale, field.name),
        }
        if not is_kept:
            yield {**told, "kept": False}
            continue
        told["before"] = _wire(field, before, titles)
        told["after"] = _wire(field, after, titles)
        labels = _labels(entity, field, locale)
        if labels:
            told["before_label"] = _label(labels, told["before"])
            told["after_label"] = _label(labels, told["after"])
        yield told


def _wire(field: Field, kept: Any, titles: Found) -> Any:
    """A kept value as a read shows it."""
    kind = field_types[field.type]
    if kind.relation != "none":
        return shown_link(field, kept, titles)
    if kept is None:
        return None
    try:
        return kind.wire(kind.clean(kept, field), field)
    except (InvalidValue, KeyError):  # kept under another definition of the field
        return kept


def _labels(entity: Entity, field: Field, locale: str) -> dict[str, str]:
    """What the keys of a stage or an option are called."""
    pipeline = entity.pipeline_by_name.get(field.pipeline or "")
    keyed = pipeline.stages if pipeline is not None else field.options
    return {each.key: resolve_label(each.label, locale, each.key) for each in keyed}


def _label(labels: Mapping[str, str], value: Any) -> Any:
    if isinstance(value, list):
        return [labels.get(str(each), str(each)) for each in cast("list[Any]", value)]
    return None if value is None else labels.get(str(value), str(value))
