"""One change of the store: a transaction, its author, and its entry in the audit log."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine

from lib.adapters.store import audit
from lib.adapters.store.engine import writing
from lib.adapters.store.migrating import open_migrated
from lib.errors import N_, StorageError
from lib.model.authors import Author
from lib.model.chain import Anchor

_KEY, _ANCHOR = "audit.key", "audit.anchor"


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

    Raises
    ------
    StorageError
        As `engine.writing`.
    """
    with writing(store.engine) as connection:
        yield Change(connection, author, store.key)
        end = audit.head(connection)
    if end is not None:
        write_anchor(store.keys, end)


def read_anchor(keys: Path) -> Anchor | None:
    """Return the end of the chain as last noted outside the database; None if never."""
    try:
        seq, digest = (keys / _ANCHOR).read_text(encoding="ascii").split()
        return Anchor(int(seq), digest)
    except FileNotFoundError:
        return None


def write_anchor(keys: Path, end: Anchor) -> None:
    """Note the end of the chain outside the database; a crash leaves the earlier note."""
    _replace(keys / _ANCHOR, f"{end.seq} {end.hash}\n".encode("ascii"))


def _secret(keys: Path) -> bytes:
    path = keys / _KEY
    keys.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        draft = path.with_name(f".{path.name}.{os.getpid()}")
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
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
