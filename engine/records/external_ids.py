"""The ids of other systems, kept beside the records of an entity."""

from collections.abc import Iterator, Sequence
from typing import Any

from engine.access.actor import RequestContext
from engine.core.errors import Fault
from engine.records.delta import Delta
from engine.records.statement import Statement
from engine.records.table import Table

PRIMARY_KEY = "_external_id_pkey"

_PUT = (
    "insert into _external_id (record, entity, system, external_id) values ($1, $2, $3, $4)"
    " on conflict (record, system) do update set external_id = excluded.external_id"
)
_TAKE = "delete from _external_id where record = $1 and system = $2"
_PURGE = "delete from _external_id where record = $1"


def write_external_ids(
    ctx: RequestContext, table: Table, deltas: Sequence[Delta]
) -> Iterator[Statement]:
    """The ids to put and to take away."""
    put: list[tuple[Delta, tuple[Any, ...]]] = []
    take: list[tuple[Delta, tuple[Any, ...]]] = []
    for delta in deltas:
        for system, value in delta.prepared.external_ids.items():
            if value is None:
                take.append((delta, (delta.id, system)))
            else:
                put.append((delta, (delta.id, table.entity.id, system, value)))
    gone = [(delta, (delta.id,)) for delta in deltas if delta.op == "purge"]
    for sql, work in ((_TAKE, take), (_PUT, put), (_PURGE, gone)):
        if work:
            yield Statement(
                sql=sql, rows=[row for _, row in work], deltas=[delta for delta, _ in work]
            )


def taken(path: str) -> Fault:
    """Another record of the entity has the id."""
    return Fault(
        path=path,
        code="unique",
        message={
            "pt-BR": "Já existe um registro com este id externo.",
            "en": "There is a record with this external id already.",
            "es": "Ya existe un registro con este id externo.",
        },
        hint={
            "pt-BR": "Atualize o registro que já existe: PUT /api/data/{entity}/by/"
            "external_ids.{system}/{id}.",
            "en": "Update the record there is: PUT /api/data/{entity}/by/"
            "external_ids.{system}/{id}.",
            "es": "Actualice el registro que ya existe: PUT /api/data/{entity}/by/"
            "external_ids.{system}/{id}.",
        },
    )
