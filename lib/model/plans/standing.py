"""What stands in the book of milestones: its postings added up in their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from lib.model.journal import Posting, read
from lib.model.plans.shapes import MILESTONES, Ending, Entry, Milestone, Update


class Kind(StrEnum):
    """What happened in the book."""

    MEASURE = "measure"
    MILESTONE = "milestone"
    UPDATE = "update"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Kept:
    """A milestone with all that was reported of it."""

    code: str
    milestone: Milestone
    number: int
    """Number of its last posting: what somebody saw who acts on it now."""
    updates: tuple[Update, ...] = ()
    """In the order of their days."""

    def latest(self, day: date) -> Update | None:
        """Return the last update up to a day."""
        return next((one for one in reversed(self.updates) if one.on <= day), None)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Measures as entered and milestones as they stand, by code."""

    entries: Mapping[str, Entry]
    milestones: Mapping[str, Kept]
    numbers: Mapping[str, int]
    """Number of the last posting about each subject."""

    def of(self, measure: str) -> tuple[Kept, ...]:
        """Return the milestones of a measure, the earliest due first."""
        own = (kept for kept in self.milestones.values() if kept.milestone.measure == measure)
        return tuple(sorted(own, key=lambda kept: (kept.milestone.due, kept.code)))

    def seen(self, subject: str) -> int:
        """Return the number of the last posting about something; 0 if there is none."""
        return self.numbers.get(subject, 0)


def stand(postings: Iterable[Posting]) -> Ledger:
    """Add up the book.

    Examples
    --------
    >>> stand(()).of("M-1")
    ()
    """
    entries: dict[str, Entry] = {}
    milestones: dict[str, Kept] = {}
    numbers: dict[str, int] = {}
    for posting in postings:
        if posting.book != MILESTONES:
            continue
        numbers[posting.subject] = posting.number
        if posting.kind == Kind.MEASURE:
            entries[posting.subject] = read(Entry, posting.content)
        else:
            _follow(milestones, posting)
    return Ledger(entries, milestones, numbers)


def dropped(postings: Iterable[Posting]) -> tuple[tuple[str, Ending], ...]:
    """Return the milestones that were dropped, and why."""
    return tuple(
        (posting.subject, read(Ending, posting.content))
        for posting in postings
        if posting.book == MILESTONES and posting.kind == Kind.DROPPED
    )


def _follow(milestones: dict[str, Kept], posting: Posting) -> None:
    """Let one posting happen to its milestone."""
    code = posting.subject
    if posting.kind == Kind.DROPPED:
        milestones.pop(code, None)
        return
    if posting.kind == Kind.MILESTONE:
        before = milestones[code].updates if code in milestones else ()
        shape = read(Milestone, posting.content)
        milestones[code] = Kept(code, shape, posting.number, before)
        return
    kept = milestones[code]
    updates = (*kept.updates, read(Update, posting.content))
    milestones[code] = replace(kept, number=posting.number, updates=updates)
