"""Import of a register: the form to fill in, what a file would change, and the button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from lib.errors import ModelError
from lib.model.intake.findings import FindingsError
from lib.model.registers.contract import COUNTS
from lib.model.registers.sheets import Reading
from pages.ui import (
    deeds,
    formats,
    frame,
    import_findings,
    load,
    register_words,
    state,
    tables,
    widgets,
)
from pages.ui.load import registers
from pages.ui.text import _, name, plain

_FEW = 200


def show(code: str) -> None:
    """Offer forms, take a file in, and store it whole or not at all."""
    _forms(code)
    form = f"register file {code}"
    file = st.file_uploader(
        _("Excel, WPS or CSV file of this register"),
        key=f"register upload {code} {deeds.key_of(form)}",
    )
    if file is None:
        st.caption(
            _("One bad cell, and nothing of the file is stored; every bad cell is named below.")
        )
        return
    try:
        reading = registers.opened(code, file.getvalue(), file.name)
    except FindingsError as error:
        import_findings.refuse(error)
        return
    except ModelError as error:
        frame.show(error)
        return
    _offer(code, _as_first_seen(reading, f"{form} {file.file_id}"), form)


def _forms(code: str) -> None:
    register = registers.register(code)
    title = name(register.name)
    with st.container(horizontal=True):
        _form(code, [], _("Template") + f"-{title}", _("Template (Excel)"))
        rows = registers.rows(code)
        _form(code, rows, title, _("Rows as they stand (Excel)"))


def _form(code: str, rows: Sequence[Mapping[str, object]], stem: str, label: str) -> None:
    made_up = ""
    if load.is_demonstration():
        made_up = _("Demonstration data: every figure is made up by a program.")
    widgets.download(label, lambda: registers.form(code, rows, _, made_up), stem, "xlsx")


def _as_first_seen(reading: Reading, shown: str) -> Reading:
    """Hold on to what stood when the differences were first shown: later changes are refused."""
    numbers = state.draft(f"seen {shown}", lambda: [wish.seen for wish in reading.wishes])
    if len(numbers) != len(reading.wishes):
        return reading
    wishes = zip(reading.wishes, numbers, strict=True)
    return replace(reading, wishes=tuple(replace(wish, seen=seen) for wish, seen in wishes))


def _offer(code: str, reading: Reading, form: str) -> None:
    """Say what would change, row by row, and bring it in when asked to."""
    words = _("{file}: {new} new rows, {changed} changed, {same} unchanged.")
    st.markdown(
        plain(
            words.format(
                file=reading.file,
                new=formats.number(reading.new),
                changed=formats.number(reading.changed),
                same=formats.number(reading.unchanged),
            )
        )
    )
    if not reading.new + reading.changed:
        st.caption(_("The file says what stands here already."))
        return
    tables.twin(_differences(code, reading)[:_FEW], _("What changes"))
    reason = st.text_input(_("Reason"), key=f"{form} reason {deeds.key_of(form)}", max_chars=200)
    if st.button(_("Bring in"), key=f"register bring in {code}", type="primary"):
        deeds.attempt_once(
            form,
            lambda key: registers.enter(code, reading.wishes, key, state.author(reason)),
            _("Brought in: {new} new rows, {changed} changed.").format(
                new=formats.number(reading.new), changed=formats.number(reading.changed)
            ),
        )


def _differences(code: str, reading: Reading) -> list[dict[str, object]]:
    register, standing = registers.register(code), registers.entries(code)
    covered = registers.covered()
    rows: list[dict[str, object]] = []
    for wish in reading.wishes:
        entry = standing.get(register.subject(wish.values))
        before = {} if entry is None else entry.values
        changed = [c for c in register.columns if before.get(c) != wish.values.get(c)]
        unseen = entry is not None and entry.subject in covered
        rows += [
            {
                _("Record"): register_words.row_name(register, wish.values),
                _("Column"): name(register.columns[column].heading),
                _("Before"): _("not shown")
                if unseen and column in COUNTS
                else register_words.cell(register, column, before.get(column)),
                _("After"): register_words.cell(register, column, wish.values.get(column)),
            }
            for column in changed
            if entry is not None or column not in register.key
        ]
    return rows
