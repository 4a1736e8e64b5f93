"""Delta sync: what changed in an entity since a position, for a reader that keeps a copy.

A page has the changed records the reader may see, through the read door, and the ids of those it
could see before and cannot any more. Law 2: nothing is told of a record it never could see.
"""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast
from urllib.parse import parse_qsl
from uuid import UUID

from engine.access.actor import RequestContext
from engine.access.errors import raise_faults
from engine.access.guard import LIMIT_MAX, guard
from engine.access.policy import policy_for
from engine.access.row_rule import OwnerInTeams
from engine.core.database import Databases
from engine.core.errors import Fault, NotFound
from engine.core.keyring import Keyring, TokenInvalid
from engine.messaging.errors import ChangesExpired, ChangesNotFollowed
from engine.query.cursor import CursorInvalid, CursorStale
from engine.query.execute import check_fence, run
from engine.query.parameters import read_whole
from engine.query.past import find_seen_before
from engine.query.plan import QueryPlan, plan
from engine.query.reach import Reach, plan_reach, plan_rows, write_ids
from engine.query.request import parse_record_request
from metamodel.entity import Entity

__all__ = ["Changes"]

PURPOSE = "changes"
PAGE = 100
ROUNDS = 20
"""How many pages of events that tell this reader nothing are passed over for one answer."""
CACHE_SIZE = 500
_ANY_ID = UUID(int=0)
_STATE_SQL = (
    "select b.deleted, b.newest, s.model_version, s.policy_epoch"
    " from nexus.event_bounds() b, _state s"
)
_EVENTS_SQL = "select position, record, version from nexus.clinic_events($1, $2, array[$3], $4)"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Prepared:
    entity: Entity
    rows: QueryPlan
    reach: Reach
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    after: str | None
    limit: int
    rest: str


@dataclass(slots=True, kw_only=True)
class _Told:
    """What one answer tells so far, and up to where."""

    position: int
    rows: dict[UUID, Any] = field(default_factory=dict[UUID, Any])
    gone: set[UUID] = field(default_factory=set[UUID])

    def __len__(self) -> int:
        return len(self.rows) + len(self.gone)

    def add(self, rows: Mapping[UUID, Any], gone: Iterable[UUID]) -> None:
        """Later events of a record replace what earlier ones told."""
        for record in gone:
            self.rows.pop(record, None)
            self.gone.add(record)
        self.rows.update(rows)
        self.gone.difference_update(rows)


