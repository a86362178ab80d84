"""The register of complaints: how many were justified, who waits, and entering one."""

from __future__ import annotations

from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.model.problems import Found, Problem
from lib.model.quarters import Quarter, parse_quarter, quarter_of
from lib.model.surveys import complaints
from lib.model.surveys.complaints import LONGEST_MATTER, Case, Complaint, Tally, Verdict, Way
from pages.ui import (
    deeds,
    formats,
    load,
    rectify,
    state,
    survey_words,
    tables,
)
from pages.ui.headlines import conclude, headline
from pages.ui.load import clock, surveys
from pages.ui.text import N_, _, name

_WAYS: tuple[Way, ...] = tuple(Way)
_FOUND = {True: N_("Justified"), False: N_("Not justified")}


def show(period: str, heading: DeltaGenerator) -> None:
    """Show the county's rate, the institutions, the register; beside it what can be done."""
    quarter = parse_quarter(period)
    tallies = surveys.complaints(quarter)
    cases = list(surveys.cases().values())
    with heading:
        conclude(told(quarter, tallies, cases))
    seen, doing = st.columns([64, 36], gap="medium")
    with seen:
        headline(
            _("By institution"),
            _("January to the end of {period}; per 10,000 residents").format(
                period=formats.period(str(quarter))
            ),
        )
        lines = rows(tallies, quarter)
        st.dataframe(lines, hide_index=True, height=420, row_height=30)
        tables.download(lines, f"complaints-{quarter}")
    with doing:
        _decide(cases)
        _rectify(cases, quarter)
        with st.expander(_("Enter a complaint"), icon=":material/add:"):
            _enter()
    headline(_("Register"), _("the newest first; those that wait on top"))
    listing = register(cases)
    st.dataframe(listing, hide_index=True, height=300, row_height=30)
    tables.download(listing, "complaint-register")


def told(quarter: Quarter, tallies: tuple[Tally, ...], cases: list[Case]) -> str:
    """Say in one sentence how many complaints were justified, against the target, and who waits."""
    county = complaints.whole(tallies)
    today, rules = clock.today(), surveys.rules()
    waiting = [case for case in cases if case.decided_on is None]
    overdue = sum(case.is_overdue(today, rules) for case in waiting)
    target = load.rules(quarter.last).targets.get(complaints.INDICATOR)
    words = _(
        "{justified} of {received} complaints justified: {rate} per 10,000 residents (target "
        "{target}); {waiting} wait, {overdue} of them too long."
    )
    return words.format(
        justified=county.justified,
        received=county.received,
        rate=formats.number(county.rate, 2),
        target=formats.number(target.value if target else None, 1),
        waiting=len(waiting),
        overdue=overdue,
    )


def rows(tallies: tuple[Tally, ...], quarter: Quarter) -> list[dict[str, object]]:
    """Return the count of every institution, the highest rate first, beside the figure in force."""
    month = quarter.last.year * 12 + quarter.last.month - 1
    known = surveys.counts_in_force((complaints.INDICATOR,), month)
    ordered = sorted(tallies, key=lambda t: (-(t.rate or -1.0), t.area_code))
    return [
        {
            _("Institution"): survey_words.short(tally.area_code),
            _("Received"): tally.received,
            _("Decided"): tally.decided,
            _("Justified"): tally.justified,
            _("Per 10,000"): formats.number(tally.rate, 2),
            _("95 % interval"): _interval(tally),
            _("In force (MAS04)"): _in_force(known.get((tally.area_code, complaints.INDICATOR))),
        }
        for tally in ordered
    ]


def register(cases: list[Case]) -> list[dict[str, object]]:
    """Return the register: what waits first, then the newest."""
    today, rules = clock.today(), surveys.rules()
    ordered = sorted(cases, key=lambda c: c.number, reverse=True)
    ordered.sort(key=lambda c: c.decided_on is not None)
    items = load.service_items()
    return [
        {
            _("Number"): case.number,
            _("Institution"): survey_words.short(case.complaint.area_code),
            _("State"): _state(case, today),
            _("Way"): _(survey_words.WAYS[case.complaint.way]),
            _("Service item"): name(items[case.complaint.item])
            if case.complaint.item in items
            else formats.MISSING,
            _("What is complained of"): case.complaint.matter,
            _("Received"): case.complaint.on.isoformat(),
            _("Inquiry due"): case.due(rules).isoformat() if case.decided_on is None else "",
            _("Outcome of the inquiry"): case.finding,
        }
        for case in ordered
    ]


