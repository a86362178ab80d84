"""Three or more scenarios in one table and one picture, any of them as the baseline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from pandas.io.formats.style import Styler

from lib.model import comparison
from lib.model.comparison import Change, Comparison
from lib.model.evaluation import Outcome
from pages.ui import (
    chart_look,
    charts_change,
    formats,
    remarks,
    scenarios_choice,
    tables,
)
from pages.ui.load import proposals
from pages.ui.scenarios_choice import Choice
from pages.ui.text import _, name, plain, short_name

_HEIGHT = 270  # pixels: sentence, sums and picture fit on a screen of 768
_FONT = 13
_ROW_HEIGHT = 28
_FEN_PER_YUAN = 100
_COLOURS = ("#2C7C95", "#B35806", "#6A51A3", "#4D4D4D", "#1B7837", "#C51B7D")
_SIGNS = ("circle", "diamond", "square", "triangle-up", "cross", "star")
_QUIET = {"displayModeBar": False}
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Line:
    """What one scenario gives against the baseline."""

    choice: Choice
    outcome: Outcome
    compared: Comparison


def show() -> None:
    """Compare the scenarios that the reader chooses."""
    choices = scenarios_choice.offered()
    which, against = st.columns([70, 30], gap="small")
    with which:
        chosen = scenarios_choice.several(choices, "compared", _("Scenarios"))
    if len(chosen) < _LEAST:
        st.info(_("Choose at least two scenarios; save some on the view Saved scenarios."))
        return
    with against:
        base = scenarios_choice.one_of({c.code: c for c in chosen}, "compared base", _("Baseline"))
    lines = compared_with(base, chosen)
    st.markdown(f"#### {plain(sentence(base, lines))}")
    st.dataframe(sums(lines), hide_index=True, row_height=_ROW_HEIGHT)
    picture, table = st.tabs([_("Picture"), _("Table")])
    with picture:
        others = [line for line in lines if line.choice.code != base.code]
        st.plotly_chart(
            chart(others),
            key="compare chart",
            theme=None,
            config=_QUIET,
            alt=_("Change of each institution under each scenario; the same in the table."),
        )
    with table:
        found = rows(lines, base)
        st.dataframe(_styled(found), hide_index=True, row_height=_ROW_HEIGHT)
    st.caption(_(remarks.NOT_OFFICIAL))
    tables.download(rows(lines, base), _("Scenarios compared"), _(remarks.NOT_OFFICIAL))


def compared_with(base: Choice, chosen: list[Choice]) -> list[Line]:
    """Compute every scenario and hold it against the baseline."""
    start = proposals.outcome(base.scenario)
    found = [(choice, proposals.outcome(choice.scenario)) for choice in chosen]
    return [Line(c, outcome, comparison.compare(start, outcome)) for c, outcome in found]


def sentence(base: Choice, lines: list[Line]) -> str:
    """Say which scenario moves most money, and which takes from most."""
    others = [line for line in lines if line.choice.code != base.code]
    most = max(others, key=lambda line: line.compared.moved)
    hurt = max(others, key=lambda line: _losers(line.compared))
    return _(
        "Against “{base}”: “{most}” moves most, {moved}; “{hurt}” takes from most, "
        "{losers} of {count} institutions."
    ).format(
        base=base.name,
        most=most.choice.name,
        moved=formats.wan(most.compared.moved),
        hurt=hurt.choice.name,
        losers=_losers(hurt.compared),
        count=len(hurt.compared.changes),
    )


def sums(lines: list[Line]) -> list[dict[str, object]]:
    """Return one line for each scenario: totals, losers, spread."""
    return [
        {
            _("Scenario"): line.choice.name,
            _("Pool"): formats.wan(_pool(line.outcome)),
            _("Changes hands"): formats.wan(line.compared.moved),
            _("▲ gain"): sum(c.difference > 0 for c in line.compared.changes),
            _("▼ lose"): _losers(line.compared),
            _("Largest loss"): _largest_loss(line.compared),
            _("Ranks that change"): sum(bool(c.places) for c in line.compared.changes),
            _("Yuan a head, lowest to highest"): _spread(line.outcome),
            _("Seal"): line.outcome.seal[:12],
        }
        for line in lines
    ]


def rows(lines: list[Line], base: Choice) -> list[dict[str, object]]:
    """Return one line for each institution, three columns for each scenario, and the total."""
    by_area = [{c.area.code: c for c in line.compared.changes} for line in lines]
    found = [
        _row(name(c.area), lines, [by[c.area.code] for by in by_area], base)
        for c in lines[0].compared.changes
    ]
    total: dict[str, object] = {_("Institution"): _("Total")}
    for line in lines:
        amount = sum(c.after for c in line.compared.changes)
        gained = sum(c.difference for c in line.compared.changes)
        total |= _cells(line, base, (amount, gained, None))
    return [total, *found]


def chart(lines: list[Line]) -> go.Figure:
    """Draw the change of each institution in percent, a sign of its own for each scenario."""
    names = [short_name(change.area) for change in lines[0].compared.changes]
    traces = [
        {
            "type": "scatter",
            "mode": "markers",
            "name": line.choice.name,
            "x": names,
            "y": [float(100 * (c.share or 0)) for c in line.compared.changes],
            "marker": {
                "size": 11,
                "color": _COLOURS[number % len(_COLOURS)],
                "symbol": _SIGNS[number % len(_SIGNS)],
            },
            "hovertext": [_hint(line, c) for c in line.compared.changes],
            "hoverinfo": "text",
        }
        for number, line in enumerate(lines)
    ]
    axis = {"fixedrange": True, "tickfont": {"size": _FONT - 1}, "automargin": True}
    return go.Figure(
        data=traces,
        layout={
            "height": _HEIGHT,
            "margin": {"l": 0, "r": 0, "t": 24, "b": 0},
            **chart_look.plain(_FONT),
            "showlegend": True,
            "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
            "xaxis": {**axis, "tickangle": -45, "gridcolor": "rgba(127,127,127,0.15)"},
            "yaxis": {
                **axis,
                "title": {"text": _("Change, %"), "standoff": 16},
                "zeroline": True,
                "zerolinecolor": "rgba(127,127,127,0.8)",
                "gridcolor": "rgba(127,127,127,0.15)",
            },
        },
    )


def _row(called: str, lines: list[Line], changes: list[Change], base: Choice) -> dict[str, object]:
    row: dict[str, object] = {_("Institution"): called}
    for line, change in zip(lines, changes, strict=True):
        row |= _cells(line, base, (change.after, change.difference, change.rank_after))
    return row


def _cells(line: Line, base: Choice, values: tuple[int, int, int | None]) -> Mapping[str, object]:
    amount, difference, rank = values
    called = line.choice.name
    cells: dict[str, object] = {
        _("{name}, yuan").format(name=called): amount / _FEN_PER_YUAN,
        _("{name}, rank").format(name=called): rank,
    }
    if line.choice.code != base.code:
        cells[_("{name}, Δ yuan").format(name=called)] = difference / _FEN_PER_YUAN
    return cells


def _styled(found: list[dict[str, object]]) -> Styler:
    """Write amounts with two decimals, changes with their sign, ranks whole."""
    table = pd.DataFrame(found)
    writers: dict[Any, Any] = {}
    for column in table.columns[1:]:
        if column.endswith(_("{name}, Δ yuan").format(name="")):
            writers[column] = _change
        elif column.endswith(_("{name}, rank").format(name="")):
            writers[column] = _rank
        else:
            writers[column] = _amount
    return table.style.format(writers)


def _hint(line: Line, change: Change) -> str:
    return f"{line.choice.name}　{charts_change.hint(change)}"


def _losers(compared: Comparison) -> int:
    return sum(change.difference < 0 for change in compared.changes)


def _largest_loss(compared: Comparison) -> str:
    worst = min(compared.changes, key=lambda change: change.difference)
    if worst.difference >= 0:
        return formats.MISSING
    share = formats.signed_percent(worst.share, 2)
    return f"{short_name(worst.area)} {formats.wan(worst.difference, sign=True)} ({share})"


def _spread(outcome: Outcome) -> str:
    if outcome.allocation is None:
        return formats.MISSING
    heads = [
        Fraction(row.amount, _FEN_PER_YUAN * area.population)
        for area, row in zip(outcome.areas, outcome.allocation.rows, strict=True)
        if area.population
    ]
    if not heads:
        return formats.MISSING
    return f"{formats.number(min(heads), 2)}–{formats.number(max(heads), 2)}"


def _pool(outcome: Outcome) -> int | None:
    return outcome.allocation.pool if outcome.allocation else None


def _amount(value: float) -> str:
    return formats.number(value, 2)


def _change(value: float) -> str:
    return formats.signed(value, 2)


def _rank(value: float) -> str:
    return formats.number(value)
