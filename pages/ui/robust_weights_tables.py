"""Tables of other weights: ranks and amounts of every institution, and pairs that swap."""

import streamlit as st

from pages.ui import formats, remarks, tables
from pages.ui.load.robust_weights import Moved
from pages.ui.robust_weights_charts import order
from pages.ui.text import _, name, short_name

_OFTEN = 0.1
"""Share of the draws from which a swap is worth a word."""
_MOST = 5


def results(found: Moved, height: int) -> None:
    """Show ranks and amounts in short, the pairs that swap most often, and all of it as a file."""
    lines = order(found.spread)
    st.dataframe([_short(found, n) for n in lines], hide_index=True, height=height - 76)
    st.caption(swaps(found))
    rows = [row(found, n) for n in lines]
    tables.download(rows, _("other weights"), _(remarks.NOT_OFFICIAL))


def _short(found: Moved, line: int) -> dict[str, str]:
    """Return one institution where room is short."""
    spread = found.spread
    low, _middle, high = spread.amounts[line].tolist()
    return {
        _("Institution"): short_name(spread.areas[line]),
        _("Ranks, nine in ten"): _ranks(found, line),
        _("Keeps its rank"): formats.percent(float(spread.keeps[line]), 0),
        _("Amount, nine in ten"): f"{formats.wan(low, unit=False)}–{formats.wan(high)}",
    }


def _ranks(found: Moved, line: int) -> str:
    first, last = found.spread.intervals[line].tolist()
    return str(first) if first == last else f"{first}–{last}"


def row(found: Moved, line: int) -> dict[str, str | int | float]:
    """Return one institution."""
    spread = found.spread
    low, middle, high = (fen / 100 for fen in spread.amounts[line].tolist())
    return {
        _("Institution"): name(spread.areas[line]),
        _("Rank now"): int(spread.ranks_now[line]),
        _("Ranks, nine in ten"): _ranks(found, line),
        _("Keeps its rank"): formats.percent(float(spread.keeps[line]), 0),
        _("Amount now, yuan"): int(spread.amounts_now[line]) / 100,
        _("5% are below, yuan"): low,
        _("Middle, yuan"): middle,
        _("5% are above, yuan"): high,
    }


def swaps(found: Moved) -> str:
    """Name the pairs whose order turns most often."""
    often = found.spread.swaps(_OFTEN)
    if not often:
        return _("No pair swaps in {share} of the draws or more.").format(
            share=formats.percent(_OFTEN, 0)
        )
    named = [
        f"{short_name(s.ahead)} / {short_name(s.behind)} {formats.percent(s.share, 0)}"
        for s in often[:_MOST]
    ]
    words = _("{count} pairs swap in {share} of the draws or more: {pairs}")
    return words.format(count=len(often), share=formats.percent(_OFTEN, 0), pairs=" · ".join(named))
