"""The read side's front door: a URL in, finished bytes out.

A request seen before under the same model and rules finds its statement in a bounded cache:
parsing, guarding and compiling are then two dictionary look-ups, and the rest is one round trip to
the database.
"""

import json
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl
from uuid import UUID

from engine.access.actor import RequestContext
from engine.access.guard import guard
from engine.access.guarded_query import GuardedQuery
from engine.access.policy import policy_for
from engine.access.record_query import RecordQuery
from engine.core.database import Databases
from engine.core.keyring import Keyring
from engine.query.aggregate_request import parse_aggregate_request
from engine.query.cursor import CursorInvalid, read_cursor, sign_cursor
from engine.query.execute import Answer, run
from engine.query.plan import COUNT_CAP, QueryPlan, cursor_length, is_estimated, plan
from engine.query.request import parse_list_request, parse_record_request
from engine.query.saved_views import SavedViews, saved_id
from engine.query.view_request import parse_view_request, view_query
from metamodel.view import View

CACHE_SIZE = 1000
CACHED_LENGTH = 2000
"""Longer requests are rare and one of a kind; they would only take room."""
_Key = tuple[str, str, tuple[str, ...], str, str, str]
_Kept = tuple[View, str]
"""A saved view, and a name of its very content."""


@dataclass(slots=True, kw_only=True)
class Prepared:
    """A request compiled: its first page, and the pages after a cursor by which of its values are
    null.
    """

    query: RecordQuery
    guarded: GuardedQuery
    first: QueryPlan
    length: int
    kind: str = ""
    later: dict[tuple[bool, ...], QueryPlan] = field(
        default_factory=dict[tuple[bool, ...], QueryPlan]
    )


class Reader:
    """Answers lists, records and views. One for each process."""

    def __init__(self, databases: Databases, keyring: Keyring) -> None:
        self._databases, self._keyring = databases, keyring
        self.saved = SavedViews(databases)
        self._cache: OrderedDict[_Key, Prepared] = OrderedDict()

    async def list_records(self, ctx: RequestContext, entity: str, query_string: str) -> bytes:
        """`GET /api/data/{entity}`."""
        prepared, answer = await self._page(ctx, "list", entity, query_string)
        return b'{"data":%b,%b}' % (answer.body, self._tail(ctx, prepared, answer))

    async def get_record(
        self, ctx: RequestContext, entity: str, record_id: UUID, query_string: str = ""
    ) -> bytes:
        """`GET /api/data/{entity}/{id}`. Raises NotFound for what is not there or may not be
        read.
        """
        prepared = self._prepare(ctx, "record", entity, query_string)
        answer = await run(ctx, self._databases, prepared.first, (str(record_id),))
        return b'{"data":%b}' % answer.body

    async def run_view(self, ctx: RequestContext, view: str, query_string: str) -> bytes:
        """`GET /api/views/{view}/data`."""
        is_saved = saved_id(view) is not None
        kept = await self.saved.find_view(ctx, view) if is_saved else None
        prepared, answer = await self._page(ctx, "view", view, query_string, kept)
        kind = prepared.kind.encode()
        if prepared.first.shape == "board":
            columns = b",".join(self._columns(ctx, prepared, answer))
            return b'{"kind":"%b","columns":[%b]}' % (kind, columns)
        tail = self._tail(ctx, prepared, answer)
        return b'{"kind":"%b","data":%b,%b}' % (kind, answer.body, tail)

    async def aggregate(self, ctx: RequestContext, entity: str, sent: object) -> bytes:
        """`POST /api/data/{entity}/aggregate`; `sent` is its body."""
        text = json.dumps(sent, sort_keys=True)
        prepared = self._prepare(ctx, "aggregate", entity, text)
        answer = await run(ctx, self._databases, prepared.first)
        asked = prepared.guarded.aggregate
        has_next = asked is not None and (answer.found or 0) > asked.limit
        return b'{"data":%b,"page":{"has_next":%b}}' % (
            answer.body, b"true" if has_next else b"false",
        )  # fmt: skip

    def prepare(self, ctx: RequestContext, kind: str, name: str, query_string: str) -> Prepared:
        """What would be run for a request, for `explain`."""
        return self._prepare(ctx, kind, name, split_after(query_string)[0])

    # --- pages -----------------------------------------------------------------------------

    async def _page(
        self,
        ctx: RequestContext,
        kind: str,
        name: str,
        query_string: str,
        kept: _Kept | None = None,
    ) -> tuple[Prepared, Answer]:
        rest, after = split_after(query_string)
        prepared = self._prepare(ctx, kind, name, rest, kept)
        if after is None:
            return prepared, await run(ctx, self._databases, prepared.first)
        first = prepared.first
        if first.shape == "board" and len(first.columns) != 1:
            raise CursorInvalid
        values = read_cursor(self._keyring, ctx, first, after, prepared.length)
        nulls = tuple(each is None for each in values)
        later = prepared.later.get(nulls)
        if later is None:
            asked = replace(prepared.query, after=values)
            later = prepared.later[nulls] = plan(guard(ctx, asked), ctx.snapshot)
        return prepared, await run(ctx, self._databases, later, values)

    def _tail(self, ctx: RequestContext, prepared: Prepared, answer: Answer) -> bytes:
        last = answer.last[0]
        if last is None:
            page = b'"page":{"next":null,"has_next":false}'
        else:
            cursor = sign_cursor(self._keyring, ctx, prepared.first, list(last))
            page = b'"page":{"next":"%b","has_next":true}' % cursor.encode()
        parts = [page]
        if answer.found is not None:
            parts.append(b'"count":%b' % _count(prepared.guarded, answer.found))
        if answer.groups is not None:
            parts.append(b'"groups":%b' % answer.groups)
        if answer.measures is not None:
            parts.append(b'"measures":%b' % answer.measures)
        return b",".join(parts)

    def _columns(self, ctx: RequestContext, prepared: Prepared, answer: Answer) -> list[bytes]:
        found: list[bytes] = []
        for key, part, last in zip(prepared.first.columns, answer.parts, answer.last, strict=True):
            if last is None:
                page = b'"page":{"next":null,"has_next":false}'
            else:
                cursor = sign_cursor(self._keyring, ctx, prepared.first, list(last), key)
                page = b'"page":{"next":"%b","has_next":true}' % cursor.encode()
            found.append(b"%b,%b}" % (part[:-1], page))
        return found

    # --- the cache -------------------------------------------------------------------------

    def _prepare(
        self,
        ctx: RequestContext,
        kind: str,
        name: str,
        query_string: str,
        kept: _Kept | None = None,
    ) -> Prepared:
        policy = policy_for(ctx.snapshot, ctx.actor)
        roles = ctx.actor.roles if kind == "view" else ()  # a view may be for some roles only
        content = name if kept is None else kept[1]
        key = (ctx.snapshot.hash, policy.shape, roles, kind, content, query_string)
        found = self._cache.get(key)
        if found is not None:
            self._cache.move_to_end(key)
            return found
        if kept is None:
            made = _PREPARE[kind](ctx, name, query_string)
        else:
            made = _prepared(ctx, *_saved_query(ctx, kept[0], query_string))
        if len(query_string) > CACHED_LENGTH:
            return made
        self._cache[key] = made
        if len(self._cache) > CACHE_SIZE:
            self._cache.popitem(last=False)
        return made


