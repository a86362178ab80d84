"""Templates as shipped, and the findings of two periods."""

import pytest

from lib.adapters.papers.forms.defaults import write_defaults
from tests import papers


@pytest.fixture(scope="session")
def templates(tmp_path_factory):
    """A folder of the shipped templates."""
    folder = tmp_path_factory.mktemp("templates")
    write_defaults(folder)
    return folder


@pytest.fixture(params=papers.DAYS, ids=str)
def found(request, demonstration):
    """What the engine finds at the end of two quarters."""
    return papers.findings(demonstration, request.param)


@pytest.fixture
def newest(demonstration):
    """What the engine finds at the end of the year."""
    return papers.findings(demonstration, papers.DAYS[1])
