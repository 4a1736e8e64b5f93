"""The server gives the app's page at the addresses its router has, and nowhere else."""

import re

import pytest

from engine.api.static import PAGES
from engine.core.settings import ROOT

pytestmark = pytest.mark.unit
ROUTER = ROOT / "frontend" / "src" / "router.tsx"


def test_the_server_knows_every_address_of_the_router() -> None:
    routes = re.findall(r"path: '(/[^']*)'", ROUTER.read_text())
    assert {"/", "/login", "/m/$entity"} <= set(routes)
    for route in routes:
        address = re.sub(r"\$\w+", "anything.at-all", route)
        is_for_development = route.startswith("/__")
        assert bool(PAGES.match(address)) is not is_for_development, route
