"""The table behind a chart: the same figures to read, and to take away as a file."""

from collections.abc import Mapping, Sequence

import streamlit as st

from pages.ui import load, widgets
from pages.ui.text import _

Rows = Sequence[Mapping[str, object]]


def twin(rows: Rows, stem: str) -> None:
    """Show a table with a button to download it.

    Parameters
    ----------
    rows
        One mapping per row, its keys the header.
    stem
        Name of the file, without extension.
    """
    st.dataframe(list(rows), hide_index=True)
    download(rows, stem)


def download(rows: Rows, stem: str) -> None:
    """Offer rows as a file that says when its figures are made up."""
    remark = ""
    if load.is_demonstration():
        remark = _("Demonstration data: every figure is made up by a program.")
    widgets.download(_("Download (CSV)"), lambda: load.csv_file(rows, remark), stem, "csv")
