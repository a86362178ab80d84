"""The audit log: append to it within the transaction of a change, search it, verify it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    LargeBinary,
    Row,
    Select,
    Text,
    cast,
    delete,
    insert,
    or_,
    select,
)

from lib.adapters.store.tables import audit
from lib.model.authors import Author
from lib.model.chain import Anchor, Entry, link

_CHUNK = 5_000
_COLUMNS = tuple(field.name for field in fields(Entry))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries to look for; what is empty does not matter."""

    action: str = ""
    """Code of an action, or the part before its dot for all of a kind."""
    actor: str = ""
    words: str = ""
    """Words that must all occur, in whatever is told."""
    since: date | None = None
    until: date | None = None
    """Last day."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What there is to choose from."""

    entries: int
    last: datetime | None
    actions: tuple[str, ...]
    actors: tuple[str, ...]


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
    add(connection, (entry,))
    return entry


def add(connection: Connection, entries: tuple[Entry, ...]) -> None:
    """Store entries that are linked already."""
    rows = [{name: getattr(entry, name) for name in _COLUMNS} for entry in entries]
    connection.execute(insert(audit), rows)


def relink(connection: Connection, key: bytes) -> None:
    """Link all entries anew by another key; needs the guards of the table lifted."""
    last, linked = None, []
    for entry in tuple(chain(connection)):
        author = Author(entry.actor, entry.at, entry.reason)
        deed = (entry.action, entry.subject, entry.before, entry.after)
        linked.append(link(last, author, deed, key))
        last = Anchor(linked[-1].seq, linked[-1].hash)
    connection.execute(delete(audit))
    add(connection, tuple(linked))


def head(connection: Connection) -> Anchor | None:
    """Return the end of the chain; None while it is empty."""
    last = connection.execute(
        select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)
    ).first()
    return Anchor(last.seq, last.hash) if last else None


def holds(connection: Connection, anchor: Anchor) -> bool:
    """Tell whether the chain has the very entry that an anchor names."""
    where = (audit.c.seq == anchor.seq) & (audit.c.hash == anchor.hash)
    return connection.execute(select(audit.c.seq).where(where)).first() is not None


def search(
    connection: Connection, wanted: Wanted, *, limit: int | None = None, before: int | None = None
) -> tuple[Entry, ...]:
    """Return entries, newest first.

    Parameters
    ----------
    connection
        As from `engine.reading`.
    wanted
        What to look for.
    limit
        Most entries returned; None for all.
    before
        Only entries with a lower number: the next page.
    """
    query = _rows(connection).where(*_conditions(wanted)).order_by(audit.c.seq.desc())
    if before is not None:
        query = query.where(audit.c.seq < before)
    return tuple(_read(row) for row in connection.execute(query.limit(limit)))


def contents(connection: Connection) -> Contents:
    """Return how long the log is, and the actions and names that occur in it."""
    newest = search(connection, Wanted(), limit=1)
    actions, actors = (
        tuple(sorted(filter(None, map(_text, connection.scalars(select(column).distinct())))))
        for column in (_bytes(connection, audit.c.action), _bytes(connection, audit.c.actor))
    )
    last = newest[0] if newest else None
    return Contents(last.seq if last else 0, last.at if last else None, actions, actors)


def chain(connection: Connection) -> Iterator[Entry]:
    """Read the whole chain from its beginning, for `chain.verify`."""
    query = _rows(connection).order_by(audit.c.seq).execution_options(yield_per=_CHUNK)
    return (_read(row) for row in connection.execute(query))


def _rows(connection: Connection) -> Select[Any]:
    """Select entries so that whatever a forger wrote into them can be read."""
    seq, *others = (audit.c[name] for name in _COLUMNS)
    return select(seq, *(_bytes(connection, column).label(column.name) for column in others))


def _bytes(connection: Connection, column: Column[Any]) -> ColumnElement[Any]:
    # SQLite keeps anything in any column, even text that is none; PostgreSQL does not
    return cast(column, LargeBinary if connection.dialect.name == "sqlite" else Text)


def _text(told: bytes | str | None) -> str | None:
    return told.decode(errors="replace") if isinstance(told, bytes) else told


def _read(row: Row[Any]) -> Entry:
    """Read an entry; what no program of ours can have written fits no chain."""
    told = dict(zip(_COLUMNS[1:], map(_text, row[1:]), strict=True))
    values: dict[str, Any] = {name: text or "" for name, text in told.items()}
    try:
        values["at"] = datetime.fromisoformat(values["at"])
        values |= {name: json.loads(told[name] or "null") for name in ("before", "after")}
    except ValueError:
        values |= {"at": datetime.min, "before": None, "after": None, "hash": ""}  # noqa: DTZ901
    return Entry(row[0], **values)


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [_told(word) for word in wanted.words.split()]
    if wanted.action:
        kind = audit.c.action.startswith(f"{wanted.action}.", autoescape=True)
        found.append(or_(audit.c.action == wanted.action, kind))
    if wanted.actor:
        found.append(audit.c.actor == wanted.actor)
    if wanted.since:
        found.append(audit.c.at >= datetime.combine(wanted.since, time.min))
    if wanted.until:
        after = wanted.until + timedelta(days=1)
        found.append(audit.c.at < datetime.combine(after, time.min))
    return found


def _told(word: str) -> ColumnElement[bool]:
    """Find a word in what was written; signs beyond ASCII are escaped in JSON values."""
    escaped = json.dumps(word)[1:-1]
    plain = (audit.c.action, audit.c.actor, audit.c.subject, audit.c.reason)
    values = (cast(audit.c.before, Text), cast(audit.c.after, Text))
    return or_(
        *(column.icontains(word, autoescape=True) for column in plain),
        *(value.icontains(escaped, autoescape=True) for value in values),
    )
