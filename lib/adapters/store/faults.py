"""What a database says when it cannot, as a sentence for people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from lib.errors import N_, StorageError

_SAID = (
    (
        ("disk is full", "no space left", "disk full"),
        N_("The disk is full; nothing was stored."),
        N_("Make room on the disk, then do it again."),
    ),
    (
        ("database is locked", "lock timeout", "database table is locked"),
        N_("Somebody else is storing data at this moment; nothing was stored."),
        N_("Wait a minute, then do it again."),
    ),
    (
        ("readonly", "read-only", "permission denied"),
        N_("The database may not be written to; nothing was stored."),
        N_("Ask whoever looks after the server for the right to write."),
    ),
    (
        ("unable to open", "could not connect", "connection refused", "server closed", "timeout"),
        N_("The database does not answer."),
        N_("Check that the database server runs and HENG_DATABASE names it, then try again."),
    ),
    (
        ("malformed", "not a database", "disk i/o error", "file is encrypted"),
        N_("The database file is damaged or is no database."),
        N_("Restore the latest backup: python -m lib restore FILE."),
    ),
)


@contextmanager
def as_sentences() -> Iterator[None]:
    """Turn what the database raises into a `StorageError`; bugs pass as they are."""
    try:
        yield
    except DBAPIError as error:
        said = str(error.orig).lower()
        for words, message, hint in _SAID:
            if any(word in said for word in words):
                raise StorageError(message, hint=hint) from error
        if error.connection_invalidated:
            raise StorageError(_SAID[3][1], hint=_SAID[3][2]) from error
        raise
