"""Ours and the floor, one process on one core each, in interleaved bursts of the same run;
medians."""

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from tests.bench.clinic import PASSWORD, Bench
from tests.bench.load import Ask, Sample, burst
from tests.bench.scenarios import Paths

OURS, FLOOR = 8131, 8132
BARS: dict[str, tuple[float | None, float | None]] = {
    "S1": (0.65, 1.6),
    "S2": (0.5, 2.0),
    "S4": (0.3, None),
    "S5": (0.3, None),
    "S6 rare": (None, 1.5),
    "S6 common": (None, 1.5),
}
"""The share of the floor's requests a second, and how many times its median is allowed."""
CONNECTIONS = 8


async def compare(
    bench: Bench, wanted: Sequence[str], rounds: int, seconds: float
) -> list[dict[str, object]]:
    """The figures of the scenarios asked for."""
    os.sched_setaffinity(0, {1})
    floor = {"NEXUS_BENCH_FLOOR": str(bench.floor)}
    with (
        _server("engine.api.app:create_app", OURS, _environment(bench), factory=True) as ours,
        _server("tests.bench.floor:app", FLOOR, floor),
    ):
        signed = _sign_in(bench)
        paths = Paths(rows=bench.rows)
        figures: list[dict[str, object]] = []
        for name in [key for key in BARS if key.split()[0] in wanted]:
            pair = paths.pair(name)
            figures.append(await _one(name, bench, pair, signed, rounds, seconds, ours))
        return figures


async def _one(
    name: str,
    bench: Bench,
    routes: tuple[Ask, Ask],
    signed: dict[str, str],
    rounds: int,
    seconds: float,
    process: int,
) -> dict[str, object]:
    ours, floor = routes
    for port, path, headers in ((OURS, ours, signed), (FLOOR, floor, {})):
        await burst(port, path, headers, seconds=2, connections=CONNECTIONS)
    fast: dict[int, list[Sample]] = {OURS: [], FLOOR: []}
    alone: dict[int, list[Sample]] = {OURS: [], FLOOR: []}
    for _ in range(rounds):
        for port, path, headers in ((OURS, ours, signed), (FLOOR, floor, {})):
            fast[port].append(
                await burst(port, path, headers, seconds=seconds, connections=CONNECTIONS)
            )
            alone[port].append(await burst(port, path, headers, seconds=1, connections=1))
    rate = {port: median(sample.per_second for sample in fast[port]) for port in fast}
    p50 = {port: median(sample.p50 for sample in alone[port]) for port in alone}
    share, slower = rate[OURS] / rate[FLOOR], p50[OURS] / p50[FLOOR]
    bar_share, bar_p50 = BARS[name]
    return {
        "scenario": name,
        "rows": bench.rows,
        "ours_per_second": round(rate[OURS]),
        "floor_per_second": round(rate[FLOOR]),
        "share": round(share, 3),
        "share_bar": bar_share,
        "ours_p50_ms": round(p50[OURS], 2),
        "floor_p50_ms": round(p50[FLOOR], 2),
        "p50_ratio": round(slower, 2),
        "p50_bar": bar_p50,
        "memory_mb": resident(process),
        "reached": (bar_share is None or share >= bar_share)
        and (bar_p50 is None or slower <= bar_p50),
    }


def _environment(bench: Bench) -> dict[str, str]:
    return {
        "NEXUS_DATABASE_URL": bench.urls.core_url,
        "NEXUS_CHAT_DATABASE_URL": bench.urls.chat_url,
        "NEXUS_VAR": str(bench.var),
    }


def _sign_in(bench: Bench) -> dict[str, str]:
    """The headers of a signed-in seller."""
    asked = urllib.request.Request(
        f"http://127.0.0.1:{OURS}/api/session",
        json.dumps({"email": bench.email, "password": PASSWORD}).encode(),
        {"content-type": "application/json"},
    )
    with urllib.request.urlopen(asked) as answer:  # noqa: S310
        cookie = answer.headers["set-cookie"].split(";")[0]
        return {"Cookie": cookie, "X-CSRF-Token": json.load(answer)["csrf"]}


@contextmanager
def _server(
    app: str, port: int, environment: dict[str, str], *, factory: bool = False
) -> Generator[int]:
    command = [
        sys.executable, "-m", "uvicorn", app, "--port", str(port), "--no-access-log",
        "--log-level", "warning", *(["--factory"] if factory else []),
    ]  # fmt: skip
    process = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        preexec_fn=lambda: os.sched_setaffinity(0, {0}),
    )
    try:
        _wait(port, process)
        yield process.pid
    finally:
        process.terminate()
        process.wait(10)


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    import socket
    import time

    for _ in range(200):
        if process.poll() is not None:
            raise RuntimeError(f"the server on {port} stopped")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"no server on {port}")


def resident(process: int) -> int:
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024 // 1024
