"""What is wrong with a file, cell by cell, and the same file with the cells marked."""

import streamlit as st

from lib.model.intake.findings import Finding, Severity
from pages.ui import tables, widgets
from pages.ui.load import intake
from pages.ui.load.intake import Examination
from pages.ui.text import N_, _, fill

_SIGNS = {
    Severity.ERROR: N_("✕ Error"),
    Severity.QUESTION: N_("? To answer"),
    Severity.WARNING: N_("! Warning"),
}
_SHOWN = 400


def show(examination: Examination) -> None:
    """List the findings; errors first, each with its place and what to do."""
    found = examination.findings
    if not found:
        st.success(_("No problem was found in this file."), icon=":material/check_circle:")
        return
    order = list(_SIGNS)
    rows = [_row(f) for f in sorted(found, key=lambda f: order.index(f.severity))]
    st.dataframe(
        rows[:_SHOWN],
        hide_index=True,
        column_config={
            _("Kind"): st.column_config.TextColumn(width=84),
            _("Place"): st.column_config.TextColumn(width=130),
            _("Content"): st.column_config.TextColumn(width=110),
            _("Problem"): st.column_config.TextColumn(width=430),
            _("What to do"): st.column_config.TextColumn(width=300),
        },
        row_height=62,  # two lines: a sentence that is cut off helps nobody
        height=min(460, 40 + 62 * len(rows)),
        alt=_("Problems of the file, cell by cell"),
    )
    if len(rows) > _SHOWN:
        st.caption(fill(_("The first {shown} of {count}; the files below have all."), _count(rows)))
    with st.container(horizontal=True):
        widgets.download(
            _("The same workbook with the cells marked"),
            lambda: intake.marked_file(examination, sentence, _),
            f"{_stem(examination.workbook.file)}-{_('marked')}",
            "xlsx",
        )
        tables.download(rows, f"{_stem(examination.workbook.file)}-{_('problems')}")


def sentence(finding: Finding) -> str:
    """Say in the reader's language what is wrong and what to do."""
    said = fill(finding.message, finding.values)
    return f"{said} {fill(finding.hint, finding.values)}" if finding.hint else said


def _row(finding: Finding) -> dict[str, str]:
    return {
        _("Kind"): _(_SIGNS[finding.severity]),
        _("Place"): f"{finding.sheet} {finding.cell}".strip(),
        _("Content"): finding.value,
        _("Problem"): fill(finding.message, finding.values),
        _("What to do"): fill(finding.hint, finding.values) if finding.hint else "",
    }


def _count(rows: list[dict[str, str]]) -> dict[str, int]:
    return {"shown": _SHOWN, "count": len(rows)}


def _stem(file: str) -> str:
    return file.rsplit(".", 1)[0]
