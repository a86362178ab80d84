"""Append to the audit log within the transaction of the change itself."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from lib.adapters.store.tables import audit
from lib.model.authors import Author
from lib.model.chain import Anchor, Entry, link


def append(
    connection: Connection, author: Author, key: bytes, deed: tuple[str, str, object, object]
) -> Entry:
    """Add an entry: action, subject, before, after. Call it inside `writing`.

    Returns
    -------
    Entry
        The new end of the chain.
    """
    entry = link(head(connection), author, deed, key)
    connection.execute(
        insert(audit).values(
            seq=entry.seq,
            at=entry.at,
            actor=entry.actor,
            action=entry.action,
            subject=entry.subject,
            before=entry.before,
            after=entry.after,
            reason=entry.reason,
            previous=entry.previous,
            hash=entry.hash,
        )
    )
    return entry


def head(connection: Connection) -> Anchor | None:
    """Return the end of the chain; None while it is empty."""
    last = connection.execute(
        select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)
    ).first()
    return Anchor(last.seq, last.hash) if last else None
