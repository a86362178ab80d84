"""What the questions about other weights share: choosing an institution, showing weights found."""

from fractions import Fraction

import streamlit as st

from lib.model import weight_moves
from lib.model.roster import Area
from lib.model.scenarios import Scenario
from lib.model.weight_moves import Part
from pages.ui import formats, frame, load, scenario_address, scenario_words, state
from pages.ui.load.reach import Question
from pages.ui.text import _, name, plain, short_name

_ROWS = 9


def institution(label: str, key: str, first: str, *, none: bool = False) -> str:
    """Let the reader choose an institution; returns its code, or nothing where none is allowed."""
    areas = by_code()
    choices = ["", *areas] if none else [*areas]
    if state.picked(key) not in choices:
        state.put(key, first)
    st.selectbox(
        label,
        choices,
        key=key,
        format_func=lambda code: name(areas[code]) if code else _("no wish"),
    )
    return str(state.picked(key))


def by_code() -> dict[str, Area]:
    """Return the scored institutions, by code."""
    return {area.code: area for area in load.outcome().areas}


def called(code: str) -> str:
    """Name an institution by its place."""
    return plain(short_name(by_code()[code]))


def range_words(asked: Question) -> str:
    """Say which weights are allowed."""
    return _("each item weight within ±{points} points").format(points=formats.number(asked.points))


def weights_found(
    scenario: Scenario, weights: dict[str, Fraction], key: str, *, decimals: int = 2
) -> None:
    """List the weights that change, the largest change first, and offer to load them."""
    now = weight_moves.asked(load.rules(), scenario, Part.ITEM)
    called_items = scenario_words.names(load.rules(), Part.ITEM)
    moved = sorted(
        (code for code in now if weights[code] != now[code]),
        key=lambda code: -abs(weights[code] - now[code]),
    )
    if not moved:
        st.caption(_("No weight has to move."))
        return
    st.dataframe(
        [
            {
                _("Weight of"): called_items[code],
                _("Now"): formats.score(now[code], 2),
                _("Found"): formats.score(weights[code], decimals),
                _("Difference"): formats.signed(weights[code] - now[code], decimals),
            }
            for code in moved
        ],
        hide_index=True,
        height=table_height(len(moved)),
    )
    proposal = weight_moves.ask(load.rules(), scenario, Part.ITEM, weights)
    if st.button(_("Load into what-if"), key=f"load {key}", icon=":material/tune:"):
        scenario_address.write(proposal)
        frame.go("whatif")


def table_height(rows: int) -> int:
    """Return the height, in pixels, of a table that shows its rows, or scrolls beyond nine."""
    return 35 * (min(rows, _ROWS) + 1) + 3
