"""Add up the reports of all pytest runs; a skipped test counts as a failure of the run."""

import sys
from pathlib import Path
from xml.etree import ElementTree  # our own pytest wrote these files

RINGS = ("unit", "database", "browser", "database-16", "screens")


def main(folder: Path) -> int:
    """Print the totals and the names of what was skipped or is missing."""
    totals = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
    missing = [ring for ring in RINGS if not (folder / f"{ring}.xml").exists()]
    for path in sorted(folder.glob("*.xml")):
        root = ElementTree.parse(path).getroot()  # noqa: S314
        for suite in root.iter("testsuite"):
            for name in totals:
                totals[name] += int(suite.get(name, "0"))
        for case in root.iter("testcase"):
            if case.find("skipped") is not None:
                print(f"skipped: {case.get('classname')}::{case.get('name')}")
    for report in sorted(folder.glob("*-first-try")):
        for case in ElementTree.parse(report).getroot().iter("testcase"):  # noqa: S314
            if case.find("failure") is not None or case.find("error") is not None:
                name = f"{case.get('classname')}::{case.get('name')}"
                print(f"unsteady, passed on a second try: {name}")
    for ring in missing:
        print(f"did not run: {ring}")
    failed = totals["failures"] + totals["errors"] + totals["skipped"] + len(missing)
    passed = totals["tests"] - totals["failures"] - totals["errors"] - totals["skipped"]
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
