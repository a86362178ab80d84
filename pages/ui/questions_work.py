"""Answers about the quarter's work."""

from __future__ import annotations

import streamlit as st

from lib.model.surveys.questionnaires import AWARENESS, SATISFACTION
from pages.ui import (
    authenticity_board,
    formats,
    frame,
    rectification_words,
    state,
    supervision_board,
    survey_results,
    survey_words,
    tables,
)
from pages.ui.headlines import headline
from pages.ui.load import authenticity, clock, rectification, reports, supervision, surveys
from pages.ui.meeting_scores import verdict
from pages.ui.text import _, plain


def visited() -> None:
    """Say which centre reached half of the towns, and which towns it has not seen."""
    quarter = clock.quarter()
    found = supervision.centres(quarter)
    verdict(plain(supervision_board.verdict(found, quarter)))
    tables.written_out(supervision_board.rows(found), f"coverage-{quarter}")
    frame.link("supervision", _("Supervision visits"))


def overdue() -> None:
    """Say how much is put right, and who is late."""
    quarter, day = clock.quarter(), clock.today()
    late, now = rectification.overdue(), rectification.rates(quarter)
    verdict(
        _("{open} items are open, {overdue} of them overdue; closing rate {rate}").format(
            open=len(rectification.ledger().open),
            overdue=len(late),
            rate=formats.percent(now.closing),
        )
    )
    rows = [
        {
            _("No."): item.number,
            _("Institution"): rectification_words.area(item.area_code),
            _("Problem"): item.problem.evidence,
            _("State"): rectification_words.shown(rectification_words.stated(item, day)),
        }
        for item in late
    ]
    if rows:
        tables.written_out(rows, "overdue")
    frame.link("rectification", _("Rectification"))


def trust() -> None:
    """Say how complete, how true and how certain the figures are."""
    quarter = clock.quarter()
    held = authenticity.practice(quarter)
    checks = [one for one in authenticity.results(quarter) if not one.kind.sensitive]
    quality = reports.quality(state.filters().day)
    verdict(
        _("{late} reports are overdue; {flags} figures look too perfect").format(
            late=len(quality.overdue), flags=len(authenticity.flags(quarter))
        )
    )
    headline(_("Authenticity"))
    st.markdown(authenticity_board.verdict(checks, held, quarter))
    code = surveys.latest()
    if code:
        headline(_("Survey"))
        found = surveys.estimates(code)
        st.markdown(survey_results.told(code, found))
        for question in (AWARENESS, SATISFACTION):
            one = found[question]
            words = _("{question}: {alike} of {pairs} pairs show no significant difference")
            st.markdown(
                words.format(
                    question=_(survey_words.QUESTIONS[question]),
                    alike=len(one.alike),
                    pairs=len(one.pairs),
                )
            )
    frame.link("authenticity", _("Authenticity"))
