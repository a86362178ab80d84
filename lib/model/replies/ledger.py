"""What stands in the book of replies: what was published, appealed and decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from lib.errors import N_, InputError
from lib.model.appeals import Mark
from lib.model.intake.figures import Stage
from lib.model.journal import Posting, read

BOOK = "reply"
PUBLISH, FILE, DECIDE = "publish", "file", "decide"
"""Kinds of postings: 公示, 申诉, 裁定."""

Figure = tuple[str, str, int]
"""Area, indicator, month: what can be appealed once."""
Counts = tuple[int, int]
"""Numerator and denominator."""


class Verdict(StrEnum):
    """How an appeal was decided: 采纳, 部分采纳, 不采纳."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    REFUSED = "refused"


FILED = "filed"
"""State of an appeal that waits for its decision; later it is in the state of its verdict."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file that goes with an appeal, kept in the store under its fingerprint."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Publication:
    """Verified figures made known to their institutions (公示): from here the days count."""

    quarter: str
    on: date
    by: str
    marks: tuple[Mark, ...]
    """The verified counts as they were made known; they stay as they were."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Filing:
    """An institution says that a verified figure is wrong, and what is right."""

    quarter: str
    institution: str
    mark: Mark
    """The verified figure it turns against, as published."""
    numerator: int
    denominator: int
    """As the institution holds it to be."""
    reason: str
    on: date
    by: str
    closes: date = date.min
    """Last day on which it could be appealed; set as it is filed."""
    claimed: Counts | None = None
    """What the institution had claimed at first; None where it had claimed nothing."""
    evidence: tuple[Evidence, ...] = ()

    @property
    def figure(self) -> Figure:
        """Return what is appealed."""
        return figure_of(self.mark)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, by whom, and why."""

    verdict: Verdict
    numerator: int
    denominator: int
    """The final counts."""
    reason: str
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal with all that happened to it."""

    number: str
    filing: Filing
    decision: Decision | None
    seen: int
    """Number of its last posting: who acts on it says which state was in sight."""

    @property
    def state(self) -> str:
        """Return `FILED` or the verdict."""
        return FILED if self.decision is None else self.decision.verdict.value

    def expected(self) -> dict[Stage, Counts]:
        """Return what the store must hold of its figure beside the claimed and verified one."""
        stages = {Stage.APPEALED: (self.filing.numerator, self.filing.denominator)}
        if self.decision is not None:
            stages[Stage.FINAL] = (self.decision.numerator, self.decision.denominator)
        return stages


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that stands in the book."""

    published: Mapping[Figure, tuple[Publication, Mark]] = field(default_factory=dict)
    """The latest publication of each figure, and the mark in it."""
    appeals: Mapping[str, Appeal] = field(default_factory=dict)
    """By number."""

    def of_figure(self, figure: Figure) -> Appeal | None:
        """Return the appeal about a figure; there is at most one."""
        return next((a for a in self.appeals.values() if a.filing.figure == figure), None)

    def appeal(self, number: str) -> Appeal:
        """Return an appeal.

        Raises
        ------
        InputError
            If there is none of this number.
        """
        if number not in self.appeals:
            raise InputError(N_("There is no appeal {number}."), number=number)
        return self.appeals[number]


def figure_of(mark: Mark) -> Figure:
    """Return the figure a mark is of."""
    return mark.area, mark.indicator, mark.month


def stand(postings: Iterable[Posting]) -> Ledger:
    """Add up the postings of the book, oldest first."""
    published: dict[Figure, tuple[Publication, Mark]] = {}
    appeals: dict[str, Appeal] = {}
    for posting in postings:
        number = posting.subject
        if posting.kind == PUBLISH:
            made = read(Publication, posting.content)
            published |= {figure_of(mark): (made, mark) for mark in made.marks}
        elif posting.kind == FILE:
            appeals[number] = Appeal(number, read(Filing, posting.content), None, posting.number)
        elif posting.kind == DECIDE:
            decided = read(Decision, posting.content)
            appeals[number] = Appeal(number, appeals[number].filing, decided, posting.number)
    return Ledger(published, appeals)
