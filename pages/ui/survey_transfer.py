"""The results of a closed round become figures: what would change, and one button."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from lib.model.observations import month_name
from lib.model.surveys.questionnaires import Question
from lib.model.surveys.rounds import Standing, month_of
from lib.model.surveys.worth import Replaced
from pages.ui import deeds, formats, state, survey_words, tables
from pages.ui.headlines import headline
from pages.ui.load import surveys
from pages.ui.text import _


def show(standing: Standing) -> None:
    """Show the figures that would change, and the button that changes them."""
    code = standing.round.code
    month = month_name(month_of(code))
    with st.container(border=True):
        headline(
            _("Make the results figures"),
            _("as verified figures of {period}").format(period=formats.period(month)),
        )
        found = surveys.changes(code)
        whole = len(surveys.results(code))
        _say(standing, len(found), whole)
        if found:
            questions = surveys.sheet(code).questions
            lines = [_row(new, old, questions) for new, old in found]
            st.dataframe(lines, hide_index=True, row_height=30)
            tables.download(lines, f"survey-{code}-changes")
        if not surveys.verified_already(code):
            _button(code, whole)


def _say(standing: Standing, count: int, whole: int) -> None:
    """Say how many figures differ, and whether it was done before."""
    if standing.transferred:
        day, by = standing.transferred[-1]
        words = _("Done on {day} by {name}.")
        st.text(words.format(day=formats.day(day), name=by))
    words = _("{count} of {whole} figures differ from those in force (MAS01 to MAS03).")
    same = _("All {whole} figures are those in force already (MAS01 to MAS03).")
    st.markdown((words if count else same).format(count=count, whole=whole))


def _button(code: str, whole: int) -> None:
    form = f"transfer {code}"
    if st.button(
        _("Transfer {count} figures as verified").format(count=whole),
        key="survey transfer",
        type="primary",
        icon=":material/verified:",
    ):
        deeds.attempt_once(
            form,
            lambda key: surveys.transfer(code, key, state.author()),
            _("The results of {name} are figures now.").format(name=survey_words.round_name(code)),
        )
    st.caption(_("What was claimed stays visible beside them."))


def _row(
    new: Replaced, old: tuple[int, int] | None, questions: Mapping[str, Question]
) -> dict[str, str]:
    asked = {s.indicator: code for code, s in questions.items() if s.indicator}
    before = f"{old[0]}/{old[1]}" if old else formats.MISSING
    return {
        _("Institution"): survey_words.short(new.area_code),
        _("Indicator"): _(survey_words.QUESTIONS[asked[new.indicator]]),
        _("In force"): before,
        _("By the survey"): f"{new.numerator}/{new.denominator}",
        _("Change"): formats.points_of_percent(_apart(new, old)),
    }


def _apart(new: Replaced, old: tuple[int, int] | None) -> float | None:
    if old is None or not old[1]:
        return None
    return new.numerator / new.denominator - old[0] / old[1]
