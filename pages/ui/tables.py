"""The table behind a chart: the same figures to read, and to take away as a file."""

from collections.abc import Mapping, Sequence

import streamlit as st

from pages.ui import load, widgets
from pages.ui.text import _

Rows = Sequence[Mapping[str, object]]


def twin(rows: Rows, stem: str, note: str = "") -> None:
    """Show a table with a button to download it.

    Parameters
    ----------
    rows
        One mapping per row, its keys the header.
    stem
        Name of the file, without extension.
    note
        What has to be known to read it, such as what is not shown.
    """
    st.dataframe(list(rows), hide_index=True)
    if note:
        st.caption(note)
    download(rows, stem, note)


def download(rows: Rows, stem: str, note: str = "") -> None:
    """Offer rows as a file that says when its figures are made up, and what is not shown."""
    made_up = ""
    if load.is_demonstration():
        made_up = _("Demonstration data: every figure is made up by a program.")
    remark = " ".join(filter(None, (made_up, note)))
    widgets.download(_("Download (CSV)"), lambda: load.csv_file(rows, remark), stem, "csv")
