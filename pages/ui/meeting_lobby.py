"""Before and after a meeting: begin one, go on with one, see what became of its decisions."""

from __future__ import annotations

from functools import partial

import streamlit as st

from lib.model.meetings import records
from lib.model.meetings.agendas import Agenda
from lib.model.meetings.records import LONGEST_NAME, LONGEST_WORDS, Conclusion, Meeting, Opening
from lib.model.papers.content import Kind
from pages.ui import deeds, formats, meeting_decisions, paper_offer, state, tables, widgets
from pages.ui.headlines import headline
from pages.ui.load import clock, meetings
from pages.ui.text import _, name


def show() -> None:
    """Show what waits for somebody, then offer to begin."""
    held = meetings.listing()
    waiting = records.open_decisions(held)
    st.subheader(
        _("{held} meetings held, {waiting} decisions to carry out, {overdue} overdue").format(
            held=sum(not m.is_open for m in held),
            waiting=len(waiting),
            overdue=len(meetings.overdue()),
        ),
        anchor=False,
    )
    going = [meeting for meeting in held if meeting.is_open]
    left, right = st.columns([2, 3], gap="medium")
    with left:
        for meeting in going:
            _go_on(meeting)
        _begin()
    with right:
        headline(_("Decisions to carry out"))
        meeting_decisions.table(waiting, "open-decisions")
        if waiting:
            _conclude(waiting)
        _held(held)


def _go_on(meeting: Meeting) -> None:
    opening = meeting.opening
    with st.container(border=True):
        st.badge(_("going on"), icon=":material/play_circle:", color="green")
        st.text(f"{meeting.number} {opening.title} · {formats.day(opening.on)}")
        if st.button(_("Go on the stage"), type="primary", key=f"stage {meeting.number}"):
            state.set_address(meeting=meeting.number)
            st.rerun()


def _begin() -> None:
    agendas, key = meetings.agendas(), deeds.key_of("meeting")
    with st.form(f"meeting {key}"):
        headline(_("Begin a meeting"))
        kind = st.selectbox(
            _("Meeting"),
            agendas,
            format_func=lambda code: name(agendas[code].name),
            key="meeting kind",
        )
        title = st.text_input(
            _("Title"), max_chars=LONGEST_NAME, placeholder=_("Review of the fourth quarter")
        )
        chair = st.text_input(_("Chair"), max_chars=LONGEST_NAME, placeholder=_("Office"))
        present = st.text_area(_("Present"), max_chars=LONGEST_WORDS, height=68)
        day, place = st.columns(2, gap="small")
        with day:
            on = st.date_input(_("Day"), value=clock.today())
        with place:
            where = st.text_input(_("Where it takes place"), max_chars=LONGEST_NAME)
        if st.form_submit_button(
            _("Begin"), icon=":material/co_present:", type="primary", key="begin meeting"
        ):
            chosen = state.filters()
            opening = Opening(
                kind=str(kind),
                title=title.strip(),
                on=on,
                chair=chair.strip(),
                present=present,
                period=chosen.period,
                scheme=chosen.scheme,
                place=where.strip(),
            )
            deeds.attempt_once("meeting", lambda key: _open(opening, key), _("The meeting begins."))


def _open(opening: Opening, key: str) -> None:
    posted = meetings.post(lambda p: records.begin(p, opening), key, state.author())
    state.set_address(meeting=posted[0].subject, screen="")


def _conclude(waiting: tuple[records.Decision, ...]) -> None:
    key = deeds.key_of("conclude")
    with st.expander(_("Say what came of a decision"), icon=":material/task_alt:"):
        decision = st.selectbox(
            _("Decision"), waiting, format_func=meeting_decisions.summary, key=f"which {key}"
        )
        note = st.text_area(
            _("What came of it"), max_chars=LONGEST_WORDS, key=f"note {key}", height=68
        )
        on = st.date_input(_("Day"), value=clock.today(), key=f"on {key}")
        for is_done, label in ((True, _("Carried out")), (False, _("Taken back"))):
            if st.button(label, key=f"conclude {is_done} {key}"):
                told = Conclusion(on, note.strip(), is_done)
                deed = partial(_close, decision.number, told)
                deeds.attempt_once("conclude", deed, label)


def _close(number: str, told: Conclusion, key: str) -> None:
    meetings.post(lambda p: records.conclude(p, number, told), key, state.author())


def _held(held: tuple[Meeting, ...]) -> None:
    headline(_("Meetings"))
    if not held:
        widgets.nothing(
            _("No meeting was held yet."), _("Begin one on the left; its agenda is ready.")
        )
        return
    agendas = meetings.agendas()
    rows = [
        {
            _("No."): meeting.number,
            _("Day"): formats.day(meeting.opening.on),
            _("Meeting"): _kind(agendas, meeting),
            _("Title"): meeting.opening.title,
            _("Chair"): meeting.opening.chair,
            _("Decisions"): len(meeting.standing),
            _("State"): _("▶ going on") if meeting.is_open else _("✓ ended"),
        }
        for meeting in held
    ]
    tables.twin(rows, "meetings")
    with st.container(horizontal=True):
        paper_offer.lead_to(Kind.MINUTES, held[0].number)
        paper_offer.lead_to(Kind.MEETING, held[0].number)


def _kind(agendas: dict[str, Agenda], meeting: Meeting) -> str:
    known = agendas.get(meeting.opening.kind)
    return meeting.opening.kind if known is None else name(known.name)
