"""The model as one actor sees it, for the language's own checks: what they suggest or refuse then
tells nothing of what is hidden (law 2).
"""

from collections import OrderedDict
from typing import Any

from engine.access.actor import RequestContext
from engine.access.policy import Policy, policy_for
from engine.definitions.catalogue import build_catalogue
from metamodel.entity import Entity
from metamodel.model import Model
from metamodel.paths import Paths

__all__ = ["seen_paths"]

_CACHE_SIZE = 64
_known: OrderedDict[tuple[str, str], Paths] = OrderedDict()


def seen_paths(ctx: RequestContext) -> Paths:
    """Paths over the entities and fields the actor may read."""
    policy = policy_for(ctx.snapshot, ctx.actor)
    key = (ctx.snapshot.hash, policy.shape)
    if key not in _known:
        model = ctx.snapshot.model if policy.is_admin else _seen(ctx.snapshot.model, policy)
        _known[key] = Paths(model=model, catalogue=build_catalogue())
        if len(_known) > _CACHE_SIZE:
            _known.popitem(last=False)
    return _known[key]


def _seen(model: Model, policy: Policy) -> Model:
    entities = tuple(
        _with_fields(entity, frozenset(found.visible))
        for entity in model.entities
        if (found := policy.find(entity.name)) is not None and found.can("read")
    )
    return Model.model_construct(None, **(_attributes(model) | {"entities": entities}))


def _with_fields(entity: Entity, visible: frozenset[str]) -> Entity:
    fields = tuple(field for field in entity.fields if field.name in visible)
    return Entity.model_construct(None, **(_attributes(entity) | {"fields": fields}))


def _attributes(value: Model | Entity) -> dict[str, Any]:
    """Those that were given: what was worked out of them is worked out anew."""
    return {name: getattr(value, name) for name in type(value).model_fields}
