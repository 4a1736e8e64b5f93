"""Views that people saved in the app, as a process keeps them: read once for each policy epoch.

Every change of one raises the clinic's policy epoch, and every read compares the epoch it ran on
with the clinic's: a view that is kept here is either the newest or not answered with.
"""

import json
import logging
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias
from uuid import UUID

import asyncpg
from pydantic import ValidationError

from engine.access.actor import Actor, RequestContext
from engine.access.policy import Policy, policy_for
from engine.core.database import Databases
from engine.core.errors import NotFound, SnapshotStale
from engine.definitions.allocate import identity
from metamodel.label import DEFAULT_LOCALE
from metamodel.model import Model
from metamodel.view import View

__all__ = [
    "COLUMNS",
    "MARK",
    "SavedView",
    "SavedViews",
    "ViewScope",
    "as_view",
    "is_shown_to",
    "read_saved",
    "saved_id",
    "view_id",
]

MARK = "~"
"""How the name of a saved view begins; no name of a definition can."""
CACHE_SIZE = 2000
ViewScope: TypeAlias = Literal["personal", "role", "clinic"]


COLUMNS = "v.id, v.entity, v.owner, v.scope, v.roles, v.label, v.definition, v.version"
_log = logging.getLogger("nexus.views")
_FIND_SQL = (
    f"select s.policy_epoch, s.model_version, {COLUMNS} from _state s"
    " left join _view v on v.id = $1 and v.trashed_at is null"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """A row of `_view`. `entity_id` survives a new name of the entity."""

    id: UUID
    entity_id: str
    owner: UUID | None
    scope: ViewScope
    roles: tuple[str, ...]
    label: str
    definition: Mapping[str, Any]
    version: int


def read_saved(row: asyncpg.Record) -> SavedView:
    """A row with `COLUMNS`."""
    return SavedView(
        id=row["id"],
        entity_id=row["entity"],
        owner=row["owner"],
        scope=row["scope"],
        roles=tuple(row["roles"]),
        label=row["label"],
        definition=json.loads(row["definition"]),
        version=row["version"],
    )


def saved_id(key: str) -> UUID | None:
    """The id in the key of a saved view (`lead.~<id>`); None for any other key."""
    name = key.partition(".")[2]
    if not name.startswith(MARK):
        return None
    try:
        return UUID(name[len(MARK) :])
    except ValueError:
        return None


def is_shown_to(saved: SavedView, actor: Actor, policy: Policy) -> bool:
    """One's own, those of a role one has, those of the clinic. A personal one is nobody else's."""
    if saved.owner is not None and saved.owner == actor.member_id:
        return True
    if saved.scope == "role":
        return policy.is_admin or not set(saved.roles).isdisjoint(actor.roles)
    return saved.scope == "clinic"


class SavedViews:
    """The saved views of all clinics that were asked for. One for each process."""

    def __init__(self, databases: Databases) -> None:
        self._databases = databases
        self._known: OrderedDict[tuple[str, UUID], tuple[int, SavedView | None]] = OrderedDict()

    async def find(self, ctx: RequestContext, key: str) -> SavedView:
        """The view of a key, if this actor is shown it. Raises NotFound and SnapshotStale."""
        id = saved_id(key)
        found = await self._read(ctx, id) if id is not None else None
        if found is None or not is_shown_to(found, ctx.actor, policy_for(ctx.snapshot, ctx.actor)):
            raise NotFound
        return found

    async def find_view(self, ctx: RequestContext, key: str) -> tuple[View, str]:
        """As `find`, as a view of the model, and a name of its very content."""
        found = await self.find(ctx, key)
        view = as_view(ctx.snapshot.model, found)
        if view is None or view.key != key:
            raise NotFound
        return view, f"{key}@{found.version}"

    async def _read(self, ctx: RequestContext, id: UUID) -> SavedView | None:
        place = (ctx.clinic.id, id)
        known = self._known.get(place)
        if known is not None and known[0] >= ctx.actor.policy_epoch:
            self._known.move_to_end(place)
            return known[1]
        async with self._databases.core.clinic(ctx.clinic.id) as con:
            row = await con.fetchrow(_FIND_SQL, id)
        if row is None:
            raise NotFound
        epoch: int = row["policy_epoch"]
        if epoch > ctx.actor.policy_epoch:
            raise SnapshotStale(model_version=row["model_version"], policy_epoch=epoch)
        found = read_saved(row) if row["id"] is not None else None
        self._known[place] = (epoch, found)
        if len(self._known) > CACHE_SIZE:
            self._known.popitem(last=False)
        return found


def view_id(view: View) -> str:
    """What a view is known by whatever it is called: the id of its definition, or of its row."""
    return view.id or view.key


def as_view(model: Model, saved: SavedView) -> View | None:
    """A saved view as a view of the model; None while its entity is not there, or for one that no
    view is any more.
    """
    entity = next((each for each in model.entities if identity(each) == saved.entity_id), None)
    if entity is None:
        return None
    facts = {
        "id": str(saved.id),
        "name": f"{MARK}{saved.id}",
        "entity": entity.name,
        "label": {DEFAULT_LOCALE: saved.label},
    }
    try:
        return View.model_validate({**saved.definition, **facts})
    except ValidationError as error:
        _log.warning("view %s is none any more (%d faults)", saved.id, error.error_count())
        return None
