"""Packages sent to the running product, as a consultant would."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
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


@asynccontextmanager
async def taken_back(person: Person) -> AsyncGenerator[None]:
    """What is installed meanwhile is gone afterwards, however it went: the next test finds the
    clinic as it was."""
    before = await current_version(person)
    try:
        yield
    finally:
        back = await person.ask(f"/api/versions/{before}/rollback", "POST")
        assert back["state"] in ("published", "unchanged"), back


async def open_view(person: Person, name: str) -> None:
    """Choose a view in the list of views."""
    await person.page.get_by_role("button", name="Visão:").click()
    await person.page.get_by_role("link", name=name, exact=True).click()
