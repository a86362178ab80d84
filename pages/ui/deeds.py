"""Doing things from a page: the error is a sentence above, the success one after the rerun."""

from collections.abc import Callable
from uuid import uuid4

import streamlit as st

from lib.errors import ModelError
from pages.ui import frame, state

_SAID, _REFUSED = "deed said", "deed refused"


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


def key_of(form: str) -> str:
    """Return the key of what a form is about to do: the same until it is done.

    A second click, or a click after the first one was cut short, brings the same key. Put it
    into the keys of the form's widgets as well: a new key empties the form.
    """
    return state.draft(f"key {form}", lambda: uuid4().hex)


def attempt_once(form: str, deed: Callable[[str], object], said: str) -> None:
    """Do it under the key of its form, which is made anew once it is done."""

    def done() -> None:
        deed(key_of(form))
        state.drop_draft(f"key {form}")

    attempt(done, said)


def at_once(form: str, deed: Callable[[str], object], said: str) -> None:
    """Do it in the callback of a button: before the page is drawn, so no other click cuts it."""
    try:
        deed(key_of(form))
    except ModelError as error:
        state.replace_draft(_REFUSED, error)
        return
    state.drop_draft(f"key {form}")
    state.replace_draft(_SAID, said)


def report_back() -> None:
    """Say what was done just before, or why it was not, once.

    The place is kept when nothing is said: an expander below would close when it goes.
    """
    place, said = st.empty(), state.draft(_SAID, str)
    refused: ModelError | None = state.draft(_REFUSED, lambda: None)
    if refused is not None:
        frame.show(refused)
        state.drop_draft(_REFUSED)
    if said:
        place.success(said, icon=":material/check_circle:")
        state.drop_draft(_SAID)
