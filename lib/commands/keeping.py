"""Look after the store: back it up, restore it, verify its audit log."""

from __future__ import annotations

from pathlib import Path

from lib.adapters.store import backups, restoring
from lib.adapters.store.changes import check
from lib.errors import N_, StorageError
from lib.model.authors import Author
from lib.project import Project


def backup(path: Path) -> str:
    """Copy the whole store into one file, checked before it gets its name."""
    note = backups.backup(Project().store(), path)
    return f"{path}: {note.rows} rows in {len(note.tables)} tables, checked"


def restore(path: Path, author: Author, *, reseal: bool = False) -> str:
    """Replace the store by a backup, after checking it."""
    project = Project()
    done = restoring.restore(project.database, path, project.keys, author, reseal=reseal)
    aside = f"; the damaged file is now {done.set_aside}" if done.set_aside else ""
    return f"restored from {path}: {done.note.rows} rows{aside}"


def verify() -> str:
    """Check every link of the audit chain.

    Raises
    ------
    StorageError
        Naming the first entry that does not fit.
    """
    verdict = check(Project().store())
    if verdict.broken_at is not None:
        raise StorageError(
            N_("The audit log was tampered with: entry {number} does not fit."),
            hint=N_("Compare with a backup; tell whoever is responsible for data security."),
            number=verdict.broken_at,
        )
    if verdict.is_cut:
        raise StorageError(
            N_("The audit log was cut off: it ends after entry {number}, before its anchor."),
            hint=N_("Compare with a backup; tell whoever is responsible for data security."),
            number=verdict.entries,
        )
    return f"audit log whole: {verdict.entries} entries"
