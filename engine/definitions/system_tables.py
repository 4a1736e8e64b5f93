"""The pre-made tables of people and places that entities with `system:` are kept in."""

from metamodel.value import Value

__all__ = [
    "APPEND_ONLY",
    "ENGINE_TABLES",
    "PREMADE_INDEXES",
    "SYSTEM_TABLES",
    "SystemTable",
    "find_system_join",
]


class SystemTable(Value):
    """`columns` can hold a field of the same name and PostgreSQL type; all are taken as names."""

    table: str
    columns: dict[str, str]


SYSTEM_TABLES = {
    "member": SystemTable(
        table="_member",
        columns={
            "account_id": "uuid",
            "name": "text",
            "photo": "text",
            "email": "text",
            "active": "boolean",
            "roles": "text[]",
            "epoch": "integer",
        },
    ),
    "team": SystemTable(table="_team", columns={"name": "text"}),
    "unit": SystemTable(
        table="_unit", columns={"name": "text", "timezone": "text", "hours": "jsonb"}
    ),
    "holiday": SystemTable(
        table="_holiday", columns={"day": "date", "name": "text", "unit": "uuid"}
    ),
}

_JOINS = {("member", "unit"): "_member_unit_link", ("member", "team"): "_member_team_link"}


def find_system_join(source: str | None, target: str | None) -> tuple[str, bool] | None:
    """The table between two system entities and whether it is seen from its far side."""
    if source is None or target is None:
        return None
    if table := _JOINS.get((source, target)):
        return table, False
    if table := _JOINS.get((target, source)):
        return table, True
    return None


ENGINE_TABLES: dict[str, dict[str, bool]] = {
    "core": {
        "_migration": True,
        "_state": True,
        "_member": False,
        "_team": False,
        "_unit": False,
        "_holiday": False,
        "_member_unit": False,
        "_member_team": False,
        "_member_unit_link": False,
        "_member_team_link": False,
        "_model_version": True,
        "_publish": True,
        "_publish_step": True,
        "_draft": True,
        "_history": False,
        "_stage_log": False,
        "_booking": False,
        "_number": True,
        "_idempotency": False,
        "_external_id": False,
        "_file": False,
        "_file_use": False,
        "_view": False,
        "_view_choice": False,
    },
    "chat": {
        "_migration": True,
        "_state": True,
        "_ref_member": True,
        "_ref_unit": True,
        "_ref_team": True,
        "_history": False,
        "_stage_log": False,
        "_booking": False,
        "_number": True,
        "_idempotency": False,
        "_external_id": False,
        "_file": False,
        "_file_use": False,
    },
}
"""The tables made by migrations, and whether the app role may only read them."""

APPEND_ONLY = frozenset({"_history", "_stage_log"})
"""Those the app role may add to, and neither change nor take from."""

PREMADE_INDEXES = frozenset(
    {
        "_member_account",
        "_holiday_day",
        "_holiday_unit",
        "_member_unit_unit",
        "_member_team_team",
        "_publish_open",
        "_history_change_set",
        "_history_age",
        "_stage_log_entered",
        "_booking_free",
        "_booking_record",
        "_idempotency_age",
        "_external_id_record",
        "_file_open",
        "_file_use_record",
        "_file_use_released",
        "_view_owner",
        "_view_shared",
        "_view_choice_default",
    }
)
"""Indexes made by migrations."""
