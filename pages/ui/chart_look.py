"""What every chart looks like before it shows anything: our font and ink, no ground of its own."""

from typing import Any

import streamlit as st

from pages.ui import state


def plain(size: int | None = None) -> dict[str, Any]:
    """Return the part of a Plotly layout that is the same everywhere.

    Parameters
    ----------
    size
        Letters, pixels; None leaves it to the chart.
    """
    letters = {} if size is None else {"size": size}
    return {
        "font": {**letters, "family": st.get_option("theme.font"), "color": state.ink()},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "dragmode": False,
        "template": "none",
    }
