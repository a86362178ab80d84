"""The allocation table: 22 institutions, the total above them, every number a door."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, TypeAlias

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from lib.model.allocation import Row
from lib.model.evaluation import Outcome
from lib.model.rules import BelowPassLine
from pages.ui import allocation_columns, formats, state, tables, village_words
from pages.ui.allocation_columns import Money
from pages.ui.text import N_, _, listed, name

NUMBERS = {
    "amount": N_("Amount"),
    "base": N_("Base"),
    "performance": N_("Performance"),
    "settlement": N_("Settlement"),
    "village": N_("Village part"),
    "score": N_("Score"),
}
"""Numbers of an institution that explain themselves."""
NUMBER = "number"
"""Name of the number in the address."""
NUMBER_KEY = "explained number"
VIEW_KEY, MONEY_VIEW = "allocation detail", "money"
"""The view of an institution that explains numbers."""
_HEIGHT = 28
TOTAL = {"background-color": "rgba(127, 127, 127, 0.18)", "font-weight": "bold"}
"""How the line of sums looks."""
_OWED = "color: #D55E00"
_WAN = 1_000_000
_YUAN = 100


Rows: TypeAlias = list[dict[str, Any]]


def show(outcome: Outcome, unit: str) -> None:
    """Show the table; a click on a number opens its institution with that number explained."""
    rows = as_rows(outcome, unit)
    money = {_(column.title): column.explains for column in _shown(outcome).values()}
    look = styled(rows, {**_counts(), **dict.fromkeys(money, _decimals(unit))})
    total = look.set_properties(subset=pd.IndexSlice[[0], :], **TOTAL)
    event = st.dataframe(
        total,
        hide_index=True,
        row_height=_HEIGHT,
        height=_HEIGHT * len(rows) + 42,
        column_config=_widths(),
        on_select="rerun",
        selection_mode="single-cell",
        key=f"allocation table {state.language()} {unit}",
        placeholder="",
        alt=_("Institutions with residents, score, amount, advance, settlement, village share."),
    )
    for line, title in event["selection"]["cells"]:
        if line:  # the first line is the total
            explains = {**money, _("Score"): "score", _("Coefficient"): "performance"}
            open_number(outcome.areas[line - 1].code, explains.get(title, "amount"))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(
            _("Click a number to see how it comes about, and how it goes on to the clinics."),
            width="stretch",
        )
        tables.download(rows, "-".join((_("Allocation"), state.filters().period)))


def open_number(institution: str, number: str) -> None:
    """Go to an institution, one of its numbers explained."""
    state.set_address(**{NUMBER: number})
    state.put(NUMBER_KEY, number)
    state.put(VIEW_KEY, MONEY_VIEW)
    state.choose(unit=institution)
    st.rerun()


def as_rows(outcome: Outcome, unit: str) -> Rows:
    """Return the table with the total first, money in the unit asked for."""
    allocation = outcome.allocation
    if allocation is None:
        return []
    shown, rows = _shown(outcome), allocation.rows
    basis = _basis(rows)
    total: dict[str, Any] = {
        _("No."): None,
        _("Institution"): _("Total"),
        _("Residents served"): sum(row.population for row in rows),
        _("Score"): None,
        **dict.fromkeys(basis),
        **{_(c.title): amount(sum(map(c.read, rows)), unit) for c in shown.values()},
        _("Remark"): "",
    }
    lines = [
        {
            _("No."): number,
            _("Institution"): name(area),
            _("Residents served"): row.population,
            _("Score"): _number(outcome.scores.of(area.code)),
            **{title: float(read(row)) for title, read in basis.items()},
            **{_(c.title): amount(c.read(row), unit) for c in shown.values()},
            _("Remark"): remark(outcome, row),
        }
        for number, (area, row) in enumerate(zip(outcome.areas, rows, strict=True), 1)
    ]
    if not any(line[_("Remark")] for line in lines):
        return [{k: v for k, v in line.items() if k != _("Remark")} for line in (total, *lines)]
    return [total, *lines]


def styled(rows: Rows, decimals: Mapping[str, int]) -> Styler:
    """Write numbers as people do, what is owed in another colour; sorting goes by number.

    Parameters
    ----------
    rows
        One mapping for each line.
    decimals
        Decimals of the columns that hold numbers.
    """
    frame = pd.DataFrame(rows)
    known = [title for title in decimals if title in frame]
    frame[known] = frame[known].astype("float64")
    writers: dict[Any, Any] = {title: _writer(decimals[title]) for title in known}
    return frame.style.format(writers).map(_owed, subset=pd.IndexSlice[:, known])


def remark(outcome: Outcome, row: Row) -> str:
    """Say what a reader has to notice about an institution."""
    rules = outcome.rules.allocation
    told = [_("to be recovered")] if row.settlement < 0 else []
    score = outcome.scores.of(row.area)
    if rules and score is not None and rules.below_pass_line != BelowPassLine.KEEP:
        told += [_("below the pass line")] if score < rules.pass_line else []
    if outcome.scores.marks.barred[outcome.scores.line(row.area)]:
        told.append(_("performance money withheld"))
    if row.adjustment:
        told.append(
            _("raised by the floor") if row.adjustment > 0 else _("pays for floors, or capped")
        )
    if rules and not village_words.within(rules, row):
        told.append(_("village share outside the declared band"))
    return listed(told)


def _basis(rows: tuple[Row, ...]) -> dict[str, Callable[[Row], Fraction]]:
    """Return what an amount follows besides residents and score: coefficient or work points."""
    read: dict[str, Callable[[Row], Fraction]] = {
        _("Coefficient"): lambda row: row.coefficient,
        _("Work points"): lambda row: row.work,
    }
    return {title: of for title, of in read.items() if any(map(of, rows))}


def _shown(outcome: Outcome) -> dict[str, Money]:
    return allocation_columns.columns(outcome.allocation.rows if outcome.allocation else ())


def amount(fen: int, unit: str) -> float:
    """Turn fen into the unit asked for: yuan, or 万元 in Chinese and millions in English."""
    per = _YUAN if unit == "yuan" else _WAN * (100 if state.language() == "en" else 1)
    return fen / per


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _writer(decimals: int) -> Callable[[float], str]:
    return lambda value: "" if value != value else formats.number(value, decimals)  # noqa: PLR0124


def _owed(amount: Any) -> str:  # noqa: ANN401 (a cell of a table)
    return _OWED if amount < 0 else ""


def _decimals(unit: str) -> int:
    return 4 if unit == "wan" and state.language() == "en" else 2


def _counts() -> dict[str, int]:
    whole = {_("No."): 0, _("Residents served"): 0}
    return {**whole, _("Score"): 2, _("Coefficient"): 4, _("Work points"): 2}


def _widths() -> dict[str, Any]:
    """Keep every column in sight on a screen of 1366 pixels."""
    number = st.column_config.NumberColumn
    return {
        _("No."): number(width=38),
        _("Institution"): st.column_config.TextColumn(width=178),
        _("Residents served"): number(width=74),
        _("Score"): number(width=50),
        _("Coefficient"): number(width=68),
    }
