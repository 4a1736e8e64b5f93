"""Move the data of an older major version of PostgreSQL to the one the product runs.

Both servers run side by side; roles and databases go through dump and restore, which also works
between builds with other locales. The old data directory is kept under another name.
"""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from engine.core.postgres.binaries import Binaries, RunAs, find_binaries, major_of
from engine.core.postgres.errors import ClusterError, OtherMajor, StillRunning
from engine.core.postgres.server import ADMIN, Server
from engine.core.postgres.state import ClusterState, UserCount, find_state, free_port, start_lock
from engine.core.postgres.tuning import memory_megabytes, server_settings

DEBIAN = "/usr/lib/postgresql/{major}/bin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgrade:
    """What was done: the two majors and where the old data stay until somebody removes them."""

    old_major: int
    new_major: int
    kept: Path


def upgrade(var: Path, old_bin: Path | None, progress: Callable[[str], None]) -> Upgrade | None:
    """Upgrade the cluster of `var`; None when its data already are of the current major.

    `old_bin` is the bin folder of the old major; without it Debian's place is tried.
    """
    var = var.absolute()
    state = find_state(var)
    if state is None or not state.data.exists():
        return None
    with start_lock(var):
        if not UserCount(var).leave():
            raise StillRunning(path=str(state.data))
        run_as = RunAs.for_data(state.data)
        new = find_binaries(Path(state.home), run_as)
        found = int((state.data / "PG_VERSION").read_text())
        if found == new.major and old_bin is None:
            return None
        folder = old_bin or Path(DEBIAN.format(major=found))
        if not (folder / "postgres").exists() or major_of(folder) != found:
            raise OtherMajor(path=str(state.data), found=found, needed=new.major)
        return _move(state, Binaries(folder=folder, major=found), new, run_as, progress)


def _move(
    state: ClusterState,
    old: Binaries,
    new: Binaries,
    run_as: RunAs,
    progress: Callable[[str], None],
) -> Upgrade:
    home, kept = Path(state.home), Path(state.home) / f"data.{old.major}"
    target_home = home / "upgrade"
    shutil.rmtree(target_home, ignore_errors=True)
    target_home.mkdir(mode=0o700)
    run_as.own(target_home)
    source = Server(state=replace(state, port=free_port()), binaries=old, run_as=run_as)
    target_state = replace(state, home=str(target_home), port=free_port())
    target = Server(state=target_state, binaries=new, run_as=run_as)
    source.stop()  # one left behind by a killed process; nobody is counted as its user
    target.create(fast=False)
    try:
        source.start(_settings(source))
        target.start(_settings(target))
        copy = Copy(source=source, target=target, folder=target_home)
        copy.roles()
        for name in copy.databases():
            progress(f"Moving database {name}")
            copy.database(name)
    finally:
        source.stop()
        target.stop()
    state.data.rename(kept)
    target_state.data.rename(state.data)
    shutil.rmtree(target_home)
    return Upgrade(old_major=old.major, new_major=new.major, kept=kept)


def _settings(server: Server) -> dict[str, str]:
    return server_settings(port=server.state.port, memory=memory_megabytes(), fast=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Copies between two running servers with the programs of the newer one."""

    source: Server
    target: Server
    folder: Path

    def roles(self) -> None:
        """Roles with their passwords and memberships; the superuser is there already."""
        text = self._run("pg_dumpall", self.source, ["--globals-only"])
        ours = (f"CREATE ROLE {ADMIN};", f"ALTER ROLE {ADMIN} ")
        lines = [line for line in text.splitlines() if not line.startswith(ours)]
        self._sql("postgres", "\n".join(lines))

    def databases(self) -> list[str]:
        """Names of the databases to copy."""
        query = (
            "SELECT datname FROM pg_database"
            " WHERE NOT datistemplate AND datname <> 'postgres' ORDER BY datname"
        )
        arguments = ["-X", "-A", "-t", "-d", "postgres", "-c", query]
        return self._run("psql", self.source, arguments).split()

    def database(self, name: str) -> None:
        """One database with its owner, grants and rows."""
        dump = self.folder / "dump"
        self._run("pg_dump", self.source, ["--format=directory", f"--file={dump}", "-j2", name])
        restore = ["--create", "--exit-on-error", "-j2", "-d", "postgres", str(dump)]
        self._run("pg_restore", self.target, restore)
        shutil.rmtree(dump)
        self._sql(name, "ANALYZE")

    def _sql(self, database: str, text: str) -> None:
        self._run("psql", self.target, ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", database], text)

    def _run(
        self, program: str, server: Server, arguments: Sequence[str], text: str | None = None
    ) -> str:
        place = {
            "PGHOST": "127.0.0.1",
            "PGPORT": str(server.state.port),
            "PGUSER": ADMIN,
            "PGPASSWORD": server.state.admin_password,
        }
        command = [self.target.binaries.program(program), *arguments]
        answer = RunAs().run(command, cwd=self.folder, env=place, text=text)
        if answer.returncode != 0:
            raise ClusterError(reason=answer.stderr.strip(), log=str(server.state.log))
        return answer.stdout
