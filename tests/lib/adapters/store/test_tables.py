"""The database itself refuses what the program must never do."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from lib.adapters.store import imports
from lib.adapters.store.engine import reading, writing
from lib.adapters.store.tables import audit, metadata, observation
from tests.stored import AUTHOR, delivery

ROW = ("B01", "X", "2025-09", 3, 4)


def entries(store):
    with reading(store.engine) as connection:
        return connection.execute(select(audit)).all()


@pytest.mark.parametrize(
    "forbidden",
    [
        "UPDATE audit SET actor = 'somebody else'",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit SELECT seq, at, 'somebody else', action, subject, before, "
        "after, reason, previous, hash FROM audit",
        "TRUNCATE audit",
    ],
)
def test_the_audit_log_is_append_only(store, forbidden):
    only = {"INSERT OR REPLACE": "sqlite", "TRUNCATE": "postgresql"}
    wanted = next((kind for word, kind in only.items() if forbidden.startswith(word)), None)
    if wanted not in (None, store.engine.dialect.name):
        pytest.skip(f"a statement of {wanted}")
    imports.commit(store, delivery(ROW), AUTHOR)
    before = entries(store)
    with pytest.raises(DBAPIError, match="append-only"), writing(store.engine) as connection:
        connection.execute(text(forbidden))
    assert entries(store) == before


def test_a_figure_holds_at_most_once(store):
    imports.commit(store, delivery(ROW), AUTHOR)
    copied = [c for c in observation.columns if c.name != "id"]
    again = observation.insert().from_select([c.name for c in copied], select(*copied))
    with pytest.raises(IntegrityError), writing(store.engine) as connection:
        connection.execute(again)


def test_a_figure_has_an_import(store):
    imports.commit(store, delivery(ROW), AUTHOR)
    with pytest.raises(IntegrityError), writing(store.engine) as connection:
        connection.execute(observation.update().values(import_id=9))


def test_every_table_has_a_key():
    assert all(len(table.primary_key) for table in metadata.tables.values())
