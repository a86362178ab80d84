"""Stores for the tests of the store: each test runs on SQLite and on PostgreSQL."""

from contextlib import ExitStack, contextmanager

import pytest

from lib.adapters.store.changes import open_store
from tests import databases


@pytest.fixture(scope="session")
def templates(tmp_path_factory):
    """URL by kind of a database without figures; copying it is quicker than migrating."""
    with ExitStack() as stack:
        made = {}

        def find(kind):
            if kind not in made:
                folder = tmp_path_factory.mktemp(kind)
                made[kind] = stack.enter_context(databases.template(kind, folder))
            return made[kind]

        yield find


@pytest.fixture(params=databases.KINDS)
def kind(request):
    return request.param


@pytest.fixture
def url(kind, tmp_path):
    """URL of a database without tables."""
    with databases.empty(kind, tmp_path) as found:
        yield found


@pytest.fixture
def store(kind, templates, tmp_path):
    """An open store without figures."""
    with databases.copied(templates(kind), tmp_path) as found:
        opened = open_store(found, tmp_path / "keys")
        yield opened
        opened.engine.dispose()


@pytest.fixture
def fresh(store):
    """Empty the store, as often as a test of many examples wants: quicker than a new one."""

    @contextmanager
    def emptied():
        databases.clear(store.engine)
        for note in store.keys.glob("audit.anchor*"):
            note.unlink()
        yield store

    return emptied
