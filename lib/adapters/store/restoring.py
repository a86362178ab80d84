"""Restore a backup into any database: after a loss, or to move from one kind to another."""

from __future__ import annotations

import hmac
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, make_url

from lib.adapters.store import audit, changes, copying
from lib.adapters.store.backups import BackupNote, damaged, examine, seal_of, telling
from lib.adapters.store.changes import Store, changing, open_store
from lib.adapters.store.engine import reading
from lib.adapters.store.migrating import open_migrated
from lib.adapters.store.tables import audit as audit_table
from lib.errors import N_, InputError
from lib.model.authors import Author
from lib.model.chain import verify

RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did."""

    note: BackupNote
    log_kept: bool
    """Whether the log of the store went on from that of the backup, and so stayed whole."""
    set_aside: Path | None
    """The damaged database that was in the place before."""


def restore(url: str, path: Path, keys: Path, author: Author, *, reseal: bool = False) -> Restored:
    """Put the content of a backup in the place of everything in a store, in one transaction.

    A log that went on from that of the backup is kept whole. Killed at any moment, the store
    is as before or as after.

    Parameters
    ----------
    url
        SQLite or PostgreSQL; a damaged SQLite file is set aside.
    path
        File that `backup` wrote.
    keys
        Folder of the key of the audit log.
    author
        Who restores; a reason is demanded.
    reseal
        Accept a log that does not fit the key, and link it anew: for when the key is lost.

    Raises
    ------
    InputError
        If there is no reason, the file is no backup, or its log does not fit the key.
    StorageError
        If the backup is damaged or newer than the program, or the database cannot.
    """
    author.demand_reason(N_("Restoring a backup"))
    note = examine(path)
    with _copied(path) as engine, reading(engine) as source:
        fits = _fits(note, source, changes.read_key(keys))
        if not fits and not reseal:
            raise InputError(
                N_("The audit log in {file} does not fit the key in the folder {folder}."),
                hint=N_(
                    "Copy audit.key of the installation that made the backup into that folder. "
                    "Only if it is lost, restore with --reseal: the log is then linked anew."
                ),
                file=path.name,
                folder=keys,
            )
        aside = _set_aside(url, author.at)
        store = open_store(url, keys)
        return Restored(note, _replace(store, source, (note, fits), author), aside)


def _replace(
    store: Store, source: Connection, backed_up: tuple[BackupNote, bool], author: Author
) -> bool:
    """Replace everything; tell whether the log of the store was kept."""
    note, fits = backed_up
    with changing(store, author) as change:
        target, end, before = change.connection, audit.head(source), audit.head(change.connection)
        is_kept = end is not None and audit.holds(target, end)
        but = frozenset({audit_table.name} if is_kept else ())
        copying.fill(source, target, but)
        if set(copying.differing(copying.sums(source), copying.sums(target))) - but:
            raise damaged(note.path)
        if not is_kept and not fits:
            with copying.unguarded(target):
                audit.relink(target, store.key)
        change.tell(
            RESTORE,
            note.path.name,
            {"entries": before.seq if before else 0},
            {"entries": end.seq if end else 0, "log_kept": is_kept, "resealed": not fits},
        )
        last = audit.head(target)
        if last and not is_kept:
            changes.announce_anchor(store.keys, last)
    if last and not is_kept:
        changes.write_anchor(store.keys, last)
    return is_kept


def _fits(note: BackupNote, source: Connection, key: bytes | None) -> bool:
    if key is None:
        return audit.head(source) is None
    is_ours = hmac.compare_digest(note.mac, seal_of(note.tables, key))
    return is_ours and verify(audit.chain(source), key).is_sound


@contextmanager
def _copied(path: Path) -> Iterator[Engine]:
    """Open a copy of a backup, brought up to the shape of this program."""
    with tempfile.TemporaryDirectory() as folder, telling(path):
        copy = shutil.copy(path, Path(folder) / "backup.sqlite")
        engine = open_migrated(f"sqlite:///{copy}")
        try:
            yield engine
        finally:
            engine.dispose()


def _set_aside(url: str, at: datetime) -> Path | None:
    """Move a damaged SQLite file out of the way, so that a restore can take its place."""
    address = make_url(url)
    path = Path(address.database or "")
    if address.get_backend_name() != "sqlite" or not path.is_file():
        return None
    try:
        with closing(sqlite3.connect(path)) as file:
            if file.execute("PRAGMA quick_check").fetchone() == ("ok",):
                return None
    except sqlite3.OperationalError:  # in use, or not to be opened: whoever opens it next tells
        return None
    except sqlite3.DatabaseError:
        pass
    aside = path.with_name(f"{path.name}.damaged-{at:%Y%m%d%H%M%S}")
    for suffix in ("-wal", "-shm", ""):
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            beside.replace(aside.with_name(aside.name + suffix))
    return aside
