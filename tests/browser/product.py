"""A running product with its demo clinic, and a person's browser on it."""

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import (
    Browser,
    BrowserContext,
    Page,
    StorageState,
    async_playwright,
    expect,
)

from engine.cli._frontend import ensure_pages
from engine.core.postgres.state import free_port
from engine.core.settings import ROOT

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
PASSWORD = "nexus-demo"
PATIENCE = 15_000  # milliseconds; machines that test are busy
PROGRAM = ("engine", "metamodel", "default_apps")
PAGES = ROOT / "frontend" / "dist"
WIDTHS = {"desktop": (1440, 900), "phone": (390, 844)}
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


async def copy_program(folder: Path) -> None:
    """The product as it stands now, pages built: no later edit or build reaches a running test."""
    for part in PROGRAM:
        shutil.copytree(ROOT / part, folder / part)
    for _ in range(5):
        await ensure_pages()
        if copy_pages(folder / "frontend" / "dist"):
            return
    raise AssertionError("the pages are being built all the time")


def copy_pages(folder: Path) -> bool:
    """Copy the built pages; False when a build went on meanwhile."""
    shutil.rmtree(folder, ignore_errors=True)
    try:
        shutil.copytree(PAGES, folder)
    except (shutil.Error, FileNotFoundError):
        return False
    return (folder / ".nexus").exists()  # the last file a build writes, the first it removes


@dataclass(kw_only=True)
class Server:
    """`nexus run` of a copy of the program, with its data beside it."""

    folder: Path
    port: int
    process: asyncio.subprocess.Process | None = None
    _drain: asyncio.Task[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Start it and wait until it answers."""
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "engine", "run", "--no-frontend", "--port", str(self.port),
            cwd=self.folder / "program", env={**os.environ, "NEXUS_VAR": str(self.folder / "var")},
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        assert self.process.stdout is not None
        said: list[str] = []
        while line := (await self.process.stdout.readline()).decode():
            said.append(line)
            if "Stop " in line:
                break
        else:
            raise AssertionError("".join(said))
        self._drain = asyncio.create_task(self.process.stdout.read())

    async def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End it: politely, or with SIGKILL in the middle of whatever it does."""
        if self.process is None or self._drain is None:
            return
        self.process.send_signal(how)
        await self.process.wait()
        self._drain.cancel()
        self.process = None


@asynccontextmanager
async def run_server(folder: Path) -> AsyncGenerator[Server]:
    """A server that a test may end and start again."""
    await copy_program(folder / "program")
    server = Server(folder=folder, port=free_port())
    await server.start()
    try:
        yield server
    finally:
        await server.end()


@asynccontextmanager
async def run_product(folder: Path) -> AsyncGenerator[str]:
    """The same, left alone; gives its URL."""
    async with run_server(folder) as server:
        yield server.url


async def run_command(folder: Path, *words: str, said: str = "") -> None:
    """`nexus …` beside the running product, as its administrator would; `said` is typed in."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "engine", *words,
        cwd=folder / "program", env={**os.environ, "NEXUS_VAR": str(folder / "var")},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    output, _ = await process.communicate(said.encode())
    assert process.returncode == 0, output.decode()


@asynccontextmanager
async def run_browser() -> AsyncGenerator[Browser]:
    """The Chromium of this machine."""
    path = next(filter(None, map(shutil.which, NAMES)))
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        await browser.close()


@dataclass(kw_only=True)
class Person:
    """Somebody at a browser. `complaints` are console errors, page errors and outside requests."""

    url: str
    context: BrowserContext
    page: Page
    is_phone: bool = False
    complaints: list[str] = field(default_factory=list[str])

    async def sign_in(self, login: str) -> None:
        """Type the login, one of the demo clinic or an address, and wait for the first screen."""
        await self.page.goto(self.url)
        address = login if "@" in login else f"{login}@demo.local"
        await self.page.get_by_label("E-mail").fill(address)
        await self.page.get_by_label("Senha", exact=True).fill(PASSWORD)
        await self.page.keyboard.press("Enter")
        await self.page.wait_for_url("**/m/**")
        self.complaints.clear()  # before signing in the session answers 401, as it should

    async def ask(self, path: str, method: str = "GET", body: Any = None) -> Any:
        """Call the API as this person; the parsed answer."""
        return await self.page.evaluate(
            """async ([path, method, body]) => {
              const headers = {'content-type': 'application/json'}
              if (method !== 'GET') {
                const session = await (await fetch('/api/session')).json()
                headers['x-csrf-token'] = session.csrf
              }
              const answer = await fetch(path, {
                method, headers, body: body === null ? undefined : JSON.stringify(body),
              })
              return await answer.json()
            }""",
            [path, method, body],
        )

    async def violations(self) -> list[str]:
        """What axe finds on the page as it stands."""
        await self.page.add_script_tag(path=str(AXE))
        found = await self.page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})"
            ".then(r => r.violations.map("
            "v => `${v.id}: ${v.nodes.map(n => n.target).join(' | ')}`))",
            AXE_TAGS,
        )
        return list(found)


async def drag(page: Page, card: str, stage: str) -> None:
    """Drag a card, by its name, onto the column of a stage."""
    start = await page.locator("[data-card]").filter(has_text=card).first.bounding_box()
    end = await page.get_by_role("heading", name=stage).first.bounding_box()
    assert start is not None
    assert end is not None
    await page.mouse.move(start["x"] + 40, start["y"] + 20)
    await page.mouse.down()
    await page.mouse.move(start["x"] + 60, start["y"] + 32, steps=4)
    await page.mouse.move(end["x"] + 60, end["y"] + 160, steps=12)
    await page.wait_for_timeout(150)
    await page.mouse.up()


async def settles(read: Callable[[], Awaitable[Any]], wanted: Any) -> None:
    """Read until it is what is wanted; what it is after PATIENCE is told."""
    seen = await read()
    for _ in range(PATIENCE // 100):
        if seen == wanted:
            return
        await asyncio.sleep(0.1)
        seen = await read()
    assert seen == wanted


@asynccontextmanager
async def meet(
    browser: Browser,
    url: str,
    *,
    width: str = "desktop",
    theme: str = "light",
    cookies: StorageState | None = None,
) -> AsyncGenerator[Person]:
    """A person with a fresh browser profile in São Paulo, signed in already with these cookies."""
    size = WIDTHS[width]
    context = await browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if theme == "dark" else "light",
        locale="pt-BR",
        timezone_id="America/Sao_Paulo",
        has_touch=width == "phone",
        storage_state=cookies,
        bypass_csp=True,  # only so that axe can be put into the page
    )
    context.set_default_timeout(PATIENCE)
    page = await context.new_page()
    person = Person(url=url, context=context, page=page, is_phone=width == "phone")
    page.on("pageerror", lambda error: person.complaints.append(f"page error: {error}"))
    page.on(
        "console",
        lambda said: person.complaints.append(said.text) if said.type == "error" else None,
    )
    page.on(
        "request",
        lambda sent: (
            None
            if sent.url.startswith((url, "data:", "blob:"))
            else person.complaints.append(f"left the origin: {sent.url}")
        ),
    )
    try:
        yield person
    finally:
        await context.close()
