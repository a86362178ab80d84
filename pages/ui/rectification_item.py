"""One item with its whole history, its evidence, and the deeds that are legal now."""

from __future__ import annotations

from functools import partial

import streamlit as st

from lib.model.rectification.items import Event, Item
from lib.model.rectification.states import Deed, State
from pages.ui import (
    formats,
    frame,
    paper_offer,
    problem_words,
    rectification_forms,
    supervision_go,
    widgets,
)
from pages.ui import rectification_go as go_to
from pages.ui import rectification_words as words
from pages.ui.load import clock, journal, rectification, supervision
from pages.ui.text import _, plain

_TEXT = 200  # pixels
_REOPEN = "reopen"
_USUAL = {State.NEW: Deed.ISSUE, State.ISSUED: Deed.START, State.RETURNED: Deed.START}
"""What is done next as a rule: its form is open."""


def show(item: Item) -> None:
    """Show the item: what was found, how far it is, what can be done, what happened."""
    with st.container(border=True, gap="small"):
        st.markdown(f"#### {words.badge(item)}{_late(item)}")
        st.markdown(f"**{plain(words.place(item))}**　{plain(item.problem.evidence)}")
        st.caption(plain(_facts(item)))
        _links(item)
        paper_offer.notice(item.area_code)
        _deeds(item)
    _history(item)
    _evidence(item)


def _late(item: Item) -> str:
    """Say by how much an overdue item is late, and at which step it stands."""
    days = item.days_over(clock.today())
    if not item.is_overdue(clock.today()):
        return ""
    said = _(" by {days} days · stands at {state}")
    return said.format(days=days, state=_(words.STATES[item.state]))


def _facts(item: Item) -> str:
    problem = item.problem
    parts = [
        _(problem_words.SOURCES[problem.found]),
        words.quarter(problem.quarter),
        _(problem_words.CLASSES[problem.problem_class]),
        _(problem_words.SEVERITIES[problem.severity]),
        words.indicator(problem.indicator),
        _("in charge: {name}").format(name=item.owner) if item.owner else "",
        _("deadline {day}").format(day=formats.day(item.deadline)) if item.deadline else "",
        _("extended once") if item.extension else "",
        _("holds {amount}").format(amount=formats.yuan(_held(item))) if _held(item) else "",
    ]
    return " · ".join(part for part in parts if part)


def _held(item: Item) -> int:
    return rectification.purse().waiting_for(item.number)


def _links(item: Item) -> None:
    """Offer the way to the visit that found it, to the earlier item, to those that came after."""
    _to_visit(item)
    earlier = rectification.recurrences()
    before = earlier.get(item.number)
    after = [number for number, old in earlier.items() if old == item.number]
    if not before and not after:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        label = _("came back after") if not item.reopens else _("reopens")
        for word, numbers in ((label, [before] if before else []), (_("came back as"), after)):
            if numbers:
                st.markdown(f":orange[⟲ {word}]", width="content")
            for number in numbers:
                turn = partial(go_to.choose, number)
                st.button(number, key=f"turn {number}", type="tertiary", on_click=turn)


def _to_visit(item: Item) -> None:
    number = problem_words.seen_on(item.problem)[0]
    if number in supervision.visits():
        label = _("To the visit {number}").format(number=number)
        if st.button(
            label, type="tertiary", icon=":material/search:", key=f"visit of {item.number}"
        ):
            supervision_go.to_visit(number)
            frame.go("supervision")


def _deeds(item: Item) -> None:
    """Offer what is legal now; the form of the usual next step is open."""
    legal: list[str] = list(item.legal(clock.today()))
    if item.state == State.CLOSED:
        taken = f"item {item.number}" in rectification.open_origins()
        legal = [] if taken else [_REOPEN]
    if not legal:
        st.caption(_("Nothing can be done to it any more."))
        return
    chosen = st.segmented_control(
        _("What is to be done"),
        legal,
        default=_USUAL.get(item.state),
        format_func=lambda code: _("Reopen it") if code == _REOPEN else words.deed(Deed(code)),
        key=f"deed {item.number} {item.posted}",
        label_visibility="collapsed",
    )
    if chosen == _REOPEN:
        rectification_forms.reopen(item)
    elif chosen:
        rectification_forms.deed(item, Deed(chosen))


def _history(item: Item) -> None:
    rows = [
        {
            _("Day"): item.opened.isoformat(),
            _("Step"): words.deed(Deed.OPEN),
            _("Done by"): item.opened_by,
            _("What was said"): problem_words.origin(item.problem),
            _("Files attached"): 0,
        },
        *(_written(event) for event in item.events),
    ]
    st.dataframe(
        rows,
        hide_index=True,
        column_config={
            _("Day"): st.column_config.TextColumn(width=84),
            _("Step"): st.column_config.TextColumn(width=84),
            _("Done by"): st.column_config.TextColumn(width=120),
            _("What was said"): st.column_config.TextColumn(width=_TEXT),
            _("Files attached"): st.column_config.NumberColumn(width=44),
        },
    )


def _written(event: Event) -> dict[str, object]:
    step = event.step
    until = _("(by {day})").format(day=step.deadline.isoformat()) if step.deadline else ""
    return {
        _("Day"): step.on.isoformat(),
        _("Step"): words.deed(event.deed),
        _("Done by"): step.by,
        _("What was said"): f"{step.text}{until}",
        _("Files attached"): len(step.files),
    }


def _evidence(item: Item) -> None:
    """Offer every file, named by its step and day."""
    files = [(event, mark) for event in item.events for mark in event.step.files]
    with st.container(horizontal=True):
        for event, mark in files:
            stem, _dot, extension = mark.name.rpartition(".")
            with st.container(width="content", key=f"proof {event.number} {mark.sha256[:8]}"):
                widgets.download(
                    f"{event.step.on:%m-%d} {plain(mark.name)}",
                    partial(_content, mark.sha256),
                    stem or mark.name,
                    extension if stem else "bin",
                )


def _content(sha256: str) -> bytes:
    return journal.file(sha256).content
