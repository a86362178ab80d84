"""Interviews come in: a table is imported, or one interview is entered by hand."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from lib.errors import ModelError
from lib.model.roster import CLINIC, Area
from lib.model.surveys.interviews import BEST, MOST_ATTEMPTS, Interview, Mode
from lib.model.surveys.recording import Origin
from lib.model.surveys.rounds import Standing
from pages.ui import deeds, frame, load, state, survey_words
from pages.ui.headlines import headline
from pages.ui.load import surveys
from pages.ui.text import N_, _, name

_ANSWERS = {"yes": N_("Yes"), "no": N_("No"), "none": N_("No answer")}
_VALUES = {"yes": True, "no": False, "none": None}


def show(standing: Standing) -> None:
    """Offer the template, take a table in, or one interview."""
    _bring_in(standing)
    with st.expander(_("Enter one interview"), icon=":material/edit:"):
        _one(standing)


def _bring_in(standing: Standing) -> None:
    with st.container(border=True):
        headline(_("Import interviews"), _("Excel or CSV, one row for each respondent"))
        st.download_button(
            _("Download the template (Excel)"),
            data=surveys.template,
            file_name=f"{_TEMPLATE}-{standing.round.code}.xlsx",
            on_click="ignore",
            icon=":material/download:",
        )
        form = f"interviews {standing.round.code}"
        uploaded = st.file_uploader(
            _("Table of interviews"),
            type=["xlsx", "xls", "csv", "ods"],
            key=f"{form} {deeds.key_of(form)}",
            label_visibility="collapsed",
        )
        if uploaded is not None:
            _examine(standing, uploaded.getvalue(), uploaded.name)


def _examine(standing: Standing, content: bytes, called: str) -> None:
    """Show what a table holds before anything of it is stored."""
    try:
        workbook, found = surveys.opened(content, called)
    except ModelError as error:
        frame.show(error)
        return
    lines = [
        {
            _("Institution"): survey_words.called(code),
            _("Interviews"): len(rows),
            _("Villages asked"): len({row.clinic for row in rows}),
        }
        for code, rows in found.items()
    ]
    st.dataframe(lines, hide_index=True)
    code = standing.round.code
    if st.button(_("Add the interviews"), key="add interviews", icon=":material/save:"):
        deed = surveys.record(code, found, Origin(workbook.file, workbook.sha256))
        count = sum(len(rows) for rows in found.values())
        deeds.attempt_once(
            f"interviews {code}",
            lambda key: surveys.post(deed, key, state.author()),
            _("{count} interviews added.").format(count=count),
        )


def _one(standing: Standing) -> None:
    """Ask one interview's answers, in the order of the questionnaire."""
    rules, form = surveys.rules(), f"interview {standing.round.code}"
    questions = surveys.sheet(standing.round.code).questions
    area = st.selectbox(
        _("Institution"),
        standing.round.area_codes,
        key="interview area",
        format_func=survey_words.called,
    )
    villages = {a.code: a for a in load.roster().children(area) if a.kind == CLINIC}
    with st.form(f"{form} {deeds.key_of(form)}", border=False):
        clinic = st.selectbox(
            _("Village"), list(villages), key="interview village", format_func=_naming(villages)
        )
        left, right = st.columns(2)
        respondent = left.selectbox(
            _("Class of respondent"),
            list(rules.classes),
            key="interview class",
            format_func=lambda code: name(rules.classes[code].name),
        )
        mode = right.selectbox(
            _("Way of asking"),
            standing.round.modes,
            key="interview mode",
            format_func=lambda one: _(survey_words.MODES[one]),
        )
        attempts = left.number_input(
            _("Contact attempts"), 1, MOST_ATTEMPTS, 1, key="interview attempts"
        )
        interviewer = right.text_input(
            _("Interviewer (number)"), key="interview by", placeholder="访员03", max_chars=10
        )
        aware = _asked(name(questions["awareness"].text), "interview aware")
        channels = _several(
            name(questions["channel"].text), tuple(rules.channels), "interview channels"
        )
        services = _several(
            name(questions["utilisation"].text), tuple(rules.services), "interview services"
        )
        visited = _asked(name(questions["visited"].text), "interview visited")
        satisfied = st.segmented_control(
            name(questions["satisfaction"].text), range(1, BEST + 1), key="interview satisfaction"
        )
        if st.form_submit_button(_("Add the interview"), icon=":material/save:"):
            said = (aware, channels, services, visited, satisfied)
            asked = Interview(clinic, Mode(mode), respondent, int(attempts), interviewer, *said)
            deed = surveys.record(standing.round.code, {area: (asked,)}, Origin())
            deeds.attempt_once(
                form,
                lambda key: surveys.post(deed, key, state.author()),
                _("{count} interviews added.").format(count=1),
            )


_TEMPLATE = "访谈记录表"


def _asked(question: str, key: str) -> bool | None:
    """Ask a question that may go unanswered."""
    said = st.segmented_control(
        question,
        list(_ANSWERS),
        key=key,
        default="none",
        format_func=lambda code: _(_ANSWERS[code]),
        required=True,
    )
    return _VALUES[str(said)]


def _several(question: str, codes: tuple[str, ...], key: str) -> tuple[str, ...]:
    """Ask which of several answers hold."""
    rules = surveys.rules()
    words = {**rules.channels, **rules.services}
    chosen = st.multiselect(question, codes, key=key, format_func=lambda code: name(words[code]))
    return tuple(chosen)


def _naming(villages: dict[str, Area]) -> Callable[[str], str]:
    return lambda code: name(villages[code])
