"""What `var/` remembers of the cluster: folder, port, passwords, in one file of mode 0600."""

import fcntl
import json
import os
import secrets
import socket
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO

from engine.core.postgres.errors import NotOurs

PORTS = range(20_000, 30_000)  # below the ranges systems give to outgoing connections


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterState:
    """The remembered facts of one cluster. `home` is an absolute path here; on disk it is relative
    to `var` where it lies below it, so that a copy may be moved.
    """

    home: str
    port: int
    admin_password: str
    password: str
    is_prepared: bool = False

    @property
    def data(self) -> Path:
        """The data directory."""
        return Path(self.home) / "data"

    @property
    def log(self) -> Path:
        """The server's log."""
        return Path(self.home) / "server.log"

    def with_new_port(self) -> "ClusterState":
        """The same cluster on another free port."""
        return replace(self, port=free_port())


def new_state(home: Path) -> ClusterState:
    """Choose a port and passwords for a cluster in `home`."""
    return ClusterState(
        home=str(home),
        port=free_port(),
        admin_password=secrets.token_urlsafe(24),
        password=secrets.token_urlsafe(24),
    )


def is_free(port: int) -> bool:
    """Whether a server could listen on this port of 127.0.0.1 now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def free_port() -> int:
    """A free port, drawn by chance so that two copies seldom ask for the same one."""
    while not is_free(port := secrets.choice(PORTS)):
        pass
    return port


def state_path(var: Path) -> Path:
    """Where the state of the cluster of `var` is kept."""
    return var / "postgres.json"


def find_state(var: Path) -> ClusterState | None:
    """Read the state, None when this `var` has no cluster yet."""
    path = state_path(var)
    try:
        facts = json.loads(path.read_text())
        return ClusterState(**(facts | {"home": str(var / facts["home"])}))
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise NotOurs(path=str(path)) from error


def save_state(var: Path, state: ClusterState) -> None:
    """Write the state so that a reader sees the old or the new one, never a half."""
    path, home = state_path(var), Path(state.home)
    home = home.relative_to(var) if home.is_relative_to(var) else home
    facts = asdict(state) | {"home": str(home)}
    write_private(path.with_suffix(".half"), json.dumps(facts, indent=2) + "\n")
    path.with_suffix(".half").replace(path)


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner reads, from its first byte on."""
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def open_lock(path: Path) -> IO[bytes]:
    """Open a lock file; the lock itself dies with the process that holds it."""
    try:
        return path.open("ab")
    except PermissionError as error:
        raise NotOurs(path=str(path)) from error


@contextmanager
def start_lock(var: Path) -> Generator[None]:
    """Let one process at a time start or stop the server."""
    with open_lock(var / "postgres.lock") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class UserCount:
    """Counts the processes that use the server: the last one to leave stops it."""

    def __init__(self, var: Path) -> None:
        self._file = open_lock(var / "postgres.users.lock")

    def enter(self) -> None:
        """Be counted until `leave` or the end of the process."""
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def leave(self) -> bool:
        """Be counted no more; tells whether nobody else is left."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            self._file.close()
        return True
