"""Opening a database, and transactions that keep all or nothing."""

import sqlite3
import threading
import time
from contextlib import closing
from threading import Timer

import pytest
from sqlalchemy import insert, select, text

from lib.adapters.store.engine import open_engine, reading, writing
from lib.adapters.store.tables import closed_period
from lib.errors import StorageError
from tests.stored import AT

MONTH = {"month": 24308, "actor": "李晓", "at": AT, "reason": "已通过"}
ADDING = insert(closed_period).values(MONTH)


def add(engine, month=24308):
    with writing(engine) as connection:
        connection.execute(insert(closed_period).values(MONTH | {"month": month}))


def break_off(engine, *statements):
    with writing(engine) as connection:
        for statement in statements:
            connection.execute(statement)
        raise KeyError


def months(engine):
    with reading(engine) as connection:
        return sorted(connection.scalars(select(closed_period.c.month)))


@pytest.mark.parametrize(
    "url",
    ["", "heng", "mysql://u:secret@h/x", "postgresql+asyncpg://u:secret@h/x", "sqlite+aiosqlite://",
     "postgresql://u:secret@h:port/x"],
)  # fmt: skip
def test_what_is_no_usable_url_is_refused_without_its_password(url):
    with pytest.raises(StorageError, match="not a database this program can use") as refused:
        open_engine(url)
    assert "secret" not in str(refused.value)
    assert "HENG_DATABASE" in refused.value.hint


def test_the_folder_of_a_file_is_made(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'new' / 'folder' / 's.sqlite'}")
    with reading(engine) as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
        assert connection.execute(text("PRAGMA synchronous")).scalar_one() == 2
        assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="file/folder cannot be made"):
        open_engine(f"sqlite:///{tmp_path / 'file' / 'folder' / 's.sqlite'}")


def test_a_write_is_kept(store):
    add(store.engine)
    assert months(store.engine) == [24308]


def test_what_breaks_off_is_not_kept(store):
    with pytest.raises(KeyError):
        break_off(store.engine, ADDING)
    assert months(store.engine) == []


def test_a_shape_that_breaks_off_is_not_kept_either(store):
    shape = text("CREATE TABLE half (id INTEGER)")
    with pytest.raises(KeyError):
        break_off(store.engine, shape, ADDING)
    assert months(store.engine) == []
    add(store.engine)
    with writing(store.engine) as connection:
        connection.execute(shape)


def test_a_reader_sees_one_moment_however_long_it_reads(store):
    add(store.engine, 1)
    with reading(store.engine) as connection:
        before = connection.scalars(select(closed_period.c.month)).all()
        add(store.engine, 2)
        assert connection.scalars(select(closed_period.c.month)).all() == before
    assert months(store.engine) == [1, 2]


def test_writers_wait_for_one_another(store):
    def late():
        began.wait()
        add(store.engine, 2)
        done.append(time.monotonic())

    began, done = threading.Event(), []
    second = threading.Thread(target=late)
    second.start()
    with writing(store.engine) as connection:
        connection.execute(insert(closed_period).values(MONTH | {"month": 1}))
        began.set()
        time.sleep(0.3)
        left = time.monotonic()
    second.join()
    assert done[0] > left
    assert months(store.engine) == [1, 2]


def test_a_writer_sees_what_the_one_before_wrote(store):
    def count_up(number):
        with writing(store.engine) as connection:
            last = connection.scalars(select(closed_period.c.month)).all()
            row = MONTH | {"month": max(last, default=0) + 1}
            connection.execute(insert(closed_period).values(row))

    several = [threading.Thread(target=count_up, args=(n,)) for n in range(6)]
    for thread in several:
        thread.start()
    for thread in several:
        thread.join()
    assert months(store.engine) == [1, 2, 3, 4, 5, 6]


def test_each_engine_has_its_own_patience(store):
    hasty = store.engine.execution_options(heng_patience=1)
    with writing(store.engine):
        began = time.monotonic()
        with pytest.raises(StorageError, match="Somebody else"):
            add(hasty)
    assert 0.5 < time.monotonic() - began < 10


def test_who_opens_a_new_file_while_another_writes_to_it_waits(tmp_path):
    """SQLite itself would refuse at once to switch the log: two who did would wait for ever."""
    path = tmp_path / "heng.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("CREATE TABLE t (n INTEGER)")
        other.execute("BEGIN IMMEDIATE")
        leaving = Timer(0.3, other.execute, ["COMMIT"])
        leaving.start()
        engine = open_engine(f"sqlite:///{path}")
        with reading(engine) as connection:
            mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
        leaving.join()
        engine.dispose()
    assert mode == "wal"
