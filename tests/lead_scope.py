"""A scope to type expressions in: a lead with links, dates and numbers."""

from difflib import get_close_matches

from metamodel.expression import (
    BOOLEAN,
    DATE,
    DECIMAL,
    INSTANT,
    INTEGER,
    LOCAL_DATETIME,
    MONEY,
    OTHER,
    TEXT,
    Type,
    choice,
    link,
    list_of,
    stage,
)

FIELDS: dict[str, Type] = {
    "id": link("lead"),
    "name": TEXT,
    "campaign": TEXT,
    "phone": TEXT,
    "channel": choice("whatsapp", "instagram", "site", "campaign"),
    "stage": stage("new", "negotiation", "closed"),
    "service_value": MONEY,
    "visits": INTEGER,
    "score": DECIMAL,
    "is_active": BOOLEAN,
    "birth_date": DATE,
    "created_at": INSTANT,
    "last_contact_at": INSTANT,
    "visit_local": LOCAL_DATETIME,
    "owner": link("member"),
    "owner.name": TEXT,
    "service_unit": link("unit"),
    "team": link("team"),
    "photo": OTHER,
    "procedures": list_of(link("procedure")),
    "procedures.name": list_of(TEXT),
    "procedures.price": list_of(MONEY),
    "appointments.stage": list_of(stage("scheduled", "done")),
    "appointments.starts_at": list_of(INSTANT),
    "appointments.note": list_of(TEXT),
    "appointments.confirmed": list_of(BOOLEAN),
}


class LeadScope:
    """What a lead has."""

    def field_type(self, path: tuple[str, ...]) -> Type | None:
        return FIELDS.get(".".join(path))

    def suggest(self, name: str) -> str | None:
        near = get_close_matches(name, FIELDS, n=1)
        return near[0] if near else None
