"""Deflation options: what each does to quantities, points and yuan."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.model.authenticity.conclusions import Conclusion
from lib.model.authenticity.options import Linked
from lib.model.comparison import Change
from lib.model.quarters import Quarter
from pages.ui import authenticity_words, formats, load, remarks, state, tables
from pages.ui.headlines import conclude, headline
from pages.ui.load import authenticity, authenticity_prices
from pages.ui.load.authenticity_prices import Price
from pages.ui.text import _, name, plain

_STRENGTHS = (1, 2, 3)
_ROW = 25


def show(quarter: Quarter, heading: DeltaGenerator) -> None:
    """Price every option for the county, and one institution in detail."""
    with st.container(horizontal=True, vertical_alignment="center"):
        area = _choose_area(quarter)
        strength = st.segmented_control(
            _("Strength λ of D2"),
            _STRENGTHS,
            key=state.preset("check strength", 2),
            format_func=lambda value: f"D2 λ = {value}",
            label_visibility="collapsed",
            required=True,
        )
    found = authenticity_prices.prices(quarter, Fraction(strength or 1))
    with heading:
        conclude(verdict(found))
    left, right = (
        (st.container(), st.container())
        if state.language() == "en"  # its words need the whole width
        else st.columns([56, 44], gap="medium")
    )
    with left, st.container(border=True):
        headline(
            _("What each option does to {area}").format(
                area=plain(name(load.institutions()[area]))
            ),
            _(remarks.NOT_OFFICIAL),
        )
        st.dataframe(option_rows(found, area), hide_index=True, row_height=_ROW)
        own = [one for one in authenticity.results(quarter) if one.area_code == area]
        _guard(own)
    with right, st.container(border=True):
        _quantities(found, area)
    st.space("small")
    headline(_("All institutions, change in yuan against the rules in force"))
    lines = county_rows(found)
    st.dataframe(lines, hide_index=True, row_height=_ROW, height=_ROW * (len(lines) + 1) + 12)
    tables.download(lines, _("deflation options"), _(remarks.NOT_OFFICIAL))


def verdict(found: Sequence[Price]) -> str:
    """Say what the options move, and which one is in force."""
    held = next((one.option for one in found if one.in_force), "D0")
    moved = {one.option: _moved(one) for one in found}
    words = _(
        "In force: **{held}**. D1 would move **{d1}**, D2 **{d2}**, the rule on fabrication **{f}**"
    )
    return words.format(
        held=held,
        d1=formats.wan(moved["D1"]),
        d2=formats.wan(moved["D2"]),
        f=formats.wan(moved["F"]),
    )


def option_rows(found: Sequence[Price], area: str) -> list[dict[str, object]]:
    """Return what every option does to one institution."""
    return [
        {
            _("Option"): ("● " if one.in_force else "") + _(authenticity_words.OPTIONS[one.option]),
            _("Score"): formats.score(one.of(area).score_after),
            _("Change, points"): _points(one.of(area)),
            _("Rank"): one.of(area).rank_after,
            _("Change, yuan"): formats.yuan(one.of(area).difference, unit=False, sign=True),
        }
        for one in found
    ]


def county_rows(found: Sequence[Price]) -> list[dict[str, object]]:
    """Return the change in yuan of every institution under every option, and the sum."""
    lines: list[dict[str, object]] = [
        {
            _("Institution"): name(change.area),
            **{
                _column(one): formats.yuan(one.changes[line].difference, unit=False, sign=True)
                for one in found
            },
        }
        for line, change in enumerate(found[0].changes)
    ]
    total = {
        _column(one): formats.yuan(
            sum(change.difference for change in one.changes), unit=False, sign=True
        )
        for one in found
    }
    return [*lines, {_("Institution"): _("Total"), **total}]


def _column(one: Price) -> str:
    return _("Fabrication") if one.option == authenticity_prices.FABRICATION else one.option


def _choose_area(quarter: Quarter) -> str:
    """Offer the institutions, those with false files first."""
    false = {one.area_code for one in authenticity.results(quarter) if one.tally.false}
    institutions = load.institutions()
    ordered = sorted(institutions, key=lambda code: (code not in false, code))
    chosen = st.selectbox(
        _("Institution"),
        ordered,
        format_func=lambda code: ("▼ " if code in false else "") + name(institutions[code]),
        key=f"check price {quarter}",
        label_visibility="collapsed",
        width=330,
    )
    return str(chosen)


def _guard(own: Sequence[Conclusion]) -> None:
    """Say where a sample is too small to cut money on."""
    for one in own:
        if one.tally.attempted and not one.may_cut:
            words = _(
                "{kind}: {verified} files verified; too few to cut money without a second sample."
            )
            st.caption(
                "▲ " + plain(words.format(kind=name(one.kind.name), verified=one.tally.verifiable))
            )


def _quantities(found: Sequence[Price], area: str) -> None:
    """Show the linked quantities before and after the options that act on them."""
    headline(_("Linked quantities"), _("before and after each option"))
    acting = [one for one in found if one.linked and one.option != "D0"]
    own = {one.option: [part for part in one.linked if part.area_code == area] for one in acting}
    lines = [
        {
            _("Indicator"): _quantity(part),
            _("Before"): formats.in_unit(part.before, _unit(part)),
            **{
                option: formats.in_unit(parts[line].after, _unit(part))
                for option, parts in own.items()
            },
        }
        for line, part in enumerate(own[acting[0].option] if acting else ())
    ]
    st.dataframe(
        lines,
        hide_index=True,
        row_height=_ROW,
        column_config={_("Indicator"): st.column_config.TextColumn(width=134)}
        if state.language() == "zh"
        else None,
    )
    st.caption(
        _(
            "● in force. D3 cuts only below the threshold of the scheme. D4 leaves the value and "
            "multiplies the paid quantity: it moves money only where workload is paid (F4)."
        )
    )


def _quantity(part: Linked) -> str:
    known = load.indicators().get(part.indicator)
    return part.indicator if known is None else name(known.name)


def _unit(part: Linked) -> str:
    return str(load.indicators()[part.indicator].unit)


def _moved(one: Price) -> int:
    gains = sum(change.difference for change in one.changes if change.difference > 0)
    losses = -sum(change.difference for change in one.changes if change.difference < 0)
    return max(gains, losses)


def _points(change: Change) -> str:
    if change.score_before is None or change.score_after is None:
        return formats.MISSING
    return formats.signed(change.score_after - change.score_before, 2)
