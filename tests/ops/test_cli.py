"""The `nexus` command: finding commands, clear errors, exit statuses."""

import asyncio
import errno
import socket
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

import pytest

from engine.cli import execute, find_command, list_commands, main
from engine.cli._node import digest_of, is_marked, needs_build, node_environment, node_folder
from engine.cli._serve import PortTaken, listen
from engine.cli.new import KINDS, FileExists, KeyRefused, write_files
from engine.core.keyring import parse_keys
from engine.core.progress import step
from engine.core.settings import ROOT, Settings

pytestmark = pytest.mark.unit


class Failing:
    """A command that ends in one error."""

    def __init__(self, error: BaseException) -> None:
        self._error = error

    def add_arguments(self, parser: ArgumentParser) -> None:
        del parser

    async def run(self, args: Namespace) -> int:
        del args
        raise self._error


def test_every_command_has_a_line_of_help(capsys: pytest.CaptureFixture[str]) -> None:
    commands = list_commands()
    assert {"run", "dev", "migrate", "new", "admin key", "data upgrade"} <= commands.keys()
    assert all(text.endswith(".") for text in commands.values())
    assert main([]) == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in commands)


def test_every_command_is_documented() -> None:
    page = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    rows = [line.split("`")[1] for line in page.splitlines() if line.startswith("| `nexus ")]
    assert sorted(rows) == sorted(f"nexus {name}" for name in list_commands())


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["admin", "key"], ("admin_key", [])),
        (["data", "upgrade", "--old-bin", "x"], ("data_upgrade", ["--old-bin", "x"])),
        (["migrate", "new"], ("migrate", ["new"])),
        (["_serve"], None),
        (["../core/embedded"], None),
        (["nothing"], None),
    ],
)
def test_a_command_is_found_by_its_words(
    words: list[str], found: tuple[str, list[str]] | None
) -> None:
    assert find_command(words) == found


def test_an_unknown_command_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrat"]) == 2
    assert "nexus migrate" in capsys.readouterr().err


def test_a_new_key_can_be_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["admin", "key"]) == 0
    assert len(parse_keys(capsys.readouterr().out, "test").keys) == 1


def test_a_taken_port_is_named_with_a_free_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken) as caught:
            listen(Settings(port=port))
    assert caught.value.params["port"] == port
    assert caught.value.params["free"] > port


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (PortTaken(host="h", port=80, free=81), 1, "Port 80 of h"),
        (OSError(errno.ENOSPC, "No space left on device", "/var/x"), 1, "The disk is full: /var/x"),
        (PermissionError(errno.EACCES, "denied", "/root/x"), 1, "No permission on /root/x"),
        (asyncio.CancelledError(), 143, ""),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_an_error_is_one_sentence_with_a_remedy(
    error: BaseException, status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert execute(Failing(error), Namespace()) == status
    shown = capsys.readouterr().err
    assert said in shown
    assert "Traceback" not in shown


def test_other_errors_are_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        execute(Failing(ZeroDivisionError()), Namespace())


def test_quick_work_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    with step("Quick"):
        pass
    assert capsys.readouterr().err == ""


def test_slow_work_says_what_it_does(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.core.progress.QUIET_SECONDS", 0.0)
    with step("Slow"):
        asyncio.run(asyncio.sleep(0.05))
    first, second = capsys.readouterr().err.splitlines()
    assert first == "  Slow …"
    assert second.startswith("  Slow: 0.")


def test_node_is_that_of_the_environment() -> None:
    answer = subprocess.run(
        ["node", "--version"], env=node_environment(), capture_output=True, text=True, check=True
    )
    assert answer.stdout.startswith("v24.")
    assert node_folder().is_relative_to(Path(sys.prefix))


def test_a_build_is_marked_by_content() -> None:
    page, other = ROOT / "pyproject.toml", ROOT / "Makefile"
    assert digest_of([page, other]) == digest_of([other, page])
    assert digest_of([page]) != digest_of([other])
    assert not is_marked(ROOT / "no such stamp", "mark")
    assert not needs_build("no such workspace")


@pytest.mark.parametrize("kind", KINDS)
def test_new_writes_files_that_pass_lint_and_touches_no_other(kind: str, tmp_path: Path) -> None:
    written = write_files(kind, "body_area", tmp_path)
    assert written
    assert all("body_area" in str(path) for path in written)
    command = [sys.executable, "-m", "ruff", "check", "--config", str(ROOT / "pyproject.toml")]
    subprocess.run([*command, "--ignore=S101", str(tmp_path)], check=True)
    with pytest.raises(FileExists):
        write_files(kind, "body_area", tmp_path)


@pytest.mark.parametrize("key", ["", "Bad", "a-b", "_x", "x_", "ação", "../up", "a" * 41])
def test_new_refuses_what_is_not_a_name(key: str, tmp_path: Path) -> None:
    with pytest.raises(KeyRefused):
        write_files("app", key, tmp_path)
    assert not list(tmp_path.iterdir())
