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
        Action, subject, before and after.
    key
        Secret kept outside the database.
    """
    seq, previous = (last.seq + 1, last.hash) if last else (1, GENESIS)
    action, subject, before, after = deed
    facts = (seq, author.at, author.name, action, subject, before, after, author.reason, previous)
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
            return Verdict(count, count, is_cut=False)
        previous = entry.hash
        if anchor is not None and entry.seq == anchor.seq:
            if entry.hash != anchor.hash:
                return Verdict(count, entry.seq, is_cut=False)
            anchored = True
    return Verdict(count, None, is_cut=not anchored)


def _fits(entry: Entry, seq: int, previous: str, key: bytes) -> bool:
    facts = (entry.seq, entry.at, entry.actor, entry.action, entry.subject)
    told = (*facts, entry.before, entry.after, entry.reason, entry.previous)
    in_place = entry.seq == seq and entry.previous == previous
    return in_place and hmac.compare_digest(entry.hash, _hash(told, key))


def _hash(facts: tuple[Any, ...], key: bytes) -> str:
    seq, at, *others = facts
    plain = [seq, at.isoformat(timespec="seconds"), *others]
    told = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(key, told.encode(), hashlib.sha256).hexdigest()
