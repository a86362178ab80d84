"""The table behind a chart: the same figures to read, and to take away as a file."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from pages.ui import formats, load, widgets
from pages.ui.text import _, plain

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
    st.dataframe(readable(rows), hide_index=True)
    if note:
        st.caption(note)
    download(rows, stem, note)


def written_out(rows: Rows, stem: str) -> None:
    """Show a table in which every text is whole, however long; with a button to download it."""
    st.table(
        [{key: plain(c) if isinstance(c, str) else c for key, c in row.items()} for row in rows],
        border="horizontal",
    )
    download(rows, stem)


def readable(rows: Rows) -> list[Mapping[str, object]] | Styler:
    """Write broken numbers as people do, 1,234.50; the file keeps them plain."""
    broken = {key for row in rows for key, cell in row.items() if isinstance(cell, float)}
    if not broken:
        return list(rows)
    columns: list[Hashable] = [key for key in rows[0] if key in broken]
    return pd.DataFrame(list(rows)).style.format(_two_decimals, subset=columns)


def _two_decimals(cell: Any) -> str:  # noqa: ANN401 (what a table cell holds)
    return formats.MISSING if pd.isna(cell) else formats.number(cell, 2)


def download(rows: Rows, stem: str, note: str = "") -> None:
    """Offer rows as a file that says when its figures are made up, and what is not shown."""
    made_up = ""
    if load.is_demonstration():
        made_up = _("Demonstration data: every figure is made up by a program.")
    remark = " ".join(filter(None, (made_up, note)))
    widgets.download(_("Download (CSV)"), lambda: load.csv_file(rows, remark), stem, "csv")
