"""Enter a training: by hand, the participants also from a table."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import pandas as pd
import streamlit as st

from lib.errors import InputError, ModelError
from lib.model.journal import Attachment
from lib.model.supervision.training import BUREAU, Attendance, Level, Mode, Training
from pages.ui import frame, load, state, supervision_words
from pages.ui.deeds import attempt_once, key_of
from pages.ui.load import clock, supervision
from pages.ui.text import N_, _, name, plain

_CODE = "code"
_ENCODINGS = ("utf-8-sig", "gb18030")


def show() -> None:
    """Ask for a training that was held."""
    with st.container(gap="small"):
        key = key_of("training")
        organiser, day = _who_and_when(key)
        title = st.text_input(_("Subject"), max_chars=80, key=f"training title {key}")
        item, hours = _about(key)
        level, mode = _how(key)
        people = _people(key)
        planned, tested, passed = _numbers(key)
        material = st.file_uploader(_("Material"), key=f"training material {key}")
        if st.button(_("Enter the training"), key="training now", icon=":material/save:"):
            came = tuple(one for one in people if one.staff + one.village_doctors)
            wish = Training(
                organiser, day, title, hours, level, mode, item, planned, came, tested, passed
            )
            file = Attachment(material.name, material.getvalue()) if material else None
            attempt_once(
                "training",
                lambda once: supervision.train(wish, file, once, state.author()),
                _("Entered: {title}, {count} persons.").format(
                    title=plain(title), count=wish.attended
                ),
            )


def read_table(content: bytes) -> dict[str, Attendance]:
    """Read participants from a table: institution, public health staff, village doctors.

    Raises
    ------
    InputError
        Naming the line that cannot be read.
    """
    text = _text(content)
    found: dict[str, Attendance] = {}
    known = _names()
    for line, row in enumerate(csv.reader(text.splitlines()), 1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or (line == 1 and not any(cell.isdecimal() for cell in cells)):
            continue
        code = known.get(cells[0])
        counts = [int(cell) if cell.isdecimal() else None for cell in cells[1:3]]
        if code is None or len(counts) < 2 or None in counts:  # noqa: PLR2004 (two columns)
            raise InputError(
                N_("Line {line} of the table cannot be read."),
                hint=N_("Three columns: institution, public health staff, village doctors."),
                line=line,
            )
        found[code] = Attendance(code, counts[0] or 0, counts[1] or 0)
    return found


def _text(content: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(N_("The table is no text; save it as CSV."))


def _names() -> Mapping[str, str]:
    """Return the code of every wording of an institution."""
    return {
        word: area.code
        for area in load.institutions().values()
        for word in (area.code, area.name, area.name_en, *area.aliases)
        if word
    }


def _who_and_when(key: str) -> tuple[str, date]:
    left, right = st.columns(2, gap="small")
    offered = [*supervision_words.bodies(), BUREAU, *load.institutions()]
    with left:
        organiser = st.selectbox(
            _("Organiser"),
            offered,
            format_func=supervision_words.organiser,
            key=f"training who {key}",
        )
    with right:
        day = st.date_input(
            _("Day"), value=clock.today(), max_value=clock.today(), key=f"training day {key}"
        )
    return str(organiser), day


def _about(key: str) -> tuple[str, Fraction]:
    items = load.service_items()
    left, right = st.columns([70, 30], gap="small")
    with left:
        item = st.selectbox(
            _("Service item"),
            list(items),
            format_func=lambda code: name(items[code]),
            key=f"training item {key}",
        )
    with right:
        hours = st.number_input(_("Hours"), 0.5, 400.0, 4.0, 0.5, key=f"training hours {key}")
    return str(item), Fraction(str(hours))


def _how(key: str) -> tuple[Level, Mode]:
    left, right = st.columns(2, gap="small")
    with left:
        level = st.selectbox(
            _("Level"),
            list(Level),
            format_func=lambda code: _(supervision_words.LEVELS[code]),
            key=f"training level {key}",
        )
    with right:
        mode = st.selectbox(
            _("Mode"),
            list(Mode),
            format_func=lambda code: _(supervision_words.MODES[code]),
            key=f"training mode {key}",
        )
    return Level(str(level)), Mode(str(mode))


def _people(key: str) -> tuple[Attendance, ...]:
    """Ask how many came from each institution; a table may fill it in."""
    uploaded = st.file_uploader(
        _("Participants from a table (CSV)"),
        type=["csv", "txt"],
        key=f"training table {key}",
        help=_("Three columns: institution, public health staff, village doctors."),
    )
    given: dict[str, Attendance] = {}
    if uploaded is not None:
        try:
            given = read_table(uploaded.getvalue())
        except ModelError as error:
            frame.show(error)
    columns = [_("Institution"), _("Staff"), _("Village doctors")]
    table = pd.DataFrame(
        [_line(code, given.get(code)) for code in load.institutions()], columns=columns
    )
    edited = st.data_editor(
        table,
        hide_index=True,
        height=180,
        disabled=columns[:1],
        key=f"training people {key} {len(given)}",
    )
    pairs = zip(load.institutions(), edited.itertuples(index=False), strict=True)
    return tuple(Attendance(code, int(row[1] or 0), int(row[2] or 0)) for code, row in pairs)


def _line(code: str, given: Attendance | None) -> tuple[str, int, int]:
    called = supervision_words.area(code)
    return (called, 0, 0) if given is None else (called, given.staff, given.village_doctors)


def _numbers(key: str) -> tuple[int, int, int]:
    labels = {"planned": _("Expected"), "tested": _("Tested"), "passed": _("Passed")}
    found = []
    for column, (code, label) in zip(st.columns(3, gap="small"), labels.items(), strict=True):
        with column:
            found.append(int(st.number_input(label, 0, 5000, key=f"training {code} {key}")))
    return found[0], found[1], found[2]
