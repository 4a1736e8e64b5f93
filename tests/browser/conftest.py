"""One running product and one Chromium for the whole ring; a fresh profile for each test."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager

import pytest
from playwright.async_api import Browser

from tests.browser.product import Person, meet, run_browser, run_product
from tests.folders import reachable_folder


@pytest.fixture(scope="session")
async def product() -> AsyncGenerator[str]:
    """URL of a product on an empty folder."""
    with reachable_folder() as folder:
        async with run_product(folder) as url:
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
