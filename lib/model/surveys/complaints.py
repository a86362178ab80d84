"""Complaints (投诉): received, decided justified or not, and counted per 10,000 residents (MAS04).

The book "complaint" has one subject for each complaint. Nothing in it names a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from scipy import stats

from lib.errors import N_, InputError
from lib.model import journal
from lib.model.intake.personal import refuse_text
from lib.model.journal import Decide, Draft, Posting, content_of, next_subject
from lib.model.quarters import Quarter, quarter_of
from lib.model.surveys.questionnaires import SurveyRules

BOOK = "complaint"
RECEIVED, DECIDED = "received", "decided"
INDICATOR = "MAS04"
PER = 10_000
LONGEST_MATTER = 300


class Way(StrEnum):
    """How a complaint came in (投诉渠道)."""

    HOTLINE = "hotline"  # 12345 政务热线
    BUREAU = "bureau"  # 局信访
    SITE = "site"  # 现场
    ONLINE = "online"  # 网络


@dataclass(frozen=True, slots=True)
class Complaint:
    """What was complained of."""

    area_code: str
    """Institution."""
    on: date
    """Day it was received; says the year it counts in."""
    way: Way
    matter: str
    item: str = ""
    """Code of the service item; empty for none."""


@dataclass(frozen=True, slots=True)
class Case:
    """A complaint and what became of it."""

    number: str
    """Such as 2025Q4-003."""
    complaint: Complaint
    posting: int
    """Number of its last posting."""
    decided_on: date | None = None
    is_justified: bool | None = None
    finding: str = ""

    def due(self, rules: SurveyRules) -> date:
        """Return the last day on which it may be decided."""
        return self.complaint.on + timedelta(days=rules.decide_within)

    def is_overdue(self, today: date, rules: SurveyRules) -> bool:
        """Tell whether it still waits after that day."""
        return self.decided_on is None and today > self.due(rules)


@dataclass(frozen=True, slots=True)
class Tally:
    """Complaints of one institution from January to the end of a quarter."""

    area_code: str
    received: int
    decided: int
    justified: int
    people: int
    """Residents; 0 if not known."""

    @property
    def rate(self) -> float | None:
        """Justified complaints per 10,000 residents; None if these are not known."""
        return PER * self.justified / self.people if self.people else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """95 % interval of the rate: exact, for events that are rare (Garwood 1936).

        Examples
        --------
        >>> [round(end, 2) for end in Tally("B01", 5, 5, 3, 30_000).interval]
        [0.21, 2.92]
        """
        if not self.people:
            return None
        low = stats.chi2.ppf(0.025, 2 * self.justified) / 2 if self.justified else 0.0
        high = stats.chi2.ppf(0.975, 2 * self.justified + 2) / 2
        return float(PER * low / self.people), float(PER * high / self.people)


def stand(postings: Iterable[Posting]) -> dict[str, Case]:
    """Add up what was posted to the register, by number, oldest first."""
    found: dict[str, Case] = {}
    for posting in postings:
        if posting.book == BOOK:
            found[posting.subject] = _after(found.get(posting.subject), posting)
    return found


def _after(before: Case | None, posting: Posting) -> Case:
    content: Mapping[str, Any] = posting.content
    if before is None:
        return Case(posting.subject, journal.read(Complaint, content), posting.number)
    return replace(
        before,
        posting=posting.number,
        decided_on=date.fromisoformat(content["on"]),
        is_justified=content["is_justified"],
        finding=content["finding"],
    )


def receiving(wish: Complaint, today: date) -> Decide:
    """Return the decision to enter a complaint.

    Raises
    ------
    InputError
        When decided: if its day is still to come, or its text is missing or names somebody.
    """

    def decide(postings: tuple[Posting, ...]) -> Sequence[Draft]:
        _refuse_future(wish.on, today)
        refuse_text(wish.matter, N_("What is complained of"), limit=LONGEST_MATTER)
        own = (p for p in postings if p.book == BOOK)
        number = next_subject(own, f"{quarter_of(wish.on)}-")
        return [Draft(BOOK, number, RECEIVED, content_of(wish))]

    return decide


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the inquiry found."""

    on: date
    is_justified: bool
    finding: str


def deciding(number: str, verdict: Verdict, today: date, seen: int) -> Decide:
    """Return the decision on a complaint; once, and with a finding in words.

    Raises
    ------
    InputError
        When decided: if it was decided already or changed meanwhile, or the day cannot be.
    """

    def decide(postings: tuple[Posting, ...]) -> Sequence[Draft]:
        journal.refuse_stale((p for p in postings if p.book == BOOK), number, seen)
        case = stand(postings).get(number)
        if case is None or case.decided_on is not None:
            raise InputError(
                N_("There is no open complaint with the number {number}."), number=number
            )
        _refuse_future(verdict.on, today)
        if verdict.on < case.complaint.on:
            raise InputError(
                N_("The complaint came in on {day}; it cannot have been decided before."),
                day=case.complaint.on.isoformat(),
            )
        refuse_text(verdict.finding, N_("Finding in words"), limit=LONGEST_MATTER)
        return [Draft(BOOK, number, DECIDED, content_of(verdict))]

    return decide


def tally(
    cases: Iterable[Case], quarter: Quarter, people: Mapping[str, int | None]
) -> tuple[Tally, ...]:
    """Count the complaints received from January to the end of a quarter.

    Parameters
    ----------
    cases
        The register.
    quarter
        Up to when.
    people
        Residents of every institution; None where they are not known.
    """
    first = date(quarter.year, 1, 1)
    own = [c for c in cases if first <= c.complaint.on <= quarter.last]
    found = []
    for code, residents in people.items():
        here = [c for c in own if c.complaint.area_code == code]
        decided = [c for c in here if c.decided_on is not None]
        justified = sum(bool(c.is_justified) for c in decided)
        found.append(Tally(code, len(here), len(decided), justified, residents or 0))
    return tuple(found)


def whole(tallies: Sequence[Tally]) -> Tally:
    """Add the institutions up to the county."""
    return Tally(
        "",
        sum(t.received for t in tallies),
        sum(t.decided for t in tallies),
        sum(t.justified for t in tallies),
        sum(t.people for t in tallies),
    )


def _refuse_future(day: date, today: date) -> None:
    if day > today:
        raise InputError(
            N_("{day} is still to come; today is {today}."),
            day=day.isoformat(),
            today=today.isoformat(),
        )
