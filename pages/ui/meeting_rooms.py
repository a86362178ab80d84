"""Screens of a meeting that show the quarter's work: visits, rectification, survey, plan."""

from __future__ import annotations

from lib.model import appraisal
from lib.model.meetings import records
from pages.ui import load, meeting_decisions, overview_parts
from pages.ui.load import clock, meetings
from pages.ui.meeting_scores import verdict
from pages.ui.text import _


def previous() -> None:
    """Show what became of earlier decisions, and how much was put right."""
    waiting = records.open_decisions(meetings.listing())
    overdue = sum(decision.is_overdue(clock.today()) for decision in waiting)
    verdict(
        _("{waiting} earlier decisions are under way, {overdue} overdue").format(
            waiting=len(waiting), overdue=overdue
        )
    )
    meeting_decisions.table(waiting, "earlier-decisions")


def voice() -> None:
    """Show authenticity and survey with their intervals."""


def coverage() -> None:
    """Show which centre visited how many towns, and the training counters."""


def blocks() -> None:
    """Compare the five blocks."""


def plan() -> None:
    """Show four tasks and fourteen measures with their lights."""


def tasks() -> None:
    """Show the four tasks in four lines."""


def risks() -> None:
    """List what needs a decision, the gravest first."""
    risk_lines()


def risk_lines() -> None:
    """Write each risk in a line."""
    outcome = load.outcome()
    overview_parts.deciding(appraisal.decisions(outcome), outcome)
