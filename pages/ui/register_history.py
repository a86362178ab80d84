"""Every state of a register: who changed what, when, from what to what."""

from __future__ import annotations

import streamlit as st

from lib.model.registers.declarations import Register, Values
from lib.model.registers.ledger import Change
from pages.ui import formats, register_words, tables
from pages.ui.load import registers
from pages.ui.text import _, name

_MOST = 400  # lines shown; the file of earlier ones is the audit log


def show(code: str, area: str) -> None:
    """List changes, the newest first.

    Parameters
    ----------
    code
        The register.
    area
        Only changes of this institution; empty for all.
    """
    register = registers.register(code)
    found = [c for c in registers.changes(code) if not area or _area(c) == area]
    rows = [row for change in found for row in _rows(register, change)]
    words = _("{count} changes of {rows} rows")
    subjects = {change.entry.subject for change in found}
    st.caption(words.format(count=formats.number(len(found)), rows=formats.number(len(subjects))))
    if rows:
        tables.twin(rows[:_MOST], _("Changes"), _note(len(rows)))


def _rows(register: Register, change: Change) -> list[dict[str, object]]:
    """Say what a change did, one line for each column of a row that stood before."""
    values = change.after or change.before or {}
    head = {_("Record"): register_words.row_name(register, values)}
    tail = {
        _("When"): "" if change.entry.at is None else formats.moment(change.entry.at),
        _("Who"): change.entry.by,
        _("Reason"): change.reason,
        _("From"): change.entry.origin,
    }
    if change.before is None or change.after is None:
        said = _("entered") if change.before is None else _("withdrawn")
        empty = {_("Before"): "", _("After"): ""}
        return [{**head, _("What"): said, **empty, **tail}]
    if _is_sensitive(register, values):
        hidden = _("not shown")
        return [{**head, _("What"): _("counts"), _("Before"): hidden, _("After"): hidden, **tail}]
    return [
        {
            **head,
            _("What"): name(register.columns[code].heading) if code in register.columns else code,
            _("Before"): _cell(register, code, change.before),
            _("After"): _cell(register, code, change.after),
            **tail,
        }
        for code in change.columns()
    ] or [{**head, _("What"): _("files"), _("Before"): "", _("After"): "", **tail}]


def _cell(register: Register, code: str, values: Values) -> str:
    if code not in register.columns:
        return str(values.get(code))
    return register_words.cell(register, code, values.get(code))


def _is_sensitive(register: Register, values: Values) -> bool:
    column = register.columns.get("group")
    option = (column.options or {}).get(str(values.get("group"))) if column else None
    return option is not None and "sensitive" in option.marks


def _area(change: Change) -> object:
    return (change.after or change.before or {}).get("area")


def _note(count: int) -> str:
    if count <= _MOST:
        return ""
    return _("The newest {shown} of {count} lines.").format(
        shown=formats.number(_MOST), count=formats.number(count)
    )
