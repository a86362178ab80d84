"""The proposal for the next round: what a solver proposes, why, and accepting it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.errors import ModelError
from lib.model.quarters import Quarter
from lib.model.supervision import rounds
from lib.model.supervision.planner import Crew, Proposal, World
from lib.model.supervision.risks import PARTS, Risk
from lib.model.supervision.rounds import Terms
from pages.ui import formats, frame, state, supervision_go, supervision_words, tables, widgets
from pages.ui.deeds import attempt_once
from pages.ui.headlines import conclude, headline
from pages.ui.load import supervision_rounds as proposing
from pages.ui.text import _, listed, plain

_ROW_HEIGHT, _SHOWN = 32, 12
_MOST_STOPS, _MOST_BODIES = 3, 8
_EXACT = 0.00005  # a smaller gap would be written as 0.00%


def show(quarter: Quarter, heading: DeltaGenerator) -> None:
    """Show the proposal with its reasons; what cannot hold is said in a sentence."""
    terms = _terms(quarter)
    try:
        world, proposal = proposing.propose(terms)
    except ModelError as error:
        with heading:
            conclude(_("No round can keep all demands at once"))
        frame.show(error)
        _risks()
        return
    with heading:
        conclude(plain(verdict(world, proposal, quarter)))
    _proposed(world, proposal, terms)
    owed, rule = st.columns([66, 34], gap="medium")
    with owed:
        headline(_("What each body owes in this round"), _("all of it is kept"))
        lines = demands(world, proposal)
        st.dataframe(lines, hide_index=True, row_height=_ROW_HEIGHT)
        tables.download(lines, _("Demands of {quarter}").format(quarter=quarter))
    with rule:
        _formula()
    _risks()


def verdict(world: World, proposal: Proposal, quarter: Quarter) -> str:
    """Say how many visits are proposed, and how much risk they reach against chance."""
    if not proposal.journeys:
        return _("{quarter}: nothing is left to plan").format(quarter=formats.period(str(quarter)))
    centres = [crew for crew in world.crews if proposal.stops(crew.body)]
    shares = [rounds.caught(crew, proposal) for crew in centres]
    mean = sum(share for share, _chance in shares) / len(shares)
    chance = sum(by_lot for _share, by_lot in shares) / len(shares)
    words = _(
        "{quarter}: {count} visits on {trips} trips reach {share} of the risk; drawn by lot they "
        "would reach {chance}"
    )
    return words.format(
        quarter=formats.period(str(quarter)),
        count=len(proposal.stops()),
        trips=len(proposal.journeys),
        share=formats.percent(mean),
        chance=formats.percent(chance),
    )


def rows(world: World, proposal: Proposal, terms: Terms) -> list[dict[str, object]]:
    """Return the proposed visits, each with its reasons."""
    found, crews = proposing.known(), {crew.body: crew for crew in world.crews}
    plans = rounds.plans(proposal, found, terms)
    lines: list[dict[str, object]] = []
    for planned, (body, unit, _week) in zip(plans, proposal.stops(), strict=True):
        risk = found.risks[body][unit]
        lines.append(
            {
                _("Day"): planned.day.isoformat(),
                _("Supervising body"): supervision_words.area(body),
                _("Town"): supervision_words.town(unit),
                _("Institutions"): supervision_words.areas(planned.institutions),
                _("Risk"): round(risk.total, 1),
                _("Why there"): _why(unit, crews[body], risk),
            }
        )
    return sorted(lines, key=lambda line: str(line[_("Day")]))


def demands(world: World, proposal: Proposal) -> list[dict[str, object]]:
    """Return what is asked of each body, and what the proposal gives."""
    return [
        {
            _("Supervising body"): supervision_words.area(crew.body),
            _("Coverage needs"): crew.least,
            _("Must be visited"): len(crew.must),
            _("Due in the half-year"): len(crew.due),
            _("Visits proposed"): len(proposal.stops(crew.body)),
            _("Kilometres"): round(
                sum(j.trip.km for j in proposal.journeys if j.body == crew.body)
            ),
            _("Risk reached"): formats.percent(rounds.caught(crew, proposal)[0], 0),
        }
        for crew in world.crews
    ]


def _terms(quarter: Quarter) -> Terms:
    """Ask for what may be varied; the rules give where it begins."""
    usual = proposing.usual_terms(quarter)
    labels = {
        "centre_stops": (_("Towns a week, centre"), _MOST_STOPS, usual.centre_stops),
        "hospital_stops": (_("Towns a week, hospital"), _MOST_STOPS, usual.hospital_stops),
        "per_unit": (_("Bodies a week in one town"), _MOST_BODIES, usual.per_unit),
    }
    chosen: dict[str, int] = {}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for code, (label, most, value) in labels.items():
            chosen[code] = int(
                st.number_input(label, 1, most, value, key=f"round {code}", width=170)
            )
        start = st.date_input(
            _("Begin on"),
            value=usual.start,
            min_value=usual.start,
            max_value=quarter.last,
            key="round start",
            width=170,
        )
    return replace(usual, start=start, **chosen)  # type: ignore[arg-type]  # whole numbers all


def _proposed(world: World, proposal: Proposal, terms: Terms) -> None:
    lines = rows(world, proposal, terms)
    if not lines:
        widgets.nothing(
            _("All that this round needs is planned already."), _("Look at the calendar.")
        )
        st.button(
            _("To the calendar"),
            on_click=supervision_go.to_view,
            args=("calendar", str(terms.quarter)),
            icon=":material/calendar_month:",
        )
        return
    words = (
        _("{km} km by road; at most {gap} from the best")
        if proposal.gap >= _EXACT
        else _("{km} km by road; the best there is")
    )
    remark = words.format(km=formats.number(proposal.km), gap=formats.percent(proposal.gap, 2))
    headline(_("Proposed visits"), remark)
    if st.button(
        _("Accept: plan these {count} visits").format(count=len(lines)),
        key="round accept",
        type="primary",
        icon=":material/event_available:",
    ):
        attempt_once(
            "round",
            lambda once: proposing.accept(terms, once, state.author()),
            _("{count} visits are planned; see the calendar.").format(count=len(lines)),
        )
    height = _ROW_HEIGHT * (min(len(lines), _SHOWN) + 1) + 4
    st.dataframe(lines, hide_index=True, row_height=_ROW_HEIGHT, height=height)
    tables.download(lines, _("Proposal for {quarter}").format(quarter=terms.quarter))


def _why(unit: str, crew: Crew, risk: Risk) -> str:
    """Say why a visit is proposed: what demands it, and the two largest parts of the risk."""
    reasons = []
    found = proposing.known()
    if found.bottom.intersection(_institutions(crew.body, unit)):
        reasons.append(_("bottom third"))
    elif unit in crew.must:
        reasons.append(_("due in the half-year"))
    shares = {part: risk.share(part) or 0.0 for part in PARTS}
    for part in sorted(shares, key=lambda p: -shares[p])[:2]:
        if shares[part] > 0:
            points = formats.number(shares[part], 0)
            reasons.append(" ".join((_(PARTS[part]), f"+{points}")))
    return listed(reasons)


def _institutions(body: str, unit: str) -> tuple[str, ...]:
    found = proposing.known()
    settled = rounds.settled(found, found.setting.rulebook.body(body), proposing.next_quarter())
    return next(u.institutions for u in settled.units if u.code == unit)


def _risks() -> None:
    """Show the risk of every town, part by part, for the body that is chosen."""
    found = proposing.known()
    with st.expander(_("Risk of every town, part by part"), icon=":material/table:", expanded=True):
        body = st.segmented_control(
            _("Supervising body"),
            list(found.risks),
            default=next(iter(found.risks)),
            format_func=supervision_words.area,
            required=True,
            key="round risk body",
            label_visibility="collapsed",
        )
        risks = found.risks[str(body)]
        tables.twin(risk_rows(risks), f"risk-{body}", _("Points add up to the risk, 0 to 100."))


def risk_rows(risks: Mapping[str, Risk]) -> list[dict[str, object]]:
    """Return the parts of the risk, most risk first."""
    return [
        {
            _("Town"): supervision_words.town(one.unit),
            _("From institution"): supervision_words.area(one.area_code),
            _("Risk"): round(one.total, 1),
            **{_(words): _points(one, part) for part, words in PARTS.items()},
            _("Rank"): formats.rank(one.facts.rank),
            _("Last visit"): formats.MISSING
            if one.facts.last_visit is None
            else one.facts.last_visit.isoformat(),
        }
        for one in sorted(risks.values(), key=lambda r: (-r.total, r.unit))
    ]


def _points(one: Risk, part: str) -> str:
    share = one.share(part)
    return formats.MISSING if share is None else formats.number(share, 1)


def _formula() -> None:
    found = proposing.known()
    weights = next(iter(next(iter(found.risks.values())).values())).weights
    parts = " + ".join(
        f"{formats.percent(weight, 0)} {_(PARTS[part])}" for part, weight in weights.items()
    )
    st.caption(plain(_("Risk = {parts}.").format(parts=parts)))
    st.caption(
        _(
            "Kept: half of the towns each quarter, everyone within the half-year, the bottom "
            "third now, own blocks, open weeks, towns of one trip near each other."
        )
    )
