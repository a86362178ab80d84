"""The view of investment: what was spent on whom, on what, and from which source."""

from __future__ import annotations

import streamlit as st

from lib.model.registers import investment
from lib.model.registers.declarations import Values
from pages.ui import formats, load, register_words, tables
from pages.ui.headlines import headline as block
from pages.ui.load import registers
from pages.ui.register_words import Line
from pages.ui.text import N_, _, name, short_name

TREND = N_("Trend")


def headline() -> str:
    """Say how much was invested, on what most, and who received nothing."""
    held = registers.held()
    year = held.year("investment")
    if year is None:
        return _("No investment has been entered yet.")
    rows = held.invested(year)
    total = sum(map(investment.fen, rows))
    (kind, most), *_others = investment.sums(rows, ["kind"]).most_common(1)
    without = len(set(held.areas) - {str(row["area"]) for row in rows})
    before = sum(map(investment.fen, held.invested(year - 1)))
    words = _(
        "{year}: **{amount} invested in {count} places** ({change} on the year), most of it on "
        "{kind} ({share}); {without} institutions received nothing"
    )
    options = registers.register("investment").columns["kind"].options or {}
    return words.format(
        year=year,
        amount=formats.wan(total),
        count=formats.number(len(rows)),
        change=formats.wan(total - before, sign=True),
        kind=name(options[kind[0]].name),
        share=formats.percent(most / total if total else None),
        without=without,
    )


def show() -> str:
    """Show every institution, what it received by kind; return the one picked."""
    held = registers.held()
    year = held.year("investment")
    if year is None:
        return ""
    rows = held.invested(year)
    own = investment.sums(rows, ["area"])
    areas = [code for code in held.areas if code in load.institutions()]
    areas.sort(key=lambda code: (-own[(code,)], code))
    note = _("Amounts in m yuan; who received most comes first.")
    before = held.invested(year - 1)
    shown = {code: _row(code, year, rows, before) for code in areas}
    picked = register_words.institutions(shown, _("Investment"), note)
    _places([row for row in rows if picked in {"", row["area"]}])
    return picked


def trend() -> None:
    """Show the sums of the years, and the newest by source."""
    held = registers.held()
    years = register_words.years_up_to("investment")
    values = {year: sum(map(investment.fen, held.invested(year))) / 1e6 for year in years}
    title = _("Investment by year (10,000 yuan)")
    register_words.trend(title, [Line(_("All institutions"), values)], unit="")
    if not years:
        return
    block(_("By source, {year}").format(year=years[-1]))
    register = registers.register("investment")
    options = register.columns["source"].options or {}
    sums = investment.sums(held.invested(years[-1]), ["source"])
    total = sum(sums.values())
    told = [
        {
            name(register.columns["source"].heading): name(options[source].name),
            name(register.columns["amount"].heading): formats.yuan(fen, unit=False),
            _("Proportion"): formats.percent(fen / total if total else None),
        }
        for (source,), fen in sums.most_common()
    ]
    st.dataframe(told, hide_index=True, row_height=28)
    tables.download(told, _("Investment by source"))


def _row(code: str, year: int, rows: list[Values], earlier: list[Values]) -> dict[str, object]:
    area = load.institutions()[code]
    options = registers.register("investment").columns["kind"].options or {}
    by_kind = investment.sums(rows, ["area", "kind"])
    total = investment.sums(rows, ["area"])[(code,)]
    before = investment.sums(earlier, ["area"])[(code,)]
    per_head = total / 100 / area.population if area.population else None
    return {
        _("Institution"): short_name(area),
        str(year): formats.wan(total, unit=False),
        str(year - 1): formats.wan(before, unit=False),
        _("Invested per resident (yuan)"): formats.number(per_head, 2),
        **{
            name(option.name): formats.wan(by_kind[(code, kind)], unit=False)
            if (code, kind) in by_kind
            else formats.MISSING
            for kind, option in options.items()
        },
    }


def _places(rows: list[Values]) -> None:
    """List the single investments, the newest first."""
    register = registers.register("investment")
    ordered = sorted(rows, key=lambda row: str(row["on"] or ""), reverse=True)
    title = _("Single investments: {count}").format(count=len(rows))
    with st.expander(title, icon=":material/receipt_long:"):
        shown = [
            {
                name(column.heading): register_words.cell(register, code, row.get(code))
                for code, column in register.columns.items()
            }
            for row in ordered
        ]
        tables.twin(shown, _("Single investments"))
