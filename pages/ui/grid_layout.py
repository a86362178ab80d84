"""Where everything lies on the heat grid: columns, rows, and the names around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from itertools import groupby
from math import ceil
from textwrap import wrap

import streamlit as st

from lib.model.indicators import Direction, Indicator
from lib.model.roster import Area
from pages.ui import formats, load, state
from pages.ui.figures import Figures
from pages.ui.text import _, name

MOST_NUMBERS, MOST_UNITS = 18, 10
"""With more columns a cell has room for a sign only, or for a number without its unit."""

_SIDES = {Direction.HIGHER: "≥", Direction.LOWER: "≤"}
_INKS = {"light": "#1B2A33", "dark": "#E9F0F3"}
_WIDTH = 980  # pixels that a 1366 screen leaves for the grid; wider screens only gain
_ROW, _ROW_WITH_NUMBERS = 21, 22  # pixels
_REACH = 120  # pixels: the text of a cell answers for all of the cell
_HAIR = 1e-6  # sums of halves and tenths are not exact
_GAP = 0.4  # of a column, between two service items
_LEAST = 2.3  # columns that a service item has room for, or its name could not be read
_WHOLE_GAP = 0.35  # of a row, below the whole
_RIGHT = 48  # pixels for the counts at the end of the rows
_TURNED, _LINE, _CLOSE = 128, 15, 12  # pixels for turned headings, a line of others, of turned
_NARROW_LINES, _WIDE_LINES, _MOST_TURNED = 7, 4, 2
_HAN, _LATIN = 11.5, 6.1  # pixels of a letter of a heading
_HEADING = 11
_LABELS = {"zh": 172, "en": 232}  # pixels for the names of the rows


@dataclass(frozen=True, slots=True)
class Layout:
    """Where columns and rows lie, in the units of the axes."""

    x: dict[str, float]
    """Middle of each indicator's column."""
    y: dict[str, float]
    """Middle of each area's row, downwards."""
    wide: bool
    """Whether the cells have room for numbers."""
    ink: str
    """Colour of what is written."""

    @property
    def units(self) -> bool:
        """Tell whether the numbers have room for their unit."""
        return len(self.x) <= MOST_UNITS

    @property
    def turned(self) -> bool:
        """Tell whether headings are turned: English words do not fit over narrow columns."""
        return not self.units and state.language() == "en"

    @property
    def right(self) -> float:
        """Return the right edge of the last column."""
        return max(self.x.values()) + 0.5

    @property
    def pixels(self) -> float:
        """Return the width of a column on the narrowest screen."""
        return (_WIDTH - _LABELS[state.language()] - _RIGHT) / (self.right + 0.5)

    @property
    def end(self) -> float:
        """Return where the grid ends, the counts of its rows included."""
        return self.right + _RIGHT / self.pixels


def has_numbers(figures: Figures) -> bool:
    """Tell whether the columns are few enough for numbers in the cells."""
    return len(figures.indicators) <= MOST_NUMBERS


def lay_out(figures: Figures) -> Layout:
    """Give every column and row its place; service items stand a little apart."""
    wide, at = has_numbers(figures), 0.0
    x: dict[str, float] = {}
    for members in _by_item(figures.indicators):
        spare = 0 if wide else max(0, _LEAST - len(members)) / 2
        for column, indicator in enumerate(members):
            x[indicator.code] = at + spare + column
        at += len(members) + 2 * spare + (0 if wide else _GAP)
    y = {figures.whole.code: 0.0}
    y.update({a.code: line + 1 + _WHOLE_GAP for line, a in enumerate(figures.areas)})
    return Layout(x, y, wide, _INKS.get(str(st.context.theme.type), _INKS["light"]))


def strips(middles: Mapping[float, str]) -> list[tuple[float, str]]:
    """Return the edges of strips, each with the code of what lies before it; gaps have none.

    Parameters
    ----------
    middles
        Codes by the middle of their strip, which is 1 wide, in ascending order.

    Examples
    --------
    >>> strips({0.0: "a", 1.0: "b", 2.5: "c"})
    [(-0.5, ''), (0.5, 'a'), (1.5, 'b'), (2.0, ''), (3.0, 'c')]
    """
    edges = [(min(middles) - 0.5, "")]
    for middle, code in middles.items():
        if middle - 0.5 - edges[-1][0] > _HAIR:
            edges.append((middle - 0.5, ""))
        edges.append((middle + 0.5, code))
    return edges


