"""The product and Chromium of the browser ring, one sign-in, and the page that shows all pictures.

`--reference FOLDER` puts drawings beside the pictures: a screen names the file it is compared to.
"""

from collections.abc import Callable, Generator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from playwright.async_api import Browser, StorageState

from engine.core.settings import ROOT
from tests.browser.conftest import browser, product, product_folder
from tests.browser.product import Person, meet
from tests.screens.contact_sheet import write_sheet

__all__ = ["browser", "product", "product_folder"]

OUT = ROOT / "test-results" / "screens"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where drawings to compare with are."""
    parser.addoption("--reference", type=Path, help="folder with drawings of the screens (PNG)")


@pytest.fixture(scope="session")
def out(pytestconfig: pytest.Config) -> Generator[Path]:
    """The folder of pictures, its page written at the end."""
    OUT.mkdir(parents=True, exist_ok=True)
    yield OUT
    write_sheet(OUT, pytestconfig.getoption("--reference"))


@pytest.fixture(scope="session")
async def signed_in(product: str, browser: Browser) -> StorageState:
    """The cookies of a signed-in manager."""
    async with meet(browser, product) as person:
        await person.sign_in("gestor")
        return await person.context.storage_state()


@pytest.fixture
def visit(
    product: str, browser: Browser, signed_in: StorageState
) -> Callable[..., AbstractAsyncContextManager[Person]]:
    """`async with visit(width=…, theme=…, guest=…) as person`."""

    def open_profile(*, width: str, theme: str, guest: bool) -> AbstractAsyncContextManager[Person]:
        cookies = None if guest else signed_in
        return meet(browser, product, width=width, theme=theme, cookies=cookies)

    return open_profile
