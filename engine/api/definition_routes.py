"""Packages and versions: what the designer, a consultant and `nexus` do to a clinic's model."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Path, Query, Request, Response

from engine.api.designer_access import require_designer
from engine.api.known_parameters import KnownParameters
from engine.api.package_files import read_package_files
from engine.api.publish_view import describe_result
from engine.api.stage_moves import MovesText, PublishOrder
from engine.definitions.packages import install_package, list_packages, uninstall_package
from engine.definitions.publish import rollback
from metamodel.label import resolve_label

router = APIRouter(prefix="/api", tags=["definitions"], dependencies=[KnownParameters])

DryRun = Annotated[bool, Query()]
Order = Annotated[PublishOrder | None, Body()]

_VERSIONS_SQL = (
    "select version, published_at, published_by, note from _model_version"
    " order by version desc limit 200"
)


@router.get("/packages")
async def get_packages(request: Request) -> dict[str, Any]:
    """The apps this clinic runs."""
    services, facts = await require_designer(request)
    apps = await list_packages(services.databases, facts.clinic)
    locale = facts.actor.locale
    return {
        "data": [
            {
                "key": app.key,
                "version": app.version,
                "label": resolve_label(app.label, locale, app.key),
                "description": resolve_label(app.description, locale, "") or None,
                "icon": app.icon,
                "requires": app.requires,
            }
            for app in apps
        ]
    }


@router.post("/packages")
async def post_package(
    request: Request, response: Response, dry_run: DryRun = False
) -> dict[str, Any]:
    """Install or upgrade an app; with `dry_run` only the plan is answered."""
    services, facts = await require_designer(request)
    sent = await read_package_files(request)
    result = await install_package(
        services.databases,
        facts.clinic,
        sent.files,
        dry_run=dry_run,
        stage_moves=sent.stage_moves,
        by=facts.actor.member_id,
        seed_writer=services.seeds,
    )
    return await describe_result(services, facts, result, response)


@router.delete("/packages/{key}")
async def delete_package(
    request: Request,
    response: Response,
    key: Annotated[str, Path(max_length=80)],
    dry_run: DryRun = False,
    moves: MovesText = None,
    body: Order = None,
) -> dict[str, Any]:
    """Retire an app: its tables and values stay and come back with a rollback.

    With `dry_run` only the plan is answered.
    """
    services, facts = await require_designer(request)
    result = await uninstall_package(
        services.databases,
        facts.clinic,
        key,
        dry_run=dry_run,
        stage_moves=PublishOrder.moves(body, moves),
        by=facts.actor.member_id,
        seed_writer=services.seeds,
    )
    return await describe_result(services, facts, result, response)


@router.get("/definitions")
async def get_definitions(request: Request) -> dict[str, Any]:
    """The whole published model with the ids that edits name."""
    services, facts = await require_designer(request)
    snapshot = await services.snapshots.current(facts.clinic.id)
    return {
        "version": snapshot.version,
        "hash": snapshot.hash,
        "model": snapshot.model.model_dump(mode="json", exclude_defaults=True),
    }


@router.get("/versions")
async def get_versions(request: Request) -> dict[str, Any]:
    """The versions of this clinic's model, newest first."""
    services, facts = await require_designer(request)
    async with services.databases.core.clinic(facts.clinic.id, role="owner") as con:
        rows = await con.fetch(_VERSIONS_SQL)
    return {"data": [dict(row) for row in rows]}


@router.post("/versions/{version}/rollback")
async def post_rollback(
    request: Request,
    response: Response,
    version: Annotated[int, Path(ge=0, le=2**31 - 1)],
    dry_run: DryRun = False,
    moves: MovesText = None,
    body: Order = None,
) -> dict[str, Any]:
    """Publish the source of an earlier version again; with `dry_run` only the plan is answered."""
    services, facts = await require_designer(request)
    result = await rollback(
        services.databases,
        facts.clinic,
        version,
        dry_run=dry_run,
        stage_moves=PublishOrder.moves(body, moves),
        by=facts.actor.member_id,
        seed_writer=services.seeds,
    )
    return await describe_result(services, facts, result, response)
