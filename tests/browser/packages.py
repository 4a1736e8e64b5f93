"""Packages sent to the running product, as a consultant would."""

from typing import Any

from engine.core.settings import ROOT
from tests.browser.product import Person


def package_files(name: str) -> dict[str, str]:
    """The files of a package of the tests."""
    folder = ROOT / "tests" / "packages" / name
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*.yaml"))
    }


async def install(person: Person, files: dict[str, str]) -> dict[str, Any]:
    """Install or upgrade; the answer with its plan."""
    return await person.ask("/api/packages", "POST", {"files": files})


async def current_version(person: Person) -> int:
    """The version of the model in service."""
    versions = await person.ask("/api/versions")
    return versions["data"][0]["version"]
