"""Say what is missing when this Python cannot make the product's environment."""

import importlib.util
import sys

if sys.version_info < (3, 11):
    found = ".".join(map(str, sys.version_info[:3]))
    sys.exit(f"Python 3.11 or newer is needed; this is {found}. Try: make run PYTHON=python3.11")
missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
if missing:
    sys.exit(
        f"This Python has no {' and no '.join(missing)}. On Debian or Ubuntu: "
        "apt-get install python3-venv"
    )
