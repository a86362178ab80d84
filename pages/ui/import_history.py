"""Every import so far, and the way back."""

import streamlit as st

from pages.ui import formats, frame, load, state, tables, widgets
from pages.ui.load import intake
from pages.ui.load.intake import ImportRecord
from pages.ui.stage_words import stage_name
from pages.ui.text import _, fill


@frame.fragment
def show() -> None:
    """List the imports, newest first, and undo one."""
    _last_undone()
    found = intake.listing()
    if not found:
        widgets.nothing(_("Nothing was imported yet."), _("Import a file first."))
        return
    tables.twin([_row(record) for record in found], "imports")
    _undo(tuple(record for record in found if not record.is_undone))


def _row(record: ImportRecord) -> dict[str, object]:
    return {
        _("No."): record.id,
        _("When"): formats.moment(record.at),
        _("Operator"): record.actor,
        _("File"): record.file,
        _("Kind"): _("Demonstration data") if record.demonstration else stage_name(record.stage),
        _("Figures"): formats.number(record.figures),
        _("Remark"): record.note,
        _("Accepted warnings"): len(record.warnings),
        _("State"): _("in force") if not record.is_undone else _("undone"),
        _("Fingerprint of the file"): record.sha256[:12],
    }


def _undo(candidates: tuple[ImportRecord, ...]) -> None:
    """Offer to take an import back; the store itself refuses what it must."""
    own = {record.id: record for record in candidates if not record.demonstration}
    if not own:
        return
    with st.form("undo", border=True), st.container(horizontal=True, vertical_alignment="bottom"):
        number = st.selectbox(
            _("Undo an import"),
            list(own),
            format_func=lambda i: f"{i} · {own[i].file} · {formats.moment(own[i].at)}",
        )
        reason = st.text_input(_("Reason"), key="undo reason")
        pressed = st.form_submit_button(_("Undo"), icon=":material/undo:")
    if pressed and number is not None:
        receipt = intake.undo(number, state.author(reason))
        load.refresh()
        state.replace_draft("undo receipt", (number, receipt.revision))
        st.rerun()


def _last_undone() -> None:
    if done := state.draft("undo receipt", _nothing_undone):
        said = _(
            "Import {number} is undone; the figures are as before it. Data version {revision}."
        )
        st.success(fill(said, {"number": done[0], "revision": done[1]}))


def _nothing_undone() -> tuple[int, int] | None:
    return None
