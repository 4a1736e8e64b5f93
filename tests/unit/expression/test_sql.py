"""The SQL of expressions: open to indexes."""

import pytest

from engine.query.expression_sql import compile_expression
from metamodel.expression import BOOLEAN, TypedExpression, check_types, parse
from tests.lead_scope import LeadScope
from tests.lead_table import Binds, LeadTable

TEXTS = {
    "channel = 'site'": "(l.channel = $1::text)",
    "channel != 'site'": "(l.channel IS DISTINCT FROM $1::text)",
    "channel in ('site'; 'whatsapp')": "((l.channel = ANY($1::text[])))",
    "name = 'Ana'": "(nexus.fold(l.name) = nexus.fold($1::text))",
    "phone = '+55'": "(l.phone = $1::text)",
    "service_value >= 1000": "(l.service_value >= $1::bigint)",
    "not service_value >= 10.5": "((l.service_value >= $1::numeric) IS NOT TRUE)",
    "owner = $me": "(l.owner = $1::uuid)",
    "not owner = $me": "((l.owner = $1::uuid) IS NOT TRUE)",
    "service_unit in $units": "((l.service_unit = ANY($1::uuid[])))",
    "birth_date < $today - 3": "(l.birth_date < ($1::date - $2::integer))",
    "created_at >= '2026-03-01'": (
        "(l.created_at >= (($1::date)::timestamp AT TIME ZONE $2::text))"
    ),
    "procedures = '00000000-0000-0000-0000-000000000001'": (
        "(EXISTS (SELECT 1 FROM (SELECT p.procedure_id AS v FROM lead_procedure p"
        " WHERE p.lead_id = l.id) e WHERE e.v = $1::uuid))"
    ),
}


@pytest.mark.parametrize("text", TEXTS)
def test_condition_is_open_to_indexes(scope: LeadScope, text: str) -> None:
    typed = check_types(parse(text), scope, BOOLEAN)
    assert isinstance(typed, TypedExpression)
    assert compile_expression(typed, LeadTable(scope), Binds()) == TEXTS[text]
