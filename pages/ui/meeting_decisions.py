"""Decisions of a meeting: taken down while they are made, listed, read out at the end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from lib.model import scenario_codes
from lib.model.meetings import records
from lib.model.meetings.records import (
    LONGEST_NAME,
    LONGEST_WORDS,
    Decision,
    Dissent,
    Meeting,
    Proposal,
    Resolution,
)
from pages.ui import deeds, formats, load, scenario_address, scenario_words, state, tables, widgets
from pages.ui.headlines import headline
from pages.ui.load import clock, meetings
from pages.ui.text import _

_USUAL = timedelta(days=15)


def popover(meeting: Meeting, screen: str) -> None:
    """Offer to take down a decision or another view at the screen that is shown."""
    deciding = st.popover(
        _("Decide"), icon=":material/gavel:", type="primary", key="decide", on_change="rerun"
    )
    objecting = st.popover(
        _("Another view"), icon=":material/forum:", key="dissent", on_change="rerun"
    )
    if deciding.open:
        with deciding:
            _ask(meeting, screen)
    if objecting.open:
        with objecting:
            _ask_dissent(meeting, screen)


def _ask(meeting: Meeting, screen: str) -> None:
    key, proposal = deeds.key_of("resolution"), _on_the_table()
    text = st.text_area(_("Decision"), key=f"decision {key}", max_chars=LONGEST_WORDS, height=100)
    owner = st.text_input(_("Body in charge"), key=f"owner {key}", max_chars=LONGEST_NAME)
    deadline = st.date_input(_("Deadline"), value=_usual(meeting), key=f"deadline {key}")
    with_it = proposal is not None and st.checkbox(
        _("With the weights on the table: {change}").format(change=proposal.summary),
        value=True,
        key=f"proposal {key}",
    )
    if st.button(_("Note it down"), key=f"resolve {key}", type="primary", icon=":material/check:"):
        resolution = Resolution(
            screen, text.strip(), owner.strip(), deadline, proposal if with_it else None
        )
        deeds.attempt_once(
            "resolution",
            lambda key: meetings.post(
                lambda p: records.resolve(p, meeting.number, resolution), key, state.author()
            ),
            _("Taken down: {text}").format(text=text.strip()),
        )


def _ask_dissent(meeting: Meeting, screen: str) -> None:
    key = deeds.key_of("dissent")
    who = st.text_input(_("Body or office"), key=f"who {key}", max_chars=LONGEST_NAME)
    text = st.text_area(
        _("Another view"), key=f"dissent {key}", max_chars=LONGEST_WORDS, height=100
    )
    if st.button(_("Note it down"), key=f"object {key}", icon=":material/check:"):
        other = Dissent(screen, who.strip(), text.strip())
        deeds.attempt_once(
            "dissent",
            lambda key: meetings.post(
                lambda p: records.dissent(p, meeting.number, other), key, state.author()
            ),
            _("The other view stands in the minutes."),
        )


def _usual(meeting: Meeting) -> date:
    return max(meeting.opening.on, clock.today()) + _USUAL


def _on_the_table() -> Proposal | None:
    """Return the weights as they lie on the scales; None if nothing was moved."""
    draft = scenario_address.read()
    if draft.scenario.is_null:
        return None
    baseline, proposed = load.outcome(), load.reconsider(draft.scenario)
    codes = {key: text for key, text in scenario_codes.encode(draft.scenario).items() if text}
    said = scenario_words.sentence(baseline, proposed, draft.scenario).replace("**", "")
    return Proposal(said, codes, state.filters().scheme, state.filters().day, proposed.seal)


def table(decisions: Sequence[Decision], stem: str) -> None:
    """List decisions with owner and deadline, the late ones marked."""
    if not decisions:
        widgets.nothing(_("Nothing is open."), _("Decisions are taken down during a meeting."))
        return
    tables.twin(rows(decisions), stem)


def rows(decisions: Sequence[Decision]) -> list[dict[str, object]]:
    """Return decisions as a table."""
    today = clock.today()
    return [
        {
            _("No."): decision.number,
            _("Decision"): decision.resolution.text,
            _("Body in charge"): decision.resolution.owner,
            _("Deadline"): formats.day(decision.resolution.deadline),
            _("State"): stand(decision, today),
        }
        for decision in decisions
    ]


def stand(decision: Decision, today: date) -> str:
    """Say how a decision stands, with a sign."""
    if decision.conclusion is not None:
        return _("✓ carried out") if decision.conclusion.is_done else _("✗ taken back")
    if decision.is_overdue(today):
        days = (today - decision.resolution.deadline).days
        return _("▼ {days} days overdue").format(days=days)
    return _("○ under way")


def summary(decision: Decision) -> str:
    """Name a decision in a list."""
    return f"{decision.number} · {decision.resolution.text}"


def read_out(meeting: Meeting) -> None:
    """Show the decisions of this meeting to be read out, and offer to end it."""
    if not meeting.decisions and not meeting.dissents:
        widgets.nothing(
            _("Nothing was decided yet."),
            _("“Decide” above takes down a decision at any screen of the agenda."),
        )
    for count, decision in enumerate(meeting.standing, 1):
        told = decision.resolution
        with st.container(border=True, gap="xsmall"):
            st.text(f"{count}. {told.text}")
            words = _("{owner}, by {deadline}").format(
                owner=told.owner, deadline=formats.day(told.deadline)
            )
            st.text(words)
            if told.proposal is not None:
                st.text(_("Weights: {change}").format(change=told.proposal.summary))
    if meeting.dissents:
        headline(_("Other views"))
        for other in meeting.dissents:
            st.text(f"{other.who}：{other.text}")
    if st.button(_("End the meeting"), icon=":material/stop_circle:", key="end meeting"):
        deeds.attempt_once(
            f"end {meeting.number}",
            lambda key: meetings.post(
                lambda p: records.end(p, meeting.number), key, state.author()
            ),
            _("The meeting has ended; its minutes can be made under “Documents”."),
        )
