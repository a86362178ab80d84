"""Visits (督导): planned, held with a checklist, reported with a file; or cancelled.

A visit counts for coverage once its report is attached (domain rule: a dated visit with a
report). Nothing is ever changed: a corrected record is posted after the first one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from lib.model.journal import Posting, by_subject, read
from lib.model.problems import Problem
from lib.model.quarters import Quarter, quarter_of
from lib.model.supervision.checklists import Answer

BOOK = "visit"

_Shape = TypeVar("_Shape")


class State(StrEnum):
    """How far a visit has come: 已计划, 已开展（缺报告）, 已完成, 已取消."""

    PLANNED = "planned"
    HELD = "held"
    REPORTED = "reported"
    CANCELLED = "cancelled"


class Kind(StrEnum):
    """What is posted about a visit."""

    PLANNED = "planned"
    HELD = "held"
    REPORTED = "reported"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Plan:
    """A visit somebody intends to make."""

    body: str
    """Code of the centre or lead hospital."""
    day: date
    institutions: tuple[str, ...]
    note: str = ""
    follows: str = ""
    """Number of the earlier visit that this one looks at again (回访)."""


@dataclass(frozen=True, slots=True)
class Record:
    """What was done and seen on the day."""

    day: date
    institutions: tuple[str, ...]
    leader: str
    """Code of a role, never a name."""
    checklist: str
    """Version of the questions."""
    answers: Mapping[str, Answer]
    """By code of the question."""
    members: tuple[str, ...] = ()
    clinics: tuple[str, ...] = ()
    """Codes of the village clinics that were looked at."""
    samples: tuple[str, ...] = ()
    """Numbers of authenticity samples drawn for it."""
    findings: tuple[Problem, ...] = ()
    score: Fraction | None = None
    """0 to 100; None if no question applied."""


@dataclass(frozen=True, slots=True)
class Report:
    """The report file of a visit."""

    on: date
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Cancellation:
    """That a visit will not take place, and why."""

    on: date
    why: str


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit as it stands."""

    number: str
    plan: Plan
    state: State
    last: int
    """Number of its last posting."""
    by: str
    """Who posted last."""
    record: Record | None = None
    report: Report | None = None
    cancelled: Cancellation | None = None
    findings: tuple[Problem, ...] = field(default=())

    @property
    def body(self) -> str:
        """Code of the centre or lead hospital."""
        return self.plan.body

    @property
    def day(self) -> date:
        """Day it was held; until then the day it is planned for."""
        return self.plan.day if self.record is None else self.record.day

    @property
    def quarter(self) -> Quarter:
        """Quarter it counts for."""
        return quarter_of(self.day)

    @property
    def institutions(self) -> tuple[str, ...]:
        """Codes of the institutions visited, or to be visited."""
        return self.plan.institutions if self.record is None else self.record.institutions

    @property
    def counts(self) -> bool:
        """Tell whether it counts for coverage: dated, and with a report."""
        return self.state is State.REPORTED


def stand(postings: Iterable[Posting]) -> dict[str, Visit]:
    """Return the visits that the postings add up to, by number.

    Parameters
    ----------
    postings
        Of any books, in their order; other books are left out.

    Examples
    --------
    >>> stand(())
    {}
    """
    own = [posting for posting in postings if posting.book == BOOK]
    return {number: _fold(number, lines) for number, lines in by_subject(own).items()}


def of_quarter(visits: Iterable[Visit], quarter: Quarter) -> tuple[Visit, ...]:
    """Return the visits of a quarter that were not cancelled, by day."""
    found = (v for v in visits if v.state is not State.CANCELLED and v.quarter == quarter)
    return tuple(sorted(found, key=lambda visit: (visit.day, visit.number)))


def last_to(visits: Iterable[Visit], institution: str, body: str = "") -> Visit | None:
    """Return the last visit held at an institution, by one body or by any; None if none was."""
    held = (
        visit
        for visit in visits
        if visit.record is not None
        and institution in visit.institutions
        and body in {"", visit.body}
    )
    return max(held, key=lambda visit: (visit.day, visit.number), default=None)


def _fold(number: str, lines: tuple[Posting, ...]) -> Visit:
    """Take the last of each kind: a later record or report stands for the earlier one."""
    latest = {Kind(line.kind): line for line in lines}
    record = _of(Record, latest.get(Kind.HELD))
    return Visit(
        number=number,
        plan=read(Plan, latest[Kind.PLANNED].content),
        state=_state(latest),
        last=lines[-1].number,
        by=lines[-1].by,
        record=record,
        report=_of(Report, latest.get(Kind.REPORTED)),
        cancelled=_of(Cancellation, latest.get(Kind.CANCELLED)),
        findings=() if record is None else record.findings,
    )


def _state(latest: Mapping[Kind, Posting]) -> State:
    for kind in (Kind.CANCELLED, Kind.REPORTED, Kind.HELD):
        if kind in latest:
            return State(kind)
    return State.PLANNED


def _of(shape: type[_Shape], posting: Posting | None) -> _Shape | None:
    return None if posting is None else read(shape, posting.content)
