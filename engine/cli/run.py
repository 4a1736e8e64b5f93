"""Serve the product: database, system tables, demo clinic, pages and API on one address."""

import argparse
import asyncio
import time
from dataclasses import replace

from engine.cli._demo_clinic import LOGINS, PASSWORD, ensure_demo_clinic
from engine.cli._frontend import ensure_pages
from engine.cli._serve import listen, serve
from engine.cli._workspace import open_workspace, running_database
from engine.core.keyring import load_keyring
from engine.core.settings import Settings

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and what to leave out."""
    parser.add_argument("--host", help="address to listen on (default: NEXUS_HOST or 127.0.0.1)")
    parser.add_argument("--port", type=int, help="port to listen on (default: NEXUS_PORT or 8000)")
    parser.add_argument("--no-demo", action="store_true", help="make no demo clinic")
    parser.add_argument("--no-frontend", action="store_true", help="do not build the pages")


async def run(args: argparse.Namespace) -> int:
    """Serve the product until Ctrl-C; the first start sets everything up.

    The demo clinic, whose password is known to all, is made in the embedded database only.
    """
    begin = time.monotonic()
    given = Settings.load()
    settings = replace(given, host=args.host or given.host, port=args.port or given.port)
    load_keyring(settings.var, settings.keys)
    wants_demo = settings.is_embedded and not args.no_demo
    with listen(settings) as listener, running_database(settings) as ready:
        await asyncio.gather(
            prepare(ready, wants_demo=wants_demo),
            do_nothing() if args.no_frontend else ensure_pages(),
        )
        is_served = await serve(
            ready, listener, lambda: greet(settings, begin, has_demo=wants_demo)
        )
    return 0 if is_served else 1


async def prepare(settings: Settings, *, wants_demo: bool) -> None:
    """System tables, and a first clinic to look at."""
    async with open_workspace(settings) as workspace:
        if wants_demo:
            await ensure_demo_clinic(workspace)


async def do_nothing() -> None:
    """For a start that leaves the pages as they are."""


def greet(settings: Settings, begin: float, *, has_demo: bool) -> None:
    """Tell the person where to go."""
    print(f"\nOne Nexus Atemporal is ready ({time.monotonic() - begin:.1f} s)")
    print(f"  Open    {settings.url}")
    if has_demo:
        others = ", ".join(login for login in LOGINS[1:])
        print(f"  Log in  {LOGINS[0]} with password {PASSWORD}")
        print(f"          (others with the same password: {others})")
    place = f"{settings.var}" if settings.is_embedded else "your PostgreSQL"
    print(f"  Data    {place}")
    print("  Stop    Ctrl-C\n", flush=True)
