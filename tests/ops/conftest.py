"""Fixtures of the launcher's tests: a `var` of their own, with a space in its path."""

import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest


@pytest.fixture
def var() -> Generator[Path]:
    """A folder that every user of the machine can reach, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="nexus ops "))
    folder.chmod(0o755)
    yield folder / "var"
    shutil.rmtree(folder)
