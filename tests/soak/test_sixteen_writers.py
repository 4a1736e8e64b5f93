"""`make soak`: sixteen writers in two clinics on the same twenty records, for a minute.

Nothing acknowledged is lost or made twice, and history replays to what stands.
"""

import os
import sys
from pathlib import Path

import pytest

from engine.core.database import Databases
from tests.served_samples import write_at_once

SECONDS = float(os.environ.get("NEXUS_SOAK_SECONDS", "60"))


@pytest.mark.slow
async def test_sixteen_writers(
    databases: Databases, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found, wrong = await write_at_once(
        databases, tmp_path, seconds=SECONDS, records=20, writers=16, seed=20_261_124
    )
    with capsys.disabled():
        for crew, ledger in found:
            versions = sum(map(len, ledger.history.values()))
            told = f"{len(crew.told)} acknowledged, {versions} versions"
            sys.stdout.write(f"\n{told} {dict(crew.answers)}\n")
    assert wrong == []
