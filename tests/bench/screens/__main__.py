"""The table of the budgets of the screens: `make bench-screens`.

ARGS: `--only board,list,sheet,form,changes,live` `--tries 3` `--lighthouse FOLDER` (where the npm
package `lighthouse` is installed) `--json FILE`. Of several tries the best counts: other work on
the machine only makes figures worse.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from playwright.async_api import Browser

from engine.core.embedded import Cluster
from engine.core.settings import ROOT
from tests.bench.screens.lighthouse import measure_lighthouse
from tests.bench.screens.measure import (
    calibrate,
    measure_board,
    measure_changes,
    measure_form,
    measure_grid,
    measure_live,
)
from tests.bench.screens.served import make_clinics, serve
from tests.bench.screens.table import BUDGETS, as_markdown, is_better
from tests.browser.product import run_browser

PORT = 8134
Measure = Callable[[Browser, str], Awaitable[dict[str, Any]]]
MEASURES: dict[str, Measure] = {
    "board": measure_board,
    "list": lambda browser, url: measure_grid(browser, url, "all"),
    "sheet": lambda browser, url: measure_grid(browser, url, "sheet"),
    "form": measure_form,
    "changes": measure_changes,
    "live": measure_live,
}


def main() -> int:
    """Run what is asked for and print the table; 1 when a budget is missed."""
    parser = argparse.ArgumentParser(prog="make bench-screens", description=__doc__)
    parser.add_argument("--only", default=",".join(MEASURES))
    parser.add_argument("--tries", type=int, default=3)
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--lighthouse", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--var", type=Path, default=ROOT / "var" / "bench")
    args = parser.parse_args()
    with Cluster.running(args.var) as urls:
        asyncio.run(make_clinics(urls, args.var))
        with serve(urls, args.var, args.port) as url:
            figures = asyncio.run(measure(url, args.only.split(","), args.tries))
            if args.lighthouse:
                figures |= measure_lighthouse(url, args.lighthouse)
    print(as_markdown(figures))
    if args.json:
        args.json.write_text(json.dumps(figures, indent=2))
    missed = [key for key, budget in BUDGETS.items() if not budget.holds(figures.get(key))]
    return 1 if missed else 0


async def measure(url: str, wanted: list[str], tries: int) -> dict[str, float]:
    """The best of each figure, as `<screen>.<figure>`."""
    found: dict[str, float] = {}
    async with run_browser() as browser:
        found["calibration"] = await calibrate(browser)
        for screen in wanted:
            for _ in range(tries):
                for name, value in (await MEASURES[screen](browser, url)).items():
                    key = f"{screen}.{name}"
                    if value is not None and is_better(key, value, found.get(key)):
                        found[key] = value
    return found


if __name__ == "__main__":
    sys.exit(main())
