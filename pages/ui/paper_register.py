"""The register of issued papers: what went out, with its seal, to be downloaded again."""

from __future__ import annotations

import streamlit as st

from lib.model.papers.issuing import Issued
from pages.ui import formats, load, paper_words, picking, tables, widgets
from pages.ui.load import papers
from pages.ui.text import _, plain

_SEAL = 12
_ROW_HEIGHT = 30
_MIME = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def headline_of_all() -> None:
    """Say first how many papers went out, and which was the last."""
    found = papers.register()
    seal = load.outcome().seal
    same = sum(one.record.seal == seal for one in found)
    if not found:
        words = _("No paper has been issued yet; the result on the screen has the seal {seal}.")
        st.markdown(f"#### {words.format(seal=seal[:_SEAL])}")
        return
    words = _("Papers issued: {count}, from the result on the screen: {same}; the last: {title}.")
    said = words.format(count=len(found), same=same, title=found[0].record.title)
    st.markdown(f"#### {plain(said)}")


def show() -> None:
    """Show the register; a chosen line can be downloaded again."""
    found = papers.register()
    if not found:
        widgets.nothing(
            _("No paper has been issued yet."), _("Make one and press “Issue and register”.")
        )
        return
    lines = rows(found)
    st.dataframe(
        lines,
        hide_index=True,
        row_height=_ROW_HEIGHT,
        on_select="rerun",
        selection_mode="single-row",
        key="papers issued",
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        number = picking.line("papers issued") or 0
        chosen = found[min(number, len(found) - 1)]
        download(chosen, _("Download again: {mark}").format(mark=chosen.mark))
        tables.download(lines, _("Issued papers"))


def rows(found: tuple[Issued, ...]) -> list[dict[str, object]]:
    """Return the register as a table."""
    return [
        {
            _("Registration mark"): one.mark,
            _("Paper"): paper_words.kind(one.record.kind),
            _("Title"): one.record.title,
            _("Document number"): one.record.number or formats.MISSING,
            _("Data up to"): formats.day(one.record.day),
            _("Data version"): one.record.revision,
            _("Operator"): one.record.operator,
            _("Issued at"): one.record.made.replace("T", " ")[:16],
            _("Seal"): one.record.seal[:_SEAL],
            _("File"): one.record.form,
        }
        for one in found
    ]


def download(one: Issued, label: str) -> None:
    """Offer the file of a paper as it was issued."""
    st.download_button(
        label,
        data=papers.file(one).content,
        file_name=one.record.file,
        mime=_MIME[one.record.form],
        on_click="ignore",
        icon=":material/download:",
        key=f"issued {one.mark}",
    )
