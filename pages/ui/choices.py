"""A choice of what to look at, kept in the address so that a link shows the same."""

from collections.abc import Callable, Iterable

import streamlit as st

from pages.ui import state


def kept(
    label: str, choices: Iterable[str], say: Callable[[str], str], *, address: str, usual: str = ""
) -> str:
    """Draw a choice; the address holds it unless it is the usual one.

    Parameters
    ----------
    label
        What is chosen, for who cannot see the buttons.
    choices
        Codes.
    say
        Words of a code, in the reader's language.
    address
        Name in the address, one for the whole dashboard; `key` makes the widget's key of it.
    usual
        Where to begin; empty for the first of the choices.
    """
    codes = list(choices)
    first = usual or codes[0]
    asked = state.address(address, first)
    chosen: str = st.segmented_control(
        label,
        codes,
        key=state.preset(key(address), asked if asked in codes else first),
        format_func=say,
        label_visibility="collapsed",
        required=True,
    )  # type: ignore[assignment]  # never None: required
    state.set_address(**{address: "" if chosen == first else chosen})
    return chosen


def key(address: str) -> str:
    """Return the key of the widget of a choice."""
    return f"choice {address}"
