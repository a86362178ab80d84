"""The screens of an agenda by their codes: each one verdict, one picture, large."""

from __future__ import annotations

from collections.abc import Callable

from lib.model.meetings.records import Meeting
from pages.ui import (
    chart_look,
    meeting_decisions,
    meeting_money,
    meeting_rooms,
    meeting_scores,
    scales_and_change,
)

SCREENS: dict[str, Callable[[], None]] = {
    "dashboard": meeting_scores.dashboard,
    "ranking": meeting_scores.ranking,
    "map": meeting_scores.county,
    "unit": meeting_scores.unit,
    "year": meeting_scores.year,
    "one_page": meeting_money.one_page,
    "funds": meeting_money.funds,
    "allocation": meeting_money.allocation,
    "previous": meeting_rooms.previous,
    "voice": meeting_rooms.voice,
    "coverage": meeting_rooms.coverage,
    "blocks": meeting_rooms.blocks,
    "plan": meeting_rooms.plan,
    "risks": meeting_rooms.risks,
}


def show(screen: str, meeting: Meeting) -> None:
    """Draw a screen of the agenda."""
    if screen == "decisions":
        meeting_decisions.read_out(meeting)
    elif screen == "whatif":
        scales_and_change.show()
    else:
        with chart_look.enlarged():
            SCREENS[screen]()
