"""Open the store, and read and write it in transactions.

A write is one transaction: all of it is kept or nothing. Writers queue up: SQLite by
BEGIN IMMEDIATE, PostgreSQL by one advisory lock, so that the audit chain has no forks.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError

from lib.adapters.store.faults import as_sentences
from lib.errors import N_, StorageError

PATIENCE = 15
"""Seconds a writer waits for another before it gives up, unless the engine has an option
`heng_patience` of its own."""
_PAUSE = 0.02  # seconds
_WRITERS = 441_322  # key of the advisory lock; any number no other program uses
_PRAGMAS = (
    "synchronous = FULL",
    "foreign_keys = ON",
    f"busy_timeout = {PATIENCE * 1000}",
)


def open_engine(url: str) -> Engine:
    """Open a database without touching its tables.

    Parameters
    ----------
    url
        `sqlite:///path` or `postgresql+psycopg://user:password@host/name`.

    Raises
    ------
    StorageError
        If the URL is none, or of another kind of database.
    """
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):  # the latter for a port that is no number
        raise _unusable(url) from None
    if address.drivername in {"sqlite", "sqlite+pysqlite"}:
        return _open_sqlite(url, address.database)
    if address.drivername not in {"postgresql", "postgresql+psycopg"}:
        raise _unusable(url)
    address = address.set(drivername="postgresql+psycopg")
    return create_engine(address, pool_pre_ping=True, connect_args={"connect_timeout": 10})


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Read in one transaction: everything seen is of the same moment."""
    with as_sentences(), engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Write in one transaction, after whoever else is writing.

    Raises
    ------
    StorageError
        If the database cannot, or another writer does not finish in `PATIENCE` seconds.
        Nothing is stored then.
    """
    with as_sentences(), engine.connect() as connection:
        connection.execution_options(heng_writes=True)
        with connection.begin():
            if connection.dialect.name != "sqlite":
                connection.execute(text(f"SET LOCAL lock_timeout = '{_patience(connection)}s'"))
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_WRITERS})"))
            yield connection


def _open_sqlite(url: str, path: str | None) -> Engine:
    if path:
        _make_folder(Path(path).parent)
    engine = create_engine(url, connect_args={"timeout": PATIENCE})

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # or the driver commits before every CREATE TABLE
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        _write_ahead(connection)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("heng_writes"):
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {1000 * _patience(connection)}")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.exec_driver_sql("BEGIN")

    return engine


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Keep a write-ahead log; of two who ask at once SQLite refuses one without waiting."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _patience(connection: Connection) -> int:
    return int(connection.get_execution_options().get("heng_patience", PATIENCE))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            N_("The folder {folder} cannot be made: {reason}."),
            folder=folder,
            reason=error.strerror or str(error),
        ) from error


def _unusable(url: str) -> StorageError:
    return StorageError(
        N_("“{kind}” is not a database this program can use."),
        hint=N_("Set HENG_DATABASE to sqlite:///path or postgresql+psycopg://user@host/name."),
        kind=url.split(":", 1)[0],  # never the whole: it may hold a password
    )
