"""Compares what a clinic's snapshot asks for with both databases. No findings means healthy."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

from engine.core.database import DATASOURCES, Databases, Datasource, other_datasource
from engine.core.tenant import Clinic
from engine.definitions.artifacts import Artifacts
from engine.definitions.design import Design, build_design
from engine.definitions.doctor_tables import compare_tables
from engine.definitions.doctor_texts import Finding, finding
from engine.definitions.live_catalog import read_schema
from engine.definitions.migrations import list_migrations
from engine.definitions.references import find_behind
from engine.definitions.snapshot import Snapshot
from engine.definitions.storage import StorageMap
from engine.kinds.field_type import field_types
from metamodel.model import Model

__all__ = ["Finding", "examine"]

_UNDER_WAY = 1.0
"""Seconds in which a copy follows its record; what is behind for longer is a finding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    model_version: int
    policy_epoch: int
    mode: str


async def examine(databases: Databases, clinic: Clinic) -> list[Finding]:
    """Everything that is not as the clinic's model says, each with its remedy."""
    findings: list[Finding] = []
    states: dict[Datasource, _State] = {}
    snapshot = await _load_snapshot(databases, clinic, findings)
    design = build_design(snapshot.model, snapshot.storage, field_types) if snapshot else Design()
    for datasource in DATASOURCES:
        found = await _examine_roles(databases, clinic, datasource)
        findings += found
        if found:
            continue
        async with databases.source(datasource).clinic(clinic.id, role="owner") as con:
            applied = {row["number"] for row in await con.fetch("select number from _migration")}
            for file in list_migrations("clinic", datasource):
                if file.number not in applied:
                    findings.append(finding("migration_missing", datasource, name=file.name))
            row = await con.fetchrow("select model_version, policy_epoch, mode from _state")
            if row is None:
                findings.append(finding("state_missing", datasource))
                continue
            states[datasource] = _State(**dict(row))
            live = await read_schema(con, clinic.schema, clinic.app_role)
            findings += compare_tables(datasource, clinic, design, live)
    findings += _compare_states(states)
    if "core" in states:
        findings += await _examine_publishes(databases, clinic)
    if snapshot is not None and not findings:
        findings += await _examine_copies(databases, clinic, snapshot)
    return findings


async def _examine_copies(
    databases: Databases, clinic: Clinic, snapshot: Snapshot
) -> list[Finding]:
    behind = await find_behind(databases, clinic, snapshot)
    if behind:
        await asyncio.sleep(_UNDER_WAY)
        behind = await find_behind(databases, clinic, snapshot)
    return [
        finding("copy_behind", other_datasource(each.source), each.table, name=each.entity)
        for each in behind
    ]


async def _examine_roles(
    databases: Databases, clinic: Clinic, datasource: Datasource
) -> list[Finding]:
    findings: list[Finding] = []
    async with databases.source(datasource).system() as con:
        for role in (clinic.owner_role, clinic.app_role):
            grant = await con.fetchrow(
                "select bool_or(m.set_option) can_set, bool_or(m.inherit_option) inherits"
                " from pg_roles r left join pg_auth_members m on m.roleid = r.oid"
                " and m.member = (select oid from pg_roles where rolname = session_user)"
                " where r.rolname = $1 group by r.oid",
                role,
            )
            if grant is None:
                findings.append(finding("role_missing", datasource, name=role))
            elif not grant["can_set"]:
                findings.append(finding("role_not_granted", datasource, name=role))
            elif grant["inherits"]:
                findings.append(finding("role_inherited", datasource, name=role))
        owner = await con.fetchval(
            "select nspowner::regrole::text from pg_namespace where nspname = $1", clinic.schema
        )
        if owner is None or owner.strip('"') != clinic.owner_role:
            findings.append(finding("schema_missing", datasource, name=clinic.schema))
    return findings


async def _load_snapshot(
    databases: Databases, clinic: Clinic, findings: list[Finding]
) -> Snapshot | None:
    artifacts = Artifacts(databases)
    if await _examine_roles(databases, clinic, "core"):
        return None
    async with databases.core.clinic(clinic.id, role="owner") as con:
        row = await con.fetchrow(
            "select s.model_version, v.model_hash, v.storage_hash from _state s"
            " left join _model_version v on v.version = s.model_version"
        )
    if row is None or row["model_version"] == 0:
        return None
    if row["model_hash"] is None:
        findings.append(finding("version_missing", "core", name=str(row["model_version"])))
        return None
    try:
        model = await artifacts.load(row["model_hash"], Model)
        storage = await artifacts.load(row["storage_hash"], StorageMap)
    except LookupError as missing:
        findings.append(finding("artifact_missing", "core", name=str(missing)))
        return None
    version: int = row["model_version"]
    return Snapshot(clinic_id=clinic.id, version=version, model=model, storage=storage)


def _compare_states(states: dict[Datasource, _State]) -> Iterator[Finding]:
    if len(states) < len(DATASOURCES):
        return
    core, chat = states["core"], states["chat"]
    if core.model_version != chat.model_version:
        yield finding(
            "versions_differ", "chat", core=str(core.model_version), chat=str(chat.model_version)
        )
    if core.policy_epoch > chat.policy_epoch:
        yield finding(
            "epochs_differ", "chat", core=str(core.policy_epoch), chat=str(chat.policy_epoch)
        )
    if core.mode != chat.mode:
        yield finding("modes_differ", "chat", core=core.mode, chat=chat.mode)


async def _examine_publishes(databases: Databases, clinic: Clinic) -> list[Finding]:
    async with databases.core.clinic(clinic.id, role="owner") as con:
        rows = await con.fetch(
            "select id, state, phase from _publish where state in ('running', 'undoing')"
        )
    return [
        finding("publish_open", "core", name=str(row["id"]), state=row["state"], phase=row["phase"])
        for row in rows
    ]
