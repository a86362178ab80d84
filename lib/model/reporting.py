"""Monthly reports (月报): who has reported, whether in time, and who has to be reminded.

A report is what an institution sends of itself and its clinics for one month. It may be
sent back, and sent again; the first time it came decides whether it was in time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from lib.model.completeness import NOTHING, Completeness, Share
from lib.model.deadlines import Calendar, Deadline


class Verdict(StrEnum):
    """What the office decides about a report (退回、审核通过)."""

    RETURNED = "returned"
    APPROVED = "approved"


class ReportState(StrEnum):
    """Where a report stands (未报、已报、退回、已审核)."""

    NONE = "none"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"


class Need(StrEnum):
    """Why an institution is reminded; the most urgent first."""

    NONE = "none"
    RETURNED = "returned"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class Submission:
    """One version of an institution's report of a month."""

    area_code: str
    month: int
    """Counted from year 0."""
    received_at: datetime
    """When the institution sent it: decides whether it was in time."""
    stored_at: datetime
    """When it came into the store: decides what a decision was about."""
    figures: int
    file: str
    actor: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What the office decided about the version it had before it."""

    area_code: str
    month: int
    verdict: Verdict
    at: datetime
    actor: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """An institution's report of a month, with its history."""

    area_code: str
    month: int
    deadline: Deadline
    submissions: tuple[Submission, ...]
    """Versions, oldest first."""
    decisions: tuple[Decision, ...]
    """About these versions, oldest first."""
    share: Share
    """Figures that are there, of those due."""

    @property
    def state(self) -> ReportState:
        """Return where it stands: what came last, a version or a decision about it."""
        if not self.submissions:
            return ReportState.NONE
        last = self.decision
        return ReportState.SUBMITTED if last is None else ReportState(last.verdict)

    @property
    def decision(self) -> Decision | None:
        """Return the decision about the latest version; None while it waits for one."""
        if not self.submissions or not self.decisions:
            return None
        last = self.decisions[-1]
        return last if last.at >= self.submissions[-1].stored_at else None

    @property
    def received_at(self) -> datetime | None:
        """Return when it came first."""
        return min((s.received_at for s in self.submissions), default=None)

    @property
    def waits_for_the_institution(self) -> bool:
        """Tell whether the institution has to send it, for the first time or again."""
        return self.state in (ReportState.NONE, ReportState.RETURNED)

    def days_late(self, now: datetime) -> int:
        """Count the days from the deadline until it came first, or until now; 0 in time."""
        return self.deadline.days_late(self.received_at or now)

    def is_in_time(self, now: datetime) -> bool | None:
        """Tell whether it came by the deadline; None while it may still do so."""
        if self.received_at is None and not self.deadline.days_late(now):
            return None
        return self.received_at is not None and not self.days_late(now)

    def is_overdue(self, now: datetime) -> bool:
        """Tell whether the deadline is over and nothing has come."""
        return self.state == ReportState.NONE and self.deadline.days_late(now) > 0


class _Filed(Protocol):
    @property
    def area_code(self) -> str: ...

    @property
    def month(self) -> int: ...


_F = TypeVar("_F", bound=_Filed)


@dataclass(frozen=True, slots=True, eq=False)
class Register:
    """All reports: what was sent, what was decided, what was due and when.

    Decisions from before the first version are of figures no longer in the store; they
    do not count.
    """

    calendar: Calendar
    completeness: Completeness
    submissions: Iterable[Submission]
    decisions: Iterable[Decision]
    _versions: Mapping[tuple[str, int], tuple[Submission, ...]] = field(init=False, repr=False)
    _decided: Mapping[tuple[str, int], tuple[Decision, ...]] = field(init=False, repr=False)
    _shares: Mapping[tuple[str, int], Share] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        versions = _group(sorted(self.submissions, key=lambda s: (s.stored_at, s.received_at)))
        decided = _group(sorted(self.decisions, key=lambda d: d.at))
        object.__setattr__(self, "_versions", versions)
        object.__setattr__(self, "_decided", decided)
        object.__setattr__(self, "_shares", self.completeness.by_report())

    def report(self, area_code: str, month: int) -> Report:
        """Return one report, sent or not."""
        key = (area_code, month)
        versions = self._versions.get(key, ())
        decided = self._decided.get(key, ())
        return Report(
            area_code,
            month,
            self.calendar.deadline(month),
            versions,
            tuple(d for d in decided if versions and d.at >= versions[0].stored_at),
            self._shares.get(key, NOTHING),
        )

    def of_month(self, areas: Collection[str], month: int) -> tuple[Report, ...]:
        """Return the reports of some institutions for a month, in their order."""
        return tuple(self.report(code, month) for code in areas)


@dataclass(frozen=True, slots=True)
class Standing:
    """How the reports of a month stand together."""

    expected: int
    reported: int
    """Sent at least once, returned ones included."""
    in_time: int
    states: Mapping[ReportState, int]
    share: Share
    """Figures there, of those due."""


def stand(reports: Collection[Report], now: datetime) -> Standing:
    """Count how reports stand."""
    states = Counter(report.state for report in reports)
    return Standing(
        expected=len(reports),
        reported=len(reports) - states[ReportState.NONE],
        in_time=sum(report.is_in_time(now) is True for report in reports),
        states={state: states[state] for state in ReportState},
        share=sum((report.share for report in reports), NOTHING),
    )


def punctuality(reports: Iterable[Report], now: datetime) -> Share:
    """Return how many reports came in time, of those that came or should have by now."""
    known = [report.is_in_time(now) for report in reports]
    return Share(known.count(True), len(known) - known.count(None))


@dataclass(frozen=True, slots=True)
class Reminder:
    """Whom to ask for what."""

    report: Report
    need: Need
    days: int
    """Whole days since the deadline, or since it was sent back; 0 before."""
    missing: tuple[tuple[str, int], ...]
    """Indicators with figures missing and how many, most first; empty where nothing came."""


def remind(
    reports: Iterable[Report], completeness: Completeness, now: datetime
) -> tuple[Reminder, ...]:
    """List who has not reported, must report again, or left figures out; the longest first.

    What was approved was accepted as it is.
    """
    wanted = (_reminder(report, completeness, now) for report in reports)
    order = {need: place for place, need in enumerate(Need)}
    return tuple(
        sorted(
            (reminder for reminder in wanted if reminder is not None),
            key=lambda r: (
                order[r.need],
                -r.days,
                -sum(dict(r.missing).values()),
                r.report.area_code,
            ),
        )
    )


def _reminder(report: Report, completeness: Completeness, now: datetime) -> Reminder | None:
    need = _need(report)
    if need is None:
        return None
    back = report.decision
    days = report.deadline.days_late(now) if back is None else max(0, (now - back.at).days)
    missing = completeness.missing(report.area_code, report.month) if report.submissions else ()
    return Reminder(report, need, days, missing)


def _need(report: Report) -> Need | None:
    if report.waits_for_the_institution:
        return Need(report.state)
    waits = report.state == ReportState.SUBMITTED
    return Need.INCOMPLETE if waits and report.share.missing else None


def _group(filed: Iterable[_F]) -> dict[tuple[str, int], tuple[_F, ...]]:
    groups: dict[tuple[str, int], list[_F]] = defaultdict(list)
    for one in filed:
        groups[one.area_code, one.month].append(one)
    return {key: tuple(members) for key, members in groups.items()}
