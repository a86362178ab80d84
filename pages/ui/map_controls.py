"""What the reader asks of the map, kept in the address."""

from dataclasses import dataclass

import streamlit as st

from lib.model.indicators import Indicator
from pages.ui import choices, figures, state
from pages.ui.map_values import MEASURES, OF_INDICATORS
from pages.ui.text import N_, _, name

LAYERS = {"blocks": N_("Blocks"), "clinics": N_("Clinics")}

_USUAL = "score"
_LAYERS_KEY = "map layers"
_INDICATOR_WIDTH = 300  # pixels


@dataclass(frozen=True, slots=True)
class Wish:
    """What the colours shall mean."""

    measure: str
    indicator: Indicator


def ask(*, clinics: bool) -> Wish:
    """Ask what the colours shall mean.

    Parameters
    ----------
    clinics
        Whether clinics are on the map, of which there are fewer indicators.
    """
    with st.container(horizontal=True, vertical_alignment="center"):
        measure = _measure()
        return Wish(measure, _indicator(measure, clinics=clinics))


def _measure() -> str:
    return choices.kept(
        _("Show"), MEASURES, lambda code: _(MEASURES[code]), address="show", usual=_USUAL
    )


def _indicator(measure: str, *, clinics: bool) -> Indicator:
    """Ask which, where the measure is of indicators; the item filter shortens the list."""
    kept = state.address("indicator")
    offered = _offered(kept, clinics=clinics)
    code = kept if kept in offered else next(iter(offered))
    if measure in OF_INDICATORS:
        code = st.selectbox(
            _("Indicator"),
            offered,
            index=list(offered).index(code),
            format_func=lambda code: name(offered[code].name),
            label_visibility="collapsed",
            width=_INDICATOR_WIDTH,
        )
        _keep("indicator", code)
    return offered[code]


def _offered(kept: str, *, clinics: bool) -> dict[str, Indicator]:
    """Offer for clinics what clinics produce, and what was chosen before, empty as it is."""
    every = figures.offered()
    fitting = {
        code: indicator
        for code, indicator in every.items()
        if not clinics or code == kept or figures.made_by_clinics(indicator)
    }
    return fitting or every


def layers() -> tuple[str, ...]:
    """Return which layers to add to the map, before the question is drawn below it."""
    asked = state.picked(_LAYERS_KEY)
    kept = asked if isinstance(asked, list) else state.address("layers").split(".")
    return tuple(layer for layer in kept if layer in LAYERS)


def ask_layers() -> None:
    """Ask which layers to add."""
    chosen = st.pills(
        _("Layers"),
        LAYERS,
        key=state.preset(_LAYERS_KEY, list(layers())),
        format_func=lambda layer: _(LAYERS[layer]),
        selection_mode="multi",
        label_visibility="collapsed",
    )
    _keep("layers", ".".join(chosen))


def _keep(key: str, value: str) -> None:
    """Write to the address only what has changed."""
    if value != state.address(key):
        state.set_address(**{key: value})
