"""What the engine finds on the demonstration."""

import pytest

from tests import papers


@pytest.fixture
def newest(demonstration):
    """What the engine finds at the end of the year."""
    return papers.findings(demonstration, papers.DAYS[1])


@pytest.fixture(params=papers.DAYS, ids=str)
def found(request, demonstration):
    """What the engine finds at the end of two quarters."""
    return papers.findings(demonstration, request.param)
