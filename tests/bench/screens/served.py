"""The pages on a big clinic: a server, and an administrator who sees every record of it."""

import os
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import httpx

from engine.core.database import Databases
from engine.core.embedded import ClusterUrls
from engine.definitions.clinics import find_clinic
from engine.definitions.members import create_account, create_member, find_account
from tests.bench.clinic import PASSWORD, prepare

CARDS, ROWS = 12_000, 100_000


def email_of(rows: int) -> str:
    """Who signs in to the clinic of this size."""
    return f"screens@bench-{rows}.test"


async def make_clinics(urls: ClusterUrls, var: Path) -> None:
    """The clinics of both sizes, each with its administrator."""
    for rows in (CARDS, ROWS):
        bench = await prepare(urls, var, rows)
        databases = Databases.open(urls.core_url, urls.chat_url, size=2)
        try:
            if await find_account(databases, email_of(rows)) is not None:
                continue
            account = await create_account(
                databases, email=email_of(rows), name="Administradora", password=PASSWORD
            )
            clinic = await find_clinic(databases, bench.slug)
            assert clinic is not None
            await create_member(
                databases, clinic, name="Administradora", account_id=account.id, roles=("admin",)
            )
        finally:
            await databases.close()


@contextmanager
def serve(urls: ClusterUrls, var: Path, port: int) -> Generator[str]:
    """The product on both clinics; its address."""
    environment = {
        **os.environ,
        "NEXUS_DATABASE_URL": urls.core_url,
        "NEXUS_CHAT_DATABASE_URL": urls.chat_url,
        "NEXUS_VAR": str(var),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "engine", "run", "--no-frontend", "--port", str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            if _is_ready(url):
                break
            time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait(20)


def _is_ready(url: str) -> bool:
    try:
        return httpx.get(f"{url}/api/ready", timeout=2).status_code == 200
    except httpx.TransportError:
        return False
