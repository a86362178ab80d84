"""The audit chain (审计链): each entry carries the hash of the one before it.

Whoever changes, removes, inserts or swaps an entry breaks the chain from there on;
without the key nobody can mend it. An anchor, kept elsewhere, shows entries cut off the end.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lib.model.authors import Author

GENESIS = "0" * 64
"""Hash before the first entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the audit log: who did what to what, when and why."""

    seq: int
    """Number, from 1 without gaps."""
    at: datetime
    actor: str
    action: str
    """Code of what was done, such as `import` or `period.close`."""
    subject: str
    """What it was done to: a file, a month, a scheme."""
    before: object
    after: object
    """JSON values; None where there is nothing."""
    reason: str
    previous: str
    """Hash of the entry before."""
    hash: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """Number and hash of the last entry at some moment, kept outside the chain."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found."""

    entries: int
    broken_at: int | None
    """Number of the first entry that does not fit; None if all do."""
    is_cut: bool
    """Whether the chain is whole but ends before the anchor."""
    is_anchored: bool = True
    """Whether there was an anchor; without one, entries cut off the end go unseen."""

    @property
    def is_sound(self) -> bool:
        """Tell whether nothing was changed, removed or added."""
        return self.broken_at is None and not self.is_cut


def link(
    last: Anchor | None, author: Author, deed: tuple[str, str, object, object], key: bytes
) -> Entry:
    """Make the entry that follows the last one.

    Parameters
    ----------
    last
        The last entry so far; None for an empty chain.
    author
        Who, when and why.
    deed
        Action, subject, before and after; before and after are JSON values, and a number that
        stands alone is kept as text.
    key
        Secret kept outside the database.
    """
    seq, previous = (last.seq + 1, last.hash) if last else (1, GENESIS)
    at = author.at.replace(microsecond=0)
    action, subject, before, after = deed
    told = (action, subject, _as_kept(before), _as_kept(after))
    facts = (seq, at, author.name, *told, author.reason, previous)
    return Entry(*facts, hash=_hash(facts, key))


def verify(entries: Iterable[Entry], key: bytes, anchor: Anchor | None = None) -> Verdict:
    """Check every link of a chain, and that it reaches as far as the anchor.

    The chain may go on after the anchor: a program killed between storing and anchoring
    leaves it so.
    """
    previous, count, anchored = GENESIS, 0, anchor is None
    for entry in entries:
        count += 1
        if not _fits(entry, count, previous, key):
            return Verdict(count, count, is_cut=False, is_anchored=anchor is not None)
        previous = entry.hash
        if anchor is not None and entry.seq == anchor.seq:
            if entry.hash != anchor.hash:
                return Verdict(count, entry.seq, is_cut=False)
            anchored = True
    return Verdict(count, None, is_cut=not anchored, is_anchored=anchor is not None)


def _fits(entry: Entry, seq: int, previous: str, key: bytes) -> bool:
    facts = (entry.seq, entry.at, entry.actor, entry.action, entry.subject)
    told = (*facts, entry.before, entry.after, entry.reason, entry.previous)
    in_place = entry.seq == seq and entry.previous == previous
    return in_place and hmac.compare_digest(entry.hash, _hash(told, key))


def _as_kept(value: object) -> object:
    """Return a value as it comes back from a database.

    SQLite takes a bare number for a number of its own and rounds it; hence text.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return json.loads(json.dumps(value, allow_nan=False))


def _hash(facts: tuple[Any, ...], key: bytes) -> str:
    seq, at, *others = facts
    told = json.dumps([seq, at.isoformat(), *others], sort_keys=True, separators=(",", ":"))
    return hmac.new(key, told.encode("ascii"), hashlib.sha256).hexdigest()
