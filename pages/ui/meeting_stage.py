"""The stage: one screen of the agenda at a time, and what is decided at it."""

from __future__ import annotations

import streamlit as st

from lib.model.meetings.agendas import Agenda
from lib.model.meetings.records import Meeting
from pages.ui import frame, load, meeting_decisions, meeting_screens, state
from pages.ui.load import meetings
from pages.ui.stage import elements
from pages.ui.text import _, name

_BAR, _PLACE = "stage bar", "screen"


def show(meeting: Meeting) -> None:
    """Draw the bar, the title, and the screen that is next."""
    agenda = meetings.agendas()[meeting.opening.kind]
    at = agenda.place_of(_asked())
    step = agenda.steps[at]
    bar, deeds = st.columns([5, 2], vertical_alignment="center", gap="small")
    with bar:
        elements.bar(_shown(agenda, at), _BAR, _turn, _leave)
    with deeds, st.container(horizontal=True, horizontal_alignment="right", gap="xsmall"):
        meeting_decisions.popover(meeting, step.screen)
        if load.is_demonstration():
            st.badge(_("Demonstration data"), icon=":material/science:", color="orange")
    st.header(name(step.title), anchor=False)
    with st.container(key="stage"):
        _screen(step.screen, meeting)


@frame.fragment
def _screen(screen: str, meeting: Meeting) -> None:
    """Draw a screen by itself, so that what is moved on it does not draw the frame again."""
    meeting_screens.show(screen, meeting)


def _shown(agenda: Agenda, at: int) -> dict[str, object]:
    return {
        "at": at,
        "titles": [name(step.title) for step in agenda.steps],
        "notes": list(agenda.steps[at].notes) or [_("There are no notes for this screen.")],
        "words": {
            "agenda": _("Agenda"),
            "earlier": _("Earlier screen"),
            "next": _("Next screen"),
            "notes": _("Notes (N)"),
            "full": _("Full screen (F)"),
            "leave": _("Leave the stage"),
        },
    }


def _asked() -> int:
    text = state.address(_PLACE, "0")
    return int(text) if text.isdecimal() and len(text) <= 3 else 0  # noqa: PLR2004 (digits)


def _turn() -> None:
    told = getattr(state.picked(_BAR), "turn", None)
    to = told.get("to") if isinstance(told, dict) else None
    if isinstance(to, int) and to >= 0:
        state.set_address(**{_PLACE: str(to)})


def _leave() -> None:
    state.set_address(meeting="")
