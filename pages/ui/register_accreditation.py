"""The view of accreditation: who has reached what, until when, and which gaps are open."""

from __future__ import annotations

from datetime import date

import streamlit as st

from lib.model.problems import Found, Problem, ProblemClass
from lib.model.registers import accreditation
from lib.model.registers.accreditation import Level, Standing
from lib.model.registers.declarations import Values
from lib.model.registers.kpis import Held
from pages.ui import formats, load, rectify, register_words, tables
from pages.ui.headlines import headline as block
from pages.ui.load import clock, registers
from pages.ui.register_words import Line
from pages.ui.text import N_, _, listed, name, plain, short_name

TREND = N_("Trend")


def headline() -> str:
    """Say how many take part, what is reached, and what falls due."""
    held = registers.held()
    found = accreditation.summary(held.standings(), held.day, held.rules)
    words = _(
        "{part} of {all} institutions take part; **{basic} ({share}) have reached the basic "
        "standard, {recommended} ({top}) the recommended one**"
    )
    said = words.format(
        part=found.taking_part,
        all=found.institutions,
        basic=found.basic,
        share=formats.percent(found.share(found.basic)),
        recommended=found.recommended,
        top=formats.percent(found.share(found.recommended)),
    )
    due = _("; re-review due within {days} days: {soon}; run out: {lapsed}")
    return said + due.format(
        days=held.rules.notice, soon=_names(found.due_soon), lapsed=_names(found.lapsed)
    )


def show() -> str:
    """Show every institution, what falls due first; return the one picked."""
    held = registers.held()
    standings = held.standings()
    urgent = sorted(standings.values(), key=lambda one: _urgency(one, held))
    areas = load.institutions()
    rows = {one.area_code: _row(one, held) for one in urgent if one.area_code in areas}
    validity = registers.parameter("accreditation_validity")
    note = _("An award holds {months} months unless entered otherwise: {source}.")
    told = note.format(months=validity.value, source=validity.reference.title)
    picked = register_words.institutions(rows, _("Accreditation"), told)
    _gaps(held, picked)
    return picked


def trend() -> None:
    """Show shares at the end of each year, and now."""
    held = registers.held()
    first = held.day.year - 2
    ends = [*(date(year, 12, 31) for year in range(first, held.day.year)), held.day]
    found = {day.year: accreditation.summary(held.standings(day), day, held.rules) for day in ends}
    basic = {y: register_words.percent(_float(one, one.basic)) for y, one in found.items()}
    top = {y: register_words.percent(_float(one, one.recommended)) for y, one in found.items()}
    lines = [Line(_("Basic or above"), basic), Line(_("Recommended"), top)]
    register_words.trend(
        _("Share of institutions at the end of each year, this year until today"), lines
    )
    now = found[held.day.year]
    with st.container(horizontal=True):
        st.metric(_("Gaps closed"), formats.percent(now.closing_rate), width="content")
        count = f"{formats.number(now.closed)} / {formats.number(now.gaps)}"
        st.metric(_("closed / all"), count, width="content")
        st.metric(_("Overdue"), formats.number(now.overdue), width="content")


def _float(found: accreditation.Summary, count: int) -> float | None:
    share = found.share(count)
    return None if share is None else float(share)


def _row(one: Standing, held: Held) -> dict[str, object]:
    left = one.days_left(held.day)
    return {
        _("Institution"): short_name(load.institutions()[one.area_code]),
        _("Level reached"): register_words.level(one),
        _("Valid until"): _day(one.valid_until),
        _("Days left"): formats.number(left),
        _("Newest round"): _step(one),
        _("Gaps closed"): f"{one.closed}/{one.gaps}" if one.gaps else formats.MISSING,
        _("Overdue"): formats.number(one.overdue) if one.gaps else formats.MISSING,
        _("Awarded"): _day(one.awarded_on),
    }


def _day(day: date | None) -> str:
    """Write a day so that a column of days sorts."""
    return formats.MISSING if day is None else day.isoformat()


def _step(one: Standing) -> str:
    """Say how far the newest round has come: 2025 县级已审核."""
    said = _(register_words.STEPS[one.step])
    if one.cycle is None:
        return said
    return f"{one.cycle} {'✕ ' if one.refused else ''}{said}"


def _urgency(one: Standing, held: Held) -> tuple[bool, bool, bool, str]:
    left = one.days_left(held.day)
    soon = left is not None and 0 <= left <= held.rules.notice
    return (one.lapsed is Level.NONE, not soon, one.level is not Level.NONE, one.area_code)


def _gaps(held: Held, picked: str) -> None:
    """List the open gaps, the latest first; an overdue one can become an item to be put right."""
    today = held.day.isoformat()
    still = [
        gap
        for gap in held.rows["gaps"]
        if not (gap["closed_on"] and str(gap["closed_on"]) <= today) and picked in {"", gap["area"]}
    ]
    still.sort(key=lambda gap: str(gap["due"]))
    with st.expander(_("Open gaps: {count}").format(count=len(still)), icon=":material/rule:"):
        if not still:
            st.caption(_("none"))
            return
        tables.twin([_gap(gap, today) for gap in still], _("Open gaps"))
        late = [gap for gap in still if str(gap["due"]) < today]
        for gap in late:
            place = short_name(load.institutions()[str(gap["area"])])
            with st.container(horizontal=True, vertical_alignment="center"):
                block(plain(f"{place} {gap['clause']}"), plain(str(gap["problem"])))
                rectify.offer(_problem(gap), f"gap {gap['area']} {gap['clause']}")


def _gap(gap: Values, today: str) -> dict[str, object]:
    register = registers.register("gaps")
    shown = ("area", "clause", "core", "problem", "owner", "due")
    row: dict[str, object] = {
        name(register.columns[code].heading): register_words.cell(register, code, gap[code])
        for code in shown
    }
    return row | {_("State"): _("▼ overdue") if str(gap["due"]) < today else _("● in time")}


def _problem(gap: Values) -> Problem:
    subject = registers.register("gaps").subject(gap)
    words = f"{gap['clause']} {gap['problem']}（{gap['due']}）"
    return Problem(
        f"accreditation {subject}",
        Found.EVALUATION,
        str(clock.quarter()),
        str(gap["area"]),
        words,
        ProblemClass.ORGANISATION,
    )


def _names(codes: tuple[str, ...]) -> str:
    areas = load.institutions()
    return plain(listed(short_name(areas[code]) for code in codes if code in areas)) or _("none")
