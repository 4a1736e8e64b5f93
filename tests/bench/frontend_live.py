"""What people wait for between two browsers and in the shell: `-m tests.bench.frontend_live`.

Two Chromium profiles on one running product: from the drop of a card in one to its paint in the
other; the palette, cold and warm; a change of module, warm. Prints a table: n, median, p95 in ms.
"""

import asyncio
import json
import statistics
import sys
import time

from playwright.async_api import Browser, Page, expect

from tests.browser.product import Person, drag, meet, run_browser, run_product
from tests.folders import reachable_folder

TIMES = 24
PAUSE = 1500
"""Milliseconds between two drops: whoever drags does not do it twice a second."""
STAGES = ("Ativos", "Novos leads")
NAME = f"Arrasto {time.time_ns() % 10**9}"

NOTE_DROPS = "addEventListener('drop', () => { window.droppedAt = Date.now() }, true)"
PAINTED = """([name, title]) => new Promise((tell) => {
  const look = () => {
    const head = [...document.querySelectorAll('section h2, section h3')]
      .find((one) => one.textContent.includes(title))
    const cards = head?.closest('section').querySelectorAll('[data-card]') ?? []
    if ([...cards].some((card) => card.textContent.includes(name)))
      requestAnimationFrame(() => setTimeout(() => tell(Date.now())))
    else requestAnimationFrame(look)
  }
  look()
})"""
APPEARS = """([kind, what, selector]) => new Promise((tell) => {
  const start = performance.now()
  if (kind === 'key')
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key: what, ctrlKey: true, bubbles: true, cancelable: true }))
  else document.querySelector(what).click()
  const look = () => {
    if (document.querySelector(selector))
      requestAnimationFrame(() => setTimeout(() => tell(performance.now() - start)))
    else requestAnimationFrame(look)
  }
  look()
})"""


async def measure_drops(browser: Browser, url: str) -> list[float]:
    """Milliseconds from each drop in one browser to the card's paint in the other's column."""
    async with meet(browser, url) as first, meet(browser, url) as second:
        await first.sign_in("admin")
        await second.sign_in("gestor")
        await second.page.mouse.move(300, 20)
        await first.ask("/api/data/leads", "POST", {"name": NAME, "service_value": "99999.00"})
        for person in (first, second):
            card = person.page.locator("[data-card]").filter(has_text=NAME)
            await expect(card).to_be_visible()
        await first.page.evaluate(NOTE_DROPS)
        return [await one_drop(first, second, STAGES[turn % 2]) for turn in range(TIMES)]


async def one_drop(first: Person, second: Person, stage: str) -> float:
    """Drag the card and see it come."""
    await second.page.wait_for_timeout(PAUSE)
    painted = asyncio.create_task(second.page.evaluate(PAINTED, [NAME, stage]))
    await drag(first.page, NAME, stage)
    return await painted - await first.page.evaluate("window.droppedAt")


async def palette_times(browser: Browser, url: str) -> tuple[list[float], list[float]]:
    """Cold: the first opening of a fresh profile. Warm: the next ones."""
    cold: list[float] = []
    warm: list[float] = []
    selector = "[data-slot=palette] input:focus"
    for turn in range(5):
        async with meet(browser, url) as person:
            await person.sign_in("admin")
            await expect(person.page.locator("[data-card]").first).to_be_visible()
            cold.append(await person.page.evaluate(APPEARS, ["key", "k", selector]))
            for _ in range(5 if turn < 4 else 0):
                await person.page.keyboard.press("Escape")
                await expect(person.page.locator("[data-slot=palette]")).to_have_count(0)
                warm.append(await person.page.evaluate(APPEARS, ["key", "k", selector]))
    return cold, warm


async def route_times(browser: Browser, url: str) -> list[float]:
    """From the press on a module of the menu to its first row or card, everything seen before."""
    async with meet(browser, url) as person:
        await person.sign_in("admin")
        page = person.page
        there = [("/m/leads/board", "[data-card]"), ("/m/procedures", "[role=row][data-row]")]
        links = [f"aside nav a[href^='{path}']" for path, _ in there]
        times: list[float] = []
        for turn in range(2 * 11):
            link, (_, shown) = links[(turn + 1) % 2], there[(turn + 1) % 2]
            await expect(page.locator(link)).to_be_visible()
            took = await page.evaluate(APPEARS, ["press", link, f"main {shown}"])
            await settle(page)
            if turn >= 2:
                times.append(took)
        return times


async def settle(page: Page) -> None:
    """Let what loads beside come."""
    await page.wait_for_timeout(300)


def row(name: str, times: list[float]) -> dict[str, object]:
    """A line of the table."""
    ordered = sorted(times)
    p95 = ordered[max(0, -(-len(ordered) * 95 // 100) - 1)]
    return {
        "what": name,
        "n": len(times),
        "median": round(statistics.median(times)),
        "p95": round(p95),
        "most": round(ordered[-1]),
    }


async def measure(url: str) -> list[dict[str, object]]:
    """All figures of a running product."""
    async with run_browser() as browser:
        drops = row("drop in one browser -> paint in the other", await measure_drops(browser, url))
        cold, warm = await palette_times(browser, url)
        routes = await route_times(browser, url)
    return [
        drops,
        row("palette open, cold", cold),
        row("palette open, warm", warm),
        row("module to module, warm", routes),
    ]


async def main(url: str | None) -> None:
    """Measure a product given by URL, or one of our own."""
    if url is not None:
        found = await measure(url)
    else:
        with reachable_folder() as folder:
            async with run_product(folder) as own:
                found = await measure(own)
    for line in found:
        print(json.dumps(line))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else None))
