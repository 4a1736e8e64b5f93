"""One search over every entity the asker may read: one statement for each database.

Searched are the fields marked `searchable` that the asker reads without a mask; the trigram index
of each field answers. What the title is or begins with stands before what only holds the words,
then newest first; no entity gives more than `limit`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import asyncpg

from engine.access.actor import RequestContext
from engine.access.errors import raise_faults
from engine.access.guard import guard
from engine.access.guarded_query import GuardedScope
from engine.access.policy import policy_for
from engine.access.record_query import RecordQuery, Selected
from engine.core.database import DATASOURCES, Databases, Datasource
from engine.core.errors import Fault
from engine.definitions.snapshot import Snapshot
from engine.kinds.field_type import field_types
from engine.query.binds import fill
from engine.query.execute import TooExpensive, check_fence
from engine.query.page import found_in, like_pattern, scope_condition
from engine.query.parameters import malformed, read_plain, read_whole
from engine.query.paths import mask, read_rule
from engine.query.rows import title
from engine.query.source import Source, Statement
from metamodel.label import resolve_label

LIMIT, LIMIT_MAX = 5, 20
TEXT_MAX = 200
SNIPPET = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """What is searched: a text, in these entities (None: all there are)."""

    text: str
    entities: tuple[str, ...] | None
    limit: int


def parse_search_request(query_string: str) -> SearchRequest:
    """`GET /api/search?q=&entities=&limit=`. Raises InvalidInput."""
    faults: list[Fault] = []
    given = read_plain(query_string, ("q", "entities", "limit"), faults)
    text = given.get("q", "")
    if len(text) > TEXT_MAX:
        faults.append(malformed("q"))
    names = given.get("entities")
    limit = read_whole(given.get("limit", str(LIMIT)), "limit", LIMIT_MAX, faults)
    raise_faults(faults)
    listed = None if names is None else tuple(each.strip() for each in names.split(","))
    return SearchRequest(text=" ".join(text.split()), entities=listed, limit=limit)


async def search_all(ctx: RequestContext, databases: Databases, asked: SearchRequest) -> bytes:
    """Run a search. Raises InvalidInput for an entity that is not there for the asker."""
    scopes = [scope for name in _names(ctx, asked) for scope in _scopes(ctx, name, asked.text)]
    found: list[tuple[int, str, str]] = []
    for datasource in DATASOURCES:
        here = [each for each in scopes if each.policy.entity.datasource == datasource]
        if here:
            found.extend(await _search(ctx, databases, datasource, here, asked))
    found.sort(key=lambda row: row[1], reverse=True)
    found.sort(key=lambda row: row[0])
    return b'{"data":[%b]}' % ",".join(row[2] for row in found).encode()


def _names(ctx: RequestContext, asked: SearchRequest) -> Sequence[str]:
    """The entities to search, each once, or the faults of those that are not there."""
    policy, snapshot = policy_for(ctx.snapshot, ctx.actor), ctx.snapshot
    readable = [
        name
        for name in policy.entities
        if (seen := policy.find(name)) is not None and seen.can("read")
    ]
    if asked.entities is None:
        return readable
    found = {each: _name_of(snapshot, each) for each in asked.entities}
    unknown = [each for each, name in found.items() if name not in readable]
    plurals = [snapshot.model.entity_by_name[name].plural for name in readable]
    raise_faults(_unknown(each, plurals) for each in unknown)
    return list(dict.fromkeys(name for name in found.values() if name is not None))


def _name_of(snapshot: Snapshot, text: str) -> str | None:
    found = snapshot.model.entity_by_name.get(text)
    return found.name if found is not None else None


def _scopes(ctx: RequestContext, name: str, text: str) -> Iterable[GuardedScope]:
    """The scope of an entity in which something can be found: unmasked fields alone."""
    select = (Selected(name=ctx.snapshot.model.entity_by_name[name].title),)
    scope = guard(ctx, RecordQuery(entity=name, select=select, search=text)).scope
    if scope.search is None:
        return
    is_open = {field for field, state in scope.policy.fields.items() if state.access in _OPEN}
    texts = tuple(each for each in scope.search.texts if each in is_open)
    numbers = tuple(each for each in scope.search.numbers if each in is_open)
    if texts or numbers:
        yield replace(scope, search=replace(scope.search, texts=texts, numbers=numbers))


_OPEN = frozenset({"read", "write"})


async def _search(
    ctx: RequestContext,
    databases: Databases,
    datasource: Datasource,
    scopes: Sequence[GuardedScope],
    asked: SearchRequest,
) -> list[tuple[int, str, str]]:
    policy = policy_for(ctx.snapshot, ctx.actor)
    statement = Statement(snapshot=ctx.snapshot, policy=policy, datasource=datasource)
    parts = [_entity_sql(statement, each, asked, ctx.actor.locale) for each in scopes]
    sql = f"""select r.rank, r.id::text id, r.body::text body, s.model_version, s.policy_epoch
