"""Errors of our own at any moment leave a version serving, and the next publish works."""

import pytest

from engine.definitions.packages import install_package, uninstall_package
from engine.definitions.publish import publish, resume_all
from engine.definitions.run import Progress, Runner
from engine.definitions.source import Source
from engine.kinds.field_type import InvalidValue
from tests.database.definitions.conftest import World
from tests.database.definitions.test_packages import second_app
from tests.shop import CHANGES, files


async def test_a_seed_that_breaks_the_writer_holds_nothing_up(world: World) -> None:
    async def broken(*_: object) -> None:
        raise InvalidValue("phone", {"pt-BR": "não", "en": "no"})

    result = await install_package(world.databases, world.clinic, second_app(), seed_writer=broken)
    assert (result.state, result.version) == ("published", 2)
    assert [p.code for p in result.problems if p.code != "ids_missing"] == ["step_left_undone"]
    assert await world.findings() == []
    assert await states(world) == ["done", "done"]
    removed = await uninstall_package(
        world.databases, world.clinic, "second", seed_writer=world.seeds
    )
    assert (removed.state, removed.version) == ("published", 3)


@pytest.mark.parametrize(
    ("moment", "kind", "version", "state"),
    [
        ("started", "add_column", 1, "failed"),
        ("worked", "create_index", 1, "failed"),
        ("switching", None, 1, "failed"),
        ("chat_switched", None, 1, "running"),
        ("switched", None, 2, "running"),
        ("started", "drop_default", 2, "done"),
    ],
)
async def test_an_error_at_any_moment_leaves_a_defined_state(
    world: World, moment: str, kind: str | None, version: int, state: str
) -> None:
    def fail(progress: Progress) -> None:
        step = progress.step.kind if progress.step else None
        if (progress.moment, step) == (moment, kind):
            raise RuntimeError("broken listener")

    change = CHANGES["everything"]
    given = {"stage_moves": change.stage_moves, "seed_writer": world.seeds, "on_progress": fail}
    if state == "done":
        result = await install_package(
            world.databases, world.clinic, files(change.apply()), **given
        )
        assert "step_left_undone" in [problem.code for problem in result.problems]
    else:
        with pytest.raises(RuntimeError):
            await install_package(world.databases, world.clinic, files(change.apply()), **given)
    assert (await states(world))[-1] == state
    assert (await world.snapshot()).version == version
    is_open = ("publish_open", "core") in await world.findings()
    assert is_open == (state == "running")
    again = await world.install(change.apply(), stage_moves=change.stage_moves)
    assert (again.is_ok, again.version) == (True, 2)
    assert ("publish_open", "core") not in await world.findings()


async def test_the_failed_step_is_written_down(world: World) -> None:
    def fail(progress: Progress) -> None:
        if progress.moment == "worked" and progress.step and progress.step.kind == "copy_column":
            raise RuntimeError("broken listener")

    with pytest.raises(RuntimeError):
        await install_package(
            world.databases,
            world.clinic,
            files(CHANGES["retype"].apply()),
            seed_writer=world.seeds,
            on_progress=fail,
        )
    found = await world.value(
        "core", "select problems->0->>'code' from _publish order by created_at desc limit 1"
    )
    assert found == "step_failed"
    assert await world.findings() == []


async def test_a_publish_that_cannot_be_finished_keeps_no_process_from_starting(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(progress: Progress) -> None:
        if progress.moment == "switched":
            raise RuntimeError("broken listener")

    change = CHANGES["retype"]
    with pytest.raises(RuntimeError):
        await install_package(
            world.databases,
            world.clinic,
            files(change.apply()),
            seed_writer=world.seeds,
            on_progress=fail,
        )

    async def refuse(_: object) -> None:
        raise RuntimeError("no way on")

    with monkeypatch.context() as broken:
        broken.setattr(Runner, "run", refuse)
        await resume_all(world.databases, seed_writer=world.seeds)
    assert ("publish_open", "core") in await world.findings()
    await resume_all(world.databases, seed_writer=world.seeds)
    assert await world.findings() == []


async def test_a_clinic_nobody_administers_may_be_emptied(world: World) -> None:
    """A source of nothing is a publish like any other; nobody administers this clinic."""
    result = await publish(world.databases, world.clinic, Source(), seed_writer=world.seeds)
    assert result.state == "published"


async def states(world: World) -> list[str]:
    """How each publish ended."""
    found = await world.value("core", "select array_agg(state order by created_at) from _publish")
    assert isinstance(found, list)
    return found
