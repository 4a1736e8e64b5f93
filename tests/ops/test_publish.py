"""Publishing from the command line: what is refused names the file and the remedy."""

import os
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import pytest

from engine.core.embedded import Cluster
from engine.core.settings import ROOT
from tests.folders import reachable_folder

APP = "key: kit\nnamespace: kit\nversion: 1.0.0\nlabel: {pt-BR: Kit}\nrequires: {core: '>=1.0'}\n"
BOX = (
    "entity: kit_box\nplural: kit_boxes\ntitle: name\nfields:\n  - {name: name, type: text}\n"
    "  - {name: kind, type: choice, options: [{key: a}, {key: b}]}\n"
)


class Shell:
    """A person in a folder, with a running database and a clinic."""

    def __init__(self, var: Path, place: Path) -> None:
        self.place = place
        self._environment = {
            **os.environ, "NEXUS_VAR": str(var), "PYTHONPATH": str(ROOT),
        }  # fmt: skip

    def run(self, *words: str, typed: str = "") -> tuple[int, str, str]:
        """Status, output and errors of one command; nobody is at the keyboard."""
        done = subprocess.run(
            [sys.executable, "-m", "engine", *words],
            cwd=self.place,
            env=self._environment,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done.returncode, done.stdout, done.stderr

    def write(self, **files: str) -> None:
        """Files of the package, in a folder of another name than its key."""
        for name, text in files.items():
            path = self.place / "my package" / f"{name.replace('__', '/')}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Generator[Shell]:
    """A clinic `um` with its administrator."""
    with reachable_folder("nexus cli ") as folder, Cluster.running(folder / "var", fast=True):
        shell = Shell(folder / "var", tmp_path_factory.mktemp("work"))
        status, out, errors = shell.run(*create("admin"), typed="a-long-password\n")
        assert status == 0, (out, errors)
        yield shell


def create(role: str, email: str = "ana@um.test", name: str = "Ana") -> list[str]:
    """The words that make an administrator."""
    words = ["admin", "create", "--clinic", "um", "--clinic-name", "Um", "--email", email]
    return [*words, "--name", name, "--role", role]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (create("boss"), ["'boss'", "admin, manager, seller"]),
        (create("admin", email="ana"), ["e-mail", "ana@clinic.com"]),
        (create("admin", email="a b@c.d"), ["e-mail"]),
        (create("admin", name="  "), ["name is empty"]),
        (["rollback", "0", "--clinic", "um", "--yes"], ["never had a version 0", "from 1 to"]),
        (["rollback", "99", "--clinic", "um", "--yes"], ["never had a version 99"]),
        (["publish", "x", "--clinic", "um", "--move", "lead.stage"], ["lead.stage:lost=closed"]),
    ],
)
def test_mistakes_name_the_remedy(shell: Shell, words: list[str], said: list[str]) -> None:
    status, _, errors = shell.run(*words, typed="a-long-password\n")
    assert status != 0
    for each in said:
        assert each in errors


def test_a_package_from_check_to_rollback(shell: Shell) -> None:
    shell.write(app=APP, entities__kit_box=BOX.replace("choice", "choise"))
    place = "my package/entities/kit_box.yaml:6: "
    status, out, _ = shell.run("check", "my package")
    assert status == 1
    assert place in out
    assert "1 package checked, " in out
    for command in ("plan", "publish"):
        status, out, errors = shell.run(command, "my package", "--clinic", "um")
        assert status == 1
        assert place in out
        assert "version 1 goes on serving" in errors

    shell.write(entities__kit_box=BOX)
    status, out, errors = shell.run("publish", "my package", "--clinic", "um")
    assert status == 0, (out, errors)
    assert "version 2." in out
    shell.write(entities__kit_box=BOX.replace("{key: a}, ", ""))
    moves = ("--move", "kit_box.kind:a=b")
    status, out, errors = shell.run("publish", "my package", "--clinic", "um", *moves)
    assert status == 0, (out, errors)
    assert "Move the records of the removed keys of kit_box.kind" in out

    status, out, errors = shell.run("rollback", "1", "--clinic", "um")
    assert status == 1
    assert "Retire kit_box; its records are kept" in out
    assert "--yes" in errors
    status, out, errors = shell.run("rollback", "1", "--clinic", "um", "--yes")
    assert status == 0, (out, errors)
    assert "now version 4." in out
    assert shell.run("doctor", "--clinic", "um")[1].endswith("um: healthy\n")
