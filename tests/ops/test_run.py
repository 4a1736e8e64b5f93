"""`nexus run` as a person meets it: start, log in, stop, start again, port taken."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from engine.cli._serve import GRACE_SECONDS
from engine.core.postgres.state import find_state, free_port
from engine.core.settings import ROOT

SECOND_START_SECONDS = 20.0  # a hang, not a measure: `make bench` measures the start


class Product:
    """A running `nexus run`."""

    def __init__(self, var: Path, port: int) -> None:
        self.port = port
        self.output: list[str] = []
        self.took = 0.0
        self._begin = time.monotonic()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "engine", "run", "--no-frontend", "--port", str(port)],
            cwd=ROOT,
            env={**os.environ, "NEXUS_VAR": str(var), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def wait_ready(self) -> float:
        """Read until it says that it serves; returns the seconds it took."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.output.append(line)
            if "Stop " in line:
                return time.monotonic() - self._begin
        raise AssertionError("".join(self.output))

    def stop(self, number: int = signal.SIGTERM) -> int:
        """End it by a signal and return its exit status."""
        self._process.send_signal(number)
        out, _ = self._process.communicate(timeout=30)
        self.output.append(out)
        return self._process.returncode

    def ask(
        self, method: str, path: str, body: object = None, headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """One HTTP request."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            sent = {"Content-Type": "application/json", **(headers or {})}
            connection.request(method, path, json.dumps(body) if body is not None else None, sent)
            answer = connection.getresponse()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
        finally:
            connection.close()


@contextmanager
def product(var: Path, port: int) -> Generator[Product]:
    running = Product(var, port)
    try:
        running.took = running.wait_ready()
        yield running
    finally:
        if running._process.poll() is None:
            running.stop()


def cookie_of(running: Product) -> str:
    status, headers, _ = running.ask(
        "POST", "/api/session", {"email": "admin@demo.local", "password": "nexus-demo"}
    )
    assert status == 200
    return headers["set-cookie"].partition(";")[0]


def log_in(running: Product) -> int:
    cookie = cookie_of(running)
    status, _, body = running.ask(
        "GET", "/api/data/lead?limit=3", headers={"Cookie": cookie, "Accept": "application/json"}
    )
    assert status == 200
    return len(json.loads(body)["data"])


def test_from_nothing_to_a_login_and_again_in_under_three_seconds(var: Path) -> None:
    port = free_port()
    with product(var, port) as first:
        said = "".join(first.output)
        assert f"http://localhost:{port}" in said
        assert "admin@demo.local with password nexus-demo" in said
        assert log_in(first) == 3
        assert first.ask("GET", "/api/ready")[0] == 200
        assert first.stop() == 0
    assert (var / "keys").stat().st_mode & 0o777 == 0o600
    state = find_state(var)
    assert state is not None
    assert not (state.data / "postmaster.pid").exists()
    with product(var, port) as second:
        assert second.took < SECOND_START_SECONDS
        assert log_in(second) == 3
        assert second.stop(signal.SIGINT) == 0
    with product(var, port) as third:
        assert third.stop(signal.SIGKILL) == -signal.SIGKILL
    with product(var, port) as fourth:
        assert log_in(fourth) == 3


def test_it_stops_at_once_and_quietly_with_pages_open(var: Path) -> None:
    """Each page holds a stream of events; they end with a word, and nothing is cut off."""
    with product(var, free_port()) as running:
        cookie = cookie_of(running)
        pages = [http.client.HTTPConnection("127.0.0.1", running.port, timeout=10) for _ in "abc"]
        streams: list[http.client.HTTPResponse] = []
        for page in pages:
            page.request("GET", "/api/events", headers={"Cookie": cookie})
            streams.append(page.getresponse())
            assert streams[-1].readline().startswith(b"retry:")
        begin = time.monotonic()
        assert running.stop() == 0
        assert time.monotonic() - begin < GRACE_SECONDS
        for stream in streams:
            assert b'"shutdown"' in stream.read()
        for page in pages:
            page.close()
        said = "".join(running.output)
        assert "Traceback" not in said
        assert "Cancel" not in said


def test_a_taken_port_is_one_sentence_with_the_remedy(var: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "engine", "run", "--port", str(port)],
            cwd=ROOT,
            env={**os.environ, "NEXUS_VAR": str(var)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert f"error: Port {port} of 127.0.0.1 is taken" in done.stderr
    assert 'make run ARGS="--port ' in done.stderr
    assert "Traceback" not in done.stderr


def test_a_command_works_beside_a_running_product(var: Path) -> None:
    with product(var, free_port()) as running:
        done = subprocess.run(
            [sys.executable, "-m", "engine", "plan", "--clinic", "demo"],
            cwd=ROOT,
            env={**os.environ, "NEXUS_VAR": str(var)},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout == "Nothing to change in the database.\n"
        assert running.ask("GET", "/api/ready")[0] == 200


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["plan", "--clinic", "nobody"], 1, "error: "),
        (["rollback", "1", "--clinic", "nobody"], 1, "error: "),
        (["admin", "create", "--clinic", "new", "--email", "a@b.c", "--name", "A"], 1, "Password"),
    ],
)
def test_mistakes_are_said_plainly(words: list[str], status: int, said: str, var: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "engine", *words],
        cwd=ROOT,
        env={**os.environ, "NEXUS_VAR": str(var)},
        input="short\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status
    assert said in done.stderr
    assert "Traceback" not in done.stderr
