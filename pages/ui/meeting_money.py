"""Screens of a meeting that show the money, and the page that shows everything at once."""

from __future__ import annotations

from fractions import Fraction

import streamlit as st

from lib.model.allocation import Allocation, Row
from lib.model.allocation_checks import check
from lib.model.comparison import Change, compare
from lib.model.evaluation import Outcome
from lib.model.movement import Move
from pages.ui import (
    allocation_parts,
    change_panel,
    formats,
    load,
    meeting_rooms,
    meeting_scores,
    overview_parts,
    scenario_address,
    widgets,
)
from pages.ui.headlines import headline
from pages.ui.meeting_scores import verdict
from pages.ui.text import _, name, plain, short_name

_PODIUM = 3


def one_page() -> None:
    """Show pool, score, items, first and last, tasks, and what needs a decision."""
    outcome = load.outcome()
    quarter = load.previous_quarter()
    past = overview_parts.Past(None if quarter is None else load.scores(quarter))
    overview_parts.figures(outcome, past)
    items, ranks, work = st.columns([5, 4, 4], gap="medium")
    with items:
        headline(_("Service items"))
        lines = (meeting_scores.line(item) for item in meeting_scores.standings())
        st.markdown("  \n".join(lines))
    with ranks:
        ordered = sorted(
            (move for move in meeting_scores.moves() if move.rank is not None),
            key=lambda move: (move.rank or 0, move.area.code),
        )
        headline(_("Best three"))
        _places(ordered[:_PODIUM])
        headline(_("Last three"))
        _places(ordered[-_PODIUM:])
        if outcome.allocation is not None:
            headline(_("Proposed allocation"))
            st.markdown(f"**{change_panel.sum_check(outcome.allocation)}**")
    with work:
        meeting_rooms.tasks()
        headline(_("Risks that need a decision"))
        meeting_rooms.risk_lines()


def _places(moves: list[Move]) -> None:
    lines = (
        f"**{move.rank}**　{plain(short_name(move.area))}　"
        f"**{formats.score(move.score)}** {overview_parts.places(move)}"
        for move in moves
    )
    st.markdown("  \n".join(lines))


def funds() -> None:
    """Show what was promised, paid in advance, and how far each institution is."""
    outcome = load.outcome()
    if outcome.allocation is None:
        _no_money()
        return
    money = outcome.allocation
    paid = sum(row.advance for row in money.rows)
    share = Fraction(paid, money.pool) if money.pool else None
    verdict(
        _("{paid} of {pool} are paid: {share}").format(
            paid=formats.wan(paid), pool=formats.wan(money.pool), share=formats.percent(share)
        )
    )
    meeting_scores.side_by_side([_fund_line(outcome, row) for row in money.rows])


def _fund_line(outcome: Outcome, row: Row) -> dict[str, str]:
    area = next(area for area in outcome.areas if area.code == row.area)
    share = Fraction(row.advance, row.amount) if row.amount else None
    return {
        _("Institution"): plain(short_name(area)),
        _("Amount (yuan)"): formats.yuan(row.amount, unit=False),
        _("Advance paid"): formats.yuan(row.advance, unit=False),
        _("Paid share"): formats.percent(share),
        _("Settlement to come"): formats.yuan(row.settlement, unit=False),
    }


def allocation() -> None:
    """Show the allocation with its sums, and beside it what the weights on the table change."""
    scenario = scenario_address.read().scenario
    baseline = load.outcome()
    proposed = baseline if scenario.is_null else load.reconsider(scenario)
    if proposed.allocation is None:
        _no_money()
        return
    sums = check(proposed.allocation, proposed.villages)
    verdict(change_panel.sum_check(proposed.allocation), _told(proposed.allocation))
    changes = {change.area.code: change for change in compare(baseline, proposed).changes}
    rows = [_line(proposed, row, changes[row.area]) for row in proposed.allocation.rows]
    meeting_scores.side_by_side(rows)
    with st.container(horizontal=True):
        for held in sums:
            st.markdown(f":small[{allocation_parts.equation(held)}]", width="content")


def _told(money: Allocation) -> str:
    base, performance = formats.wan(money.base_pool), formats.wan(money.performance_pool)
    return _("base {base}, performance {performance}").format(base=base, performance=performance)


def _line(outcome: Outcome, row: Row, change: Change) -> dict[str, str]:
    scores = outcome.scores
    return {
        _("Institution"): plain(name(change.area)),
        _("Score"): formats.score(scores.of(row.area)),
        _("Rank"): formats.rank(scores.rank_of(row.area)),
        _("Amount (yuan)"): formats.yuan(row.amount, unit=False),
        _("Change (yuan)"): formats.yuan(change.difference, unit=False, sign=True),
    }


def _no_money() -> None:
    widgets.nothing(_("This scheme shares no money."), _("Choose another scheme on the left."))
