"""Four leads in a real database, and where the paths of a lead are kept."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from engine.query.expression_ports import Bindable, SqlValue
from metamodel.expression import Variable


def uid(number: int) -> UUID:
    return UUID(int=number)


ANA, BIA = uid(1), uid(2)
CENTRO, SUL = uid(11), uid(12)
BOTOX, PEELING = uid(21), uid(22)
VARIABLES: dict[str, object] = {
    "me": ANA,
    "unit": CENTRO,
    "units": [CENTRO, SUL],
    "teams": [],
    "today": date(2026, 3, 31),
    "now": datetime(2026, 3, 31, 15, 0, tzinfo=UTC),
    "zone": "America/Sao_Paulo",
}

TABLES = """
CREATE TABLE member (id uuid PRIMARY KEY, name text);
CREATE TABLE procedure (id uuid PRIMARY KEY, name text, price numeric);
CREATE TABLE lead (
    id uuid PRIMARY KEY, key text, name text, campaign text, phone text, channel text, stage text,
    service_value numeric, visits bigint, score numeric, is_active boolean, birth_date date,
    created_at timestamptz, last_contact_at timestamptz, visit_local timestamp,
    owner uuid, service_unit uuid, team uuid, photo jsonb);
CREATE TABLE lead_procedure (lead_id uuid, procedure_id uuid);
CREATE TABLE appointment (lead_id uuid, stage text, starts_at timestamptz, confirmed boolean);
INSERT INTO member VALUES ('{ANA}', 'Ana Conceição'), ('{BIA}', 'Bia');
INSERT INTO procedure VALUES ('{BOTOX}', 'Botox', 900), ('{PEELING}', 'Peeling 50%_x', 150.5);
INSERT INTO lead VALUES
 ('{A}', 'a', 'José da Silva', 'Verão', '+5511904127783', 'whatsapp', 'new', 1000, 2, 1.5, true,
  '1990-03-31', '2026-03-31 02:30+00', '2026-03-28 12:00+00', '2026-03-31 23:59', '{ANA}',
  '{CENTRO}', null, '{{}}'),
 ('{B}', 'b', 'maria "Bê" O''Neil', '  ', '+551133334444', 'site', 'negotiation', 2500.50, 0, 0,
  false, '2000-12-01', '2026-03-31 03:00+00', '2026-03-01 12:00+00', '2026-04-01 00:00', '{BIA}',
  '{SUL}', null, null),
 ('{C}', 'c', '100% _certo_\\', '', null, 'instagram', 'closed', 0, -3, -2.5, null,
  '2026-04-02', '2026-03-01 00:00+00', null, null, null, '{CENTRO}', null, null),
 ('{N}', 'n', null, null, null, null, null, null, null, null, null,
  null, '2025-12-31 23:00+00', null, null, null, null, null, null);
INSERT INTO lead_procedure VALUES
 ('{A}', '{BOTOX}'), ('{A}', '{PEELING}'), ('{B}', '{PEELING}');
INSERT INTO appointment VALUES
 ('{A}', 'scheduled', '2026-04-02 12:00+00', true), ('{A}', 'done', '2026-03-01 12:00+00', false),
 ('{B}', 'done', '2026-02-01 12:00+00', null);
""".format(
    ANA=ANA, BIA=BIA, CENTRO=CENTRO, SUL=SUL, BOTOX=BOTOX, PEELING=PEELING,
    A=uid(101), B=uid(102), C=uid(103), N=uid(104),
)  # fmt: skip

MANY = {
    "procedures": "SELECT p.procedure_id AS v FROM lead_procedure p WHERE p.lead_id = l.id",
    "procedures.name": "SELECT q.name AS v FROM lead_procedure p JOIN procedure q"
    " ON q.id = p.procedure_id WHERE p.lead_id = l.id",
    "procedures.price": "SELECT q.price AS v FROM lead_procedure p JOIN procedure q"
    " ON q.id = p.procedure_id WHERE p.lead_id = l.id",
    "appointments.stage": "SELECT a.stage AS v FROM appointment a WHERE a.lead_id = l.id",
    "appointments.starts_at": "SELECT a.starts_at AS v FROM appointment a WHERE a.lead_id = l.id",
    "appointments.note": "SELECT NULL::text AS v FROM appointment a WHERE a.lead_id = l.id",
    "appointments.confirmed": "SELECT a.confirmed AS v FROM appointment a WHERE a.lead_id = l.id",
}


class LeadTable:
    """Paths of a lead over the tables above."""

    def __init__(self, scope: Any) -> None:
        self.scope = scope

    def column(self, path: tuple[str, ...]) -> SqlValue:
        given = self.scope.field_type(path)
        assert given is not None
        if path == ("owner", "name"):
            return SqlValue(sql="(SELECT m.name FROM member m WHERE m.id = l.owner)", type=given)
        return SqlValue(sql=f"l.{path[0]}", type=given, folded=path != ("phone",))

    def exists(self, path: tuple[str, ...], inner: Callable[[SqlValue], str]) -> str:
        element = self.scope.field_type(path).of
        condition = inner(SqlValue(sql="e.v", type=element))
        return f"EXISTS (SELECT 1 FROM ({MANY['.'.join(path)]}) e WHERE {condition})"


class Binds:
    """Parameters, with the variables filled in."""

    def __init__(self) -> None:
        self.values: list[object] = []

    def bind(self, value: Bindable, pg_type: str) -> str:
        self.values.append(VARIABLES[value.name] if isinstance(value, Variable) else value)
        return f"${len(self.values)}::{pg_type}"
