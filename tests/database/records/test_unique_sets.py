"""Unique sets of several fields: the clash stands at each field of the set the actor sees."""

import asyncio

import pytest

from engine.core.database import Databases
from engine.core.errors import InvalidInput
from engine.records import RecordChange
from engine.records.errors import RestoreConflict
from tests.desk import Desk, open_desk, said, words

pytestmark = pytest.mark.database
REQUEST = "dsk_request"


@pytest.fixture(scope="module")
async def clinic(module_databases: Databases) -> Desk:
    """One clinic for the module."""
    return await open_desk(module_databases, "conjuntos")


async def test_the_values_together_stand_once(clinic: Desk) -> None:
    first = await clinic.create(REQUEST, name="Ana", year="2026")
    await clinic.create(REQUEST, name="Ana", year="2027")
    await clinic.create(REQUEST, name="Bia", year="2026")
    with pytest.raises(InvalidInput) as caught:
        await clinic.create(REQUEST, name="Ana", year="2026")
    assert said(caught.value) == [("name", "unique"), ("year", "unique")]
    assert caught.value.faults[0].message["pt-BR"] == (
        "Já existe um registro com este valor em Nome, junto com Ano."
    )
    assert str(first) not in words(caught.value.faults)
    other = await clinic.create(REQUEST, name="Ana", year="2028")
    with pytest.raises(InvalidInput) as caught:
        await clinic.do("update", REQUEST, other, year="2026")
    assert said(caught.value) == [("name", "unique"), ("year", "unique")]


async def test_an_empty_field_makes_no_clash(clinic: Desk) -> None:
    for _ in range(2):
        await clinic.create(REQUEST, name="Sem ano")


async def test_a_field_that_is_not_seen_is_not_named(clinic: Desk) -> None:
    await clinic.create(REQUEST, name="Oculto", year="2030")
    record = await clinic.create(REQUEST, name="Outro", year="2030")
    with pytest.raises(InvalidInput) as caught:
        await clinic.do("update", REQUEST, record, "dsk_clerk", name="Oculto")
    assert said(caught.value) == [("name", "unique")]
    assert "Ano" not in words(caught.value.faults)


async def test_a_batch_names_the_record(clinic: Desk) -> None:
    changes = [
        RecordChange(op="create", entity=REQUEST, values={"name": name, "year": "2031"})
        for name in ("a", "b", "a")
    ]
    with pytest.raises(InvalidInput) as caught:
        await clinic.many(*changes)
    assert said(caught.value) == [("2.name", "unique"), ("2.year", "unique")]


async def test_the_trash_frees_the_values_and_a_restore_is_told(clinic: Desk) -> None:
    first = await clinic.create(REQUEST, name="Lixo", year="2026")
    await clinic.do("trash", REQUEST, first)
    second = await clinic.create(REQUEST, name="Lixo", year="2026")
    with pytest.raises(RestoreConflict) as caught:
        await clinic.do("restore", REQUEST, first)
    assert caught.value.status == 409
    assert said(caught.value) == [("name", "unique"), ("year", "unique")]
    assert caught.value.hint is not None
    await clinic.do("update", REQUEST, second, year="2027")
    await clinic.do("restore", REQUEST, first)


async def test_of_sixteen_at_once_one_is_written(clinic: Desk) -> None:
    async def make() -> str:
        try:
            await clinic.create(REQUEST, name="Corrida", year="2026")
        except InvalidInput as error:
            return error.faults[0].code
        return "written"

    answers = await asyncio.gather(*(make() for _ in range(16)))
    assert sorted(answers) == [*["unique"] * 15, "written"]
