"""The journal in the store: read books, post to them, keep the files that go with it.

What was posted to the demonstration is seen with the demonstration only: it goes out of sight
with the invented figures as soon as there are the county's own, and comes back with them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select

from lib.adapters.store.changes import Change, Store, changing
from lib.adapters.store.engine import reading
from lib.adapters.store.observations import kinds
from lib.adapters.store.work_tables import attachment, posting
from lib.errors import N_, InputError
from lib.model.authors import Author
from lib.model.journal import Attachment, Decide, Draft, Posting

LARGEST = 20 * 2**20
"""Bytes of an attachment."""


def postings(store: Store, *books: str) -> tuple[Posting, ...]:
    """Return the postings of some books, oldest first; of all books if none is named."""
    with reading(store.engine) as connection:
        return _postings(connection, books)


def version(store: Store, *books: str) -> int:
    """Return the number of the last posting of some books; 0 if there is none."""
    with reading(store.engine) as connection:
        query = _among(select(func.max(posting.c.id)), books, invented=_is_invented(connection))
        return int(connection.scalar(query) or 0)


def post(
    store: Store, decide: Decide, key: str, author: Author, *books: str
) -> tuple[Posting, ...]:
    """Post what a room decides on the books as they stand now, all of it or nothing.

    Parameters
    ----------
    store
        An open store.
    decide
        Given the postings of the books, returns what is to be posted, or raises.
    key
        The same for a second click, another for anything new.
    author
        Who does it.
    books
        What the decision depends on.

    Returns
    -------
    tuple of Posting
        What was posted; for a key used before, what was posted then.

    Raises
    ------
    InputError
        If the room refuses, or a file is empty or too large. Nothing is stored then.
    """
    with changing(store, author) as change:
        known = change.connection.execute(
            select(posting).where(posting.c.key == key).order_by(posting.c.id)
        ).all()
        if known:
            return tuple(map(_read, known))
        return _store(change, decide(_postings(change.connection, books)), key)


def file(store: Store, sha256: str) -> Attachment:
    """Return an attachment.

    Raises
    ------
    InputError
        If there is none of this content.
    """
    with reading(store.engine) as connection:
        row = connection.execute(
            select(attachment.c.name, attachment.c.content).where(attachment.c.sha256 == sha256)
        ).first()
    if row is None:
        raise InputError(N_("There is no file with the fingerprint {sha256}."), sha256=sha256[:12])
    return Attachment(row.name, row.content)


def fingerprint(attached: Attachment) -> str:
    """Return the SHA-256 of a file, by which postings refer to it."""
    return hashlib.sha256(attached.content).hexdigest()


def _store(change: Change, drafts: Sequence[Draft], key: str) -> tuple[Posting, ...]:
    _keep(change, (attached for draft in drafts for attached in draft.files))
    return tuple(_post(change, draft, key) for draft in drafts)


def _post(change: Change, draft: Draft, key: str) -> Posting:
    author, content = change.author, dict(draft.content)
    row = {
        "key": key,
        "book": draft.book,
        "subject": draft.subject,
        "kind": draft.kind,
        "content": content,
        "actor": author.name,
        "at": author.at,
        "reason": author.reason,
        "invented": _is_invented(change.connection),
    }
    stored = change.connection.execute(insert(posting).values(row).returning(posting.c.id))
    number = int(stored.scalar_one())
    change.tell(f"{draft.book}.{draft.kind}", draft.subject, None, {"number": number} | content)
    told = (draft.book, draft.subject, draft.kind, content)
    return Posting(number, *told, author.name, author.at, author.reason)


def _keep(change: Change, files: Iterable[Attachment]) -> None:
    for attached in files:
        size, sha256 = len(attached.content), fingerprint(attached)
        if not 0 < size <= LARGEST:
            raise InputError(
                N_("{name} holds {size} bytes; an attachment has 1 to {limit}."),
                hint=N_("Make the scan smaller, or attach it in parts."),
                name=attached.name,
                size=size,
                limit=LARGEST,
            )
        query = select(attachment.c.sha256).where(attachment.c.sha256 == sha256)
        if change.connection.scalar(query) is None:
            facts = {"sha256": sha256, "name": attached.name, "size": size}
            stamp = {"actor": change.author.name, "at": change.author.at}
            change.connection.execute(
                insert(attachment).values(facts | stamp | {"content": attached.content})
            )


def _postings(connection: Connection, books: Sequence[str]) -> tuple[Posting, ...]:
    query = _among(select(posting), books, invented=_is_invented(connection))
    return tuple(_read(row) for row in connection.execute(query.order_by(posting.c.id)))


def _among(query: Select[Any], books: Sequence[str], *, invented: bool) -> Select[Any]:
    seen = query.where(posting.c.invented == invented)
    return seen.where(posting.c.book.in_(books)) if books else seen


def _is_invented(connection: Connection) -> bool:
    return kinds(connection) == {True}


def _read(row: Row[tuple[object, ...]]) -> Posting:
    told = (row.book, row.subject, row.kind, row.content)
    return Posting(row.id, *told, row.actor, row.at, row.reason)
