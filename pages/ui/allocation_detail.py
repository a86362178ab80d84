"""One institution's money: how it builds up, how a number comes about, where it goes."""

from __future__ import annotations

from fractions import Fraction

import plotly.graph_objects as go
import streamlit as st

from lib.model.allocation import Row
from lib.model.allocation_checks import Check, check_clinics
from lib.model.evaluation import Outcome
from lib.model.papers.content import Kind
from lib.model.roster import Area
from lib.model.rules import VillageSplit
from pages.ui import (
    allocation_columns,
    allocation_parts,
    allocation_words,
    explained,
    formats,
    frame,
    load,
    paper_offer,
    state,
    tables,
    village_trial,
)
from pages.ui.allocation_table import (
    MONEY_VIEW,
    NUMBER,
    NUMBER_KEY,
    NUMBERS,
    VIEW_KEY,
    Rows,
    styled,
)
from pages.ui.load.papers import Options
from pages.ui.text import N_, _, name

_MORE, _LESS, _WHOLE = "#0072B2", "#E69F00", "#0E5878"
_WAN, _MILLION = 1_000_000, 100_000_000
_CHART_HEIGHT = 400
_TRIAL = "villages"
_VIEWS = {MONEY_VIEW: N_("How the money builds up"), _TRIAL: N_("Village share tried out")}
_VIEW = "detail"
_ROW_HEIGHT = 28
_WEIGHTS = {
    VillageSplit.POPULATION: N_("Residents"),
    VillageSplit.POPULATION_SCORE: N_("Residents × score"),
    VillageSplit.WORKLOAD: N_("Work points"),
}


def show(outcome: Outcome, area: Area) -> None:
    """Show one institution: sums, build-up, the number that was asked for, clinics."""
    if outcome.allocation is None:
        return
    row = outcome.allocation.row(area.code)
    if _view() == _TRIAL:
        _trial(outcome, area)
        return
    clinics = check_clinics(row, outcome.villages) if outcome.villages else None
    allocation_parts.sums_of(outcome, row, clinics)
    for told in allocation_words.performance_pay(outcome.rules.allocation, row):
        st.caption(told)
    left, right = st.columns([11, 9], gap="medium", wrap=False)
    with left:
        _build_up(outcome, row)
        _clinics(outcome, area, clinics)
        paper_offer.offer(Kind.STATEMENT, Options(unit=area.code))
    with right:
        _ladder(outcome, area)


