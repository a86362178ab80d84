"""The replay: what of a change since an adopted evaluation comes from data, what from rules."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from lib.model.replay import Line, Replay
from pages.ui import formats, load, tables, widgets
from pages.ui.headlines import headline
from pages.ui.load import closing
from pages.ui.load.closing import Adopted
from pages.ui.periods_adopted import title
from pages.ui.text import _, name, plain

_FEN_PER_YUAN = 100
_ROW_HEIGHT = 28


def show(found: tuple[Adopted, ...]) -> None:
    """Show the replay of an adopted evaluation against the present one."""
    if not found:
        widgets.nothing(
            _("There is nothing to replay yet."),
            _("Adopt an evaluation first; it can then be compared with any later one."),
        )
        return
    chosen = st.selectbox(
        _("Adopted evaluation"), found, format_func=title, key="replayed", width=420
    )
    made = closing.replay(chosen.id)
    rules = load.rules()
    _say(made, chosen, rules.day.isoformat())
    _corners(made)
    lines = rows(made)
    st.dataframe(
        styled(lines),
        hide_index=True,
        row_height=_ROW_HEIGHT,
        height=_ROW_HEIGHT * len(lines) + 42,
        alt=_("Change of each institution: from the data, from the rules, rounding, total."),
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(
            _(
                "Data first or rules first gives different parts; each part is the mean of both. "
                "The day goes with the data: old rules are read as they would hold today."
            ),
            width="stretch",
        )
        tables.download(lines, _("Replay {number}").format(number=chosen.id))


def rows(made: Replay) -> list[dict[str, object]]:
    """Return the replay as a table in yuan, the total first."""
    lines = [_line(_("Total"), made.pool)]
    lines += [_line(name(line.area), line) for line in made.lines if line.area]
    if any((made.carried.amounts.before, made.carried.amounts.after, made.carried.parts.data)):
        lines.append(_line(_("Carried over"), made.carried))
    return lines


def styled(lines: list[dict[str, object]]) -> Styler:
    """Write amounts with two decimals and changes with their sign; sorting goes by number."""
    table = pd.DataFrame(lines)
    amounts = [_("Adopted"), _("Now")]
    changes = [_("From the data"), _("From the rules"), _("Rounding"), _("Change")]
    table[amounts + changes] = table[amounts + changes].astype("float64")
    writers: dict[Any, Any] = dict.fromkeys(amounts, _amount) | dict.fromkeys(changes, _change)
    return table.style.format(writers).set_properties(
        subset=pd.IndexSlice[[0], :],
        **{"background-color": "rgba(127, 127, 127, 0.18)", "font-weight": "bold"},
    )


def _say(made: Replay, chosen: Adopted, day: str) -> None:
    """Say in one sentence what the replay means."""
    pool = made.pool
    told = _(
        "From “{title}” (up to {old}) to now (up to {new}) the money changes by {total}: "
        "{data} because the data are others, {rules} because the rules are others."
    ).format(
        title=chosen.proposal.title,
        old=chosen.proposal.day.isoformat(),
        new=day,
        total=formats.yuan(pool.amounts.total, sign=True),
        data=formats.yuan(pool.parts.data, sign=True),
        rules=formats.yuan(pool.parts.rules + pool.parts.rounding, sign=True),
    )
    st.markdown(plain(told))
    most = max(made.lines, key=lambda line: abs(line.amounts.total))
    if most.area and most.amounts.total:
        more = _("Most moves at {area}: {total}, of it {data} data and {rules} rules.").format(
            area=name(most.area),
            total=formats.yuan(most.amounts.total, sign=True),
            data=formats.yuan(most.parts.data, sign=True),
            rules=formats.yuan(most.parts.rules, sign=True),
        )
        st.markdown(plain(more))


def _corners(made: Replay) -> None:
    """Show what is paid at the four corners, and how much of it changes hands."""
    cells = {
        "before": _("Old rules, old data (adopted)"),
        "new_data": _("Old rules, new data"),
        "new_rules": _("New rules, old data"),
        "after": _("New rules, new data (now)"),
    }
    headline(
        _("Paid at the four corners (yuan)"), _("small: what changes hands against the adopted one")
    )
    for column, (corner, title_of) in zip(st.columns(4), cells.items(), strict=True):
        total = getattr(made.pool.amounts, corner)
        moved = _moved(made, corner)
        column.metric(
            title_of,
            formats.yuan(total, unit=False),
            formats.yuan(moved),
            delta_color="off",
            delta_arrow="off",
        )


def _moved(made: Replay, corner: str) -> int:
    """Fen that institutions gain at a corner against the adopted evaluation."""
    gains = (
        (getattr(line.amounts, corner) or 0) - (line.amounts.before or 0) for line in made.lines
    )
    return sum(gain for gain in gains if gain > 0)


def _line(called: str, line: Line) -> dict[str, object]:
    return {
        _("Institution"): called,
        _("Adopted"): _yuan(line.amounts.before),
        _("From the data"): _yuan(line.parts.data),
        _("From the rules"): _yuan(line.parts.rules),
        _("Rounding"): _yuan(line.parts.rounding),
        _("Change"): _yuan(line.amounts.total),
        _("Now"): _yuan(line.amounts.after),
    }


def _yuan(fen: int | None) -> float | None:
    return None if fen is None else fen / _FEN_PER_YUAN


def _amount(value: float) -> str:
    return formats.number(value, 2)


def _change(value: float) -> str:
    return formats.signed(value, 2)
