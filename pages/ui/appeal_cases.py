"""Appeals in hand: the list, one case with what it would do to everybody, and its decision."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.model.intake.figures import Stage
from lib.model.replies.columns import OPEN
from lib.model.replies.ledger import FILED, Appeal, Counts, Decision, Verdict
from pages.ui import (
    appeal_forms,
    appeal_hearing,
    appeal_words,
    deeds,
    formats,
    load,
    picking,
    state,
    tables,
    widgets,
)
from pages.ui.appeal_words import STATES, VERDICTS
from pages.ui.headlines import conclude, headline
from pages.ui.load import clock, journal, replies
from pages.ui.load.replies import Case
from pages.ui.stage_words import stage_name
from pages.ui.text import _, listed, plain, short_name

_TABLE = "appeal cases"
_ROW_HEIGHT = 32


def show(heading: DeltaGenerator) -> None:
    """Show the appeals of the quarter; below, one of them beside what can be done."""
    every = replies.listing(appeal_words.quarter())
    cases = [c for c in every if appeal_words.is_chosen(c.appeal.filing.mark.area)]
    with heading:
        conclude(plain(_verdict(cases)))
    if cases:
        _list(cases)
    else:
        widgets.nothing(
            _("Nobody has appealed yet."),
            _("A verified figure can be appealed from the day it is published."),
        )
    seen, doing = st.columns([64, 36], gap="medium")
    with doing:
        counts = _doing(_picked(cases)) if cases else None
        appeal_forms.file()
        appeal_forms.publish()
    with seen:
        if cases:
            _case(_picked(cases), counts)


def _verdict(cases: list[Case]) -> str:
    quarter = appeal_words.quarter()
    lines = [one for one in replies.lines(quarter) if appeal_words.is_chosen(one.figure[0])]
    closes = [one.closes for one in lines if one.state == OPEN and one.closes]
    words = _(
        "{quarter}: {figures} verified figures, {appeals} appealed; {waiting} wait for a "
        "decision, {owed} to be transferred"
    ).format(
        quarter=formats.period(str(quarter)),
        figures=len(lines),
        appeals=len(cases),
        waiting=sum(c.appeal.state == FILED for c in cases),
        owed=sum(bool(c.owed) for c in cases),
    )
    late = sum(c.is_overdue for c in cases)
    if late:
        words += _("; {count} decisions overdue").format(count=late)
    if closes:
        words += _("; {count} may be appealed until {day}").format(
            count=len(closes), day=formats.day(max(closes))
        )
    return words


def _list(cases: list[Case]) -> None:
    rows = [_row(case) for case in cases]
    st.dataframe(
        rows,
        hide_index=True,
        row_height=_ROW_HEIGHT,
        key=_TABLE,
        on_select="rerun",
        selection_mode="single-row",
    )
    tables.download(rows, "-".join((_("appeals"), str(appeal_words.quarter()))))


def _row(case: Case) -> dict[str, object]:
    filing, decision = case.appeal.filing, case.appeal.decision
    mark, expected = filing.mark, case.appeal.expected()
    verified = (mark.numerator, mark.denominator)
    say = appeal_words.short_counts
    return {
        _("Number"): case.appeal.number,
        _("State"): _(STATES[case.appeal.state]),
        _("Institution"): short_name(load.roster().find(mark.area)),
        _("Indicator"): appeal_words.indicator_name(mark.indicator),
        _("As reported"): say(filing.claimed, mark.indicator),
        _("As verified"): say(verified, mark.indicator),
        _("As appealed"): say(expected[Stage.APPEALED], mark.indicator),
        _("Final"): say(expected.get(Stage.FINAL), mark.indicator),
        _("Transferred"): _("to be transferred") if case.owed else _("yes"),
        _("Decide by"): case.due.isoformat(),
        _("Filed on"): filing.on.isoformat(),
        _("Decided on"): decision.on.isoformat() if decision else formats.MISSING,
    }


def _picked(cases: list[Case]) -> Case:
    """Return the case picked in the list; the first one, which waits longest, while none is."""
    at = picking.line(_TABLE)
    return cases[at] if at is not None and at < len(cases) else cases[0]


def _case(case: Case, counts: Counts | None) -> None:
    """Show what the appeal says, and what the counts under decision would do to everybody."""
    filing = case.appeal.filing
    called = appeal_words.figure_name(filing.figure)
    headline(plain(f"{case.appeal.number}　{called}"), _(STATES[case.appeal.state]))
    with st.container(border=True, gap="small"):
        st.caption(
            _("{name}, {day}: asks for {counts}").format(
                name=plain(filing.by),
                day=formats.day(filing.on),
                counts=appeal_words.counts(
                    (filing.numerator, filing.denominator), filing.mark.indicator
                ),
            )
        )
        st.text(filing.reason)
        _evidence(case.appeal)
    if case.appeal.decision is not None:
        _decided(case.appeal, case.appeal.decision)
    if counts is not None:
        own = {filing.institution}
        hearing = replies.hearing(case.appeal.number, counts)
        appeal_hearing.show(hearing, own, case.appeal.number, appeal_hearing.DECIDED)


def _evidence(appeal: Appeal) -> None:
    for number, one in enumerate(appeal.filing.evidence):
        st.download_button(
            plain(one.name),
            data=partial(_content, one.sha256),
            file_name=one.name,
            on_click="ignore",
            icon=":material/attach_file:",
            key=f"evidence {appeal.number} {number}",
        )
    if not appeal.filing.evidence:
        st.caption(_("No evidence was attached."))


def _content(sha256: str) -> bytes:
    return journal.file(sha256).content


def _decided(appeal: Appeal, decision: Decision) -> None:
    with st.container(border=True, gap="small"):
        st.caption(
            _("{name}, {day}: {verdict}, final {counts}").format(
                name=plain(decision.by),
                day=formats.day(decision.on),
                verdict=_(STATES[appeal.state]),
                counts=appeal_words.counts(
                    (decision.numerator, decision.denominator), appeal.filing.mark.indicator
                ),
            )
        )
        st.text(decision.reason)


def _doing(case: Case) -> Counts | None:
    """Offer what is to be done about a case; return the counts that are under decision."""
    if case.astray:
        st.warning(
            _("The store holds other counts than {number} says: somebody imported this stage."),
            icon=":material/difference:",
        )
    if case.owed:
        _carry(case)
    if case.appeal.decision is not None:
        return None
    with st.container(border=True, gap="small"):
        headline(_("Decide the appeal"), _("by {day}").format(day=formats.day(case.due)))
        return _decide(case.appeal)


def _carry(case: Case) -> None:
    """Say that a figure was not stored yet, and store it: as often as it is pressed, once."""
    stages = listed(stage_name(stage) for stage in case.owed)
    words = _("{number}: the figure is to be transferred ({stages}); until then it does not count.")
    st.warning(words.format(number=case.appeal.number, stages=stages), icon=":material/sync:")
    if st.button(_("Transfer now"), key=f"carry {case.appeal.number}"):
        deeds.attempt(
            lambda: replies.carry(case.appeal.number, state.author()),
            _("Transferred: {number}.").format(number=case.appeal.number),
        )


def _decide(appeal: Appeal) -> Counts:
    filing, form = appeal.filing, f"decide {appeal.number}"
    key = deeds.key_of(form)
    verdict = st.segmented_control(
        _("Verdict"),
        list(VERDICTS),
        format_func=lambda code: _(VERDICTS[code]),
        key=state.preset(f"verdict {key}", "accepted"),
        required=True,
        label_visibility="collapsed",
    )
    counts = _final(appeal, str(verdict), key)
    reason = st.text_area(_("Reason of the decision"), key=f"why {key}", height=90)
    st.caption(_("{name} filed it; somebody else has to decide it.").format(name=plain(filing.by)))
    if st.button(_("Decide the appeal"), type="primary", icon=":material/gavel:", key=f"do {form}"):

        def deed(once: str) -> None:
            author = state.author()
            wish = Decision(Verdict(str(verdict)), *counts, reason, clock.today(), author.name)
            replies.decide(appeal, wish, once, author)

        deeds.attempt_once(form, deed, _("Decided: {number}.").format(number=appeal.number))
    return counts


def _final(appeal: Appeal, verdict: str, key: str) -> Counts:
    """Return the final counts of a verdict; those of a part are asked for."""
    filing = appeal.filing
    asked = (filing.numerator, filing.denominator)
    if verdict == Verdict.ACCEPTED:
        return asked
    if verdict == Verdict.REFUSED:
        return filing.mark.numerator, filing.mark.denominator
    return appeal_forms.both_counts(filing.mark.indicator, asked, f"partly {key}")