def way_back(area: Area) -> None:
    """Say where the reader is, and lead back to all institutions."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            _("All institutions"),
            icon=":material/arrow_back:",
            on_click=lambda: state.choose(unit=state.NOBODY),
        )
        st.markdown(f"**{name(area)}**")
        st.segmented_control(
            _("View"),
            _VIEWS,
            key=state.preset(VIEW_KEY, _asked()),
            format_func=lambda code: _(_VIEWS[code]),
            label_visibility="collapsed",
            required=True,
        )
        state.set_address(**{_VIEW: "" if _view() == MONEY_VIEW else _view()})


def _asked() -> str:
    asked = state.address(_VIEW, MONEY_VIEW)
    return asked if asked in _VIEWS else MONEY_VIEW


def _view() -> str:
    return str(state.picked(VIEW_KEY) or MONEY_VIEW)


@frame.fragment
def _trial(outcome: Outcome, area: Area) -> None:
    """Try out another village share; only this part reacts while the hand moves."""
    village_trial.controls(outcome, area)
    village_trial.show(outcome, area)


def steps(outcome: Outcome, row: Row) -> list[tuple[str, int, str]]:
    """List what builds up to the amount and leads down to the settlement.

    Returns
    -------
    list
        Title, fen, and how the bar is drawn: `relative` to the one before, or `total`.
    """
    rules = outcome.rules.allocation
    paid = zip(rules.instalments if rules else (), row.advances, strict=True)
    advance = _("Advance")
    found = [
        *((_(part.title), fen, "relative") for part, fen in allocation_columns.parts(row)),
        (_("Amount"), row.amount, "total"),
        *((f"{part.month:02}-{part.day:02}<br>{advance}", -fen, "relative") for part, fen in paid),
        (_("Recovered"), -row.recovered, "relative"),
        (_("Settlement"), row.settlement, "total"),
    ]
    return [step for step in found if step[1] or step[2] == "total"]


def _build_up(outcome: Outcome, row: Row) -> None:
    found = steps(outcome, row)
    _headline(_("From base to settlement"))
    st.plotly_chart(
        _waterfall(found),
        config={"displayModeBar": False},
        alt=_("Waterfall from base and performance to the amount and the settlement."),
    )
    with st.expander(_("Chart as a table"), icon=":material/table:"):
        lines = [
            {_("Step"): title.replace("<br>", " "), _("Yuan"): formats.yuan(fen, unit=False)}
            for title, fen, _kind in found
        ]
        tables.twin(lines, "-".join((_("Allocation"), row.area)))


def _headline(words: str) -> None:
    st.markdown(f"**{words}**")


def _waterfall(found: list[tuple[str, int, str]]) -> go.Figure:
    per = _MILLION if state.language() == "en" else _WAN
    figure = go.Figure(
        go.Waterfall(
            x=[title for title, _fen, _kind in found],
            y=[fen / per for _title, fen, _kind in found],
            measure=[kind for _title, _fen, kind in found],
            text=[formats.wan(fen, unit=False) for _title, fen, _kind in found],
            customdata=[formats.yuan(fen) for _title, fen, _kind in found],
            hovertemplate="%{x}<br>%{customdata}<extra></extra>",
            textposition="outside",
            increasing_marker_color=_MORE,
            decreasing_marker_color=_LESS,
            totals_marker_color=_WHOLE,
            cliponaxis=False,
        )
    )
    figure.update_layout(
        height=_CHART_HEIGHT,
        margin={"l": 8, "r": 8, "t": 24, "b": 8},
        yaxis_title=_("m yuan"),
        showlegend=False,
        font_size=14,
    )
    return figure


def _ladder(outcome: Outcome, area: Area) -> None:
    """Explain the number that the address asks for."""
    asked = state.address(NUMBER, next(iter(NUMBERS)))
    chosen = asked if asked in NUMBERS else next(iter(NUMBERS))
    _headline(_("How it comes about"))
    picked = st.pills(
        _("How it comes about"),
        NUMBERS,
        key=state.preset(NUMBER_KEY, chosen),
        format_func=lambda code: _(NUMBERS[code]),
        label_visibility="collapsed",
        required=True,
    )
    state.set_address(**{NUMBER: str(picked)})
    explained.ladder(outcome, area.code, str(picked))


def _clinics(outcome: Outcome, area: Area, check: Check | None) -> None:
    """Show how the village share is split; the clinics add up to it."""
    if outcome.villages is None or outcome.rules.allocation is None or check is None:
        st.caption(_("The village share is not split over clinics here."))
        return
    _headline(_("Village share, split over the clinics"))
    st.caption(allocation_parts.equation(check))
    rows = clinic_rows(outcome, area.code)
    if rows:
        weighed = dict.fromkeys(map(_, _WEIGHTS.values()), 2)
        counts = {_("No."): 0, _("Residents"): 0, _("Share (%)"): 2}
        st.dataframe(
            styled(rows, {**weighed, **counts, _("Score"): 2, _("Yuan"): 2}),
            hide_index=True,
            row_height=_ROW_HEIGHT,
            height=_ROW_HEIGHT * len(rows) + 42,
            column_config={_("No."): st.column_config.NumberColumn(width=34)},
            placeholder="",
        )
        tables.download(rows, "-".join((_("Villages"), area.code)))


def clinic_rows(outcome: Outcome, institution: str) -> Rows:
    """Return the clinics of an institution: residents, score, weight, share, amount."""
    if outcome.villages is None or outcome.rules.allocation is None:
        return []
    known = {a.code: a for a in load.roster().on(outcome.rules.day).children(institution)}
    found = outcome.villages.of(institution)
    together = sum((row.weight for row in found), Fraction())
    weighed = _(_WEIGHTS[outcome.rules.allocation.village_split])
    return [
        {
            _("No."): number,
            _("Village clinic"): name(known[row.area]),
            _("Residents"): row.population,
            _("Score"): None if row.score is None else float(row.score),
            weighed: float(row.weight),
            _("Share (%)"): float(100 * row.weight / together) if together else None,
            _("Yuan"): row.amount / 100,
        }
        for number, row in enumerate(found, 1)
    ]
