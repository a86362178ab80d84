"""Forms of the right of reply: publish verified figures, file an appeal."""

from __future__ import annotations

import streamlit as st

from lib.model.appeals import Mark
from lib.model.intake.figures import Stage
from lib.model.journal import LONGEST_TEXT, Attachment
from lib.model.replies.columns import OPEN, Line
from lib.model.replies.ledger import Counts, Filing
from pages.ui import appeal_words, deeds, formats, state
from pages.ui.load import clock, replies, reports
from pages.ui.text import _, name, plain

_MOST = 10**9
_PUBLISH, _FILE = "publish replies", "file appeal"


def publish() -> None:
    """Make the verified figures of the quarter known to their institutions."""
    quarter = appeal_words.quarter()
    waiting, today = replies.publishable(quarter), clock.today()
    with st.expander(_("Publish verified figures"), icon=":material/campaign:"):
        if not waiting:
            st.caption(_("Every verified figure of the quarter is published."))
            return
        st.caption(
            _("{count} verified figures; published today they may be appealed until {day}.").format(
                count=len(waiting), day=formats.day(replies.terms().closes(today))
            )
        )
        key = deeds.key_of(_PUBLISH)
        note = st.text_input(_("Remark of the publication"), key=f"note {key}", max_chars=200)
        if st.button(_("Publish"), key="publish now", icon=":material/campaign:"):
            deeds.attempt_once(
                _PUBLISH,
                lambda once: replies.publish(quarter, note, once, state.author()),
                _("Published: {count} figures.").format(count=len(waiting)),
            )


def file() -> None:
    """File an appeal against one of the figures that may be appealed today."""
    opened = {one.figure: one for one in replies.lines(appeal_words.quarter()) if _is_open(one)}
    with st.expander(_("File an appeal"), icon=":material/edit_document:"):
        if not opened:
            st.caption(_("No published figure of this quarter may be appealed today."))
            return
        key = deeds.key_of(_FILE)
        figure = st.selectbox(
            _("Verified figure"),
            list(opened),
            format_func=lambda one: f"{appeal_words.figure_name(one)} ({_verified(opened[one])})",
            key=f"what {key}",
        )
        _form(opened[figure], key)


def both_counts(indicator: str, found: Counts, key: str) -> Counts:
    """Ask for numerator and denominator."""
    known = reports.indicators()[indicator]
    part = st.number_input(
        plain(name(known.numerator)), 0, _MOST, key=state.preset(f"{key} n", found[0])
    )
    whole = st.number_input(
        plain(name(known.denominator)), 0, _MOST, key=state.preset(f"{key} d", found[1])
    )
    return int(part), int(whole)


def _is_open(line: Line) -> bool:
    shown = not reports.indicators()[line.figure[1]].sensitive
    return line.state == OPEN and shown and appeal_words.is_chosen(line.figure[0])


def _verified(line: Line) -> str:
    return appeal_words.counts(_counts_verified(line), line.figure[1])


def _counts_verified(line: Line) -> Counts:
    """Return what may be appealed: what was published, should its transfer be still to come."""
    found = line.columns.get(Stage.VERIFIED)
    if found is not None:
        return found.counts
    mark = replies.ledger().published[line.figure][1]
    return mark.numerator, mark.denominator


def _form(line: Line, key: str) -> None:
    """Ask what should stand instead, why, and for evidence."""
    area, indicator, month = line.figure
    verified = _counts_verified(line)
    claimed = line.columns.get(Stage.CLAIMED)
    st.caption(
        _("As reported {claimed} → as verified {verified}; until {day}").format(
            claimed=appeal_words.column(line, Stage.CLAIMED),
            verified=_verified(line),
            day=formats.day(line.closes) if line.closes else formats.MISSING,
        )
    )
    usual = claimed.counts if claimed else verified
    counts = both_counts(indicator, usual, f"file {key} {area} {indicator} {month}")
    reason = st.text_area(
        _("Reason of the appeal"), key=f"reason {key}", height=90, max_chars=LONGEST_TEXT
    )
    uploaded = st.file_uploader(_("Evidence files"), key=f"files {key}", accept_multiple_files=True)
    st.caption(_("No names, identity or telephone numbers: blacken them first."))
    if st.button(_("File the appeal"), type="primary", key="file now", icon=":material/send:"):
        files = tuple(Attachment(one.name, one.getvalue()) for one in uploaded)

        def deed(once: str) -> None:
            author = state.author()
            wish = Filing(
                quarter=str(appeal_words.quarter()),
                institution=appeal_words.institution_of(area),
                mark=Mark(*line.figure, *verified),
                numerator=counts[0],
                denominator=counts[1],
                reason=reason,
                on=clock.today(),
                by=author.name,
            )
            replies.file(wish, files, once, author)

        called = appeal_words.figure_name(line.figure)
        deeds.attempt_once(_FILE, deed, _("Appealed: {figure}.").format(figure=called))
