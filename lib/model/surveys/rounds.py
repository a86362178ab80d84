"""Survey rounds (调查轮次): opened, filled with interviews, closed, and made into figures.

The book "survey" has one subject for each round, such as 2025H2. Interviews are posted in
batches, one for each institution; a batch that was wrong is withdrawn with a reason, never
deleted. A closed round stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from lib.errors import N_, InputError
from lib.model import journal
from lib.model.journal import Posting
from lib.model.surveys.interviews import Interview, Mode, from_row

BOOK = "survey"
OPENED, ANSWERED, WITHDRAWN, CLOSED, TRANSFERRED = (
    "opened",
    "answered",
    "withdrawn",
    "closed",
    "transferred",
)
_CODE = re.compile(r"(20\d\d)H([12])")
_LAST_MONTH = {1: 6, 2: 12}


@dataclass(frozen=True, slots=True)
class Round:
    """A round of the survey: one for each half-year."""

    code: str
    """Such as 2025H2."""
    start: date
    end: date
    """Days on which people are asked."""
    modes: tuple[Mode, ...]
    questionnaire: str
    """Version of the questionnaire."""
    area_codes: tuple[str, ...]
    """Institutions that are assessed."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Interviews of one institution that came together."""

    number: int
    """Of the posting."""
    area_code: str
    interviews: tuple[Interview, ...]
    source: str
    """Name of the file; empty if entered by hand."""
    sha256: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """A round with everything that was posted to it."""

    round: Round
    batches: tuple[Batch, ...] = ()
    withdrawn: Mapping[int, str] = field(default_factory=dict)
    """Reason by number of the batch."""
    closed_on: date | None = None
    close_note: str = ""
    transferred: tuple[tuple[date, str], ...] = ()
    """Days on which results were made into figures, and by whom."""

    @property
    def kept(self) -> tuple[Batch, ...]:
        """Return the batches that were not withdrawn."""
        return tuple(b for b in self.batches if b.number not in self.withdrawn)

    def interviews(self) -> dict[str, tuple[Interview, ...]]:
        """Return all interviews by institution; () where there are none yet."""
        found: dict[str, tuple[Interview, ...]] = dict.fromkeys(self.round.area_codes, ())
        for batch in self.kept:
            found[batch.area_code] += batch.interviews
        return found


Ledger = Mapping[str, Standing]
"""Rounds by code, oldest first."""


def parse_round(code: str) -> tuple[int, int]:
    """Return year and half of a round's code.

    Raises
    ------
    InputError
        If it is no half-year.

    Examples
    --------
    >>> parse_round("2025H2")
    (2025, 2)
    """
    match = _CODE.fullmatch(code)
    if match is None:
        raise InputError(N_("“{text}” is no half-year; one is written 2025H2."), text=code)
    return int(match[1]), int(match[2])


def month_of(code: str) -> int:
    """Return the month whose figures a round gives, counted from year 0.

    Examples
    --------
    >>> month_of("2025H2") == 2025 * 12 + 11
    True
    """
    year, half = parse_round(code)
    return year * 12 + _LAST_MONTH[half] - 1


def stand(postings: Iterable[Posting]) -> dict[str, Standing]:
    """Add up what was posted to the rounds, oldest round first."""
    found: dict[str, Standing] = {}
    for posting in postings:
        if posting.book == BOOK:
            found[posting.subject] = _after(found.get(posting.subject), posting)
    return dict(sorted(found.items()))


def _after(before: Standing | None, posting: Posting) -> Standing:
    content: Mapping[str, Any] = posting.content
    if before is None:
        return Standing(journal.read(Round, content))
    if posting.kind == ANSWERED:
        return replace(before, batches=(*before.batches, _batch(posting)))
    if posting.kind == WITHDRAWN:
        reasons = {**before.withdrawn, int(content["number"]): str(content["reason"])}
        return replace(before, withdrawn=reasons)
    on = date.fromisoformat(content["on"])
    if posting.kind == CLOSED:
        return replace(before, closed_on=on, close_note=str(content["note"]))
    return replace(before, transferred=(*before.transferred, (on, posting.by)))


def _batch(posting: Posting) -> Batch:
    content: Mapping[str, Any] = posting.content
    return Batch(
        posting.number,
        content["area_code"],
        tuple(map(from_row, content["rows"])),
        content["source"],
        content["sha256"],
        posting.by,
        posting.at,
    )
