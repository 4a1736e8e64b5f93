"""Bring the built front ends up to date, saying what takes long."""

from engine.cli._node import WORKSPACES, build, install, needs_build, needs_install
from engine.core.progress import step


async def ensure_packages() -> None:
    """Install npm packages unless they are those of the lock file."""
    if needs_install():
        with step("Installing the front end's packages"):
            await install()


async def ensure_pages() -> None:
    """Build what changed; a checkout without changes costs a few milliseconds."""
    stale = [name for name in WORKSPACES if needs_build(name)]
    if not stale:
        return
    await ensure_packages()
    for name in stale:
        with step(f"Building {name}"):
            await build(name)
