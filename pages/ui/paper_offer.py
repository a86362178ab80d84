"""A button on any page that gives the draft of a paper."""

from __future__ import annotations

import streamlit as st

from lib.errors import InputError
from lib.model.papers.content import Kind, Paper
from pages.ui import choices, frame, paper_words, state, widgets
from pages.ui.load import papers
from pages.ui.load.papers import Options
from pages.ui.text import _


def offer(kind: Kind, options: Options, label: str = "") -> None:
    """Offer the draft of a paper from the result on the screen.

    Parameters
    ----------
    kind
        Which paper.
    options
        What is chosen for it.
    label
        What stands on the button; the name of the paper if nothing else.

    Raises
    ------
    InputError
        If something is missing that the paper is about.
    """
    give(papers.compose(kind, options), options, label)


def notice(unit: str) -> None:
    """Offer the notice to an institution, with what it still has to put right by the ledger."""
    try:
        offer(Kind.NOTICE, Options(unit=unit))
    except InputError:
        st.caption(_("There is nothing to notify this institution of."))


def lead_to(kind: Kind, meeting: str = "") -> None:
    """Offer the way to a paper on the page of documents, ready to be made.

    Parameters
    ----------
    kind
        Which paper.
    meeting
        Number of the meeting it is about, for minutes and slides.
    """
    label = _("Make: {paper}").format(paper=paper_words.kind(kind))
    if st.button(label, key=f"make {kind} {meeting}", icon=":material/description:"):
        state.set_address(papers="make", paper=str(kind), minutes=meeting)
        for name, code in (("papers", "make"), ("paper", str(kind))):
            state.put(choices.key(name), code)
        if meeting:
            state.put("paper meeting", meeting)
        frame.go("papers")


def give(paper: Paper, options: Options | None = None, label: str = "") -> None:
    """Offer the draft of a paper that a page has put together itself."""
    chosen = options or Options()
    widgets.download(
        label or paper_words.kind(paper.kind),
        lambda: papers.render(paper, chosen),
        f"草稿-{paper.title}",
        papers.form_of(paper.kind, chosen),
    )
