"""Run the browser tests with the Chromium of this machine; without one, say so loudly.

In CI a missing Chromium is a failure: there no test may be left out.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> int:
    """Find Chromium and run the ring."""
    if not any(map(shutil.which, NAMES)):
        print("!!! NO CHROMIUM FOUND: THE BROWSER TESTS DID NOT RUN (apt-get install chromium) !!!")
        return 1 if os.environ.get("CI") else 0
    command = [sys.executable, "-m", "pytest", "-m", "browser and not slow"]
    reports = os.environ.get("NEXUS_TEST_REPORTS")
    if reports:
        command.append(f"--junitxml={reports}/browser.xml")
    root = Path(__file__).resolve().parent.parent
    return subprocess.run([*command, *sys.argv[1:]], cwd=root, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
