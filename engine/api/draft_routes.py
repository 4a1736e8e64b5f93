"""Drafts: proposed models, edited step by step, checked, planned and published."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Body, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from engine.api.designer_access import require_designer
from engine.api.known_parameters import KnownParameters
from engine.api.publish_view import describe_problems, describe_result
from engine.api.stage_moves import PublishOrder
from engine.definitions.artifacts import Artifacts
from engine.definitions.draft import (
    Draft,
    DraftChanged,
    check_draft,
    create_draft,
    discard_draft,
    edit_draft,
    list_drafts,
    load_draft,
    plan_draft,
    publish_draft,
    rebase_draft,
)
from engine.definitions.edit_base import with_base_hashes
from metamodel.overlay import Edit

router = APIRouter(prefix="/api/drafts", tags=["definitions"], dependencies=[KnownParameters])


class NewDraft(BaseModel):
    """What beginning a draft takes."""

    model_config = ConfigDict(extra="forbid")

    title: Annotated[str | None, Field(max_length=200)] = None


class DraftEdits(BaseModel):
    """Edits to add. `revision` is the one that was read; another one is a conflict."""

    model_config = ConfigDict(extra="forbid")

    revision: int
    edits: Annotated[tuple[Edit, ...], Field(max_length=1000)]


@router.get("")
async def get_drafts(request: Request) -> dict[str, Any]:
    """Open drafts, newest first."""
    services, facts = await require_designer(request)
    drafts = await list_drafts(services.databases, facts.clinic)
    return {"data": [_shown(draft) for draft in drafts]}


@router.post("", status_code=201)
async def post_draft(request: Request, body: Annotated[NewDraft, Body()]) -> dict[str, Any]:
    """Begin a draft on the published version."""
    services, facts = await require_designer(request)
    draft = await create_draft(
        services.databases, facts.clinic, title=body.title, by=facts.actor.member_id
    )
    return {"data": _shown(draft)}


@router.get("/{draft_id}")
async def get_draft(request: Request, draft_id: UUID) -> dict[str, Any]:
    """One draft with its edits."""
    services, facts = await require_designer(request)
    return {"data": _shown(await load_draft(services.databases, facts.clinic, draft_id))}


@router.patch("/{draft_id}")
async def patch_draft(
    request: Request, draft_id: UUID, body: Annotated[DraftEdits, Body()]
) -> dict[str, Any]:
    """Add edits; each `set` gets the hash of the value it replaces."""
    services, facts = await require_designer(request)
    draft = await load_draft(services.databases, facts.clinic, draft_id)
    if draft.revision != body.revision:
        raise DraftChanged(draft=str(draft_id))
    edits = await with_base_hashes(Artifacts(services.databases), draft.source, body.edits)
    return {"data": _shown(await edit_draft(services.databases, facts.clinic, draft, edits=edits))}


@router.delete("/{draft_id}", status_code=204)
async def delete_draft(request: Request, draft_id: UUID) -> None:
    """Give a draft up."""
    services, facts = await require_designer(request)
    await load_draft(services.databases, facts.clinic, draft_id)
    await discard_draft(services.databases, facts.clinic, draft_id)


@router.post("/{draft_id}/rebase")
async def post_rebase(request: Request, draft_id: UUID) -> dict[str, Any]:
    """Bring the draft onto the version published since."""
    services, facts = await require_designer(request)
    draft = await load_draft(services.databases, facts.clinic, draft_id)
    return {"data": _shown(await rebase_draft(services.databases, facts.clinic, draft))}


@router.post("/{draft_id}/check")
async def post_check(request: Request, draft_id: UUID) -> dict[str, Any]:
    """Every problem of the draft's model."""
    services, facts = await require_designer(request)
    draft = await load_draft(services.databases, facts.clinic, draft_id)
    build = await check_draft(services.databases, facts.clinic, draft)
    return {
        "is_valid": build.model is not None,
        "problems": describe_problems(build.problems, facts.actor.locale),
    }


@router.post("/{draft_id}/plan")
async def post_plan(
    request: Request,
    response: Response,
    draft_id: UUID,
    body: Annotated[PublishOrder | None, Body()] = None,
) -> dict[str, Any]:
    """What publishing would do; nothing is changed."""
    services, facts = await require_designer(request)
    draft = await load_draft(services.databases, facts.clinic, draft_id)
    result = await plan_draft(
        services.databases,
        facts.clinic,
        draft,
        stage_moves=body.stage_moves if body else None,
    )
    return await describe_result(services, facts, result, response)


@router.post("/{draft_id}/publish")
async def post_publish(
    request: Request,
    response: Response,
    draft_id: UUID,
    body: Annotated[PublishOrder | None, Body()] = None,
) -> dict[str, Any]:
    """Publish the draft; another version published meanwhile is a conflict."""
    services, facts = await require_designer(request)
    draft = await load_draft(services.databases, facts.clinic, draft_id)
    result = await publish_draft(
        services.databases,
        facts.clinic,
        draft,
        stage_moves=body.stage_moves if body else None,
        by=facts.actor.member_id,
        seed_writer=services.seeds,
    )
    return await describe_result(services, facts, result, response)


def _shown(draft: Draft) -> dict[str, Any]:
    return {
        "id": draft.id,
        "title": draft.title,
        "base_version": draft.base_version,
        "revision": draft.revision,
        "state": draft.state,
        "packages": draft.source.packages,
        "edits": [
            edit.model_dump(mode="json", exclude_defaults=True)
            for edit in draft.source.overlay.edits
        ],
    }
