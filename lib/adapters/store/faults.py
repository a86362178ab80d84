"""What a database says when it cannot, as a sentence for people.

Databases are asked for the code of their error, not its words: those may be Chinese.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from lib.errors import N_, StorageError

_Sentence = tuple[str, str]

_FULL: _Sentence = (
    N_("The disk is full; nothing was stored."),
    N_("Make room on the disk, then do it again."),
)
_BUSY: _Sentence = (
    N_("Somebody else is storing data at this moment; nothing was stored."),
    N_("Wait a minute, then do it again."),
)
_READ_ONLY: _Sentence = (
    N_("The database may not be written to; nothing was stored."),
    N_("Ask whoever looks after the server for the right to write."),
)
_UNREADABLE: _Sentence = (
    N_("The database file cannot be opened."),
    N_("Check that its folder exists, and that this program may read and write there."),
)
_AWAY: _Sentence = (
    N_("The database does not answer."),
    N_("Check that the database server runs and HENG_DATABASE names it, then try again."),
)
_DISK: _Sentence = (
    N_("The disk cannot be read or written; nothing was stored."),
    N_("Check that the disk is neither full nor faulty, then do it again."),
)
_DAMAGED: _Sentence = (
    N_("The database file is damaged or is no database."),
    N_("Restore the latest backup: python -m lib restore FILE."),
)

_OF_SQLITE = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _UNREADABLE,
    sqlite3.SQLITE_CANTOPEN: _UNREADABLE,
    sqlite3.SQLITE_IOERR: _DISK,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}
_OF_POSTGRESQL = {  # SQLSTATE, or how it begins
    "53100": _FULL,
    "53": _AWAY,  # too many connections, out of memory
    "55P03": _BUSY,
    "40": _BUSY,
    "25006": _READ_ONLY,
    "42501": _READ_ONLY,
    "08": _AWAY,
    "28": _AWAY,  # user or password
    "3D": _AWAY,  # no such database
    "57P": _AWAY,  # shut down
    "58": _DISK,
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
}


@contextmanager
def as_sentences() -> Iterator[None]:
    """Turn what the database raises into a `StorageError`; bugs pass as they are."""
    try:
        yield
    except PoolTimeoutError as error:
        raise StorageError(_BUSY[0], hint=_BUSY[1]) from error
    except (DBAPIError, sqlite3.Error, psycopg.Error) as error:
        said = _sentence(error.orig if isinstance(error, DBAPIError) else error)
        if said is None:
            raise
        raise StorageError(said[0], hint=said[1]) from error


def _sentence(error: BaseException | None) -> _Sentence | None:
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", 0)  # none where Python itself refuses
        return _OF_SQLITE.get(code & 0xFF)  # the higher bits tell details
    if isinstance(error, psycopg.Error):
        if error.sqlstate is None:  # no server to give one
            return _AWAY if isinstance(error, psycopg.OperationalError) else None
        starts = (error.sqlstate[:length] for length in (5, 3, 2))
        return next((_OF_POSTGRESQL[s] for s in starts if s in _OF_POSTGRESQL), None)
    return None
