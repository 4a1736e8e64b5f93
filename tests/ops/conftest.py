"""Fixtures of the launcher's tests: a `var` of their own, with a space in its path."""

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.folders import reachable_folder


@pytest.fixture
def var() -> Generator[Path]:
    """Where the product may put everything it writes; does not exist yet."""
    with reachable_folder("nexus ops ") as folder:
        yield folder / "var"
