"""Answers about the money."""

from __future__ import annotations

from fractions import Fraction

import streamlit as st

from lib.model.allocation import Allocation, Row
from lib.model.allocation_checks import check
from lib.model.evaluation import Outcome
from lib.model.roster import Area
from lib.model.scenarios import Scenario
from pages.ui import (
    allocation_parts,
    change_panel,
    formats,
    frame,
    load,
    state,
    tables,
    widgets,
)
from pages.ui.load import causes
from pages.ui.meeting_scores import verdict, weakest
from pages.ui.text import _, listed, name, plain, short_name

_NAMED = 3
_ITEM = "question item"


def shared() -> None:
    """Show the allocation with its sums."""
    outcome = load.outcome()
    if outcome.allocation is None:
        _no_money()
        return
    verdict(change_panel.sum_check(outcome.allocation))
    for held in check(outcome.allocation, outcome.villages):
        st.markdown(f":small[{allocation_parts.equation(held)}]")
    tables.written_out([_line(outcome, row) for row in outcome.allocation.rows], "allocation")
    frame.link("allocation", _("Allocation"))


def _line(outcome: Outcome, row: Row) -> dict[str, object]:
    return {
        _("Institution"): name(_areas(outcome)[row.area]),
        _("Score"): formats.score(outcome.scores.of(row.area)),
        _("Residents"): row.population,
        _("Amount (yuan)"): formats.yuan(row.amount, unit=False),
        _("Of which villages"): formats.yuan(row.village, unit=False),
        _("Per resident (yuan)"): formats.number(Fraction(row.amount, 100 * row.population), 2),
    }


def least() -> None:
    """Name who gets least against an equal amount per resident, and where the points went."""
    outcome = load.outcome()
    if outcome.allocation is None:
        _no_money()
        return
    areas, against = _areas(outcome), _against_equal(outcome.allocation)
    ordered = sorted(against, key=lambda code: (against[code], code))
    worst = ordered[0]
    verdict(
        _("{institution} is furthest below an equal share: {amount}").format(
            institution=plain(short_name(areas[worst])), amount=formats.wan(against[worst])
        ),
        _("weakest: {list}").format(list=listed(weakest(worst))),
    )
    rows = [
        {
            _("Institution"): name(areas[code]),
            _("Against an equal share per resident (yuan)"): formats.yuan(
                against[code], unit=False, sign=True
            ),
            _("Score"): formats.score(outcome.scores.of(code)),
            _("Because of"): listed(weakest(code)),
        }
        for code in ordered
    ]
    tables.written_out(rows, "equal-share")


def _against_equal(money: Allocation) -> dict[str, int]:
    """Amount less the same money shared by residents alone, fen, rounded to whole fen."""
    paid = sum(row.amount for row in money.rows)
    return {
        row.area: row.amount - round(Fraction(paid * row.population, money.residents))
        for row in money.rows
    }


def point() -> None:
    """Say who gains and who loses when an item counts one point more, after one choice."""
    outcome = load.outcome()
    if outcome.allocation is None:
        _no_money()
        return
    priced = causes.prices(Scenario())
    names = load.service_items()
    by_item = {price.item: price for price in priced.items}
    code = st.selectbox(
        _("Service item"),
        by_item,
        key=state.preset(_ITEM, max(by_item, key=lambda item: by_item[item].moved)),
        format_func=lambda item: name(names[item]) if item in names else item,
        label_visibility="collapsed",
    )
    price = by_item[str(code)]
    areas = _areas(outcome)
    ordered = sorted(price.fen, key=lambda area: (-price.fen[area], area))
    verdict(
        _("One point more moves {amount}; most to {gain}, most from {loss}").format(
            amount=formats.wan(price.moved),
            gain=plain(short_name(areas[ordered[0]])),
            loss=plain(short_name(areas[ordered[-1]])),
        ),
        _("weight now {weight}").format(weight=formats.score(price.weight)),
    )
    rows = [
        {
            _("Institution"): name(areas[area]),
            _("Change (yuan)"): formats.yuan(price.fen[area], unit=False, sign=True),
        }
        for area in ordered
    ]
    tables.written_out(rows, f"point-{price.item}")
    frame.link("whatif", _("Weights"))


def _areas(outcome: Outcome) -> dict[str, Area]:
    return {area.code: area for area in outcome.areas}


def _no_money() -> None:
    widgets.nothing(_("This scheme shares no money."), _("Choose another scheme on the left."))