from _state s left join ({" union all ".join(parts)}) r on true"""
    async with databases.source(datasource).clinic(ctx.clinic.id) as connection:
        try:
            rows = await connection.fetch(sql, *fill(statement.binds.all(), ctx))
        except asyncpg.QueryCanceledError as error:
            raise TooExpensive from error
    for row in rows[:1]:
        check_fence(ctx, row["model_version"], row["policy_epoch"])
    return [(row["rank"], row["id"], row["body"]) for row in rows if row["id"] is not None]


def _entity_sql(
    statement: Statement, scope: GuardedScope, asked: SearchRequest, locale: str
) -> str:
    """The best of one entity: (rank, id, body)."""
    source = Source(statement, scope.policy.entity, statement.alias(), scope.policy)
    entity = scope.policy.entity
    rule = read_rule(source)
    found = scope_condition(source, scope) + (f" and {rule}" if rule else "")
    from_ = f"from {source.table} {source.alias}"
    binds = statement.binds
    tail = f"order by {source.id} desc limit {asked.limit}"
    search = scope.search
    is_titled = search is not None and entity.title in search.texts
    tiers = [f"(select 2 rank, {source.id} id {from_} where {found} {tail})"]
    if is_titled:
        name = f"nexus.fold({source.columns(entity.title)['']})"
        whole = f"nexus.fold({binds.value(asked.text, 'text')})"
        starts = f"nexus.fold({binds.value(f'{like_pattern(asked.text)}%', 'text')})"
        live = f"{source.trashed()} is null" + (f" and {rule}" if rule else "")
        tiers += [
            f"(select 0 rank, {source.id} id {from_} where {live} and {name} = {whole} {tail})",
            f"(select 1 rank, {source.id} id {from_} where {live} and {name} like {starts} {tail})",
        ]
    best = (
        f"select min(rank) rank, id from ({' union all '.join(tiers)}) f group by id"
        f" order by 1, 2 desc limit {asked.limit}"
    )
    label = resolve_label(entity.label, locale, entity.name)
    head = (
        f"'entity', {binds.value(entity.name, 'text')}, 'label', {binds.value(label, 'text')},"
        f" 'id', b.id, 'title', {title(source)}"
    )
    snippet = _snippet(source, scope)
    body = f"json_build_object({head})"
    if snippet:
        body = (
            f"case when x.snippet is null then {body}"
            f" else json_build_object({head}, 'snippet', x.snippet) end"
        )
    lateral = f" cross join lateral (select {snippet} snippet) x" if snippet else ""
    return (
        f"(select b.rank, b.id, {body} body from ({best}) b"
        f" join {source.table} {source.alias} on {source.id} = b.id{lateral})"
    )


def _snippet(source: Source, scope: GuardedScope) -> str:
    """The beginning of the first field besides the title in which a term stands."""
    search, name = scope.search, scope.policy.entity.title
    if search is None:
        return ""
    cases: list[str] = []
    for each in (*search.texts, *search.numbers):
        if each == name or mask(source, each) is not None:
            continue
        field = source.find(each)
        text = field_types[field.type].searched_sql(source.columns(each), field)
        tests = [found_in(source, search, term, only=each) for term in search.terms]
        cases.append(f"when {' or '.join(tests)} then left({text}, {SNIPPET})")
    return f"case {' '.join(cases)} end" if cases else ""


def _unknown(name: str, known: Sequence[str]) -> Fault:
    listed = ", ".join(known)
    return Fault(
        path="entities",
        code="entity_unknown",
        message={
            "pt-BR": f"Não há “{name[:60]}” para pesquisar.",
            "en": f"There is no “{name[:60]}” to search.",
            "es": f"No hay “{name[:60]}” para buscar.",
        },
        hint={
            "pt-BR": f"Use: {listed}.",
            "en": f"Use: {listed}.",
            "es": f"Use: {listed}.",
        },
    )