class Changes:
    """Answers `GET /api/data/{entity}/changes`. One for each process."""

    def __init__(self, databases: Databases, keyring: Keyring) -> None:
        self._databases, self._keyring = databases, keyring
        self._cache: OrderedDict[tuple[str, str, str, str], _Prepared] = OrderedDict()

    async def page(self, ctx: RequestContext, entity: str, query_string: str) -> bytes:
        """A page of changes; without `after`, the position to start from.

        Raises NotFound, Forbidden, InvalidInput, ChangesExpired, ChangesNotFollowed, CursorInvalid
        or CursorStale.
        """
        asked = _read(query_string)
        prepared = self._prepare(ctx, entity, asked.rest)
        source = self._databases.source(prepared.rows.datasource)
        binding = _binding(ctx, prepared)
        async with source.clinic(ctx.clinic.id) as con:
            state = await con.fetchrow(_STATE_SQL)
        if state is None:
            raise NotFound
        check_fence(ctx, state["model_version"], state["policy_epoch"])
        newest: int = state["newest"]
        if asked.after is None:
            return self._answer(binding, _Told(position=newest), newest)
        told = _Told(position=self._position(binding, asked.after))
        if told.position < state["deleted"]:
            raise ChangesExpired
        for _ in range(ROUNDS):
            if told.position >= newest or len(told) >= asked.limit:
                break
            await self._add(ctx, prepared, told, newest, asked.limit - len(told))
        return self._answer(binding, told, newest)

    async def _add(
        self, ctx: RequestContext, prepared: _Prepared, told: "_Told", newest: int, limit: int
    ) -> None:
        """Judge the next events and add what they tell this reader."""
        source = self._databases.source(prepared.rows.datasource)
        async with source.clinic(ctx.clinic.id) as con:
            events = await con.fetch(_EVENTS_SQL, told.position, newest, prepared.entity.id, limit)
        told.position = events[-1]["position"] if len(events) == limit else newest
        if not events:
            return
        changes = [(row["record"], row["version"]) for row in events]
        ids = {record for record, _ in changes}
        answer = await run(ctx, self._databases, prepared.rows, (write_ids(ids),))
        rows = {UUID(row["id"]): row for row in json.loads(answer.body)}
        lost = [(record, version) for record, version in changes if record not in rows]
        gone = await find_seen_before(ctx, self._databases, prepared.reach, prepared.entity, lost)
        told.add(rows, gone)

    def _answer(self, binding: str, told: "_Told", newest: int) -> bytes:
        payload = json.dumps([binding, told.position]).encode()
        cursor = self._keyring.encrypt(PURPOSE, payload)  # positions count what others see (law 2)
        value = {
            "data": list(told.rows.values()),
            "gone": sorted(str(each) for each in told.gone),
            "page": {"next": cursor, "has_next": told.position < newest},
        }
        return json.dumps(value, ensure_ascii=False).encode()

    def _position(self, binding: str, text: str) -> int:
        try:
            payload: object = json.loads(self._keyring.decrypt(PURPOSE, text))
        except (TokenInvalid, ValueError) as error:
            raise CursorInvalid from error
        bound, position = cast("tuple[str, int]", payload)
        if bound != binding:
            raise CursorStale
        return position

    def _prepare(self, ctx: RequestContext, entity: str, rest: str) -> _Prepared:
        shape = policy_for(ctx.snapshot, ctx.actor).shape
        key = (ctx.snapshot.hash, shape, entity, rest)
        found = self._cache.get(key)
        if found is None:
            found = self._cache[key] = _prepared(ctx, entity, rest)
            if len(self._cache) > CACHE_SIZE:
                self._cache.popitem(last=False)
        self._cache.move_to_end(key)
        return found


def _prepared(ctx: RequestContext, entity: str, rest: str) -> _Prepared:
    asked = parse_record_request(ctx.snapshot, entity, _ANY_ID, rest)
    guarded = guard(ctx, replace(asked, record_id=None, limit=LIMIT_MAX))
    reach = plan_reach(guarded, ctx.snapshot)
    if reach is None:
        raise NotFound
    if not (reach.everything or (reach.is_own and reach.knows_past)):
        raise ChangesNotFollowed
    rule = guarded.scope.policy.rules["read"]
    return _Prepared(
        entity=guarded.scope.policy.entity,
        rows=plan_rows(guarded, ctx.snapshot),
        reach=reach,
        mark=f"{plan(guarded, ctx.snapshot).digest}"
        f"{' of teams' if any(isinstance(term, OwnerInTeams) for term in rule.terms) else ''}",
    )


def _binding(ctx: RequestContext, prepared: _Prepared) -> str:
    """Who follows what under which rules. Who is in which team moves the policy epoch alone."""
    actor = ctx.actor
    facts = [
        ctx.clinic.id,
        str(actor.member_id),
        str(actor.unit),
        sorted(str(each) for each in actor.units),
        sorted(str(each) for each in actor.teams),
        actor.policy_epoch if prepared.mark.endswith(" of teams") else 0,
        prepared.mark,
    ]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:32]


def _read(query_string: str) -> _Asked:
    faults: list[Fault] = []
    own: dict[str, str] = {}
    rest: list[str] = []
    for part in query_string.split("&"):
        name = part.partition("=")[0]
        if name in ("after", "limit") and name not in own:
            own[name] = dict(parse_qsl(part, keep_blank_values=True)).get(name, "")
        else:
            rest.append(part)
    limit = read_whole(own.get("limit", str(PAGE)), "limit", LIMIT_MAX, faults)
    raise_faults(faults)
    return _Asked(after=own.get("after") or None, limit=limit, rest="&".join(rest))
