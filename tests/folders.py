"""Folders that every user of the machine can reach.

Started as root, PostgreSQL runs as another user; pytest's own folders are closed to it, and data
of a test would end up outside them.
"""

import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def reachable_folder(prefix: str = "nexus-test-") -> Generator[Path]:
    """A new folder for the time of a block."""
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
