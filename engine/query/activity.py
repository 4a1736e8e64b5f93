"""The activity of a record: its moves, its changes and what hangs on it, newest first.

Every part passes the guard: the lists as children of the record, the versions as its history. Three
statements, however many lists there are. A page ends at a moment, a source and an id, so what is
written meanwhile moves nothing.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from engine.access.actor import RequestContext
from engine.access.errors import raise_faults
from engine.access.policy import policy_for
from engine.core.database import Databases
from engine.core.errors import Fault, NotFound
from engine.core.keyring import Keyring, TokenInvalid
from engine.query.activity_lists import (
    AFTER_ALL,
    BEFORE_ALL,
    FeedList,
    ListAsked,
    ListPage,
    feed_lists,
    load_lists,
)
from engine.query.activity_past import CHANGES, MOVES, PastAsked
from engine.query.cursor import LENGTH_MAX, CursorInvalid, CursorStale
from engine.query.history import Past, kind_of, load_past
from engine.query.parameters import read_plain, read_whole
from engine.query.plan import COUNT_CAP
from metamodel.entity import Entity
from metamodel.names import find_nearest

LIMIT, LIMIT_MAX = 30, 100
PURPOSE = "activity"
_PAST = "_history"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityRequest:
    """What is asked: of which kinds (None: all), how many, and the text of a cursor."""

    kinds: tuple[str, ...] | None
    limit: int
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One line. `rank` and `id` decide among those of one moment."""

    at: datetime
    moment: str
    rank: int
    id: UUID | int
    told: dict[str, Any]

    @property
    def place(self) -> tuple[datetime, int, int]:
        """Where it stands; greater is earlier on the page."""
        return self.at, -self.rank, self.id if isinstance(self.id, int) else self.id.int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a page ended."""

    at: datetime
    rank: int
    id: str


def parse_activity_request(query_string: str) -> ActivityRequest:
    """`?kinds=_moves,comments&limit=30&after=…`. Raises InvalidInput."""
    faults: list[Fault] = []
    given = read_plain(query_string, ("kinds", "limit", "after"), faults)
    limit = read_whole(given.get("limit", str(LIMIT)), "limit", LIMIT_MAX, faults)
    raise_faults(faults)
    kinds = tuple(each.strip() for each in given.get("kinds", "").split(",") if each.strip())
    return ActivityRequest(kinds=kinds or None, limit=limit, after=given.get("after") or None)


async def read_activity(
    ctx: RequestContext,
    databases: Databases,
    keyring: Keyring,
    entity: str,
    record_id: UUID,
    asked: ActivityRequest,
) -> bytes:
    """`GET /api/data/{entity}/{id}/activity`. Raises NotFound, InvalidInput, CursorStale or
    CursorInvalid.
    """
    found = ctx.snapshot.model.entity_by_name.get(entity)
    if found is None:
        raise NotFound
    lists = feed_lists(policy_for(ctx.snapshot, ctx.actor), found)
    sources = (_PAST, *(each.name for each in lists))
    kinds = _kinds(asked.kinds, (MOVES, CHANGES, *sources[1:]))
    is_first = asked.after is None
    binding = _binding(ctx, found, record_id, asked.kinds)
    place = None if asked.after is None else _read_place(keyring, binding, asked.after)
    wanted = [each for each in lists if is_first or each.name in kinds]
    pages = await load_lists(
        ctx, databases, found.name, record_id,
        [ListAsked(list=each, before=_before(place, sources.index(each.name))) for each in wanted],
        limit=asked.limit + 1, with_counts=is_first,
    )  # fmt: skip
    past = await load_past(ctx, databases, found.name, record_id, _past_asked(asked, kinds, place))
    entries = [
        *_past_entries(found, past),
        *(
            entry
            for each, page in zip(wanted, pages, strict=True)
            if each.name in kinds
            for entry in _list_entries(each, page, sources.index(each.name))
        ),
    ]
    entries.sort(key=lambda entry: entry.place, reverse=True)
    has_next = len(entries) > asked.limit
    entries = entries[: asked.limit]
    told: dict[str, Any] = {
        "data": [entry.told for entry in entries],
        "page": {
            "next": _sign(keyring, binding, entries[-1]) if has_next else None,
            "has_next": has_next,
        },
    }
    if is_first:
        told["kinds"] = _told_kinds(past, wanted, pages)
        told["stays"] = past.stays
    return json.dumps(told, ensure_ascii=False).encode()


def _kinds(asked: Sequence[str] | None, known: Sequence[str]) -> frozenset[str]:
    """The kinds to show. A list the actor may not see does not exist."""
    if asked is None:
        return frozenset(known)
    raise_faults([_unknown_kind(each, known) for each in asked if each not in known])
    return frozenset(asked)


def _unknown_kind(name: str, known: Sequence[str]) -> Fault:
    listed = ", ".join(known)
    near = find_nearest(name, known)
    also = {"pt-BR": "", "en": "", "es": ""}
    if near:
        also = {
            "pt-BR": f"Você quis dizer “{near}”? ",
            "en": f"Did you mean “{near}”? ",
            "es": f"¿Quiso decir “{near}”? ",
        }
    return Fault(
        path="kinds",
        code="malformed",
        message={
            "pt-BR": f"“{name[:60]}” não é um tipo de atividade deste registro.",
            "en": f"“{name[:60]}” is no kind of activity of this record.",
            "es": f"“{name[:60]}” no es un tipo de actividad de este registro.",
        },
        hint={
            "pt-BR": f"{also['pt-BR']}Use: {listed}.",
            "en": f"{also['en']}Use: {listed}.",
            "es": f"{also['es']}Use: {listed}.",
        },
    )


def _past_asked(asked: ActivityRequest, kinds: frozenset[str], place: _Place | None) -> PastAsked:
    before = None
    if place is not None:
        # Of the moment where the page ended, versions come first: those left are of its own rank.
        version = int(place.id) if place.rank == 0 else 0
        before = (place.at, version)
    return PastAsked(
        limit=asked.limit,
        kinds=kinds & {MOVES, CHANGES},
        before=before,
        with_counts=place is None,
    )


def _before(place: _Place | None, rank: int) -> tuple[datetime, UUID] | None:
    if place is None:
        return None
    if rank == place.rank:
        return place.at, UUID(place.id)
    return place.at, AFTER_ALL if rank > place.rank else BEFORE_ALL


def _past_entries(entity: Entity, past: Past) -> list[_Entry]:
    stages = {field.name for field in entity.stage_fields}
    return [
        _Entry(
            at=datetime.fromisoformat(each["at"]),
            moment=each["at"],
            rank=0,
            id=each["version"],
            told={
                "kind": kind_of(each, stages),
                "id": f"v{each['version']}",
                "at": each["at"],
                "version": each,
            },
        )
        for each in past.entries
    ]


def _list_entries(each: FeedList, page: ListPage, rank: int) -> list[_Entry]:
    return [
        _Entry(
            at=datetime.fromisoformat(row[each.feed.at]),
            moment=row[each.feed.at],
            rank=rank,
            id=UUID(row["id"]),
            told={"kind": each.name, "id": row["id"], "at": row[each.feed.at], "record": row},
        )
        for row in page.rows
    ]


def _told_kinds(
    past: Past, lists: Sequence[FeedList], pages: Sequence[ListPage]
) -> list[dict[str, Any]]:
    counts = [(kind, past.counts.get(kind, 0)) for kind in (MOVES, CHANGES)]
    counts += [(each.name, page.count or 0) for each, page in zip(lists, pages, strict=True)]
    return [
        {
            "kind": kind,
            "count": {"value": min(count, COUNT_CAP), "capped": count > COUNT_CAP},
        }
        for kind, count in counts
    ]


# --- where a page ended -----------------------------------------------------------------------


def _binding(
    ctx: RequestContext, entity: Entity, record_id: UUID, kinds: Sequence[str] | None
) -> str:
    policy = policy_for(ctx.snapshot, ctx.actor)
    asked = "" if kinds is None else ",".join(sorted(set(kinds)))
    parts = (
        str(ctx.clinic.id), str(ctx.actor.member_id), entity.name, str(record_id), asked,
        ctx.snapshot.hash, policy.shape,
    )  # fmt: skip
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _sign(keyring: Keyring, binding: str, last: _Entry) -> str:
    payload = json.dumps([binding, last.moment, last.rank, str(last.id)], separators=(",", ":"))
    return keyring.sign(PURPOSE, payload.encode())


def _read_place(keyring: Keyring, binding: str, text: str) -> _Place:
    try:
        if len(text) > LENGTH_MAX:
            raise TokenInvalid
        payload: object = json.loads(keyring.verify(PURPOSE, text))
    except (TokenInvalid, ValueError) as error:
        raise CursorInvalid from error
    bound, moment, rank, id = cast("tuple[str, str, int, str]", payload)
    if bound != binding:
        raise CursorStale
    return _Place(at=datetime.fromisoformat(moment), rank=rank, id=id)
