"""The forms of the deeds on one item: day, name, words, and what else the deed needs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from lib.model.journal import LONGEST_TEXT, Attachment
from lib.model.rectification.acts import LONGEST_NAME, Act, Wish
from lib.model.rectification.items import Item
from lib.model.rectification.states import REVIEWING, Deed
from pages.ui import deeds, formats, rectification_words, state
from pages.ui.load import clock, rectification
from pages.ui.text import N_, _, listed

_ASKED = {
    Deed.ISSUE: N_("Demand"),
    Deed.START: N_("Measure taken"),
    Deed.NOTE: N_("Progress made"),
    Deed.SUBMIT: N_("What was put right"),
    Deed.RETURN: N_("Why the review failed"),
    Deed.CLOSE: N_("Result of the review"),
    Deed.EXTEND: N_("Why it is extended"),
    Deed.WITHDRAW: N_("Why it was opened by mistake"),
}
_ROWS = 90  # pixels


def deed(item: Item, what: Deed) -> None:
    """Ask for what a deed needs, and do it."""
    form = f"{what} {item.number}"
    key = deeds.key_of(form)
    _remind(item, what)
    with st.form(f"form {key}", border=False):
        text = st.text_area(
            _(_ASKED[what]), key=f"text {key}", max_chars=LONGEST_TEXT, height=_ROWS
        )
        by, on = who_and_when(key, item.last_on)
        owner = _owner(key) if what == Deed.ISSUE else ""
        deadline = _deadline(item, key) if what in (Deed.ISSUE, Deed.EXTEND) else None
        files = attachments(key, needed=what == Deed.SUBMIT) if what != Deed.ISSUE else lambda: ()
        label = rectification_words.deed(what)
        if not st.form_submit_button(label, type="primary", icon=":material/check:"):
            return
    said = _("{item}: done — {deed}.").format(item=item.number, deed=label)
    deeds.attempt_once(
        form,
        lambda once: _do(
            what, Wish(item.number, text, owner, deadline, files(), item.posted), (by, on), once
        ),
        said,
    )


def reopen(item: Item) -> None:
    """Ask what is there again, and open a new item for it."""
    form = f"reopen {item.number}"
    key = deeds.key_of(form)
    with st.form(f"form {key}", border=False):
        text = st.text_area(_("What is there again"), key=f"text {key}", height=_ROWS)
        by, on = who_and_when(key, item.last_on)
        if not st.form_submit_button(_("Open a new item"), icon=":material/restart_alt:"):
            return
    wish = Wish(item.number, text, seen=item.posted)
    deeds.attempt_once(
        form,
        lambda once: rectification.reopen(wish, act(by, on), once, state.author()),
        _("A new item was opened, linked to {item}.").format(item=item.number),
    )


def act(by: str, on: date) -> Act:
    """Say who does it: the name that was typed, or the operator."""
    return rectification.act(by, on, author=state.author())


def who_and_when(key: str, first: date) -> tuple[str, date]:
    """Ask for the name, empty for the operator, and the day."""
    name, day = st.columns(2, gap="small")
    by = name.text_input(
        _("Done by"),
        key=f"by {key}",
        max_chars=LONGEST_NAME,
        placeholder=_("the operator"),
    )
    today = clock.today()
    on: date = day.date_input(
        _("Day"), value=today, min_value=min(first, today), max_value=today, key=f"on {key}"
    )
    return by, on


def attachments(key: str, *, needed: bool) -> Callable[[], tuple[Attachment, ...]]:
    """Ask for files; returns what reads them once the form is sent."""
    label = _("Evidence: at least one file") if needed else _("Files, if any")
    uploaded = st.file_uploader(label, accept_multiple_files=True, key=f"files {key}")
    return lambda: tuple(Attachment(file.name, file.getvalue()) for file in uploaded or ())


def _do(what: Deed, wish: Wish, done: tuple[str, date], once: str) -> None:
    who, author = act(*done), state.author()
    if what == Deed.ISSUE:
        rectification.issue((wish,), who, once, author)
    else:
        rectification.do(what, wish, who, once, author)


def _owner(key: str) -> str:
    return st.text_input(_("Person in charge"), key=f"owner {key}", max_chars=LONGEST_NAME)


def _deadline(item: Item, key: str) -> date:
    """Ask for the deadline; it starts at what the rules give, which is also the latest."""
    rules, today = rectification.rules(), clock.today()
    if item.issued is None or item.deadline is None:
        latest, first = rules.deadline(today, item.problem.severity), today
    else:
        latest, first = rules.latest(item.issued.on, item.deadline), item.deadline
    chosen: date = st.date_input(
        _("Deadline, {day} at the latest").format(day=formats.day(latest)),
        value=latest,
        min_value=first,
        key=f"deadline {key}",
    )
    return chosen


def _remind(item: Item, what: Deed) -> None:
    """Say before a review who may not make it, and what a close-out releases."""
    workers = sorted({e.step.by for e in item.events if e.step.by and e.deed == Deed.SUBMIT})
    if what in REVIEWING and workers:
        said = _("The reviewer cannot be one of those who put it right: {names}.")
        st.caption(said.format(names=listed(workers)))
    fen = rectification.purse().waiting_for(item.number)
    if what == Deed.CLOSE and fen:
        said = _("Closing out releases {amount} that is held for it.")
        st.caption(said.format(amount=formats.yuan(fen)))
