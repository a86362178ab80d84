"""Monthly reports, deadlines and follow-ups, read from the store and written to it.

Caches are keyed by the files, the figures and the number of the last change of the store.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import streamlit as st

from lib.adapters.rule_files import catalogue
from lib.adapters.store import follow_ups, reports
from lib.adapters.store.reports import LastImport
from lib.model.authors import Author
from lib.model.completeness import Completeness, Freshness, Share, complete, freshness
from lib.model.deadlines import Calendar, parse_calendar
from lib.model.follow_ups import FollowUp, Matter
from lib.model.indicators import Indicator
from lib.model.observations import last_day, month_of, parse_period
from lib.model.reporting import Register, Report, Verdict
from lib.model.roster import INSTITUTION_KINDS
from lib.project import Project
from pages.ui import load, state
from pages.ui.load import kept

_PROJECT = Project()
_AFTER_THE_LAST = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Quality:
    """How far the figures of a period can be relied on."""

    latest: int | None
    """Latest month up to the period of which there are figures, counted from year 0."""
    fresh: Freshness
    overdue: tuple[str, ...]
    """Institutions whose report of the period is overdue."""
    last_import: LastImport | None


def register() -> Register:
    """Return every report of the months in `months`."""
    return _register(_version(), months())


def months() -> tuple[int, ...]:
    """Return the months that are or should be reported by now, newest first.

    They go on after the last figures until the month that was over last; those of the
    demonstration end with its figures.
    """
    known = _known(load.version())
    over = month_of(state.today()) - 1
    last = max(known) if known and load.is_demonstration() else max([over, *known])
    return tuple(range(last, min([over, *known]) - 1, -1))


def completeness() -> Completeness:
    """Return what was due and what is there, for the months in `months`."""
    return _completeness(load.version(), months())


def reporters(month: int) -> tuple[str, ...]:
    """Return the codes of the institutions that report a month."""
    on_roster = load.roster().on(last_day(month)).of_kind(*INSTITUTION_KINDS)
    return tuple(area.code for area in on_roster)


def indicators() -> dict[str, Indicator]:
    """Return the catalogue of indicators, by code."""
    return _catalogue(load.version())


def quality(day: date) -> Quality:
    """Say how complete and how fresh the figures are that a reader of a day sees."""
    month, offered, clock = month_of(day), months(), now()
    late = [r for r in of_month(month) if r.is_overdue(clock)] if month in offered else []
    known = _known(load.version())
    return Quality(
        latest=max((m for m in known if m <= month), default=None),
        fresh=_freshness(load.version(), offered, month),
        overdue=tuple(report.area_code for report in late),
        last_import=_last_import(_version()),
    )


def now() -> datetime:
    """Return the time by which reports are late.

    The demonstration stands still some days after its newest deadline, or everything in it
    would be years overdue.
    """
    clock = state.now()
    if not load.is_demonstration():
        return clock
    return min(clock, register().calendar.deadline(months()[0]).closes + _AFTER_THE_LAST)


def of_month(month: int) -> tuple[Report, ...]:
    """Return the reports of a month, institution by institution."""
    return register().of_month(reporters(month), month)


def reported(indicator: str, day: date) -> Share | None:
    """Return how many of the figures of an indicator are there that were due last.

    None if none was due up to the day.
    """
    for month in range(month_of(day), month_of(day) - 12, -1):
        found = _by_indicator(load.version(), months(), month)
        if indicator in found:
            return found[indicator]
    return None


def follow_up_list() -> tuple[FollowUp, ...]:
    """Return all follow-ups, the open ones first."""
    return _follow_ups(_version())


def decide(versions: Mapping[str, int], month: int, verdict: Verdict, author: Author) -> int:
    """Approve reports or send them back; see the store."""
    return reports.decide(kept.store(), versions, month, verdict, author)


def set_deadline(month: int, day: date | None, author: Author) -> None:
    """Move a deadline, or give it back to the calendar; see the store."""
    reports.set_deadline(kept.store(), month, day, author)


def open_follow_up(matter: Matter, author: Author) -> int:
    """Open a follow-up; see the store."""
    return follow_ups.open_one(kept.store(), matter, author)


def close_follow_up(number: int, outcome: str, author: Author) -> None:
    """Close a follow-up; see the store."""
    follow_ups.close_one(kept.store(), number, outcome, author)


def is_moved(month: int) -> bool:
    """Tell whether somebody set the deadline of a month by hand."""
    return month in reports.deadlines(kept.store())


def _version() -> str:
    return f"{load.version()}|{reports.version(kept.store())}"


@st.cache_resource(max_entries=2, show_spinner=False)
def _known(version: str) -> tuple[int, ...]:
    return tuple(parse_period(period) for period in load.periods())


@st.cache_resource(max_entries=2, show_spinner=False)
def _catalogue(version: str) -> dict[str, Indicator]:
    return catalogue.load_indicators(_PROJECT.data / "indicators.csv")


@st.cache_resource(max_entries=2, show_spinner=False)
def _calendar(version: str) -> Calendar:
    return _PROJECT.read("reporting.yaml", parse_calendar)


@st.cache_resource(max_entries=2, show_spinner=False)
def _completeness(version: str, wanted: tuple[int, ...]) -> Completeness:
    return complete(load.dataset().observations, load.roster(), indicators().values(), wanted)


@st.cache_resource(max_entries=24, show_spinner=False)
def _freshness(version: str, wanted: tuple[int, ...], month: int) -> Freshness:
    return freshness(_completeness(version, wanted), load.dataset().observations, month)


@st.cache_resource(max_entries=24, show_spinner=False)
def _by_indicator(version: str, wanted: tuple[int, ...], month: int) -> dict[str, Share]:
    return _completeness(version, wanted).by_indicator(month)


@st.cache_resource(max_entries=2, show_spinner=False)
def _register(version: str, wanted: tuple[int, ...]) -> Register:
    store = kept.store()
    calendar = _calendar(load.version()).moving(reports.deadlines(store))
    sent, decided = reports.submissions(store), reports.decisions(store)
    return Register(calendar, completeness(), sent, decided)


@st.cache_resource(max_entries=2, show_spinner=False)
def _follow_ups(version: str) -> tuple[FollowUp, ...]:
    return follow_ups.listing(kept.store())


@st.cache_resource(max_entries=2, show_spinner=False)
def _last_import(version: str) -> LastImport | None:
    return reports.last_import(kept.store())
