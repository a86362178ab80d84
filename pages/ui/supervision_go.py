"""The way to a view or a visit in the room of supervision; for callbacks and other pages."""

from pages.ui import choices, state, supervision_words

ASKED = "visit asked for"
"""Draft that names the visit to be shown next."""


def to_view(view: str, quarter: str) -> None:
    """Turn to a view, with a quarter chosen where it is one of those offered."""
    state.put(choices.key("supervision"), view)
    if quarter in supervision_words.quarters():
        state.put(supervision_words.QUARTER, quarter)


def to_visit(number: str) -> None:
    """Turn to the record of a visit."""
    to_view("record", number.partition("-")[0])
    state.replace_draft(ASKED, number)
