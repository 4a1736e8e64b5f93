"""A scope to type expressions in."""

import pytest

from tests.lead_scope import LeadScope


@pytest.fixture(scope="session")
def scope() -> LeadScope:
    """What a lead has."""
    return LeadScope()
