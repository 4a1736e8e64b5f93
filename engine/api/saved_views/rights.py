"""Who may do what to a saved view. A view gives no rights on records: those are the guard's."""

from engine.access.actor import RequestContext
from engine.access.policy import policy_for
from engine.core.errors import Forbidden
from engine.query.saved_views import SavedView

__all__ = ["SHARE", "can_change", "can_share", "require_share"]

SHARE = "share_views"
"""The feature of roles whose members offer views to others."""


def can_share(ctx: RequestContext) -> bool:
    """Whether the actor may offer views to roles and to the clinic, and care for those there."""
    roles = (ctx.snapshot.model.role_by_key.get(key) for key in ctx.actor.roles)
    is_admin = policy_for(ctx.snapshot, ctx.actor).is_admin
    return is_admin or any(role is not None and SHARE in role.features for role in roles)


def can_change(ctx: RequestContext, saved: SavedView) -> bool:
    """A personal view is its owner's alone; a shared one is cared for by all who may share."""
    if saved.scope == "personal":
        return saved.owner is not None and saved.owner == ctx.actor.member_id
    return can_share(ctx)


def require_share(ctx: RequestContext) -> None:
    """Raises Forbidden."""
    if not can_share(ctx):
        raise Forbidden(
            detail={
                "pt-BR": "Seu perfil não pode compartilhar visões com outras pessoas.",
                "en": "Your role may not share views with others.",
                "es": "Su perfil no puede compartir vistas con otras personas.",
            }
        )
