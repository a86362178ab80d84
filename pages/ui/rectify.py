"""Make a problem an item of the rectification ledger, with one click."""

import streamlit as st

from lib.model.problems import Problem
from pages.ui import deeds, rectification_words, state
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
        st.markdown(rectification_words.badge(known.find(number)), width="content")
        return
    form = f"rectify {key}"
    if st.button(_("Open an item"), key=form, icon=":material/assignment_add:"):
        deeds.attempt_once(
            form,
            lambda once: rectification.open_items((problem,), once, state.author()),
            _("It stands in the rectification ledger now."),
        )
