"""Entry by hand: one row of a register, its widgets made from the declaration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

import streamlit as st

from lib.model.journal import Attachment
from lib.model.registers import cells
from lib.model.registers.declarations import Column, Register, Shape, Value, Values
from lib.model.registers.ledger import Entry, Wish
from pages.ui import deeds, load, register_words, state
from pages.ui.load import clock, registers
from pages.ui.text import _, name

_NEW = ""
_HEIGHT = 560
_LINES = 68
_LINE_LETTERS = 100
_ATTACHED = ["pdf", "jpg", "jpeg", "png", "docx", "xlsx", "pptx", "txt"]


def show(code: str, area: str) -> None:
    """Enter a new row, or change or withdraw one that stands.

    Parameters
    ----------
    code
        The register.
    area
        Institution picked in the table: its rows are offered, and a new one is of it.
    """
    register = registers.register(code)
    entry = _which(register, area)
    form = f"register {code} {entry.subject if entry else _NEW} {area}"
    if entry is not None:
        _seen(register, entry.values, entry, form)
    with st.container(height=_HEIGHT, border=True):
        values = _fields(register, entry, form, area)
        files = _files(register, form)
    reason = st.text_input(_("Reason"), key=f"{form} reason {deeds.key_of(form)}", max_chars=200)
    with st.container(horizontal=True):
        save = st.button(
            _("Save"), key=f"register save {code}", icon=":material/save:", type="primary"
        )
        away = entry is not None and st.button(
            _("Withdraw the row"), key=f"register withdraw {code}", icon=":material/delete:"
        )
    if save:
        wish = Wish(values, seen=_seen(register, values, entry, form), files=files)
        said = _("Saved: {name}.").format(name=register_words.row_name(register, values))
        deeds.attempt_once(
            form,
            lambda key: registers.enter(code, [wish], key, state.author(reason)),
            said,
        )
    if away and entry is not None:
        said = _("Withdrawn: {row}.").format(row=register_words.row_name(register, entry.values))
        deeds.attempt_once(
            form,
            lambda key: registers.withdraw(code, entry, key, state.author(reason)),
            said,
        )


def _which(register: Register, area: str) -> Entry | None:
    """Offer the rows that stand, and a new one."""
    covered = registers.covered()
    found = {
        subject: entry
        for subject, entry in registers.entries(register.code).items()
        if area in {"", entry.values.get("area")} and subject not in covered
    }
    chosen = st.selectbox(
        _("Record"),
        [_NEW, *sorted(found, reverse=True)],
        key=f"register row {register.code} {area}",
        format_func=lambda subject: (
            register_words.row_name(register, found[subject].values)
            if subject
            else _("＋ a new row")
        ),
    )
    return found.get(str(chosen))


def _fields(register: Register, entry: Entry | None, form: str, area: str) -> dict[str, Value]:
    """Draw a widget for each column that can be filled; the key of a standing row stays."""
    values: dict[str, Value] = {}
    key = deeds.key_of(form)
    left, right = st.columns(2, gap="small")
    drawn = 0
    for code, column in register.columns.items():
        if any(values.get(c) != word for c, word in (column.only or {}).items()):
            continue
        before = entry.values.get(code) if entry else _first(register, code, area)
        wide = column.shape is Shape.TEXT
        place = st.container() if wide else (left, right)[drawn % 2]
        drawn += not wide
        fixed = entry is not None and code in register.key
        with place:
            values[code] = _WIDGETS[column.shape](column, before, f"{form} {code} {key}", fixed)
    return values


def _first(register: Register, code: str, area: str) -> Value:
    """Fill in what a new row most likely has."""
    if code == "area":
        return area or None
    if register.columns[code].shape is Shape.YEAR:
        return registers.as_of().year
    return _number(register) if code == "number" else None


def _number(register: Register) -> str:
    """Return the next number of the year that no row ever had."""
    year, count = clock.today().year, 1
    while registers.seen(register.code, f"{register.code}/{year}-{count:03}"):
        count += 1
    return f"{year}-{count:03}"


def _files(register: Register, form: str) -> tuple[Attachment, ...]:
    if register.code != "practice":
        return ()
    found = st.file_uploader(
        _("Attachments"),
        type=_ATTACHED,
        accept_multiple_files=True,
        key=f"{form} files {deeds.key_of(form)}",
    )
    return tuple(Attachment(file.name, file.getvalue()) for file in found or ())


def _seen(register: Register, values: Values, entry: Entry | None, form: str) -> int:
    """Return the posting that was looked at when the form was first drawn.

    A new row whose key is taken was looked at by nobody; one whose counts are not shown may be
    entered anew.
    """
    if entry is not None:
        return state.draft(f"seen {form} {deeds.key_of(form)}", lambda: entry.number)
    if any(values.get(code) is None for code in register.key):
        return 0
    subject = register.subject(values)
    taken = subject in registers.entries(register.code) and subject not in registers.covered()
    return 0 if taken else registers.seen(register.code, subject)


def _label(column: Column) -> str:
    return f"{name(column.heading)} *" if column.needed else name(column.heading)


def _count(column: Column, before: Value, key: str, fixed: bool) -> Value:  # noqa: FBT001 (a widget of the table below)
    number = st.number_input(
        _label(column),
        min_value=cells.EARLIEST if column.shape is Shape.YEAR else column.least,
        max_value=cells.LATEST if column.shape is Shape.YEAR else column.most,
        value=before if isinstance(before, int) else None,
        step=1,
        key=key,
        disabled=fixed,
        format="%d",
    )
    return None if number is None else int(number)


def _hundredths(column: Column, before: Value, key: str, fixed: bool) -> Value:  # noqa: FBT001 (as above)
    number = st.number_input(
        _label(column),
        min_value=float(column.least),
        max_value=float(column.most),
        value=before / 100 if isinstance(before, int) else None,
        step=0.01,
        key=key,
        disabled=fixed,
        format="%.2f",
    )
    return None if number is None else round(Decimal(str(number)) * 100)


def _word(column: Column, before: Value, key: str, fixed: bool) -> Value:  # noqa: FBT001 (as above)
    options = column.options or {}
    codes = list(options)
    chosen = st.selectbox(
        _label(column),
        codes,
        index=codes.index(str(before)) if before in options else None,
        format_func=lambda code: name(options[code].name),
        key=key,
        disabled=fixed,
        placeholder="",
    )
    return None if chosen is None else str(chosen)


def _area(column: Column, before: Value, key: str, fixed: bool) -> Value:  # noqa: FBT001 (as above)
    areas = load.institutions()
    codes = list(areas)
    chosen = st.selectbox(
        _label(column),
        codes,
        index=codes.index(str(before)) if before in areas else None,
        format_func=lambda code: name(areas[code]),
        key=key,
        disabled=fixed,
        placeholder="",
    )
    return None if chosen is None else str(chosen)


def _day(column: Column, before: Value, key: str, fixed: bool) -> Value:  # noqa: FBT001 (as above)
    chosen = st.date_input(
        _label(column),
        value=date.fromisoformat(str(before)) if before else None,
        min_value=date(cells.EARLIEST, 1, 1),
        max_value=clock.today() if column.past else date(cells.LATEST, 12, 31),
        key=key,
        disabled=fixed,
    )
    return chosen.isoformat() if isinstance(chosen, date) else None


def _text(column: Column, before: Value, key: str, fixed: bool) -> Value:  # noqa: FBT001 (as above)
    said, most = str(before or ""), column.most
    if most <= _LINE_LETTERS:
        return st.text_input(_label(column), said, max_chars=most, key=key, disabled=fixed) or None
    return (
        st.text_area(_label(column), said, max_chars=most, key=key, disabled=fixed, height=_LINES)
        or None
    )


_WIDGETS: Mapping[Shape, Callable[[Column, Value, str, bool], Value]] = {
    Shape.TEXT: _text,
    Shape.CODE: _text,
    Shape.WORD: _word,
    Shape.AREA: _area,
    Shape.YEAR: _count,
    Shape.COUNT: _count,
    Shape.DAY: _day,
    Shape.YUAN: _hundredths,
    Shape.PERCENT: _hundredths,
}
