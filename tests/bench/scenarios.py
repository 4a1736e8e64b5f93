"""S1 (list) and S2 (record page): the nth request to us and to the floor for the same answer."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from tests.bench.seed import SITUATIONS, STAGES, lead_id

_S1_FIELDS = "name,stage,situation,service_value,whatsapp,created_at,owner,procedures"
_S2_FIELDS = (
    "name,owner,whatsapp,phone2,channel,situation,procedures,service_value,service_unit,stage,"
    "comment,created_at"
)
_S2_WITH = (
    "activities(limit:20,sort:-happened_at,fields:summary,kind,happened_at),"
    "appointments(limit:20,sort:-starts_at,fields:starts_at,stage)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """The requests of each scenario over `rows` leads."""

    rows: int

    def s1(self, n: int) -> str:
        """Our list."""
        stage, situation = self._kind(n)
        asked = {
            "filter": f'stage = "{stage}" and situation = "{situation}"',
            "fields": _S1_FIELDS,
            "sort": "-created_at",
            "limit": "50",
        }
        return f"/api/data/leads?{urlencode(asked, quote_via=quote)}"

    def s1_floor(self, n: int) -> str:
        """The floor's list."""
        stage, situation = self._kind(n)
        return f"/s1?stage={stage}&situation={situation}"

    def s2(self, n: int) -> str:
        """Our record page; even numbers stand in the seller's unit."""
        asked = {"fields": _S2_FIELDS, "with": _S2_WITH}
        return f"/api/data/leads/{self._lead(n)}?{urlencode(asked, quote_via=quote)}"

    def s2_floor(self, n: int) -> str:
        """The floor's record page."""
        return f"/s2?id={self._lead(n)}"

    def _kind(self, n: int) -> tuple[str, str]:
        return STAGES[n % len(STAGES)], SITUATIONS[n // len(STAGES) % len(SITUATIONS)]

    def _lead(self, n: int) -> str:
        return str(lead_id(2 + 2 * (n * 7919 % (self.rows // 2 - 1))))