def _state(case: Case, today: date) -> str:
    if case.is_justified is None:
        overdue = case.is_overdue(today, surveys.rules())
        return "▼ " + _("overdue") if overdue else "▲ " + _("waits")
    return "● " + _(_FOUND[case.is_justified])


def _interval(tally: Tally) -> str:
    ends = tally.interval
    if ends is None:
        return formats.MISSING
    return f"{formats.number(ends[0], 2)} ~ {formats.number(ends[1], 2)}"


def _in_force(count: tuple[int, int] | None) -> str:
    return formats.MISSING if count is None else formats.number(count[0])


def choose_quarter() -> str:
    """Ask up to which quarter; the one under review stands first."""
    last = clock.quarter()
    codes = [str(last.later(-back)) for back in range(4)]
    return str(
        st.selectbox(
            _("Up to the end of"),
            codes,
            key="complaint quarter",
            format_func=formats.period,
            label_visibility="collapsed",
            width=200,
        )
    )


def _decide(cases: list[Case]) -> None:
    """Decide one of the complaints that wait, the oldest first."""
    waiting = {c.number: c for c in sorted(cases, key=lambda c: c.number) if c.decided_on is None}
    with st.container(border=True):
        headline(_("Decide a complaint"), _("{count} wait").format(count=len(waiting)))
        if not waiting:
            st.caption(_("Every complaint is decided."))
            return
        number = st.selectbox(_("Number"), list(waiting), key="complaint which")
        case = waiting[number]
        st.text(f"{survey_words.called(case.complaint.area_code)}：{case.complaint.matter}")
        form = f"decide {number}"
        with st.form(f"{form} {deeds.key_of(form)}", border=False):
            is_justified = st.segmented_control(
                _("Outcome of the inquiry"),
                list(_FOUND),
                key=f"{form} justified",
                format_func=lambda one: _(_FOUND[one]),
                default=True,
                required=True,
            )
            on = st.date_input(_("Day of the finding"), clock.today(), key=f"{form} on")
            finding = st.text_area(
                _("Finding in words"), key=f"{form} words", height=68, max_chars=LONGEST_MATTER
            )
            if st.form_submit_button(_("Record the finding"), icon=":material/gavel:"):
                verdict = Verdict(on, bool(is_justified), finding)
                deed = complaints.deciding(number, verdict, clock.today(), case.posting)
                deeds.attempt_once(
                    form,
                    lambda key: surveys.post(deed, key, state.author(), complaints.BOOK),
                    _("Finding recorded: {number}.").format(number=number),
                )


def _enter() -> None:
    items = load.service_items()
    form = "complaint"
    with st.form(f"{form} {deeds.key_of(form)}", border=False):
        area = st.selectbox(
            _("Institution"),
            list(load.institutions()),
            key="complaint area",
            format_func=survey_words.called,
        )
        left, right = st.columns(2)
        on = left.date_input(_("Received on"), clock.today(), key="complaint on")
        way = right.selectbox(
            _("Way"),
            _WAYS,
            key="complaint way",
            format_func=lambda one: _(survey_words.WAYS[one]),
        )
        item = st.selectbox(
            _("Service item"),
            ["", *items],
            key="complaint item",
            format_func=lambda code: name(items[code]) if code else _("none in particular"),
        )
        matter = st.text_area(
            _("What is complained of"),
            key=f"complaint matter {deeds.key_of(form)}",
            max_chars=LONGEST_MATTER,
            help=_("Without names, numbers and addresses of persons."),
        )
        if st.form_submit_button(_("Enter the complaint"), icon=":material/save:"):
            deed = complaints.receiving(Complaint(area, on, way, matter, item), clock.today())
            deeds.attempt_once(
                form,
                lambda key: surveys.post(deed, key, state.author(), complaints.BOOK),
                _("The complaint is in the register."),
            )


def _rectify(cases: list[Case], quarter: Quarter) -> None:
    """Offer to make items of the justified complaints of the quarter."""
    found = [c for c in cases if c.is_justified and quarter.holds(c.complaint.on)]
    if not found:
        return
    with st.expander(_("Justified in the quarter: {count}").format(count=len(found))):
        number = st.selectbox(_("Number"), [c.number for c in found], key="complaint problem")
        case = next(c for c in found if c.number == number)
        st.text(f"{survey_words.called(case.complaint.area_code)}：{case.complaint.matter}")
        rectify.offer(problem(case), f"complaint {number}")


def problem(case: Case) -> Problem:
    """Say what a justified complaint showed."""
    told = case.complaint
    return Problem(
        f"complaint {case.number}",
        Found.COMPLAINT,
        str(quarter_of(told.on)),
        told.area_code,
        told.matter,
        item=told.item,
        indicator=complaints.INDICATOR,
    )
