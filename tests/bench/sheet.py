"""Figures of the sheet in a browser: scrolling, arrow keys, typing, nodes, over a served clinic.

`python -m tests.bench.sheet http://127.0.0.1:8000 EMAIL PASSWORD [VIEW]`, against built pages and a
clinic with many leads (`tests.bench.clinic.prepare` makes one). Frames are counted by the browser;
a key counts from its event to the frame after it is painted. The best of three tries.
"""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable

from playwright.async_api import Browser, CDPSession, Page, ViewportSize

from tests.browser.product import run_browser

SIZE: ViewportSize = {"width": 1440, "height": 900}
TRIES = 3
KEYS = 120

SCROLL = """async () => {
  const grid = document.querySelector('[role=grid], [role=treegrid]')
  const frames = []
  let last = performance.now(), on = true
  const frame = (now) => {
    frames.push(now - last)
    last = now
    if (on) requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  const began = performance.now()
  while (performance.now() - began < 4000) {
    grid.scrollTop += 600
    await new Promise((done) => setTimeout(done, 30))
  }
  on = false
  const took = performance.now() - began
  frames.sort((a, b) => a - b)
  return {
    fps: frames.length / took * 1000,
    p95: frames[Math.floor(frames.length * 0.95)],
    worst: frames.at(-1),
    row: Number(grid.querySelector('[data-row]')?.dataset.row ?? -1),
    nodes: grid.querySelectorAll('*').length,
  }
}"""

WATCH = """() => {
  window.keyTimes = []
  document.addEventListener('keydown', (event) => {
    const began = event.timeStamp
    requestAnimationFrame(() => {
      const channel = new MessageChannel()
      channel.port1.onmessage = () => window.keyTimes.push(performance.now() - began)
      channel.port2.postMessage(0)
    })
  }, true)
}"""

TAKE = """() => {
  const times = window.keyTimes.sort((a, b) => a - b)
  window.keyTimes = []
  return { p50: times[Math.floor(times.length / 2)], p95: times[Math.floor(times.length * 0.95)] }
}"""

STEP = """(step) => {
  const grid = document.querySelector('[role=grid], [role=treegrid]')
  grid.scrollTop += step
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
}"""

FLOOR = """async () => {
  document.body.innerHTML = '<div style="position:relative;height:900px;overflow:hidden"></div>'
  const rows = Array.from({length: 26}, () => {
    const row = document.body.firstChild.appendChild(document.createElement('div'))
    row.style.cssText = 'position:absolute;display:grid;inset-inline:0;height:32px;' +
      'grid-template-columns:repeat(9,1fr)'
    for (let cell = 0; cell < 9; cell += 1) row.appendChild(document.createElement('div'))
    return row
  })
  window.floorStep = (step) => {
    rows.forEach((row, line) => {
      row.style.transform = `translateY(${line * 32}px)`
      for (const cell of row.children) cell.textContent = `Lead ${step} ${line}`
    })
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  }
}"""
"""The least a page can do for as many new cells: plain text, no framework."""

HEAP = "() => performance.memory ? Math.round(performance.memory.usedJSHeapSize / 1e6) : null"


