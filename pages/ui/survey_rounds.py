"""A round and its interviews: quotas, batches, closing, and opening another."""

from __future__ import annotations

from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.model.journal import LONGEST_TEXT
from lib.model.quarters import Quarter
from lib.model.surveys import recording
from lib.model.surveys.interviews import Mode
from lib.model.surveys.quotas import Gap, gaps, thin_villages
from lib.model.surveys.rounds import Round, Standing
from pages.ui import (
    deeds,
    formats,
    load,
    state,
    survey_entry,
    survey_transfer,
    survey_words,
    tables,
)
from pages.ui.headlines import conclude, headline
from pages.ui.load import clock, surveys
from pages.ui.text import N_, _, listed, name

OPENING = "open round"
"""Draft that names the round to be shown next."""
_HALVES = {1: N_("First half"), 2: N_("Second half")}
_NAMED = 3


def show(code: str, heading: DeltaGenerator) -> None:
    """Show how far a round is; beside it what can be done with it."""
    standing = surveys.ledger()[code]
    rules = surveys.rules()
    found = gaps(standing, rules)
    with heading:
        conclude(told(standing, found))
    seen, doing = st.columns([61, 39], gap="medium")
    with seen:
        _facts(standing)
        lines = progress(standing, found)
        st.dataframe(lines, hide_index=True, height=440, row_height=30)
        tables.download(lines, f"survey-{code}-quotas")
        _batches(standing)
    with doing:
        if standing.closed_on is None:
            survey_entry.show(standing)
            _close(standing, found)
        else:
            survey_transfer.show(standing)
        with st.expander(_("Open another round"), icon=":material/add:"):
            open_one()


def told(standing: Standing, found: tuple[Gap, ...]) -> str:
    """Say in one sentence how far a round is."""
    asked = sum(gap.asked for gap in found)
    short = {gap.area_code for gap in found if gap.missing}
    closed = standing.closed_on
    words = _("{round}: {asked} interviews at {areas} institutions, {state}; {short}.")
    return words.format(
        round=survey_words.round_name(standing.round.code),
        asked=formats.number(asked),
        areas=len(standing.round.area_codes),
        state=_("closed on {day}").format(day=formats.day(closed))
        if closed
        else _("open until {day}").format(day=formats.day(standing.round.end)),
        short=(
            _("quotas not met at {count}: {names} and others")
            if len(short) > _NAMED
            else _("quotas not met at {count}: {names}")
        ).format(
            count=len(short),
            names=listed(survey_words.called(code) for code in sorted(short)[:_NAMED]),
        )
        if short
        else _("all quotas met"),
    )


def progress(standing: Standing, found: tuple[Gap, ...]) -> list[dict[str, object]]:
    """Return interviews against quotas, the institution with most missing first."""
    rules, held = surveys.rules(), standing.interviews()
    thin = thin_villages(standing, rules)
    rows = []
    for code in standing.round.area_codes:
        own = {gap.respondent: gap for gap in found if gap.area_code == code}
        missing = sum(gap.missing for gap in own.values())
        attempts = [interview.attempts for interview in held[code]]
        rows.append(
            {
                _("Institution"): survey_words.short(code),
                _("Interviews"): len(held[code]),
                _("Missing"): missing,
                **{
                    name(rules.classes[one].name): f"{gap.asked}/{gap.wanted}"
                    + (" ▼" if gap.missing else "")
                    for one, gap in own.items()
                },
                _("Villages asked"): len({interview.clinic for interview in held[code]}),
                _("Villages below {count}").format(
                    count=rules.version(standing.round.questionnaire).least_per_village
                ): len(thin.get(code, {})),
                _("Contact attempts each"): formats.number(sum(attempts) / len(attempts), 1)
                if attempts
                else formats.MISSING,
            }
        )
    return sorted(rows, key=lambda row: -int(str(row[_("Missing")])))


