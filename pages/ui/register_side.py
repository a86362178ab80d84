"""What stands beside the table of a register: its course, entry by hand, import, history."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.ui import register_entry, register_history, register_import, state
from pages.ui.load import registers
from pages.ui.text import N_, _, name

_PARTS = {
    "entry": N_("Enter"),
    "import": N_("Import"),
    "history": N_("Changes"),
}


def show(book: str, area: str, trend: Callable[[], None], title: str) -> None:
    """Let the reader turn between the parts.

    Parameters
    ----------
    book
        The book looked at.
    area
        Institution picked in the table; empty for none.
    trend
        Draws the course of the register.
    title
        What the course is called, in the reader's language.
    """
    words = {"trend": title} | {part: _(said) for part, said in _PARTS.items()}
    part = st.segmented_control(
        _("Beside the table"),
        words,
        key=state.preset(f"register side {book}", "trend"),
        format_func=words.__getitem__,
        label_visibility="collapsed",
        required=True,
    )
    if part == "trend":
        trend()
        return
    code = _register(book)
    if part == "entry":
        register_entry.show(code, area)
    elif part == "import":
        register_import.show(code)
    else:
        register_history.show(code, area)


def _register(book: str) -> str:
    """Ask which register of the book is meant, where it has several."""
    found = {one.code: name(one.name) for one in registers.of_book(book)}
    if len(found) == 1:
        return next(iter(found))
    chosen = st.segmented_control(
        _("Register"),
        found,
        key=state.preset(f"register of {book}", next(iter(found))),
        format_func=found.__getitem__,
        label_visibility="collapsed",
        required=True,
    )
    return str(chosen)
