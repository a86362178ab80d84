"""Backups: the whole store in one file, verified, whatever database it is in.

A backup is an SQLite database. It holds no key: who finds it can read the figures, not forge
the log.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, Engine, MetaData, NullPool, create_engine

from lib.adapters.store import copying
from lib.adapters.store.changes import Store
from lib.adapters.store.copying import Sum
from lib.adapters.store.engine import reading, writing
from lib.adapters.store.migrating import newest, open_migrated
from lib.errors import N_, InputError, StorageError

_NOTE, _VERSION = "backup_note", "alembic_version"
_MAGIC = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class BackupNote:
    """What a backup holds."""

    path: Path
    shape: str
    """Name of the migration its tables have."""
    tables: Mapping[str, Sum]
    mac: str
    """Seal of the checksums, by the key of the audit log."""

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(one.rows for one in self.tables.values())


def backup(store: Store, path: Path) -> BackupNote:
    """Write the whole store, as it is at one moment, into a new file, and verify the file.

    Others may read and write meanwhile. Killed at any moment, there is a whole file or none.

    Raises
    ------
    InputError
        If there is such a file already.
    StorageError
        If the file cannot be written, or is not what was read.
    """
    if path.exists():
        raise InputError(
            N_("There is a file {file} already; a backup never replaces one."),
            hint=N_("Choose another name, such as one with the day in it."),
            file=path.name,
        )
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with telling(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _sign(draft, _write(store, draft), store.key)
            note = examine(draft)
            draft.replace(path)
        finally:
            for leftover in path.parent.glob(f"{draft.name}*"):
                leftover.unlink()
    return replace(note, path=path)


def examine(path: Path) -> BackupNote:
    """Verify that a file is a backup and holds what was written into it; changes nothing.

    Raises
    ------
    InputError
        If it is no backup.
    StorageError
        If it is damaged.
    """
    with telling(path), _frozen(path) as engine, reading(engine) as connection:
        shape = MetaData()
        shape.reflect(connection)
        if _NOTE not in shape.tables:
            raise _no_backup(path)
        try:
            note = _read_note(path, connection)
            is_whole = connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            for table in (_NOTE, _VERSION):
                shape.remove(shape.tables[table])
            if is_whole and not copying.differing(copying.sums(connection, shape), note.tables):
                return note
        except (KeyError, TypeError, ValueError):  # rubbish where a note, a time or JSON was
            pass
        raise damaged(path)


def _write(store: Store, draft: Path) -> dict[str, Sum]:
    with reading(store.engine) as source:
        found = copying.sums(source)
        if source.dialect.name == "sqlite":
            raw = source.connection.driver_connection
            with closing(sqlite3.connect(draft)) as target:
                cast("sqlite3.Connection", raw).backup(target)
            return found
        engine = open_migrated(f"sqlite:///{draft}")
        with writing(engine) as written:
            copying.fill(source, written)
        engine.dispose()
    return found


def _sign(draft: Path, tables: Mapping[str, Sum], key: bytes) -> None:
    note = {
        "shape": newest(),
        "tables": {name: asdict(one) for name, one in tables.items()},
        "mac": seal_of(tables, key),
    }
    with closing(sqlite3.connect(draft)) as file:
        file.execute("PRAGMA journal_mode = DELETE")  # one file, without others beside it
        file.execute(f"CREATE TABLE {_NOTE} (content TEXT NOT NULL)")
        file.execute(f"INSERT INTO {_NOTE} VALUES (?)", (json.dumps(note),))  # noqa: S608
        file.commit()
    with draft.open("rb+") as written:
        os.fsync(written.fileno())


def seal_of(tables: Mapping[str, Sum], key: bytes) -> str:
    """Seal checksums by the key of the audit log: who changes a backup cannot hide it."""
    told = sorted((name, one.rows, one.sha256) for name, one in tables.items())
    return hmac.new(key, json.dumps(told).encode(), hashlib.sha256).hexdigest()


def _read_note(path: Path, connection: Connection) -> BackupNote:
    told = json.loads(connection.exec_driver_sql(f"SELECT content FROM {_NOTE}").scalar_one())  # noqa: S608
    tables = {name: Sum(**one) for name, one in told["tables"].items()}
    return BackupNote(path, told["shape"], tables, told["mac"])


@contextmanager
def _frozen(path: Path) -> Iterator[Engine]:
    """Open a file that is only to be read, and leave nothing beside it."""
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise _no_backup(path)
    address = f"{path.resolve().as_uri()}?mode=ro"
    engine = create_engine(
        "sqlite://", creator=lambda: sqlite3.connect(address, uri=True), poolclass=NullPool
    )
    yield engine
    engine.dispose()


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn what goes wrong with a backup into a sentence."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _unusable(path, str(error)) from error
    except OSError as error:
        raise _unusable(path, error.strerror or str(error)) from error


def _unusable(path: Path, reason: str) -> StorageError:
    return StorageError(
        N_("The backup {file} cannot be written or read: {reason}."),
        hint=N_("Check the folder, and that the disk is not full; the store is as it was."),
        file=path.name,
        reason=reason,
    )


def damaged(path: Path) -> StorageError:
    """Say that a backup does not hold what was written into it."""
    return StorageError(
        N_("The backup {file} is damaged: it does not hold what was written into it."),
        hint=N_("Take another backup; the store is as it was."),
        file=path.name,
    )


def _no_backup(path: Path) -> InputError:
    return InputError(
        N_("{file} is no backup."),
        hint=N_("Choose a file that python -m lib backup has written."),
        file=path.name,
    )
