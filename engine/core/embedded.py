"""The embedded PostgreSQL: `Cluster.ensure(var)` gives a running server with our two databases.

Processes that share a `var` share its server; the last one to leave stops it, and one left behind
by a killed process is adopted by the next. Data, port and passwords stay between starts.
"""

import atexit
import hashlib
import os
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import gettempdir

from engine.core.postgres.binaries import RunAs, find_binaries
from engine.core.postgres.errors import ClusterError
from engine.core.postgres.server import ADMIN, PortTaken, Server
from engine.core.postgres.state import (
    ClusterState,
    UserCount,
    find_state,
    is_free,
    new_state,
    save_state,
    start_lock,
)
from engine.core.postgres.tuning import memory_megabytes, server_settings

__all__ = ["Cluster", "ClusterUrls"]

LOGIN = "nexus"
DATABASES = ("nexus_core", "nexus_chat")
ELSEWHERE = Path("/var/lib/one-nexus-atemporal")

PREPARE = """
SELECT 'CREATE ROLE {login} LOGIN CREATEROLE'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{login}') \\gexec
ALTER ROLE {login} NOSUPERUSER CREATEROLE LOGIN PASSWORD '{password}';
SELECT format('CREATE DATABASE %I OWNER {login}', name) FROM unnest('{{{databases}}}'::text[]) name
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = name) \\gexec
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', name)
  FROM unnest('{{{databases}}}'::text[]) name \\gexec
"""

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterUrls:
    """Where the databases are. `admin_url` is the superuser's; the product itself never uses it."""

    admin_url: str
    core_url: str
    chat_url: str


def silent(_: str) -> None:
    """Progress for callers who show none."""


class Cluster:
    """One use of the server of a `var` folder, from `start` to `stop`."""

    def __init__(self, var: Path, *, fast: bool = False, progress: Progress = silent) -> None:
        self._var = var.absolute()
        self._fast = fast
        self._progress = progress
        self._users: UserCount | None = None
        self._server: Server | None = None

    @classmethod
    def ensure(cls, var: Path, *, fast: bool = False, progress: Progress = silent) -> ClusterUrls:
        """Start or join the server of `var`; it is left when the process ends."""
        cluster = cls(var, fast=fast, progress=progress)
        urls = cluster.start()
        atexit.register(cluster.stop)
        return urls

    @classmethod
    @contextmanager
    def running(
        cls, var: Path, *, fast: bool = False, progress: Progress = silent
    ) -> Generator[ClusterUrls]:
        """Start or join the server of `var` for the time of a block."""
        cluster = cls(var, fast=fast, progress=progress)
        try:
            yield cluster.start()
        finally:
            cluster.stop()

    def start(self) -> ClusterUrls:
        """Create what is missing, start or join the server, and say where the databases are."""
        self._var.mkdir(parents=True, exist_ok=True)
        with start_lock(self._var):
            server = self._prepare_home()
            if not server.join():
                server = self._launch(server)
            self._users = UserCount(self._var)
            self._users.enter()
            self._server = server
            if not server.state.is_prepared:
                self._prepare_databases(server)
        return urls_of(server.state)

    def stop(self) -> None:
        """Leave the server, and stop it when nobody else uses it. A second call does nothing."""
        if self._users is None or self._server is None:
            return
        with start_lock(self._var):
            if self._users.leave():
                self._server.stop()
        self._users = None

    def _prepare_home(self) -> Server:
        state = find_state(self._var)
        if state is None:
            state = new_state(choose_home(self._var))
            save_state(self._var, state)
        if not state.data.exists():
            self._progress("Creating the database")
            state = replace(state, home=str(choose_home(self._var)), is_prepared=False)
        run_as = RunAs.for_data(state.data)
        server = Server(
            state=state, binaries=find_binaries(Path(state.home), run_as), run_as=run_as
        )
        server.check_room()
        server.create(fast=self._fast)
        server.check_major()
        return server

    def _launch(self, server: Server) -> Server:
        self._progress("Starting the database")
        for _ in range(5):
            if not is_free(server.state.port):
                server = replace(server, state=server.state.with_new_port())
                save_state(self._var, server.state)
            try:
                server.start(self._settings(server.state))
            except PortTaken:
                continue
            return server
        raise ClusterError(reason="no free port", log=str(server.state.log))

    def _settings(self, state: ClusterState) -> dict[str, str]:
        return server_settings(port=state.port, memory=memory_megabytes(), fast=self._fast)

    def _prepare_databases(self, server: Server) -> None:
        state = server.state
        script = PREPARE.format(login=LOGIN, password=state.password, databases=",".join(DATABASES))
        answer = RunAs().run(
            [
                server.binaries.program("psql"),
                "-X",
                "-q",
                "-v",
                "ON_ERROR_STOP=1",
                "-d",
                f"host=127.0.0.1 port={state.port} user={ADMIN} dbname=postgres",
            ],
            cwd=Path("/"),
            env={"PGPASSWORD": state.admin_password},
            text=script,
        )
        if answer.returncode != 0:
            raise ClusterError(reason=answer.stderr.strip(), log=str(state.log))
        save_state(self._var, replace(state, is_prepared=True))


def urls_of(state: ClusterState) -> ClusterUrls:
    """The URLs of a cluster's databases."""
    place = f"127.0.0.1:{state.port}"
    core, chat = (f"postgresql://{LOGIN}:{state.password}@{place}/{name}" for name in DATABASES)
    admin = f"postgresql://{ADMIN}:{state.admin_password}@{place}/postgres"
    return ClusterUrls(admin_url=admin, core_url=core, chat_url=chat)


def choose_home(var: Path) -> Path:
    """Make the folder of the cluster: below `var`, or as root where the server's user can reach it.

    A folder elsewhere is named by the link `var/postgres`.
    """
    home = var / "postgres"
    run_as = RunAs.for_data(home / "data")
    if run_as.uid is None or run_as.can("x", var):
        home.mkdir(mode=0o700, exist_ok=True)
        run_as.own(home)
        return home
    mark = hashlib.sha256(os.fsencode(var)).hexdigest()[:12]
    for parent in (ELSEWHERE, Path(gettempdir()) / ELSEWHERE.name):
        parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        if run_as.can("x", parent):
            (parent / mark).mkdir(mode=0o700, exist_ok=True)
            run_as.own(parent / mark)
            home.unlink(missing_ok=True)
            home.symlink_to(parent / mark)
            return parent / mark
    raise ClusterError(reason=f"no folder that user {run_as.uid} can reach", log="-")
