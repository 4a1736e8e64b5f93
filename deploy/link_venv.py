"""Make the checkout importable from its own virtual environment and give it the `nexus` command.

Runs with the environment's Python. Both are written relative to the environment, so the folder
may be moved and its path may have spaces.
"""

import os
import sys
import sysconfig
from pathlib import Path

SCRIPT = """#!/bin/sh
exec "$(dirname -- "$0")/python" -m engine "$@"
"""


def main() -> None:
    """Write the `.pth` file and the launcher script."""
    root = Path(__file__).resolve().parent.parent
    site_packages = Path(sysconfig.get_paths()["purelib"])
    (site_packages / "nexus-atemporal.pth").write_text(os.path.relpath(root, site_packages) + "\n")
    script = Path(sys.prefix) / "bin" / "nexus"
    script.write_text(SCRIPT)
    script.chmod(0o755)


if __name__ == "__main__":
    main()
