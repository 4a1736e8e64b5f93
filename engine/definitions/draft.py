"""Drafts: a proposed change of packages and overlay, kept until it is published or discarded."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Literal
from uuid import UUID

import asyncpg

from engine.core.database import Databases
from engine.core.errors import Fault, InvalidInput, NexusError, NotFound
from engine.core.ids import new_id
from engine.core.tenant import Clinic
from engine.definitions.artifacts import Artifacts
from engine.definitions.catalogue import build_catalogue
from engine.definitions.publish import PublishResult, plan_publish, publish
from engine.definitions.run import Progress
from engine.definitions.seed import SeedWriter
from engine.definitions.source import (
    Source,
    SourceBuild,
    build_source,
    load_current_source,
    load_source,
)
from metamodel.overlay import Edit, Overlay
from metamodel.value import Value

__all__ = [
    "Draft",
    "DraftChanged",
    "check_draft",
    "create_draft",
    "discard_draft",
    "edit_draft",
    "list_drafts",
    "load_draft",
    "plan_draft",
    "publish_draft",
    "rebase_draft",
]

DraftState = Literal["open", "published", "discarded"]
_COLUMNS = "id, base_version, title, packages::text, overlay::text, state, revision"


class DraftChanged(NexusError):
    """Somebody else edited the draft since it was read."""

    code = "draft_changed"
    status = 409
    message = {
        "pt-BR": "Outra pessoa alterou este rascunho.",
        "en": "Somebody else changed this draft.",
        "es": "Otra persona cambió este borrador.",
    }
    hint = {"pt-BR": "Abra o rascunho de novo.", "en": "Open the draft again."}


class Draft(Value):
    """`revision` rises with each edit; `base_version` is the version it was begun on."""

    id: UUID
    base_version: int
    title: str | None
    source: Source
    state: DraftState
    revision: int


async def create_draft(
    databases: Databases, clinic: Clinic, *, title: str | None = None, by: UUID | None = None
) -> Draft:
    """Begin a draft on what is published."""
    version, source = await load_current_source(databases, clinic, Artifacts(databases))
    async with databases.core.clinic(clinic.id, role="owner") as con:
        row = await con.fetchrow(
            "insert into _draft (id, base_version, title, packages, overlay, created_by)"
            f" values ($1, $2, $3, $4, $5, $6) returning {_COLUMNS}",
            new_id(),
            version,
            title,
            json.dumps(source.packages),
            source.overlay.model_dump_json(exclude_defaults=True),
            by,
        )
    return _draft(row)


async def list_drafts(databases: Databases, clinic: Clinic) -> list[Draft]:
    """Open drafts, newest first."""
    async with databases.core.clinic(clinic.id, role="owner") as con:
        rows = await con.fetch(
            f"select {_COLUMNS} from _draft where state = 'open' order by id desc"
        )
    return [_draft(row) for row in rows]


async def load_draft(databases: Databases, clinic: Clinic, draft_id: UUID) -> Draft:
    """One draft. Raises NotFound."""
    async with databases.core.clinic(clinic.id, role="owner") as con:
        row = await con.fetchrow(f"select {_COLUMNS} from _draft where id = $1", draft_id)
    return _draft(row)


async def edit_draft(
    databases: Databases,
    clinic: Clinic,
    draft: Draft,
    *,
    edits: tuple[Edit, ...] = (),
    packages: Mapping[str, str | None] | None = None,
) -> Draft:
    """Add edits to the overlay and change packages (None takes one away). Raises DraftChanged."""
    overlay: Overlay = draft.source.overlay
    for position, edit in enumerate(edits):
        _refuse_unstorable(position, edit)
        overlay = overlay.with_edit(edit)
    chosen = {**draft.source.packages, **(packages or {})}
    source = Source(packages={k: v for k, v in chosen.items() if v}, overlay=overlay)
    return await _save(databases, clinic, draft, source, draft.base_version)


async def rebase_draft(databases: Databases, clinic: Clinic, draft: Draft) -> Draft:
    """Bring a draft onto the published version: its packages, and the draft's own edits on top.

    Edits the published overlay gained meanwhile stay; the draft's edit of the same spot wins.
    """
    version, current = await load_current_source(databases, clinic, Artifacts(databases))
    overlay = current.overlay
    for edit in draft.source.overlay.edits:
        if edit not in overlay.edits:
            overlay = overlay.with_edit(edit)
    source = current.model_copy(update={"overlay": overlay})
    return await _save(databases, clinic, draft, source, version)


async def check_draft(databases: Databases, clinic: Clinic, draft: Draft) -> SourceBuild:
    """The model of the draft and every problem of it."""
    artifacts = Artifacts(databases)
    base = await load_source(databases, clinic, artifacts, draft.base_version)
    return await build_source(artifacts, draft.source, build_catalogue(), since=base)


async def plan_draft(
    databases: Databases,
    clinic: Clinic,
    draft: Draft,
    *,
    stage_moves: Mapping[str, Mapping[str, str]] | None = None,
) -> PublishResult:
    """What publishing the draft would do."""
    return await plan_publish(databases, clinic, draft.source, stage_moves=stage_moves)


async def publish_draft(
    databases: Databases,
    clinic: Clinic,
    draft: Draft,
    *,
    stage_moves: Mapping[str, Mapping[str, str]] | None = None,
    by: UUID | None = None,
    seed_writer: SeedWriter,
    on_progress: Callable[[Progress], None] | None = None,
) -> PublishResult:
    """Publish a draft. Raises BaseMoved when another version was published since it was begun."""
    result = await publish(
        databases,
        clinic,
        draft.source,
        base_version=draft.base_version,
        stage_moves=stage_moves,
        by=by,
        note=draft.title,
        seed_writer=seed_writer,
        on_progress=on_progress,
    )
    if result.is_ok:
        await _close(databases, clinic, draft.id, "published")
    return result


async def discard_draft(databases: Databases, clinic: Clinic, draft_id: UUID) -> None:
    """Give a draft up."""
    await _close(databases, clinic, draft_id, "discarded")


def _refuse_unstorable(position: int, edit: Edit) -> None:
    text = json.dumps(edit.model_dump(), ensure_ascii=True, default=str).lower()
    if "\\u0000" in text or re.search(r"\\ud[89a-f]", _without_pairs(text)):
        raise InvalidInput(
            faults=(
                Fault(
                    path=f"edits.{position}",
                    code="text_forbidden",
                    message={
                        "pt-BR": "O texto tem um caractere que não pode ser guardado.",
                        "en": "The text has a character that cannot be stored.",
                    },
                    hint={"pt-BR": "Apague o caractere.", "en": "Delete the character."},
                ),
            )
        )


def _without_pairs(text: str) -> str:
    """JSON text without its surrogate pairs, which are good characters."""
    return re.sub(r"\\ud[89ab]..\\ud[c-f]..", "", text)


async def _close(databases: Databases, clinic: Clinic, draft_id: UUID, state: DraftState) -> None:
    async with databases.core.clinic(clinic.id, role="owner") as con:
        await con.execute(
            "update _draft set state = $2, updated_at = now() where id = $1", draft_id, state
        )


async def _save(
    databases: Databases, clinic: Clinic, draft: Draft, source: Source, base_version: int
) -> Draft:
    async with databases.core.clinic(clinic.id, role="owner") as con:
        row = await con.fetchrow(
            "update _draft set packages = $3, overlay = $4, base_version = $5,"
            " revision = revision + 1, updated_at = now()"
            f" where id = $1 and revision = $2 and state = 'open' returning {_COLUMNS}",
            draft.id,
            draft.revision,
            json.dumps(source.packages),
            source.overlay.model_dump_json(exclude_defaults=True),
            base_version,
        )
    if row is None:
        raise DraftChanged(draft=str(draft.id))
    return _draft(row)


def _draft(row: asyncpg.Record | None) -> Draft:
    if row is None:
        raise NotFound()
    return Draft(
        id=row["id"],
        base_version=row["base_version"],
        title=row["title"],
        source=Source(
            packages=json.loads(row["packages"]),
            overlay=Overlay.model_validate_json(row["overlay"]),
        ),
        state=row["state"],
        revision=row["revision"],
    )
