"""The nth request to us and to the floor for the same answer: S1 list, S2 record page, S4 create,
S5 move, S6 search (a rare term and a common one).
"""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import quote, urlencode

from tests.bench.load import Ask, Request
from tests.bench.seed import SITUATIONS, STAGES, lead_id, procedure_id

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
    _phones: "count[int]" = field(default_factory=lambda: count(random.randrange(10**7)))  # noqa: S311
    _moves: "count[int]" = field(default_factory=count)

    def pair(self, name: str) -> tuple[Ask, Ask]:
        """Our request and the floor's."""
        pairs: dict[str, tuple[Ask, Ask]] = {
            "S1": (_get(self.s1), _get(self.s1_floor)),
            "S2": (_get(self.s2), _get(self.s2_floor)),
            "S4": (self.s4, self.s4_floor),
            "S5": (self.s5, self.s5_floor),
            "S6 rare": (_get(self.s6_rare), _get(self.s6_rare_floor)),
            "S6 common": (_get(self.s6_common), _get(self.s6_common_floor)),
        }
        return pairs[name]

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

    def s4(self, n: int) -> Request:
        """Our new lead: owner by default, a procedure, a rule, history and event."""
        values = {**self._new_lead(), "procedures": [str(procedure_id(1 + n % 50))]}
        return Request("/api/data/leads", json.dumps(values).encode())

    def s4_floor(self, n: int) -> Request:
        """The floor's new lead."""
        values = {**self._new_lead(), "procedure": str(procedure_id(1 + n % 50))}
        return Request("/s4", json.dumps(values).encode())

    def s5(self, n: int) -> Request:
        """Our move of a lead of the seller's own."""
        lead, stage = self._move()
        return Request(f"/api/data/leads/{lead}/move", json.dumps({"stage": stage}).encode())

    def s5_floor(self, n: int) -> Request:
        """The floor's move."""
        lead, stage = self._move()
        return Request("/s5", json.dumps({"id": lead, "stage": stage}).encode())

    def s6_rare(self, n: int) -> str:
        """Our search of a name few have."""
        return self._search(f"silva {self._rare(n)}")

    def s6_rare_floor(self, n: int) -> str:
        """The floor's."""
        return f"/s6?{urlencode({'term': f'silva {self._rare(n)}'})}"

    def s6_common(self, n: int) -> str:
        """Our search of a name one in sixteen has."""
        return self._search("silva")

    def s6_common_floor(self, n: int) -> str:
        """The floor's."""
        return "/s6?term=silva"

    def _search(self, term: str) -> str:
        asked = {"search": term, "fields": "name", "limit": "20"}
        return f"/api/data/leads?{urlencode(asked, quote_via=quote)}"

    def _rare(self, n: int) -> int:
        return 1 + n * 7919 % self.rows

    def _new_lead(self) -> dict[str, str]:
        phone = f"+55219{next(self._phones) % 10**8:08}"
        return {
            "name": "Marina Prado",
            "whatsapp": phone,
            "channel": "site",
            "service_value": "1890.00",
            "comment": "Interesse registrado",
        }

    def _move(self) -> tuple[str, str]:
        """Each lead of the seller in turn, there and back."""
        own = self.rows // 40
        at = next(self._moves)
        stage = ("active", "no_answer")[at // own % 2]
        return str(lead_id(40 * (1 + at % own))), stage

    def _kind(self, n: int) -> tuple[str, str]:
        return STAGES[n % len(STAGES)], SITUATIONS[n // len(STAGES) % len(SITUATIONS)]

    def _lead(self, n: int) -> str:
        return str(lead_id(2 + 2 * (n * 7919 % (self.rows // 2 - 1))))


def _get(path: Callable[[int], str]) -> Ask:
    return lambda n: Request(path(n))
