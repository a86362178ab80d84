"""The plan and the responsibility register: read from the journal and posted to it.

Caches are keyed by the files, the number of the last posting and the day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import streamlit as st

from lib.adapters.workbooks import plan as workbook
from lib.adapters.workbooks.plan import Labels
from lib.model.authors import Author
from lib.model.journal import Attachment
from lib.model.plans import deeds, meters, progress, register, standing
from lib.model.plans.meters import Measured
from lib.model.plans.outline import Outline, parse_outline
from lib.model.plans.progress import Plan, Reached
from lib.model.plans.register import Gaps, Wanted
from lib.model.plans.shapes import DUTIES, MILESTONES, Duty, Ending, Entry, Milestone, Update
from lib.model.plans.standing import Ledger
from lib.model.roster import INSTITUTION_KINDS
from lib.project import Project
from pages.ui import load
from pages.ui.load import clock, journal, plan_meters

__all__ = ["Labels"]

_PROJECT = Project()


@dataclass(frozen=True, slots=True)
class Lights:
    """The lights of the plan, in words that need no explanation: codes and colours."""

    tasks: Mapping[str, str]
    """Light by code of the task: green, amber, red, none."""
    measures: Mapping[str, str]
    """Light by code of the measure; none where nobody has entered it."""


def outline() -> Outline:
    """Return the tasks, the measures and the lag rule."""
    return _outline(load.version())


def ledger() -> Ledger:
    """Return what was entered and reported."""
    return _ledger(journal.version(MILESTONES))


def plan(day: date | None = None, measured: Measured | None = None) -> Plan:
    """Return how the plan stands on a day, today if none is given.

    Parameters
    ----------
    day
        The day that is asked about.
    measured
        Figures that other rooms found; a milestone with such a figure as its meter takes it.
    """
    found = measurements() if measured is None else measured
    return progress.plan(outline(), ledger(), day or clock.today(), found)


def measurements() -> Measured:
    """Return the figures of other rooms that milestones are measured by."""
    kept = (held.milestone for held in ledger().milestones.values())
    return plan_meters.read(meters.sign(m.meter, m.due) for m in kept if m.meter)


def lights(day: date | None = None) -> Lights:
    """Return the lights of the tasks and the measures."""
    found = plan(day)
    return Lights(
        tasks={advance.task.code: advance.light for advance in found.tasks},
        measures={advance.code: advance.light for advance in found.measures},
    )


def late(day: date | None = None) -> tuple[Reached, ...]:
    """Return the milestones that are past due or lagging, the worst first."""
    return plan(day).late()


def duties() -> dict[str, tuple[Duty, int]]:
    """Return every duty ever entered and the number of its last posting, by code."""
    return _duties(journal.version(DUTIES))


def gaps(day: date | None = None) -> Gaps:
    """Return the measures, service items, institutions and clinics nobody answers for.

    A measure that nobody has entered yet asks for nobody.
    """
    asked = day or clock.today()
    roster = load.roster().on(asked)
    known = [advance.code for advance in plan(asked).measures if advance.is_known]
    institutions = tuple(area.code for area in roster.of_kind(*INSTITUTION_KINDS))
    wanted = Wanted(tuple(known), tuple(load.service_items()), institutions)
    return register.gaps([duty for duty, _ in duties().values()], wanted, roster, asked)


def enter_measure(code: str, entry: Entry, seen: int, key: str, author: Author) -> None:
    """Enter a measure, or change it."""
    known = outline()
    journal.post(
        lambda postings: deeds.enter_measure(postings, known, code, entry, seen),
        key,
        author,
        MILESTONES,
    )


def set_milestone(milestone: Milestone, code: str, seen: int, key: str, author: Author) -> None:
    """Set a new milestone, or change one."""
    journal.post(
        lambda postings: deeds.set_milestone(postings, milestone, code, seen),
        key,
        author,
        MILESTONES,
    )


def report(
    code: str, update: Update, files: tuple[Attachment, ...], key: str, author: Author
) -> None:
    """Report how far a milestone has come."""
    today = clock.today()
    journal.post(
        lambda postings: deeds.report(postings, code, update, today, files),
        key,
        author,
        MILESTONES,
    )


def drop(code: str, ending: Ending, seen: int, key: str, author: Author) -> None:
    """Take a milestone out of the plan."""
    journal.post(lambda postings: deeds.drop(postings, code, ending, seen), key, author, MILESTONES)


def enter_duty(duty: Duty, code: str, seen: int, key: str, author: Author) -> None:
    """Enter a duty, or correct one."""
    roster = load.roster()
    journal.post(
        lambda postings: register.enter(postings, duty, roster, code, seen), key, author, DUTIES
    )


def end_duty(code: str, ending: Ending, seen: int, key: str, author: Author) -> None:
    """End a duty on a day."""
    journal.post(lambda postings: register.end(postings, code, ending, seen), key, author, DUTIES)


def plan_workbook(found: Plan, labels: Labels) -> bytes:
    """Write the plan as a workbook whose lights and progress compute themselves."""
    return workbook.write_plan(found, labels)


@st.cache_resource(max_entries=2, show_spinner=False)
def _outline(version: str) -> Outline:
    return _PROJECT.read("plan.yaml", parse_outline)


@st.cache_resource(max_entries=2, show_spinner=False)
def _ledger(version: str) -> Ledger:
    return standing.stand(journal.postings(MILESTONES))


@st.cache_resource(max_entries=2, show_spinner=False)
def _duties(version: str) -> dict[str, tuple[Duty, int]]:
    return register.stand(journal.postings(DUTIES))
