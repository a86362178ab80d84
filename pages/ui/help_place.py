"""Help in place: a question mark beside the title of every page."""

from pathlib import Path

import streamlit as st

from pages.ui.help_texts import PARTS
from pages.ui.load import help as texts
from pages.ui.text import N_, _, name, plain

TITLES = {
    "purpose": N_("What it is for"),
    "reading": N_("How to read it"),
    "first": N_("What to do first"),
    "numbers": N_("Where the numbers come from"),
}
_PAGES = Path(__file__).parents[1]


def offer(page: str) -> None:
    """Draw the question mark; the texts are read only once it is open."""
    opened = st.popover(
        "?",
        type="tertiary",
        width="content",
        help=_("Help with this page"),
        key=f"help of {page}",
        on_change="rerun",
    )
    if opened.open:
        with opened:
            _say(page)


def _say(page: str) -> None:
    found = texts.pages()[page]
    for part in PARTS:
        title = _(TITLES[part])
        st.markdown(f"**{title}**　{plain(name(getattr(found, part)))}")
    with st.container(horizontal=True):
        st.page_link(_PAGES / "method.py", label=_("Method"), icon=":material/menu_book:")
        st.page_link(_PAGES / "help.py", label=_("Help"), icon=":material/help:")
