"""One change of the store: a transaction, its author, and its entry in the audit log."""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine

from lib.adapters.store import audit
from lib.adapters.store.engine import reading, writing
from lib.adapters.store.migrating import open_migrated
from lib.errors import N_, StorageError
from lib.model import chain
from lib.model.authors import Author
from lib.model.chain import Anchor, Verdict

_KEY, _ANCHOR, _NEXT = "audit.key", "audit.anchor", "audit.anchor.next"


@dataclass(frozen=True, slots=True)
class Store:
    """An open store. Share one in a process: it holds a pool of connections."""

    engine: Engine
    key: bytes
    """Secret of the audit chain."""
    keys: Path
    """Folder of the secret and the anchor; outside the database on purpose."""


@dataclass(frozen=True, slots=True)
class Change:
    """A transaction in progress."""

    connection: Connection
    author: Author
    key: bytes

    def tell(self, action: str, subject: str, before: object = None, after: object = None) -> None:
        """Write what is being done into the audit log; JSON values only."""
        audit.append(self.connection, self.author, self.key, (action, subject, before, after))


def open_store(url: str, keys: Path) -> Store:
    """Open a store, bring it up to date, and make its secret on first use.

    Raises
    ------
    StorageError
        If the database or the folder of keys cannot be used.
    """
    engine = open_migrated(url)
    try:
        return Store(engine, _secret(keys), keys)
    except OSError as error:
        raise StorageError(
            N_("The folder of keys {folder} cannot be used: {reason}."),
            folder=keys,
            reason=error.strerror or str(error),
        ) from error


@contextmanager
def changing(store: Store, author: Author) -> Iterator[Change]:
    """Change the store: everything inside is kept, together with its audit entries, or nothing.

    The anchor moves on only if the chain still holds it: who cut the chain is found out,
    however often it was added to since.

    Raises
    ------
    StorageError
        As `engine.writing`.
    """
    with writing(store.engine) as connection:
        noted = _anchors(store.keys)
        is_whole = not noted or any(audit.holds(connection, anchor) for anchor in noted)
        yield Change(connection, author, store.key)
        end = audit.head(connection)
    if end is not None and is_whole:
        with suppress(OSError):  # the change is stored; the earlier note still fits the chain
            write_anchor(store.keys, end)


def check(store: Store) -> Verdict:
    """Verify the whole audit chain, up to the anchor and beyond."""
    noted = _anchors(store.keys)  # before the chain is read: what is written since goes beyond
    with reading(store.engine) as connection:
        anchor = next((a for a in noted if audit.holds(connection, a)), noted[0] if noted else None)
        return chain.verify(audit.chain(connection), store.key, anchor)


def read_key(keys: Path) -> bytes | None:
    """Return the secret of the audit chain; None where there is none yet."""
    path = keys / _KEY
    return path.read_bytes() if path.exists() else None


def write_anchor(keys: Path, end: Anchor) -> None:
    """Note the end of the chain outside the database; a crash leaves the earlier note."""
    _note(keys / _ANCHOR, end)
    (keys / _NEXT).unlink(missing_ok=True)


def announce_anchor(keys: Path, end: Anchor) -> None:
    """Note the end of a chain that is about to replace the one in the store.

    Killed afterwards, the store holds either chain, and either fits a note.
    """
    _note(keys / _NEXT, end)


def _anchors(keys: Path) -> tuple[Anchor, ...]:
    """Return the end of the chain as last noted, and as announced by a restore cut short."""
    paths = [path for name in (_ANCHOR, _NEXT) if (path := keys / name).exists()]
    try:
        told = [path.read_text(encoding="ascii").split() for path in paths]
        return tuple(Anchor(int(seq), digest) for seq, digest in told)
    except (OSError, ValueError) as error:
        raise StorageError(
            N_("The note of the end of the audit log in {folder} cannot be read."),
            hint=N_("Verify a backup, then delete {file}: the next change writes it anew."),
            folder=keys,
            file=_ANCHOR,
        ) from error


def _note(path: Path, end: Anchor) -> None:
    _replace(path, f"{end.seq} {end.hash}\n".encode("ascii"))


def _secret(keys: Path) -> bytes:
    path = keys / _KEY
    keys.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        draft = _draft(path)
        draft.write_bytes(secrets.token_bytes(32))
        draft.chmod(0o600)
        try:
            os.link(draft, path)  # of two processes at once, one makes the key for both
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_bytes()


def _replace(path: Path, content: bytes) -> None:
    draft = _draft(path)
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _draft(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
