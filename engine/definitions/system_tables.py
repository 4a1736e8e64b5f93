"""The pre-made tables of people and places that entities with `system:` are kept in."""

from metamodel.value import Value

__all__ = ["SYSTEM_TABLES", "SystemTable", "find_system_join"]


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