def style(figures: Figures, laid: Layout) -> dict[str, object]:
    """Return size, axes and names of the grid."""
    headings = _headings(figures, laid)
    top = _TURNED if laid.turned else _LINE * max(len(lines) for lines in headings.values()) + 8
    rows = len(figures.areas) + 1 + _WHOLE_GAP
    return {
        "height": int(top + (_ROW_WITH_NUMBERS if laid.wide else _ROW) * rows + 6),
        "margin": {"l": _LABELS[state.language()], "r": 0, "t": top, "b": 4},
        "showlegend": False,
        "hovermode": "closest",
        "hoverdistance": _REACH,
        "dragmode": False,
        "clickmode": "event+select",
        "xaxis": {"visible": False, "fixedrange": True, "range": [-0.5, laid.end]},
        "yaxis": {**_rows(figures, laid), "range": [rows - 0.5, -0.5]},
        "annotations": [_heading(*head, laid) for head in headings.items()],
    }


def _rows(figures: Figures, laid: Layout) -> dict[str, object]:
    """Write the names of the rows where the axis has its ticks."""
    areas = (figures.whole, *figures.areas)
    return {
        "tickvals": [laid.y[area.code] for area in areas],
        "ticktext": [_label(area, bold=area is figures.whole) for area in areas],
        "tickfont": {"size": 13, "color": laid.ink},
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
    }


def _label(area: Area, *, bold: bool) -> str:
    language = state.language()
    whole, letter = name(area), _LATIN + 0.9 if language == "en" else _HAN + 1.5
    each = int((_LABELS[language] - 10) / letter)
    cut = escape(whole if len(whole) <= each else f"{whole[: each - 1]}…")
    return f"<b>{cut}</b>" if bold else cut


def _headings(figures: Figures, laid: Layout) -> dict[float, list[str]]:
    """Return the lines over the grid by where they stand: items, or single indicators."""
    if laid.wide:
        return {laid.x[i.code]: _of_column(figures, i, laid) for i in figures.indicators}
    items = load.service_items()
    heads = {}
    for members in _by_item(figures.indicators):
        places = [laid.x[i.code] for i in members]
        room = max(_LEAST, len(members)) * laid.pixels
        heads[sum(places) / len(places)] = _upright(name(items[members[0].service_item]), room)
    return heads


def _of_column(figures: Figures, indicator: Indicator, laid: Layout) -> list[str]:
    """Return the name of an indicator, and below it what is due by now."""
    words = name(indicator.name)
    if laid.turned:
        lines = _broken(words, _TURNED - 8, _MOST_TURNED)
    else:
        lines = _broken(words, laid.pixels - 4, _WIDE_LINES)
    due = figures.cells[figures.whole.code, indicator.code].expected
    if due is None:
        return [*lines, _("no target")]
    written = formats.in_unit(due, indicator.unit) if laid.units else formats.number(due, 1)
    return [*lines, f"{_SIDES[indicator.direction]} {written}"]


def _heading(at: float, lines: list[str], laid: Layout) -> dict[str, object]:
    return {
        "x": at,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 4,
        "text": "<br>".join(escape(line) for line in lines),
        "textangle": -90 if laid.turned else 0,
        "showarrow": False,
        "font": {"size": _HEADING, "color": laid.ink},
    }


def _by_item(indicators: tuple[Indicator, ...]) -> list[list[Indicator]]:
    return [list(members) for _item, members in groupby(indicators, lambda i: i.service_item)]


def _upright(words: str, room: float) -> list[str]:
    """Chinese runs down in narrow lines; English is turned, so its lines stand side by side."""
    if state.language() == "en":
        return _broken(words, _TURNED - 8, max(_MOST_TURNED, int(room / _CLOSE)))
    return _broken(words, room, _NARROW_LINES)


def _broken(words: str, room: float, most: int) -> list[str]:
    """Break a name into lines of a width; one that is too long ends in dots."""
    latin = state.language() == "en"
    each = max(1, int(room / (_LATIN if latin else _HAN)))
    lines = wrap(words, each) if latin else _even(words, each)
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][: each - 1]}…"]


def _even(words: str, longest: int) -> list[str]:
    """Cut Chinese into as few lines as fit, all about as long."""
    each = ceil(len(words) / ceil(len(words) / longest))
    return [words[start : start + each] for start in range(0, len(words), each)]
