"""Doing things from a page: the error is a sentence above, the success one after the rerun."""

from collections.abc import Callable

import streamlit as st

from lib.errors import ModelError
from pages.ui import frame, state

_SAID = "reporting said"


def attempt(deed: Callable[[], object], said: str) -> None:
    """Do it in one go, then draw the page anew and say that it is done.

    Nothing is drawn while the deed is under way: a click elsewhere would stop it half-way.
    """
    try:
        deed()
    except ModelError as error:
        frame.show(error)
        return
    state.replace_draft(_SAID, said)
    st.rerun()


def report_back() -> None:
    """Say what was done just before, once."""
    said = state.draft(_SAID, str)
    if said:
        st.success(said, icon=":material/check_circle:")
        state.drop_draft(_SAID)
