"""One screen in one state, and the small steps with which a person gets there."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from playwright.async_api import expect

from tests.browser.product import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """`allowed` are parts of console errors that belong to the state: a refused request."""

    key: str
    title: str
    reach: Callable[[Person], Awaitable[None]]
    reference: str | None = None
    is_guest: bool = False
    allowed: tuple[str, ...] = ()


async def go(person: Person, path: str) -> None:
    """Open an address of the product."""
    await person.page.goto(person.url + path)


async def sees(person: Person, words: str) -> None:
    """Wait until a text can be read."""
    await expect(person.page.get_by_text(words).locator("visible=true").first).to_be_visible()
