"""Run the browser tests with the Chromium of this machine; without one, say so loudly.

In CI a missing Chromium is a failure: there no test may be left out. A test that fails there is
run once more by itself, as a browser on a busy machine may miss its moment; one that passes only
then is named loudly, here and in the summary, and wants mending.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
RINGS = {
    "browser": ["-m", "browser and not slow"],
    "screens": ["-m", "browser and slow", "tests/screens", "-n", "2", "--dist", "load"],
}
ROOT = Path(__file__).resolve().parent.parent
FAILED = 1  # pytest's exit code for "tests ran, some failed"


def run(ring: str, more: list[str]) -> int:
    """One run of pytest; its report goes where the other rings put theirs."""
    command = [sys.executable, "-m", "pytest", *RINGS[ring]]
    reports = os.environ.get("NEXUS_TEST_REPORTS")
    if reports:
        command.append(f"--junitxml={reports}/{ring}.xml")
    return subprocess.run([*command, *more], cwd=ROOT, check=False).returncode


def run_again(ring: str, more: list[str]) -> int:
    """What failed, once more; the first report is kept beside the second."""
    reports = Path(os.environ.get("NEXUS_TEST_REPORTS", ROOT / "test-results"))
    report = reports / f"{ring}.xml"
    if report.exists():
        report.rename(reports / f"{ring}-first-try")
    code = run(ring, [*more, "--last-failed", "--last-failed-no-failures", "none"])
    if code == 0:
        print(f"!!! UNSTEADY: the {ring} tests named above passed only on a second try !!!")
    return code


def main(ring: str, more: list[str]) -> int:
    """Find Chromium and run the ring."""
    is_ci = bool(os.environ.get("CI"))
    if not any(map(shutil.which, NAMES)):
        print("!!! NO CHROMIUM FOUND: THE BROWSER TESTS DID NOT RUN (apt-get install chromium) !!!")
        return 1 if is_ci else 0
    code = run(ring, more)
    return run_again(ring, more) if is_ci and code == FAILED else code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
