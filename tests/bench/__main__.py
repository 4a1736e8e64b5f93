"""`make bench`: S1, S2, S4, S5, S6 and W1 as ratios to the floor, over HTTP, as a seller with a row
rule and two masks.

ARGS: `--rows 10000,1000000` `--scenarios S1,S2,S4,S5,S6,W1` `--rounds 5` `--seconds 3`
`--json FILE`.
"""

import argparse
import asyncio
import json
import sys
from pathlib import Path

from engine.core.embedded import Cluster
from engine.core.settings import ROOT
from tests.bench.clinic import prepare
from tests.bench.compare import compare
from tests.bench.report import as_markdown
from tests.bench.start_up import measure_start

SERVER_CPU, CLIENT_CPU = 0, 1


def main() -> int:
    """Run what is asked for and print the table."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rows", default="10000,1000000")
    parser.add_argument("--scenarios", default="S1,S2,S4,S5,S6,W1")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--var", type=Path, default=ROOT / "var" / "bench")
    args = parser.parse_args()
    wanted = args.scenarios.split(",")
    figures: list[dict[str, object]] = []
    var: Path = args.var
    with Cluster.running(var) as urls:
        for rows in [int(part) for part in args.rows.split(",")]:
            if not {"S1", "S2", "S4", "S5", "S6"} & set(wanted):
                break
            bench = asyncio.run(prepare(urls, var, rows))
            figures += asyncio.run(compare(bench, wanted, args.rounds, args.seconds))
    if "W1" in wanted:
        figures.append(measure_start(var.parent / "bench-start"))
    print(as_markdown(figures))
    if args.json:
        args.json.write_text(json.dumps(figures, indent=2))
    return 0 if all(figure["reached"] for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
