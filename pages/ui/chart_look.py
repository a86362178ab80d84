"""What every chart looks like before it shows anything: our font and ink, no ground of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import streamlit as st

from pages.ui import state

_times: ContextVar[float] = ContextVar("times", default=1)
_ON_THE_STAGE = 1.2  # a projector is read from the back of the room


@contextmanager
def enlarged() -> Iterator[None]:
    """Draw charts with letters for the back of the room."""
    token = _times.set(_ON_THE_STAGE)
    try:
        yield
    finally:
        _times.reset(token)


def plain(size: int | None = None) -> dict[str, Any]:
    """Return the part of a Plotly layout that is the same everywhere.

    Parameters
    ----------
    size
        Letters, pixels; None leaves it to the chart.
    """
    letters = {} if size is None else {"size": round(size * _times.get())}
    return {
        "font": {**letters, "family": st.get_option("theme.font"), "color": state.ink()},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "dragmode": False,
        "template": "none",
    }
