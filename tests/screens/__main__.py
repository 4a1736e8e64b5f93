"""`make screens`: pictures of the product as it is, into test-results/screens.

One file for each screen, width and theme: `board-phone-dark.png`.
"""

import asyncio
import sys
from itertools import product
from pathlib import Path

from playwright.async_api import Browser

from engine.core.settings import ROOT
from tests.browser.product import Person, meet, run_browser, run_product
from tests.folders import reachable_folder

OUT = ROOT / "test-results" / "screens"
WIDTHS, THEMES = ("desktop", "phone"), ("light", "dark")
SETTLE = 1_200  # milliseconds for fonts and transitions


async def main() -> int:
    """Start the product and take all pictures."""
    OUT.mkdir(parents=True, exist_ok=True)
    with reachable_folder() as folder:
        async with run_product(folder / "var") as url, run_browser() as browser:
            for width, theme in product(WIDTHS, THEMES):
                await take_all(browser, url, width, theme)
    return 0


async def take_all(browser: Browser, url: str, width: str, theme: str) -> None:
    """Every screen in one width and theme."""
    async with meet(browser, url, width=width, theme=theme) as person:
        await person.page.goto(url)
        await take(person, f"login-{width}-{theme}")
        await person.sign_in("gestor")
        await take(person, f"board-{width}-{theme}")
        found = await person.ask("/api/data/leads?limit=1")
        record = found["data"][0]["id"]
        for name, path in (("list", "m/leads/all"), ("record", f"r/leads/{record}")):
            await person.page.goto(f"{url}/{path}")
            await take(person, f"{name}-{width}-{theme}")


async def take(person: Person, name: str) -> Path:
    """One picture, once the screen is still."""
    await person.page.wait_for_load_state("networkidle")
    await person.page.wait_for_timeout(SETTLE)
    path = OUT / f"{name}.png"
    await person.page.screenshot(path=path)
    sys.stdout.write(f"  {path.relative_to(ROOT)}\n")
    return path


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
