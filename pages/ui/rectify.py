"""Make a problem an item of the rectification ledger, with one click."""

import streamlit as st

from lib.model.problems import Problem
from pages.ui import deeds, frame, rectification_go, rectification_words, state
from pages.ui.load import rectification
from pages.ui.text import _


def offer(problem: Problem, key: str) -> None:
    """Draw a button that opens an item for a problem; its number, where it has one already.

    Parameters
    ----------
    problem
        What is wrong, and where it came to light.
    key
        Key of the button, one for each problem on the page.
    """
    known = rectification.ledger()
    number = known.origins.get(problem.origin)
    if number is not None:
        badge = rectification_words.badge(known.find(number))
        if st.button(badge, key=f"to item {key}", type="tertiary"):
            rectification_go.item(number)
            frame.go("rectification")
        return
    form = f"rectify {key}"
    st.button(
        _("Open an item"),
        key=form,
        icon=":material/assignment_add:",
        on_click=_open,
        args=(problem, form),
    )


def _open(problem: Problem, form: str) -> None:
    deeds.at_once(
        form,
        lambda once: rectification.open_items((problem,), once, state.author()),
        _("It stands in the rectification ledger now."),
    )
