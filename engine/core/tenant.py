"""A clinic and how its permanent short id names its schema and database roles, the same in every
datasource."""

import re
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinic:
    """One tenant. `id` is the permanent short id that names its schema and roles."""

    id: str
    slug: str
    name: str
    timezone: str
    locale: str = "pt-BR"

    @property
    def schema(self) -> str:
        """Schema of this clinic in each datasource."""
        return schema_name(self.id)

    @property
    def app_role(self) -> str:
        """Database role for reading and writing records."""
        return role_name(self.id, "app")

    @property
    def owner_role(self) -> str:
        """Database role for DDL, retention and restore."""
        return role_name(self.id, "owner")
