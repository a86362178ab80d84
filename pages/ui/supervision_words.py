"""How bodies, towns and states of visits are called and look."""

from __future__ import annotations

import streamlit as st

from lib.model.quarters import Quarter, parse_quarter
from lib.model.supervision.bodies import Body
from lib.model.supervision.checklists import Answer
from lib.model.supervision.training import BUREAU, Level, Mode
from lib.model.supervision.visits import State, Visit
from pages.ui import formats, load, state
from pages.ui.load import clock, supervision
from pages.ui.text import N_, _, listed, short_name

STATES = {
    State.PLANNED: N_("planned"),
    State.HELD: N_("held, report missing"),
    State.REPORTED: N_("held and reported"),
    State.CANCELLED: N_("cancelled"),
}
SIGNS = {State.PLANNED: "○", State.HELD: "▲", State.REPORTED: "●", State.CANCELLED: "✕"}
COLOURS = {
    State.PLANNED: "#0072B2",
    State.HELD: "#E69F00",
    State.REPORTED: "#009E73",
    State.CANCELLED: "#7F7F7F",
}
ANSWERS = {
    Answer.MET: N_("in order"),
    Answer.PARTLY: N_("partly in order"),
    Answer.NOT: N_("not in order"),
    Answer.NOT_APPLICABLE: N_("not applicable"),
}
ANSWER_SIGNS = {
    Answer.MET: "●",
    Answer.PARTLY: "▲",
    Answer.NOT: "■",
    Answer.NOT_APPLICABLE: "—",
}
LEVELS = {
    Level.COUNTY: N_("county level"),
    Level.TOWN: N_("town level"),
    Level.VILLAGE: N_("village level"),
}
MODES = {
    Mode.LECTURE: N_("lecture"),
    Mode.OFF_JOB: N_("off-job training"),
    Mode.SUPPORT: N_("counterpart support"),
    Mode.ONLINE: N_("online"),
}
BODIES = {
    "C1": N_("Chronic centre"),
    "C2": N_("MCH centre"),
    "C3": N_("TCM centre"),
    "L1": N_("MCH hospital"),
    "L2": N_("TCM hospital"),
    "L3": N_("Second hospital"),
    "L4": N_("Third hospital"),
}
"""Short names of supervising bodies: those of the roster fill half a table in English."""
_BACK = 5
_ADDRESS = "visits"
QUARTER = "visits quarter"
"""Key of the choice of a quarter."""


def choose_quarter() -> Quarter:
    """Ask for the quarter, the one under review first; the address keeps it."""
    usual, offered = clock.quarter(), quarters()
    asked = state.address(_ADDRESS, str(usual))
    chosen = st.selectbox(
        _("Quarter"),
        offered,
        key=state.preset(QUARTER, asked if asked in offered else str(usual)),
        format_func=formats.period,
        label_visibility="collapsed",
        width=170,
    )
    state.set_address(**{_ADDRESS: "" if chosen == str(usual) else str(chosen)})
    return parse_quarter(str(chosen))


def quarters() -> list[str]:
    """Return the quarters that are offered, the latest first: one ahead, and the last year."""
    return [str(clock.quarter().later(by)) for by in range(1, -_BACK, -1)]


def area(code: str) -> str:
    """Name a body, town or institution, shortly."""
    if state.language() == "en" and code in BODIES:
        return _(BODIES[code])
    return short_name(load.roster().find(code))


def organiser(code: str) -> str:
    """Name who held a training."""
    return _("Health bureau") if code == BUREAU else area(code)


def areas(codes: tuple[str, ...]) -> str:
    """Name several."""
    return listed(area(code) for code in codes)


def town(code: str) -> str:
    """Name a town or institution in full: 石湾镇."""
    found = load.roster().find(code)
    return found.name_en if state.language() == "en" and found.name_en else found.name


def towns(codes: tuple[str, ...]) -> str:
    """Name several towns."""
    return listed(town(code) for code in codes)


def role(code: str) -> str:
    """Name a role."""
    found = supervision.rulebook().roles.get(code)
    return code if found is None else found.of(state.language())


def stated(one: State) -> str:
    """Write a state as its sign and its words."""
    return f"{SIGNS[one]} {_(STATES[one])}"


def visit_name(visit: Visit) -> str:
    """Write a visit in one line, the same however far it has come: a choice stays on it."""
    parts = (visit.number, formats.day(visit.day), area(visit.body), areas(visit.institutions))
    return " · ".join(parts)


def visit_line(visit: Visit) -> str:
    """Write a visit in one line, with how far it has come."""
    return f"{visit_name(visit)} · {stated(visit.state)}"


def bodies() -> dict[str, Body]:
    """Return who visits, by code."""
    return dict(supervision.rulebook().bodies)


def visit_rows(visits: tuple[Visit, ...]) -> list[dict[str, object]]:
    """Return visits as a table."""
    return [
        {
            _("Day"): visit.day.isoformat(),
            _("Supervising body"): area(visit.body),
            _("Institutions"): areas(visit.institutions),
            _("State"): stated(visit.state),
            _("Checklist score"): formats.number(visit.record.score, 1)
            if visit.record is not None
            else formats.MISSING,
            _("Problems found"): len(visit.findings),
            _("Number"): visit.number,
        }
        for visit in visits
    ]
