"""What PostgreSQL refuses, as a fault of the input. Its texts hold values: never passed on."""

import asyncpg

from engine.core.errors import Fault
from engine.records import faults
from engine.records.declassified import BOOKING, not_unique, overlap
from engine.records.delta import Delta
from engine.records.external_id_values import EXTERNAL_IDS
from engine.records.external_ids import PRIMARY_KEY, taken
from engine.records.table import Table

REFUSALS = (
    asyncpg.DataError,
    asyncpg.IntegrityConstraintViolationError,
    asyncpg.ProgramLimitExceededError,
)


class DatabaseFault(Exception):
    """A refusal by the server. `faults` are none while it is not known whose row it is."""

    def __init__(self, error: asyncpg.PostgresError, delta: Delta | None) -> None:
        super().__init__(type(error).__name__)
        self.faults = () if delta is None else _faults(error, delta)
        self.on_restore = delta is not None and delta.op == "restore"


def _faults(error: asyncpg.PostgresError, delta: Delta) -> tuple[Fault, ...]:
    """Two refusals are about other records, and stand at each field they are about."""
    constraint = error.constraint_name or ""
    if constraint == BOOKING:
        return overlap(delta, error.column_name)
    if isinstance(error, asyncpg.UniqueViolationError) and constraint in delta.table.index_fields:
        return not_unique(delta, delta.table.index_fields[constraint])
    return (_fault(error, delta),)


def _fault(error: asyncpg.PostgresError, delta: Delta) -> Fault:
    table, prefix = delta.table, delta.prepared.prefix
    if error.constraint_name == PRIMARY_KEY:
        system = next(iter(delta.prepared.external_ids), "")
        return taken(f"{prefix}{EXTERNAL_IDS}.{system}")
    name = _field(error, table, delta)
    place = table.places.get(name) if name else None
    path = f"{prefix}{name}" if name else f"{prefix}record"
    if place is not None:
        match error:
            case asyncpg.ForeignKeyViolationError():
                return faults.link_not_found(path, place.field)
            case asyncpg.NotNullViolationError():
                return faults.required(path, place.field)
            case _:
                pass
    if isinstance(error, asyncpg.ProgramLimitExceededError):
        return faults.too_big(path)
    return faults.refused_by_database(path)


def _field(error: asyncpg.PostgresError, table: Table, delta: Delta) -> str | None:
    """The field a refusal is about: by index, by column, else by the constraint's name."""
    constraint, column = error.constraint_name or "", error.column_name
    if constraint in table.index_fields:
        return table.index_fields[constraint][0]
    if column:
        for name, place in table.places.items():
            if f'"{column}"' in place.columns.values():
                return name
    for name in delta.after:
        place = table.places[name]
        names = [place.join.table if place.join else None, *place.columns.values()]
        if any(each and each.strip('"') in constraint for each in names):
            return name
    return None
