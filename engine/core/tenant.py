"""How a clinic's permanent short id names its schema and database roles, the same in every datasource."""

import re
from typing import Literal

RoleKind = Literal["app", "owner"]

_CLINIC_ID = re.compile(r"[a-z0-9]{1,24}\Z")


def schema_name(clinic_id: str) -> str:
    """Schema that holds the clinic's tables."""
    return f"c_{_checked(clinic_id)}"


def role_name(clinic_id: str, kind: RoleKind) -> str:
    """NOLOGIN role for records (`app`) or for DDL, retention and restore (`owner`)."""
    return f"nx_{_checked(clinic_id)}_{kind}"


def _checked(clinic_id: str) -> str:
    if not _CLINIC_ID.match(clinic_id):
        raise ValueError("not a clinic id")
    return clinic_id