def open_one() -> None:
    """Ask for what a new round needs, and open it."""
    today = clock.today()
    left, right = st.columns(2)
    year = left.number_input(_("Year"), 2020, today.year + 1, today.year, key="round year")
    half = right.selectbox(
        _("Half-year"), (1, 2), key="round half", format_func=lambda n: _(_HALVES[n])
    )
    with st.form(f"open round {deeds.key_of(OPENING)}", border=False):
        left, right = st.columns(2)
        last = Quarter(int(year), 2 * int(half)).last
        start = left.date_input(
            _("First day"), date(last.year, last.month, 1), key=f"round start {year}{half}"
        )
        end = right.date_input(_("Last day"), last, key=f"round end {year}{half}")
        modes = st.multiselect(
            _("Ways of asking"),
            list(Mode),
            default=list(Mode),
            key="round modes",
            format_func=lambda mode: _(survey_words.MODES[mode]),
        )
        if st.form_submit_button(_("Open the round"), icon=":material/add:"):
            wish = _wish(f"{int(year)}H{int(half)}", (start, end), tuple(modes))
            deeds.attempt_once(
                OPENING,
                lambda key: _open(wish, key),
                _("Opened: {name}.").format(name=wish.code),
            )


def _open(wish: Round, key: str) -> str:
    surveys.post(recording.opening(wish), key, state.author())
    return wish.code


def _wish(code: str, days: tuple[date, date], modes: tuple[Mode, ...]) -> Round:
    version = surveys.rules().on(days[0]).version
    return Round(code, *days, modes, version, tuple(load.institutions()))


def _facts(standing: Standing) -> None:
    """Say who is asked, by which questionnaire, on whose authority."""
    sheet = surveys.sheet(standing.round.code)
    asked = standing.round
    words = _(
        "Asked from {start} to {end} by {modes}; questionnaire {version}; each institution "
        "{villages} villages of at least {least}. {frame}."
    )
    headline(_("Quotas"), _("interviews held / wanted, by class of respondents"))
    st.caption(
        words.format(
            start=formats.day(asked.start),
            end=formats.day(asked.end),
            modes=listed(_(survey_words.MODES[mode]) for mode in asked.modes),
            version=sheet.version,
            villages=sheet.villages,
            least=sheet.least_per_village,
            frame=name(sheet.frame),
        ),
        help=sheet.reference.title,
    )
    if standing.close_note:
        st.text(_("Note at closing: {note}").format(note=standing.close_note))


def _batches(standing: Standing) -> None:
    """List what came in; while the round is open a batch can be withdrawn."""
    with st.expander(_("Batches of interviews"), icon=":material/list:"):
        st.dataframe(
            [
                {
                    _("Batch"): batch.number,
                    _("Institution"): survey_words.called(batch.area_code),
                    _("Interviews"): len(batch.interviews),
                    _("Source"): batch.source or _("entered by hand"),
                    _("By"): batch.by,
                    _("When"): formats.moment(batch.at),
                    _("Withdrawn"): standing.withdrawn.get(batch.number, ""),
                }
                for batch in standing.batches
            ],
            hide_index=True,
            row_height=30,
        )
        if standing.closed_on is None and standing.kept:
            _withdraw(standing)


def _withdraw(standing: Standing) -> None:
    code, form = standing.round.code, f"withdraw {standing.round.code}"
    with st.form(f"{form} {deeds.key_of(form)}", border=False):
        number = st.selectbox(
            _("Batch"), [batch.number for batch in standing.kept], key="withdraw which"
        )
        reason = st.text_input(_("Reason"), key="withdraw reason", max_chars=LONGEST_TEXT)
        if st.form_submit_button(_("Withdraw the batch"), icon=":material/undo:"):
            deed = recording.withdrawing(code, int(number), reason)
            deeds.attempt_once(
                form,
                lambda key: surveys.post(deed, key, state.author()),
                _("Withdrawn: batch {number}.").format(number=number),
            )


def _close(standing: Standing, found: tuple[Gap, ...]) -> None:
    """Close the round; where quotas are short the note is needed."""
    code = standing.round.code
    form = f"close {code}"
    missing = sum(gap.missing for gap in found)
    with st.container(border=True), st.form(f"{form} {deeds.key_of(form)}", border=False):
        headline(
            _("Close the round"),
            _("{count} interviews are missing: say why").format(count=missing) if missing else "",
        )
        note = st.text_area(_("Note"), key=f"{form} note", height=68, max_chars=LONGEST_TEXT)
        if st.form_submit_button(_("Close the round"), icon=":material/lock:"):
            deed = recording.closing(code, clock.today(), note, surveys.rules())
            deeds.attempt_once(
                form,
                lambda key: surveys.post(deed, key, state.author()),
                _("Closed: {name}.").format(name=survey_words.round_name(code)),
            )
