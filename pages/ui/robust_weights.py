"""Would other weights change the result: how often, for whom, and by how much."""

import streamlit as st

from lib.errors import ModelError
from lib.model.robustness.spread import TOP
from lib.model.scenarios import Scenario
from pages.ui import (
    choices,
    formats,
    frame,
    remarks,
    robust_weights_charts,
    robust_weights_others,
    robust_weights_tables,
    state,
)
from pages.ui.load import robust_weights as weights
from pages.ui.load.robust_weights import Moved
from pages.ui.text import N_, _

VIEWS = {
    "ranks": N_("Ranks and amounts"),
    "items": N_("Which item matters most"),
    "without": N_("Without one item"),
    "methods": N_("Other methods"),
}
WAYS = {
    "10": N_("±10%"),
    "20": N_("±20%"),
    "50": N_("±50%"),
    "p2": N_("±2 points"),
    "p5": N_("±5 points"),
    "d20": N_("about ±20%"),
}
DRAWS = (1_000, 10_000, 100_000)
_WAY, _DRAWS = "weights_way", "weights_draws"
_FIRST_WAY, _FIRST_DRAWS = "20", 10_000
_STEADY = 2  # places that still count as steady
_QUIET = {"displayModeBar": False}
_CHART = 420  # pixels: 22 lines in sight at once


def show(scenario: Scenario) -> None:
    """Draw the one view that is asked for."""
    with st.container(gap="xsmall"):
        view = choices.kept(
            _("What to look at"), VIEWS, lambda code: _(VIEWS[code]), address="weights_view"
        )
        try:
            {
                "ranks": _ranks,
                "items": robust_weights_others.items,
                "without": robust_weights_others.without,
                "methods": robust_weights_others.methods,
            }[view](scenario)
        except ModelError as error:
            frame.show(error)


def headline(found: Moved, way: str) -> str:
    """Say in one sentence how much depends on the weights."""
    words = _(
        "Each weight moved within {way}, {draws} times: the first {top} stay the same in {kept}; "
        "{steady} of {areas} institutions move {places} places at most."
    )
    spread = found.spread
    return words.format(
        way=_(WAYS[way]),
        draws=formats.number(spread.draws),
        top=TOP,
        kept=formats.percent(spread.top_kept / spread.draws),
        steady=int((spread.shifts <= _STEADY).sum()),
        areas=len(spread.areas),
        places=_STEADY,
    )


def _ranks(scenario: Scenario) -> None:
    way = str(state.picked(state.preset(_WAY, _FIRST_WAY)))
    count = int(str(state.picked(state.preset(_DRAWS, _FIRST_DRAWS))))
    with st.spinner(_("Drawing weights …"), show_time=True):
        found = weights.moved(scenario, way, count)
    st.markdown(f"#### {headline(found, way)}")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.segmented_control(
            _("How far weights move"),
            WAYS,
            key=_WAY,
            format_func=lambda code: _(WAYS[code]),
            label_visibility="collapsed",
            required=True,
        )
        st.segmented_control(
            _("Number of draws"),
            DRAWS,
            key=_DRAWS,
            format_func=lambda number: _("{draws} draws").format(draws=formats.number(number)),
            label_visibility="collapsed",
            required=True,
        )
    st.caption(_explained(found))
    picture, figures = st.columns([58, 42], gap="small")
    with picture:
        st.plotly_chart(
            robust_weights_charts.ranks(found.spread, _CHART),
            key="weights ranks",
            theme=None,
            config=_QUIET,
            alt=_("Share of the draws in which each institution has each rank; see the table."),
        )
    with figures:
        robust_weights_tables.results(found, _CHART)


def _explained(found: Moved) -> str:
    """Say what was done, so that anybody could do it again."""
    words = _(
        "Field: % of the draws with this rank; frame: rank now; moves: in nine draws of ten. "
        "Every draw is scored, ranked and paid by the rules. Seed {seed}. {unofficial}"
    )
    said = words.format(seed=weights.SEED, unofficial=_(remarks.NOT_OFFICIAL))
    if not found.quick:
        few = _("This formula needs the whole allocation for every draw: {draws} draws were made.")
        said = f"{said} {few.format(draws=found.spread.draws)}"
    return said
