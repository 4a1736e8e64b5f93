"""One running product and one Chromium for the whole ring; a fresh profile for each test."""

from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.browser.product import Person, meet, run_browser, run_product
from tests.folders import reachable_folder


@pytest.fixture(scope="session")
def product_folder() -> Generator[Path]:
    """Where the product of the ring and its data are."""
    with reachable_folder() as folder:
        yield folder


@pytest.fixture(scope="session")
async def product(product_folder: Path) -> AsyncGenerator[str]:
    """URL of a product on an empty folder."""
    async with run_product(product_folder) as url:
        yield url


@pytest.fixture(scope="session")
async def browser() -> AsyncGenerator[Browser]:
    """A Chromium."""
    async with run_browser() as opened:
        yield opened


@pytest.fixture
def visit(product: str, browser: Browser) -> Callable[..., AbstractAsyncContextManager[Person]]:
    """`async with visit(width=…, theme=…) as person`."""

    def open_profile(**looks: str) -> AbstractAsyncContextManager[Person]:
        return meet(browser, product, **looks)

    return open_profile
