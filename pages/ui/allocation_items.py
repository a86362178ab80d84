"""Item pools (分项目切块): what every institution receives for every service item."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from lib.model.allocation import Allocation
from lib.model.evaluation import Outcome
from pages.ui import allocation_table, formats, load, state, tables
from pages.ui.allocation_table import Rows
from pages.ui.text import _, name

_HEIGHT = 28


def show(outcome: Outcome, unit: str) -> None:
    """Show institutions by items, the pools on top; nothing where there are no item pools."""
    allocation = outcome.allocation
    if allocation is None or not allocation.item_pools:
        return
    rows = as_rows(outcome, unit)
    title, told = _("Item pools"), check(allocation)
    st.markdown(f"**{title}**　:small[{told}]")
    decimals = dict.fromkeys(list(rows[0])[1:], 2)
    look = allocation_table.styled(rows, decimals)
    st.dataframe(
        look.set_properties(subset=pd.IndexSlice[[0], :], **allocation_table.TOTAL),
        hide_index=True,
        row_height=_HEIGHT,
        height=_HEIGHT * len(rows) + 42,
        placeholder="",
        key=f"item pools {state.language()} {unit}",
        alt=_("What every institution receives from the pool of every service item."),
    )
    tables.download(rows, "-".join((_("Item pools"), state.filters().period)))


def check(allocation: Allocation) -> str:
    """Say whether every pool is shared to the fen, and what they come to together."""
    shared = {
        code: sum(row.items.get(code, 0) for row in allocation.rows)
        for code in allocation.item_pools
    }
    wrong = [_called(code) for code, fen in shared.items() if fen != allocation.item_pools[code]]
    if wrong:
        return _("✗ these pools are not shared in full: {items}").format(items=" · ".join(wrong))
    return _("✓ {count} pools shared to the fen, {sum} together").format(
        count=len(shared), sum=formats.yuan(sum(shared.values()))
    )


def as_rows(outcome: Outcome, unit: str) -> Rows:
    """Return the table with the pools first, money in the unit asked for."""
    allocation = outcome.allocation
    if allocation is None:
        return []
    names = {code: _called(code) for code in allocation.item_pools}
    amount = allocation_table.amount
    lines = [
        {
            _("Institution"): name(area),
            **{called: amount(row.items.get(code, 0), unit) for code, called in names.items()},
            _("Together"): amount(sum(row.items.values()), unit),
        }
        for area, row in zip(outcome.areas, allocation.rows, strict=True)
    ]
    pools = allocation.item_pools
    first = {
        _("Institution"): _("Total"),
        **{called: amount(pools[code], unit) for code, called in names.items()},
        _("Together"): amount(sum(pools.values()), unit),
    }
    return [first, *lines]


def _called(code: str) -> str:
    items = load.service_items()
    return f"{code} {name(items[code])}" if code in items else code
