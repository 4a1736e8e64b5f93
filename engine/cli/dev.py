"""Serve for developers: the server restarts and the pages refresh when a source changes."""

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace

from engine.cli._demo_clinic import LOGINS, PASSWORD, ensure_demo_clinic
from engine.cli._frontend import ensure_packages
from engine.cli._node import node_environment, npm_command
from engine.cli._serve import bind, listen, next_free_port
from engine.cli._workspace import open_workspace, running_database
from engine.core.keyring import load_keyring
from engine.core.settings import ROOT, Settings

__all__ = ["add_arguments", "run"]

PAGES_PORT = 5173
SOURCES = ("metamodel", "engine", "default_apps")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument("--port", type=int, help="port of the API (default: NEXUS_PORT or 8000)")
    parser.add_argument("--no-frontend", action="store_true", help="the API alone")


async def run(args: argparse.Namespace) -> int:
    """Serve for developers until Ctrl-C, with the demo clinic."""
    given = Settings.load()
    settings = replace(given, port=args.port or given.port)
    listen(settings).close()
    load_keyring(settings.var, settings.keys)
    with running_database(settings) as ready:
        async with open_workspace(ready) as workspace:
            await ensure_demo_clinic(workspace)
        commands = [server_command(settings)]
        address = settings.url
        if not args.no_frontend:
            await ensure_packages()
            pages_port = free_pages_port()
            address = f"http://localhost:{pages_port}"
            commands.append(pages_command(pages_port))
        environment = node_environment({**ready.as_environment(), "NEXUS_API_URL": settings.url})
        print(f"\n  Pages   {address}\n  API     {settings.url}/api")
        print(f"  Log in  {LOGINS[0]} with password {PASSWORD}\n  Stop    Ctrl-C\n", flush=True)
        return await run_together(commands, environment)


def server_command(settings: Settings) -> list[str]:
    """Uvicorn with reload."""
    command = [sys.executable, "-m", "uvicorn", "--factory", "engine.api.app:create_app"]
    command += ["--host", settings.host, "--port", str(settings.port), "--reload"]
    return command + [part for name in SOURCES for part in ("--reload-dir", str(ROOT / name))]


def pages_command(port: int) -> list[str]:
    """Vite with hot replacement."""
    words = ("run", "dev", "--workspace", "frontend", "--", "--port", str(port), "--strictPort")
    return npm_command(*words)


def free_pages_port() -> int:
    """Vite's usual port, or the next that is free."""
    try:
        bind("127.0.0.1", PAGES_PORT).close()
    except OSError:
        return next_free_port("127.0.0.1", PAGES_PORT)
    return PAGES_PORT


async def run_together(commands: Sequence[Sequence[str]], environment: Mapping[str, str]) -> int:
    """Run programs until one ends or we are stopped, then stop them all."""
    programs = [
        await asyncio.create_subprocess_exec(
            *command, cwd=ROOT, env=dict(environment), start_new_session=True
        )
        for command in commands
    ]
    waits = [asyncio.create_task(program.wait()) for program in programs]
    try:
        done, _ = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        return next(iter(done)).result()
    except asyncio.CancelledError:  # Ctrl-C is how this command ends
        task = asyncio.current_task()
        if task is not None:
            task.uncancel()
        return 0
    finally:
        for program in programs:
            if program.returncode is None:
                os.killpg(program.pid, signal.SIGTERM)
        await asyncio.gather(*waits)
