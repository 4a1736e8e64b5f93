"""The embedded PostgreSQL: start, restart, share, adopt, refuse."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import asyncpg
import pytest

from engine.core.embedded import Cluster
from engine.core.postgres import server as server_module
from engine.core.postgres.binaries import RunAs, copy_for, major_of, wheel_folder
from engine.core.postgres.errors import DiskFull, OtherMajor, StillRunning
from engine.core.postgres.server import is_server
from engine.core.postgres.state import find_state, save_state, state_path
from engine.core.postgres.tuning import server_settings
from engine.core.postgres.upgrade import upgrade

AS_USER = Path(__file__).with_name("as_user.py")


async def value(url: str, query: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(query)
    finally:
        await connection.close()


def server_pid(var: Path) -> int:
    state = find_state(var)
    assert state is not None
    return int((state.data / "postmaster.pid").read_text().splitlines()[0])


def is_running(var: Path) -> bool:
    state = find_state(var)
    assert state is not None
    return (state.data / "postmaster.pid").exists()


@pytest.fixture
def left_behind(var: Path) -> Generator[int]:
    """The server of a process that was killed without a chance to stop it."""
    script = (
        "import os, pathlib, sys\n"
        "from engine.core.embedded import Cluster\n"
        "Cluster(pathlib.Path(sys.argv[1]), fast=True).start()\n"
        "os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(var)], check=False)
    assert done.returncode == -signal.SIGKILL
    pid = server_pid(var)
    yield pid
    with Cluster.running(var, fast=True):
        pass  # joins and, as the last user, stops it


async def test_data_port_and_passwords_stay_over_a_restart(var: Path) -> None:
    with Cluster.running(var, fast=True) as first:
        connection = await asyncpg.connect(first.core_url)
        await connection.execute("CREATE SCHEMA app; CREATE TABLE app.kept AS SELECT 42 AS answer")
        await connection.close()
    assert not is_running(var)
    with Cluster.running(var, fast=True) as second:
        assert second == first
        assert await value(second.core_url, "SELECT answer FROM app.kept") == 42


async def test_the_login_role_can_do_what_the_product_needs_and_no_more(var: Path) -> None:
    with Cluster.running(var, fast=True) as urls:
        for url in (urls.core_url, urls.chat_url):
            connection = await asyncpg.connect(url)
            await connection.execute(
                "CREATE EXTENSION btree_gist; CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent;"
                "CREATE SCHEMA nexus; CREATE ROLE r" + url[-4:] + " NOLOGIN"
            )
            assert not await connection.fetchval(
                "SELECT rolsuper OR rolcreatedb OR rolbypassrls FROM pg_roles"
                " WHERE rolname = current_user"
            )
            await connection.close()
        assert await value(urls.core_url, "SHOW server_encoding") == "UTF8"
        assert await value(urls.core_url, "SELECT lower('ÁÇÕ')") == "áçõ"


def test_passwords_are_private(var: Path) -> None:
    with Cluster.running(var, fast=True) as urls:
        assert state_path(var).stat().st_mode & 0o777 == 0o600
        state = find_state(var)
        assert state is not None
        assert state.data.stat().st_mode & 0o777 == 0o700
        assert state.password in urls.core_url


async def test_a_wrong_password_is_refused(var: Path) -> None:
    with Cluster.running(var, fast=True) as urls:
        state = find_state(var)
        assert state is not None
        with pytest.raises(asyncpg.InvalidPasswordError):
            await asyncpg.connect(urls.core_url.replace(state.password, "guess"))


async def test_a_second_copy_runs_beside_the_first(var: Path) -> None:
    with (
        Cluster.running(var / "one", fast=True) as one,
        Cluster.running(var / "two", fast=True) as two,
    ):
        assert one.core_url != two.core_url
        assert await value(one.core_url, "SELECT 1") == 1
        assert await value(two.core_url, "SELECT 2") == 2


async def test_users_of_one_folder_share_the_server_and_the_last_stops_it(var: Path) -> None:
    first, second = Cluster(var, fast=True), Cluster(var, fast=True)
    urls = first.start()
    assert second.start() == urls
    first.stop()
    assert await value(urls.core_url, "SELECT 1") == 1
    second.stop()
    assert not is_running(var)


async def test_the_server_of_a_killed_process_is_adopted(var: Path, left_behind: int) -> None:
    with Cluster.running(var, fast=True) as urls:
        assert server_pid(var) == left_behind
        assert await value(urls.core_url, "SELECT 1") == 1
    assert not is_running(var)


async def test_a_killed_server_recovers(var: Path) -> None:
    cluster = Cluster(var)
    urls = cluster.start()
    connection = await asyncpg.connect(urls.core_url)
    await connection.execute("CREATE SCHEMA app; CREATE TABLE app.kept AS SELECT 7 AS answer")
    connection.terminate()
    pid = server_pid(var)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    with Cluster.running(var) as again:
        assert await value(again.core_url, "SELECT answer FROM app.kept") == 7
    cluster.stop()


def test_a_stale_pid_file_with_a_reused_number_does_not_stop_a_start(var: Path) -> None:
    with Cluster.running(var, fast=True):
        state = find_state(var)
    assert state is not None
    stale = [str(os.getpid()), str(state.data), "0", str(state.port), "", "127.0.0.1", "", "ready"]
    (state.data / "postmaster.pid").write_text("\n".join(stale) + "\n")
    with Cluster.running(var, fast=True):
        assert server_pid(var) != os.getpid()


async def test_a_taken_port_is_replaced_and_remembered(var: Path) -> None:
    with Cluster.running(var, fast=True):
        state = find_state(var)
    assert state is not None
    taken = socket.create_server(("127.0.0.1", state.port))
    with taken, Cluster.running(var, fast=True) as urls:
        assert await value(urls.core_url, "SELECT 1") == 1
        assert f":{state.port}/" not in urls.core_url
    now = find_state(var)
    assert now is not None
    assert f":{now.port}/" in urls.core_url


def test_data_of_another_major_are_refused_with_the_remedy(var: Path) -> None:
    with Cluster.running(var, fast=True):
        state = find_state(var)
    assert state is not None
    (state.data / "PG_VERSION").write_text("15\n")
    with pytest.raises(OtherMajor) as caught:
        Cluster(var, fast=True).start()
    assert caught.value.params["found"] == "15"
    assert "nexus data upgrade" in OtherMajor.hint["en"]


def test_a_full_disk_is_refused_before_anything_is_written(
    var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_module, "ENOUGH_MEGABYTES", 1 << 40)
    with pytest.raises(DiskFull):
        Cluster(var, fast=True).start()
    state = find_state(var)
    assert state is not None
    assert not state.data.exists()


def test_a_half_made_data_directory_is_made_again(var: Path) -> None:
    with Cluster.running(var, fast=True):
        state = find_state(var)
    assert state is not None
    shutil.rmtree(state.data)
    (Path(state.home) / "data.half").mkdir()
    with Cluster.running(var, fast=True):
        assert is_running(var)


def test_the_folder_may_be_moved(var: Path) -> None:
    with Cluster.running(var, fast=True):
        pass
    moved = var.with_name("moved here")
    var.rename(moved)
    with Cluster.running(moved, fast=True):
        assert is_running(moved)


def test_an_ordinary_user_starts_and_stops_it(var: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(AS_USER), str(var)], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert done.stdout.split() == ["up", "again", "down"]


def test_a_folder_of_root_that_the_server_cannot_reach_is_served_from_elsewhere(var: Path) -> None:
    var.mkdir(parents=True)
    var.chmod(0o700)
    with Cluster.running(var, fast=True):
        state = find_state(var)
        assert state is not None
        assert (var / "postgres").resolve() == Path(state.home)
    assert var.stat().st_mode & 0o777 == 0o700
    if Path(state.home).parent != var:
        shutil.rmtree(state.home)


async def test_upgrade_carries_roles_rows_and_grants(var: Path) -> None:
    programs = wheel_folder() / "pginstall" / "bin"
    with Cluster.running(var, fast=True) as urls:
        connection = await asyncpg.connect(urls.core_url)
        await connection.execute(
            "CREATE ROLE keeper NOLOGIN; GRANT keeper TO nexus WITH INHERIT FALSE, SET TRUE;"
            "CREATE EXTENSION unaccent; CREATE SCHEMA app AUTHORIZATION nexus;"
            "CREATE TABLE app.kept (name text); INSERT INTO app.kept VALUES ('José'), ('emoji 🦷');"
            "GRANT USAGE ON SCHEMA app TO keeper; GRANT SELECT ON app.kept TO keeper"
        )
        await connection.close()
    lines: list[str] = []
    done = upgrade(var, programs, lines.append)
    assert done is not None
    assert done.new_major == major_of(programs)
    assert done.kept.exists()
    assert lines == ["Moving database nexus_chat", "Moving database nexus_core"]
    with Cluster.running(var, fast=True) as after:
        assert after == urls
        connection = await asyncpg.connect(after.core_url)
        await connection.execute("SET ROLE keeper")
        assert await connection.fetchval("SELECT array_agg(name) FROM app.kept") == [
            "José",
            "emoji 🦷",
        ]
        await connection.close()


def test_upgrade_has_nothing_to_do_on_the_current_major(var: Path) -> None:
    with Cluster.running(var, fast=True):
        pass
    assert upgrade(var, None, print) is None


def test_upgrade_waits_for_nobody_to_use_the_server(var: Path) -> None:
    with Cluster.running(var, fast=True), pytest.raises(StillRunning):
        upgrade(var, None, print)


def test_settings_are_safe_unless_tests_ask_for_speed() -> None:
    real = server_settings(port=1, memory=8192, fast=False)
    assert "fsync" not in real
    assert real["listen_addresses"] == "127.0.0.1"
    assert real["shared_buffers"] == "1024MB"
    assert server_settings(port=1, memory=8192, fast=True)["fsync"] == "off"


def test_a_process_of_another_program_is_not_taken_for_the_server(tmp_path: Path) -> None:
    assert not is_server(os.getpid(), tmp_path)
    assert not is_server(2**22 + 1, tmp_path)


def test_programs_the_server_cannot_reach_are_copied_once_and_run(var: Path) -> None:
    var.mkdir(parents=True)
    run_as = RunAs.for_data(var / "data")
    copied = copy_for(run_as, wheel_folder(), var / "programs")
    assert copied.is_relative_to(var)
    programs = copied / "pginstall" / "bin"
    answer = run_as.run([str(programs / "initdb"), "--version"], cwd=Path("/"))
    assert answer.stdout.startswith("initdb (PostgreSQL) 18")
    answer = run_as.run([str(programs / "psql"), "--version"], cwd=Path("/"))  # needs its libraries
    assert answer.stdout.startswith("psql (PostgreSQL) 18")
    before = programs.stat().st_mtime_ns
    assert copy_for(run_as, wheel_folder(), var / "programs") == copied
    assert programs.stat().st_mtime_ns == before


def test_state_survives_only_whole(var: Path) -> None:
    with Cluster.running(var, fast=True):
        state = find_state(var)
    assert state is not None
    state_path(var).with_suffix(".half").write_text("{")
    save_state(var, state)
    assert find_state(var) == state
