"""Is it real: scores with their error bars, and bands within which nobody is ranked."""

import streamlit as st

from lib.errors import ModelError
from lib.model.noise.estimates import unsupported
from lib.model.noise.sampling import Reading
from lib.model.scenarios import Scenario
from pages.ui import (
    choices,
    formats,
    frame,
    remarks,
    robust_noise_charts,
    robust_noise_tables,
    scenario_words,
)
from pages.ui.load import noise
from pages.ui.load.noise import Noise
from pages.ui.text import N_, _

READINGS = {
    Reading.SAMPLES: N_("Sampling error only"),
    Reading.CHANCE: N_("Chance in small denominators too"),
}
_QUIET = {"displayModeBar": False}
_CHART = 416  # pixels: 22 institutions that can be told apart, without scrolling
DETAILS = {
    "table": N_("Table"),
    "pairs": N_("Order not supported"),
    "payment": N_("Pay by band"),
    "samples": N_("Small samples"),
}


def show(scenario: Scenario) -> None:
    """Say how many bands can be told apart, show the error bars, then the figures."""
    with st.container(gap="xsmall"):
        answer = st.container()
        with st.container(horizontal=True, vertical_alignment="center"):
            reading = choices.kept(
                _("What counts as chance"),
                READINGS,
                lambda code: _(READINGS[Reading(code)]),
                address="noise",
            )
            meaning = st.container()
        try:
            found = noise.read(scenario, Reading(reading))
        except ModelError as error:
            frame.show(error)
            return
        answer.markdown(f"#### {headline(found)}")
        meaning.caption(_explained(found))
        _pictures(found)
    _details(found)


def headline(found: Noise) -> str:
    """Say in one sentence how far the ranking can be trusted."""
    neighbours = [pair for pair in found.pairs if pair.neighbours]
    words = _(
        "{close} of {pairs} pairs of neighbours differ by less than the error: "
        "{areas} institutions fall into {bands} bands; do not rank inside a band."
    )
    if not unsupported(neighbours):
        words = _("All {pairs} neighbours differ by more than the error: the order is supported.")
    return words.format(
        close=len(unsupported(neighbours)),
        pairs=len(neighbours),
        areas=len(found.estimate.areas),
        bands=len(found.bands),
    )


def _explained(found: Noise) -> str:
    """Say what a bar means, in one line."""
    widest = float(found.estimate.margin.max())
    words = _(
        "Bar: where the score would lie in 95 of 100 cases if the same {figures} figures were "
        "drawn again (up to ±{widest} points). {unofficial}"
    )
    return words.format(
        figures=formats.number(found.estimate.figures),
        widest=formats.number(widest, 1),
        unofficial=_(remarks.NOT_OFFICIAL),
    )


def _pictures(found: Noise) -> None:
    scores, money = st.columns([58, 42], gap="small")
    with scores:
        st.plotly_chart(
            robust_noise_charts.scores(found, _CHART),
            key="noise scores",
            theme=None,
            config=_QUIET,
            alt=_("Score of each institution with its error bar and band; the same in the table."),
        )
    with money:
        st.plotly_chart(
            robust_noise_charts.amounts(found, _CHART),
            key="noise amounts",
            theme=None,
            config=_QUIET,
            alt=_("Interval of each amount; the same in the table."),
        )


def _details(found: Noise) -> None:
    """Draw the one list that is asked for."""
    detail = choices.kept(
        _("Details"), DETAILS, lambda code: _(DETAILS[code]), address="noise_list"
    )
    for sentence in scenario_words.notices(
        [n for n in found.outcome.notices if n.severity == "error"]
    ):
        st.error(sentence)
    draw = {
        "table": robust_noise_tables.results,
        "pairs": robust_noise_tables.pairs,
        "payment": robust_noise_tables.payment,
        "samples": robust_noise_tables.samples,
    }
    draw[detail](found)
