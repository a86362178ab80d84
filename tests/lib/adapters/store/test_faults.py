"""What a database cannot do comes as a sentence with a hint; a bug stays a bug."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, select, text
from sqlalchemy.exc import DBAPIError

from lib.adapters.store import imports, observations
from lib.adapters.store.changes import check, open_store
from lib.adapters.store.engine import open_engine, reading, writing
from lib.adapters.store.faults import as_sentences
from lib.adapters.store.migrating import open_migrated
from lib.adapters.store.tables import imports as stored
from lib.errors import StorageError
from tests import databases
from tests.stored import AUTHOR, delivery

ROWS = [(f"B{n:05}", "X", "2025-09", 3, 4) for n in range(3_000)]


def impatient(store):
    """The same store for somebody who waits one second."""
    return replace(store, engine=store.engine.execution_options(heng_patience=1))


def commit(store, *rows):
    return imports.commit(store, delivery(*(rows or ROWS)), AUTHOR)


def path_of(store):
    return Path(store.engine.url.database)


@pytest.fixture
def file_store(tmp_path):
    """A store in a file, whatever the kind."""
    opened = open_store(f"sqlite:///{tmp_path / 's.sqlite'}", tmp_path / "keys")
    yield opened
    opened.engine.dispose()


def refused(work, message):
    with pytest.raises(StorageError, match=message) as told:
        work()
    assert told.value.hint


def test_a_writer_who_waited_in_vain_is_told_and_nothing_is_stored(store):
    with writing(store.engine):
        refused(lambda: commit(impatient(store)), "Somebody else is storing")
    assert observations.revision(store) == 0
    assert commit(store).revision == 1


def test_readers_do_not_wait_for_a_writer(store):
    commit(store, ROWS[0])
    with writing(store.engine) as connection:
        connection.execute(stored.update().values(note="half"))
        assert imports.listing(impatient(store))[0].note == ""


def test_a_database_that_takes_no_writes_says_so(store):
    if store.engine.dialect.name == "sqlite":
        engine = create_engine(f"sqlite:///file:{path_of(store)}?mode=ro&uri=true")
        statement = "DELETE FROM closed_period"
    else:
        engine, statement = store.engine, "SET TRANSACTION READ ONLY; DELETE FROM closed_period"
    with engine.connect() as connection:
        refused(lambda: run(connection, statement), "may not be written to")


def run(connection, statement):
    with as_sentences():
        for part in statement.split("; "):
            connection.execute(text(part))


def test_a_bug_is_no_fault_of_the_database(store):
    with pytest.raises(DBAPIError), reading(store.engine) as connection:
        connection.execute(text("SELECT nothing FROM nowhere"))
    with pytest.raises(KeyError), reading(store.engine):
        raise KeyError
    closed = sqlite3.connect(":memory:")
    closed.close()
    with pytest.raises(sqlite3.ProgrammingError), as_sentences():
        closed.execute("SELECT 1")


def test_a_full_file_stores_nothing_and_loses_nothing(file_store):
    first = commit(file_store, ROWS[0])
    with reading(file_store.engine) as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
    limited = replace(file_store, engine=open_engine(str(file_store.engine.url)))
    with limited.engine.connect() as connection:
        connection.execute(text(f"PRAGMA max_page_count = {pages + 20}"))
    refused(lambda: commit(limited), "The disk is full; nothing was stored")
    limited.engine.dispose()
    assert len(observations.in_force(file_store)) == 1
    assert check(file_store).is_sound
    assert commit(file_store).revision == first.revision + 1


@pytest.mark.parametrize("content", [b"not a database" * 99, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_file_that_is_no_database_is_named_so(tmp_path, content):
    (tmp_path / "s.sqlite").write_bytes(content)
    refused(
        lambda: open_migrated(f"sqlite:///{tmp_path / 's.sqlite'}"), "damaged or is no database"
    )
    assert (tmp_path / "s.sqlite").read_bytes() == content


def test_a_page_damaged_on_the_disk_is_told(file_store):
    commit(file_store)
    file_store.engine.dispose()
    whole = bytearray(path_of(file_store).read_bytes())
    whole[8 * 4096 :] = b"\xa5" * len(whole[8 * 4096 :])
    path_of(file_store).write_bytes(whole)
    refused(lambda: observations.in_force(file_store), "damaged")


def test_a_folder_in_place_of_the_file_is_told(tmp_path):
    refused(lambda: open_migrated(f"sqlite:///{tmp_path}"), "cannot be opened")


@pytest.mark.parametrize(
    "changes",
    [{"port": 1}, {"password": "wrong"}, {"database": "nowhere"}, {"host": "127.0.0.1", "port": 9}],
)
def test_a_server_that_does_not_let_us_in_is_told(changes):
    if not databases.SERVER:
        pytest.skip(databases.NO_SERVER)
    away = make_url(databases.SERVER).set(**changes).render_as_string(hide_password=False)
    refused(lambda: open_migrated(away), "The database does not answer")


def test_a_connection_the_server_ended_is_told_and_the_next_one_works(store):
    if store.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has no server")

    def read_on():
        with reading(store.engine) as connection:
            own = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
            with store.engine.connect() as other:
                other.execute(text(f"SELECT pg_terminate_backend({own})"))
            connection.execute(select(stored.c.id))

    refused(read_on, "does not answer")
    assert commit(store).revision == 1


def test_an_import_whose_connection_the_server_ends_is_told_and_not_stored(store):
    if store.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has no server")

    def cut(_done, _all):
        with store.engine.connect() as other:
            others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            others += "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            other.execute(text(others))

    with pytest.raises(StorageError, match="does not answer"):
        imports.commit(store, delivery(*ROWS), AUTHOR, cut)
    assert observations.revision(store) == 0
    assert commit(store).revision == 1


def test_a_role_without_rights_is_told(store):
    if store.engine.dialect.name == "sqlite":
        pytest.skip("SQLite knows no roles")
    as_guest = "CREATE ROLE guest; SET LOCAL ROLE guest; DELETE FROM closed_period"
    with store.engine.connect() as connection:
        refused(lambda: run(connection, as_guest), "may not be written to")


def test_too_many_readers_at_once_are_told_to_wait(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 's.sqlite'}", pool_timeout=0.1, max_overflow=0)
    held = [engine.connect() for _ in range(5)]
    refused(lambda: read_one(engine), "Somebody else")
    for connection in held:
        connection.close()
    read_one(engine)


def read_one(engine):
    with reading(engine) as connection:
        connection.execute(text("SELECT 1"))
