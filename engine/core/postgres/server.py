"""The server process: create its data directory, start it, know whether it lives, stop it.

A data directory appears whole or not at all: `initdb` writes beside it and the result is renamed.
"""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from engine.core.postgres.binaries import Binaries, RunAs
from engine.core.postgres.errors import ClusterError, DiskFull, OtherMajor
from engine.core.postgres.state import ClusterState, write_private

ADMIN = "nexus_admin"
START_SECONDS = 600  # crash recovery of a large database takes its time
STOP_SECONDS = 60
NO_SPACE = "No space left on device"
MEGABYTE = 1024 * 1024
ENOUGH_MEGABYTES = 64


class PortTaken(Exception):
    """Another program listens on the remembered port."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """One data directory with the programs that serve it."""

    state: ClusterState
    binaries: Binaries
    run_as: RunAs

    def check_room(self) -> None:
        """Refuse to start on a full disk, where PostgreSQL would stop in the middle of a write."""
        free = shutil.disk_usage(self.state.home).free // MEGABYTE
        if free < ENOUGH_MEGABYTES:
            raise DiskFull(path=self.state.home, free=f"{free} MB")

    def check_major(self) -> None:
        """Refuse a data directory of another major version."""
        found = (self.state.data / "PG_VERSION").read_text().strip()
        if found != str(self.binaries.major):
            raise OtherMajor(path=str(self.state.data), found=found, needed=self.binaries.major)

    def create(self, *, fast: bool) -> None:
        """Run initdb unless the data directory is there."""
        if self.state.data.exists():
            return
        home = Path(self.state.home)
        half, password = home / "data.half", home / "password.half"
        shutil.rmtree(half, ignore_errors=True)
        write_private(password, self.state.admin_password)
        self.run_as.own(password)
        command = [
            self.binaries.program("initdb"),
            f"--pgdata={half}",
            f"--username={ADMIN}",
            f"--pwfile={password}",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--auth=scram-sha-256",
            "--no-instructions",
            *(["--no-sync"] if fast else []),
        ]
        if self.binaries.major < 17:  # the builtin provider came with 17
            command = [part for part in command if "builtin" not in part]
        answer = self.run_as.run(command, cwd=home)
        password.unlink()
        if answer.returncode != 0:
            shutil.rmtree(half, ignore_errors=True)
            self._fail(answer.stderr)
        half.rename(self.state.data)

    def find_pid(self) -> int | None:
        """The process id of the running server; a stale pid file counts as none."""
        lines = self._pid_lines()
        if not lines:
            return None
        pid = int(lines[0])
        return pid if is_server(pid, self.state.data) else None

    def _pid_lines(self) -> list[str]:
        try:
            return (self.state.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []

    def status(self, pid: int) -> str:
        """What the server says of itself in its pid file: starting, ready, stopping; else empty."""
        lines = self._pid_lines()
        return lines[7].strip() if len(lines) >= 8 and int(lines[0]) == pid else ""

    def join(self) -> bool:
        """Wait for a server that another process started; False when none is there to join."""
        pid = self.find_pid()
        if pid is None:
            return False
        deadline = time.monotonic() + START_SECONDS
        while self.status(pid) != "ready":
            if not is_server(pid, self.state.data):
                return False
            if time.monotonic() > deadline:
                raise ClusterError(reason="it does not get ready", log=str(self.state.log))
            time.sleep(0.01)
        return True

    def start(self, settings: Mapping[str, str]) -> None:
        """Start the server and wait until it takes connections, crash recovery included."""
        (self.state.data / "postmaster.pid").unlink(missing_ok=True)  # known to be stale
        keep_log_small(self.state.log)
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        with self.state.log.open("ab") as log:
            begin = log.tell()
            process = subprocess.Popen(
                [self.binaries.program("postgres"), "-D", str(self.state.data), *options],
                cwd=self.state.home,
                env={**os.environ, "LC_ALL": "C", "TZ": "UTC"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                user=self.run_as.uid,
                group=self.run_as.gid,
                extra_groups=None if self.run_as.uid is None else [],
                start_new_session=True,
            )
        deadline = time.monotonic() + START_SECONDS
        while self.status(process.pid) != "ready":
            if process.poll() is not None or time.monotonic() > deadline:
                self._fail(self.state.log.read_bytes()[begin:].decode(errors="replace"))
            time.sleep(0.01)
        process.returncode = 0  # it may outlive us on purpose; `stop` ends it by its id

    def _fail(self, output: str) -> NoReturn:
        if NO_SPACE in output:
            free = shutil.disk_usage(self.state.home).free // MEGABYTE
            raise DiskFull(path=self.state.home, free=f"{free} MB")
        if "Address already in use" in output:
            raise PortTaken
        reason = " ".join(output.strip().splitlines()[-3:]) or "it gave no reason"
        raise ClusterError(reason=reason, log=str(self.state.log))

    def stop(self) -> None:
        """Stop the server if it runs: finish writes, drop connections, leave a clean journal."""
        pid = self.find_pid()
        if pid is None:
            return
        os.kill(pid, signal.SIGINT)
        deadline = time.monotonic() + STOP_SECONDS
        while is_server(pid, self.state.data):
            if time.monotonic() > deadline:
                raise ClusterError(reason="it does not stop", log=str(self.state.log))
            reap(pid)
            time.sleep(0.01)


def is_server(pid: int, data: Path) -> bool:
    """Whether this process is a PostgreSQL server of this data directory, not a reused number."""
    command_line = Path(f"/proc/{pid}/cmdline")
    if command_line.parent.parent.joinpath("self").exists():
        try:
            return str(data).encode() in command_line.read_bytes()
        except (FileNotFoundError, ProcessLookupError):
            return False
    answer = RunAs().run(["ps", "-o", "command=", "-p", str(pid)], cwd=Path("/"))
    return str(data) in answer.stdout


def reap(pid: int) -> None:
    """Collect the server's end where it is our child, so that it does not stay as a zombie."""
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return


def keep_log_small(log: Path, limit: int = 8 * MEGABYTE) -> None:
    """Keep at most two files of the server's log."""
    if log.exists() and log.stat().st_size > limit:
        log.replace(log.with_suffix(".log.1"))