async def sign_in(page: Page, url: str, email: str, password: str) -> None:
    """Through the login screen."""
    await page.goto(url)
    await page.get_by_label("E-mail").fill(email)
    await page.get_by_label("Senha", exact=True).fill(password)
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/m/**")


async def open_grid(page: Page, url: str, view: str) -> None:
    """The view with its rows, and all of them counted."""
    await page.goto(f"{url}{view}")
    await page.locator("[role=grid] [data-row]").first.wait_for()
    await page.wait_for_timeout(1500)


async def press(page: Page, key: str) -> dict[str, float]:
    """Arrow keys one after the other, each painted before the next."""
    for _ in range(KEYS):
        await page.keyboard.press(key)
        await page.wait_for_timeout(25)
    taken: dict[str, float] = await page.evaluate(TAKE)
    return taken


async def floor_of(page: Page) -> float:
    """Processor milliseconds of a step of the plainest table there can be."""
    await page.goto("about:blank")
    await page.set_content("<!doctype html><body></body>")
    await page.evaluate(FLOOR)
    return await work_of(page, lambda: page.evaluate("window.floorStep(Math.random())"), 100)


class Work:
    """Processor time of the page's main thread, which a busy machine does not stretch."""

    def __init__(self, session: CDPSession) -> None:
        self._session = session

    @classmethod
    async def of(cls, page: Page) -> "Work":
        """Start counting."""
        session = await page.context.new_cdp_session(page)
        await session.send("Performance.enable", {"timeDomain": "threadTicks"})
        return cls(session)

    async def milliseconds(self) -> float:
        """So far."""
        told = await self._session.send("Performance.getMetrics")
        found = {each["name"]: each["value"] for each in told["metrics"]}
        return float(found["TaskDuration"]) * 1000


async def work_of(page: Page, act: Callable[[], Awaitable[object]], times: int) -> float:
    """Processor milliseconds of one of many."""
    work = await Work.of(page)
    before = await work.milliseconds()
    for _ in range(times):
        await act()
    return (await work.milliseconds() - before) / times


async def measure(
    browser: Browser, url: str, login: tuple[str, str], view: str
) -> dict[str, object]:
    """One try."""
    context = await browser.new_context(viewport=SIZE, locale="pt-BR", bypass_csp=True)
    page = await context.new_page()
    try:
        await sign_in(page, url, *login)
        await open_grid(page, url, view)
        scroll = await page.evaluate(SCROLL)
        await page.wait_for_timeout(1000)
        step = await work_of(page, lambda: page.evaluate(STEP, 600), 100)
        heap = await page.evaluate(HEAP)
        await open_grid(page, url, view)
        grid = page.locator("[role=grid]")
        count = await grid.get_attribute("aria-rowcount")
        await grid.focus()
        await page.evaluate(WATCH)
        down = await press(page, "ArrowDown")
        right = await press(page, "ArrowRight")
        key = await work_of(page, lambda: page.keyboard.press("ArrowDown"), KEYS)
        began = await page.evaluate("performance.now()")
        await page.keyboard.press("Control+End")
        await page.locator(f'[role=grid] [data-row="{int(count or 0) - 3}"]').first.wait_for()
        jump = await page.evaluate("performance.now()") - began
        await page.keyboard.press("Control+Home")
        await page.wait_for_timeout(500)
        typing = await type_in_cell(page)
        floor = await floor_of(page)
        return {
            "rows": int(count or 0) - 2,
            "scroll": scroll,
            "down": down,
            "right": right,
            "typing": typing,
            "cpu_ms_a_step_of_600_px": step,
            "cpu_ms_a_step_of_the_floor": floor,
            "cpu_ms_an_arrow_key": key,
            "jump_to_end_ms": jump,
            "heap_mb": heap,
        }
    finally:
        await context.close()


async def type_in_cell(page: Page) -> dict[str, float]:
    """Letters into the title of the first row; given up at the end."""
    await page.keyboard.press("F2")
    await page.locator("[data-slot=cell-editor] input").wait_for()
    await page.evaluate(TAKE)
    for letter in "abcdefghij" * 6:
        await page.keyboard.press(letter)
        await page.wait_for_timeout(25)
    taken: dict[str, float] = await page.evaluate(TAKE)
    await page.keyboard.press("Escape")
    return taken


async def main(url: str, email: str, password: str, view: str) -> None:
    """Print every try as JSON, a line each."""
    async with run_browser() as browser:
        for _ in range(TRIES):
            print(json.dumps(await measure(browser, url, (email, password), view)), flush=True)


if __name__ == "__main__":
    address, name, secret, *rest = sys.argv[1:]
    asyncio.run(main(address, name, secret, rest[0] if rest else "/m/leads/all?as=sheet"))
