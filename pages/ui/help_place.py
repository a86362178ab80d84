"""Help in place: a question mark beside the title of every page."""

from pathlib import Path

import streamlit as st

from lib.errors import ModelError
from pages.ui.help_texts import PARTS
from pages.ui.load import help as texts
from pages.ui.text import N_, _, fill, name, plain

TITLES = {
    "purpose": N_("What it is for"),
    "reading": N_("How to read it"),
    "first": N_("What to do first"),
    "numbers": N_("Where the numbers come from"),
}
_PAGES = Path(__file__).parents[1]


@st.fragment
def offer(page: str) -> None:
    """Draw the question mark; the texts are read only once it is open, and the page stays as is."""
    opened = st.popover(
        "?",
        type="tertiary",
        width="content",
        key=f"help of {page}",
        on_change="rerun",
    )
    if opened.open:
        with opened:
            try:
                _say(page)
            except ModelError as error:
                st.error(fill(error.message, error.values))


def _say(page: str) -> None:
    found = texts.pages()[page]
    for part in PARTS:
        title = _(TITLES[part])
        st.markdown(f"**{title}**　{plain(name(getattr(found, part)))}")
    with st.container(horizontal=True):
        st.page_link(_PAGES / "method.py", label=_("Method"), icon=":material/menu_book:")
        st.page_link(_PAGES / "help.py", label=_("Help"), icon=":material/help:")
