"""The ways from help to the pages."""

from collections.abc import Iterable

import streamlit as st

from pages.ui import frame
from pages.ui.text import _


def title(page: str) -> str:
    """Return the title of a page, as the navigation has it."""
    return next(_(s.title) for part in frame.SECTIONS.values() for s in part if s.file == page)


def links(pages: Iterable[str]) -> None:
    """Draw links to pages in one row, each page once."""
    with st.container(horizontal=True, gap="small"):
        for page in dict.fromkeys(pages):
            frame.link(page, title(page))
