"""Every version of roster, targets and rules that was ever in use, as people wrote them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, func, insert, select

from lib.adapters.store.changes import Change, Store, changing
from lib.adapters.store.engine import reading
from lib.adapters.store.tables import document, document_use
from lib.model.authors import Author


def notice(store: Store, files: Mapping[str, str], author: Author) -> bool:
    """Keep the files that people changed since the last time; nothing else is written.

    Parameters
    ----------
    store
        An open store.
    files
        Content of every file now in use, by its path below data/, with /.
    author
        Who notices; who edited a file nobody knows.

    Returns
    -------
    bool
        Whether a file was new, changed or gone.
    """
    present = {path: _digest(content) for path, content in files.items()}
    if current(store) == present:
        return False
    with changing(store, author) as change:
        before = _in_use(change.connection)
        changed = sorted({path for path, _ in before.items() ^ present.items()})
        if not changed:
            return False
        _keep(change, {present[path]: files[path] for path in changed if path in files})
        change.connection.execute(
            insert(document_use),
            [{"path": path, "sha256": present.get(path), "from_at": author.at} for path in changed],
        )
        told = ({path: digests.get(path) for path in changed} for digests in (before, present))
        change.tell("rules.change", ", ".join(changed), *told)
    return True


def current(store: Store) -> dict[str, str]:
    """Return the SHA-256 of each file in use, by path."""
    with reading(store.engine) as connection:
        return _in_use(connection)


def contents(store: Store, digests: Mapping[str, str]) -> dict[str, str]:
    """Return the content of files, by path.

    Parameters
    ----------
    store
        An open store.
    digests
        SHA-256 of each, by path, as from `current` at any time.
    """
    wanted = document.c.sha256.in_(set(digests.values()))
    with reading(store.engine) as connection:
        rows = connection.execute(select(document).where(wanted))
        kept = {row.sha256: row.content for row in rows}
    return {path: kept[digest] for path, digest in digests.items()}


def _in_use(connection: Connection) -> dict[str, str]:
    last = select(func.max(document_use.c.id)).group_by(document_use.c.path)
    rows = connection.execute(
        select(document_use.c.path, document_use.c.sha256).where(
            document_use.c.id.in_(last), document_use.c.sha256.is_not(None)
        )
    )
    return {row.path: row.sha256 for row in rows}


def _keep(change: Change, texts: Mapping[str, str]) -> None:
    known: Iterable[str] = change.connection.scalars(
        select(document.c.sha256).where(document.c.sha256.in_(list(texts)))
    )
    new = texts.keys() - set(known)
    if new:
        rows = [{"sha256": digest, "content": texts[digest]} for digest in sorted(new)]
        change.connection.execute(insert(document), rows)


def _digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()
