"""Statements of a write put together: what each sees of the others decides how many there are."""

from uuid import UUID

import pytest

from engine.records.combine import combine
from engine.records.statement import Statement

pytestmark = pytest.mark.unit
ONE = UUID(int=1)


def statement(sql: str, *rows: tuple[object, ...], reads: bool = False) -> Statement:
    return Statement(sql=sql, rows=rows or ((ONE,),), deltas=(), reads=reads)


def test_statements_on_different_tables_are_one_with_arguments_of_their_own() -> None:
    done = combine(
        [
            statement("update lead set name = $2 where id = $1", (ONE, "Ana")),
            statement('insert into "lead_links" values ($1)', (ONE,)),
            statement("select nexus.emit($1, $2)", ("lead", ONE)),
        ]
    )
    (only,) = done
    assert only.sql == (
        "with w0 as (update lead set name = $2 where id = $1),"
        ' w1 as (insert into "lead_links" values ($3)) select (select nexus.emit($4, $5))'
    )
    assert list(only.rows) == [(ONE, "Ana", ONE, "lead", ONE)]


@pytest.mark.parametrize("table", ["lead", '"lead_links"'])
def test_a_second_statement_on_one_table_begins_a_new_group(table: str) -> None:
    """Of two on one row within a statement the database would keep only the first."""
    first = statement(f"delete from {table} where id = $1")
    beside = statement("update unit set name = 'x' where id = $1")
    second = statement(f"insert into {table} values ($1)")
    third = statement(f"update {table} set name = 'x' where id = $1")
    found = [each.sql for each in combine([first, beside, second, third])]
    assert found == [
        f"with w0 as ({first.sql}), w1 as (update unit set name = 'x' where id = $2) select 1",
        second.sql,
        third.sql,
    ]


def test_what_reads_or_has_many_rows_stands_alone_in_its_place() -> None:
    parts = [
        statement("update lead set name = 'x' where id = $1"),
        statement("delete from _booking where record = $1", reads=True),
        statement("insert into _history values ($1)", (ONE,), (UUID(int=2),)),
        statement("with held as (select 1) insert into _file_use values ($1)"),
        statement("select nexus.emit($1)"),
    ]
    assert [each.sql for each in combine(parts)] == [each.sql for each in parts]
