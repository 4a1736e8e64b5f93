"""W1: second start to ready in a fresh `var`, and resident memory when idle."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from statistics import median

from tests.bench.compare import resident

PORT = 8133
BAR_SECONDS, BAR_MEMORY = 3.0, 200


def measure_start(var: Path) -> dict[str, object]:
    """One first start, three second starts."""
    _start(var)
    starts = [_start(var) for _ in range(3)]
    seconds, memory = median(start[0] for start in starts), max(start[1] for start in starts)
    return {
        "scenario": "W1",
        "rows": 0,
        "seconds": round(seconds, 2),
        "seconds_bar": BAR_SECONDS,
        "memory_mb": memory,
        "memory_bar": BAR_MEMORY,
        "reached": seconds <= BAR_SECONDS and memory <= BAR_MEMORY,
    }


def _start(var: Path) -> tuple[float, int]:
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith("NEXUS_DATABASE")
    }
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "engine", "run", "--port", str(PORT), "--no-frontend"],
        env={**environment, "NEXUS_VAR": str(var)},
        stdout=subprocess.DEVNULL,
    )
    try:
        while not _is_ready():
            if process.poll() is not None or time.monotonic() - began > 120:
                raise RuntimeError("the server did not start")
            time.sleep(0.02)
        seconds = time.monotonic() - began
        time.sleep(0.5)
        return seconds, resident(process.pid)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


def _is_ready() -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/api/ready", timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False
