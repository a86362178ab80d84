"""A button on any page that gives the draft of a paper."""

from __future__ import annotations

from lib.model.papers.content import Kind, Paper
from pages.ui import paper_words, widgets
from pages.ui.load import papers
from pages.ui.load.papers import Options


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


def give(paper: Paper, options: Options | None = None, label: str = "") -> None:
    """Offer the draft of a paper that a page has put together itself."""
    chosen = options or Options()
    widgets.download(
        label or paper_words.kind(paper.kind),
        lambda: papers.render(paper, chosen),
        f"草稿-{paper.title}",
        papers.form_of(paper.kind, chosen),
    )