def _count(guarded: GuardedQuery, found: int) -> bytes:
    if guarded.count == "exact" or guarded.summary is not None or found <= COUNT_CAP:
        return b'{"value":%d,"capped":false}' % found
    if is_estimated(guarded) and found > COUNT_CAP + 1:
        return b'{"value":%d,"capped":false,"estimated":true}' % found
    return b'{"value":%d,"capped":true}' % COUNT_CAP


def split_after(query_string: str) -> tuple[str, str | None]:
    """A query string without its cursor, and the cursor."""
    if "after=" not in query_string:
        return query_string, None
    kept: list[str] = []
    after: str | None = None
    for part in query_string.split("&"):
        if part.startswith("after="):
            after = dict(parse_qsl(part, keep_blank_values=True)).get("after", "")
        else:
            kept.append(part)
    return "&".join(kept), after or None


def _prepared(ctx: RequestContext, query: RecordQuery, kind: str = "") -> Prepared:
    guarded = guard(ctx, query)
    return Prepared(
        query=query,
        guarded=guarded,
        first=plan(guarded, ctx.snapshot),
        length=cursor_length(guarded, ctx.snapshot),
        kind=kind,
    )


def _prepare_list(ctx: RequestContext, name: str, query_string: str) -> Prepared:
    return _prepared(ctx, parse_list_request(ctx.snapshot, name, query_string))


_ANY_ID = UUID(int=0)


def _prepare_record(ctx: RequestContext, name: str, query_string: str) -> Prepared:
    return _prepared(ctx, parse_record_request(ctx.snapshot, name, _ANY_ID, query_string))


def _prepare_view(ctx: RequestContext, name: str, query_string: str) -> Prepared:
    policy = policy_for(ctx.snapshot, ctx.actor)
    view, query = parse_view_request(ctx.snapshot, policy, ctx.actor.roles, name, query_string)
    return _prepared(ctx, query, view.kind)


def _saved_query(ctx: RequestContext, view: View, query_string: str) -> tuple[RecordQuery, str]:
    policy = policy_for(ctx.snapshot, ctx.actor)
    drawn, query = view_query(ctx.snapshot, policy, view, query_string)
    return query, drawn.kind


def _prepare_aggregate(ctx: RequestContext, name: str, text: str) -> Prepared:
    return _prepared(ctx, parse_aggregate_request(ctx.snapshot, name, json.loads(text)))


_PREPARE: dict[str, Callable[[RequestContext, str, str], Prepared]] = {
    "list": _prepare_list,
    "record": _prepare_record,
    "view": _prepare_view,
    "aggregate": _prepare_aggregate,
}
