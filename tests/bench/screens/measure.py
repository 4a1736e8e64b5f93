"""What is measured of the screens: frames, keys to paint, drops, changes of screen, live."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median
from typing import Any

from playwright.async_api import Browser, Page, expect

from tests.bench.clinic import PASSWORD
from tests.bench.screens.served import CARDS, ROWS, email_of
from tests.browser.product import Person, drag, meet

PROBE = (Path(__file__).parent / "probe.js").read_text()
TURNS = 60
Found = dict[str, Any]


@asynccontextmanager
async def at_work(browser: Browser, url: str, rows: int) -> AsyncGenerator[Person]:
    """The administrator of the clinic of this size, signed in."""
    async with meet(browser, url) as person:
        await person.context.add_init_script(PROBE)
        await person.page.goto(url)
        await person.page.get_by_label("E-mail").fill(email_of(rows))
        await person.page.get_by_label("Senha", exact=True).fill(PASSWORD)
        await person.page.keyboard.press("Enter")
        await person.page.wait_for_url("**/m/**")
        yield person


async def calibrate(browser: Browser) -> float:
    """How long the machine takes for a loop of twenty million turns."""
    page = await browser.new_page()
    await page.add_init_script(PROBE)
    await page.goto("about:blank")
    await page.evaluate(PROBE)
    times = [(await page.evaluate("probe.calibrate()"))["ms"] for _ in range(3)]
    await page.close()
    return min(times)


async def while_doing(page: Page, work: Callable[[], Awaitable[None]]) -> Found:
    """The figures of a stretch of work."""
    await page.evaluate("probe.begin()")
    await work()
    return dict(await page.evaluate("probe.end()"))


async def measure_grid(browser: Browser, url: str, kind: str) -> Found:
    """Wheel through 100,000 rows, then walk by arrow keys; in a sheet also type."""
    async with at_work(browser, url, ROWS) as person:
        page = person.page
        await page.goto(f"{url}/m/leads/{kind}")
        grid = page.get_by_role("grid")
        await expect(grid.get_by_role("row").nth(8)).to_be_visible()
        await page.mouse.move(800, 500)
        await page.wait_for_timeout(800)

        async def wheel() -> None:
            for _ in range(TURNS):
                await page.mouse.wheel(0, 600)
                await page.wait_for_timeout(30)

        scrolled = await while_doing(page, wheel)
        await page.keyboard.press("Escape")
        await grid.get_by_role("row").nth(6).get_by_role("gridcell").nth(2).click()
        await page.keyboard.press("Escape")

        async def walk() -> None:
            for turn in range(TURNS):
                await page.keyboard.press("ArrowDown" if turn % 3 else "ArrowUp")
                await page.wait_for_timeout(40)

        walked = await while_doing(page, walk)
        found = {**scrolled, "arrow_p50": walked["key_p50"], "arrow_p95": walked["key_p95"]}
        if kind == "sheet":
            await grid.get_by_role("rowheader").nth(4).click()

            async def type_in_cell() -> None:
                for letter in "Mariana Couto Alves de Souza Lima":
                    await page.keyboard.press(letter if letter != " " else "Space")
                    await page.wait_for_timeout(30)

            typed = await while_doing(page, type_in_cell)
            await page.keyboard.press("Escape")
            found |= {"typing_p50": typed["key_p50"], "typing_p95": typed["key_p95"]}
        return found


async def measure_board(browser: Browser, url: str) -> Found:
    """Wheel through a column of 12,000 cards on the board; drag a card to the next column."""
    async with at_work(browser, url, CARDS) as person:
        page = person.page
        await page.goto(f"{url}/m/leads/board")
        await expect(page.locator("[data-card]").nth(8)).to_be_visible()
        await page.mouse.move(180, 500)
        await page.wait_for_timeout(800)

        async def wheel() -> None:
            for turn in range(TURNS):
                await page.mouse.wheel(0, 600 if turn < TURNS // 2 else -600)
                await page.wait_for_timeout(30)

        found = await while_doing(page, wheel)
        await page.mouse.move(300, 20)  # off the cards: what is new waits under a pill elsewhere
        await page.wait_for_timeout(500)
        name = await new_lead(person, "Arrasto medido")
        await expect(page.locator("[data-card]").filter(has_text=name)).to_be_visible()
        dropped = page.evaluate("probe.dropped()")
        painted = page.evaluate(
            "words => probe.dropped().then(() => probe.seen("
            "'section:has(h2), [role=region]', words))",
            name,
        )
        tasks = asyncio.gather(dropped, painted)
        dragged = await while_doing(page, lambda: drag(page, name, "Ativos"))
        drop, paint = await asyncio.wait_for(tasks, 10)
        return {
            **found,
            "drag_fps": dragged["fps"],
            "drag_p95": dragged["frame_p95"],
            "drag_long_tasks": dragged["long_tasks"],
            "drop_to_paint": paint - drop,
        }


async def new_lead(person: Person, name: str) -> str:
    """A lead of a name nobody has, the newest."""
    found = await person.ask("/api/data/leads?fields=name&limit=1&sort=-created_at")
    told = f"{name} {found['data'][0]['id'][-4:]}"
    await person.ask("/api/data/leads", "POST", {"name": told})
    return told


async def measure_live(browser: Browser, url: str, times: int = 5) -> Found:
    """From the drop in one browser to the paint in the other, on the board of 12,000 cards."""
    took: list[float] = []
    async with at_work(browser, url, CARDS) as first, at_work(browser, url, CARDS) as second:
        for person in (first, second):
            await person.page.goto(f"{url}/m/leads/board")
            await expect(person.page.locator("[data-card]").nth(8)).to_be_visible()
        for _ in range(times):
            for person in (first, second):
                await person.page.mouse.move(300, 20)
            name = await new_lead(first, "Ao vivo medido")
            for person in (first, second):
                await expect(
                    person.page.locator("[data-card]").filter(has_text=name)
                ).to_be_visible()
            active = await second.page.evaluate_handle(
                "() => [...document.querySelectorAll('[role=region], section')].find(each =>"
                " each.querySelector('h2, h3')?.textContent.startsWith('Ativos'))"
            )
            await second.page.evaluate("node => node.setAttribute('data-measured', '')", active)
            painted = asyncio.ensure_future(
                second.page.evaluate("words => probe.seen('[data-measured]', words)", name)
            )
            dropped = asyncio.ensure_future(first.page.evaluate("probe.dropped()"))
            await drag(first.page, name, "Ativos")
            took.append(await asyncio.wait_for(painted, 15) - await asyncio.wait_for(dropped, 15))
    return {"live_p50": median(took), "live_worst": max(took)}


async def measure_form(browser: Browser, url: str) -> Found:
    """Type in the form of a new lead."""
    async with at_work(browser, url, CARDS) as person:
        page = person.page
        await expect(page.locator("[data-card]").first).to_be_visible()
        await page.keyboard.press("c")
        await page.get_by_role("dialog").get_by_label("Nome do lead").click()

        async def type_name() -> None:
            for letter in "Mariana Couto Alves de Souza Lima e Prado":
                await page.keyboard.press(letter if letter != " " else "Space")
                await page.wait_for_timeout(30)

        typed = await while_doing(page, type_name)
        return {"form_p50": typed["key_p50"], "form_p95": typed["key_p95"]}


async def measure_changes(browser: Browser, url: str) -> Found:
    """Board to list and back, both seen before; the palette, opened before."""
    async with at_work(browser, url, CARDS) as person:
        page = person.page
        await expect(page.locator("[data-card]").first).to_be_visible()
        took: list[float] = []
        for turn in range(8):
            kind, where = ("Lista", "[role=grid]") if turn % 2 == 0 else ("Kanban", "[data-card]")
            begun = await page.evaluate("performance.timeOrigin + performance.now()")
            seen = asyncio.ensure_future(
                page.evaluate("where => probe.seen(`main ${where}`, '')", where)
            )
            await page.get_by_role("radio", name=kind).click()
            took.append(await seen - begun)
            await page.wait_for_timeout(300)
        opened: list[float] = []
        for _ in range(4):
            begun = await page.evaluate("performance.timeOrigin + performance.now()")
            seen = asyncio.ensure_future(page.evaluate("probe.seen('[role=dialog]', '')"))
            await page.keyboard.press("Control+k")
            opened.append(await asyncio.wait_for(seen, 10) - begun)
            await page.keyboard.press("Escape")
            await expect(page.get_by_role("dialog")).to_have_count(0)
        return {"change": median(took[2:]), "palette": median(opened[1:])}
