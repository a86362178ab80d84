"""What a scenario does: who wins and loses, by how much, and whether it does anything."""

from dataclasses import dataclass

import streamlit as st

from lib.errors import ModelError
from lib.model import comparison, scenario_codes, scenarios
from lib.model.allocation import Allocation, Row
from lib.model.comparison import BANDS, Comparison
from lib.model.evaluation import Outcome
from lib.model.rules import Rules
from lib.model.scenarios import Scenario
from pages.ui import (
    change_views,
    charts_change,
    formats,
    frame,
    guard_notes,
    load,
    remarks,
    scenario_words,
    state,
)
from pages.ui.scales import elements
from pages.ui.text import N_, _

_SHOWN = "whatif shown"
_NEWS = N_("▲ {gains} gain · ▼ {losses} lose · {moved} changes hands ({share})")


@dataclass(frozen=True, slots=True)
class _Shown:
    """What stood on the screen: so that a move without effect can be told."""

    codes: dict[str, str]
    amounts: dict[str, int]
    ranks: tuple[int | None, ...]
    still: bool


def show(scenario: Scenario) -> Rules:
    """Compare the scenario with the rules in force, the greatest news first.

    Returns
    -------
    Rules
        What is proposed.
    """
    baseline = load.outcome()
    try:
        proposed = load.reconsider(scenario)
        compared = comparison.compare(baseline, proposed)
    except ModelError as error:
        frame.show(error)
        return scenarios.apply(baseline.rules, scenario)
    with st.container(gap="xsmall", key="news"):
        elements.news(_news(baseline, proposed, compared, scenario), "whatif news")
        _notices(baseline, proposed, compared, scenario)
        change_views.show(baseline, proposed, compared, scenario)
        if not scenario.is_null:
            guard_notes.show(baseline, proposed, compared)
    return proposed.rules


def _news(
    baseline: Outcome, proposed: Outcome, compared: Comparison, scenario: Scenario
) -> dict[str, object]:
    """Say the news large, under it that the sum is right, what was moved, and five bands."""
    allocation = proposed.allocation
    return {
        **change_views.results(compared),
        "shows": "news",
        "headline": _headline(compared, proposed, scenario),
        "sum": sum_check(allocation) if allocation else "",
        "unofficial": _(remarks.NOT_OFFICIAL) if allocation else "",
        "said": _read_back(baseline, proposed, scenario),
        "pool": allocation.pool if allocation else 0,
        "words": {
            "news": _(_NEWS),
            "amount": charts_change.pattern(),
            "moved": charts_change.large_pattern(),
        },
        "bands": _bands(compared),
    }


def _headline(compared: Comparison, proposed: Outcome, scenario: Scenario) -> str:
    gains = sum(c.difference > 0 for c in compared.changes)
    losses = sum(c.difference < 0 for c in compared.changes)
    pool = proposed.allocation.pool if proposed.allocation else 0
    if scenario.is_null:
        return _("The rules in force: {count} institutions share {pool}").format(
            count=len(compared.changes), pool=formats.wan(pool)
        )
    return _(_NEWS).format(
        gains=gains,
        losses=losses,
        moved=formats.wan(compared.moved),
        share=charts_change.share_of(compared.moved, pool),
    )


def sum_check(allocation: Allocation) -> str:
    """Add up what is paid, and say whether it is the pool."""
    paid = sum(row.amount for row in allocation.rows)
    sign = "✓" if paid + allocation.carried_over == allocation.pool else "✗"
    if allocation.carried_over:
        words = _("Σ {paid} + carried over {left} = pool {sign}")
    else:
        words = _("Σ {paid} = pool {sign}")
    left = formats.yuan(allocation.carried_over)
    return words.format(paid=formats.yuan(paid), left=left, sign=sign)


def _read_back(baseline: Outcome, proposed: Outcome, scenario: Scenario) -> list[tuple[str, bool]]:
    """Say what is proposed, as pieces of text of which some are bold."""
    said = scenario_words.sentence(baseline, proposed, scenario)
    if not said:
        return [(_("Move a weight: who gains and who loses shows at once."), False)]
    pieces = _("**If** {changes}.").format(changes=said).split("**")
    return [(piece, bool(number % 2)) for number, piece in enumerate(pieces) if piece]


def _notices(
    baseline: Outcome, proposed: Outcome, compared: Comparison, scenario: Scenario
) -> None:
    """Say what must be known before the numbers are believed; errors come first."""
    for severity, draw in (("error", st.error), ("warning", st.warning)):
        fresh = [n for n in proposed.notices if n.severity == severity]
        fresh = [n for n in fresh if severity == "error" or n not in baseline.notices]
        for sentence in scenario_words.notices(fresh):
            draw(sentence)
    still = _without_effect(proposed, scenario)
    if compared.is_null and not scenario.is_null:
        st.warning(_nothing_moves(baseline, proposed), icon=":material/balance:")
    elif still and not scenario.is_null:
        st.warning(_("The last change moved no money and no rank."), icon=":material/balance:")


def _nothing_moves(baseline: Outcome, proposed: Outcome) -> str:
    villages = [sum(row.village for row in _rows(outcome)) for outcome in (baseline, proposed)]
    if villages[0] != villages[1]:
        return _(
            "No institution's amount and no rank changes; within them, the village share goes "
            "from {before} to {after}."
        ).format(before=formats.yuan(villages[0]), after=formats.yuan(villages[1]))
    return _("This proposal does nothing: not one fen moves, and no rank changes.")


def _rows(outcome: Outcome) -> tuple[Row, ...]:
    return outcome.allocation.rows if outcome.allocation else ()


def _without_effect(proposed: Outcome, scenario: Scenario) -> bool:
    """Tell whether the last change of the scenario left every amount and rank as it was."""
    codes = scenario_codes.encode(scenario)
    amounts = proposed.allocation.amounts() if proposed.allocation else {}
    now = _Shown(codes, amounts, proposed.scores.ranks, still=False)
    before = state.draft(_SHOWN, lambda: now)
    if before.codes == codes:
        return before.still
    still = (before.amounts, before.ranks) == (now.amounts, now.ranks)
    state.replace_draft(_SHOWN, _Shown(codes, amounts, proposed.scores.ranks, still=still))
    return still


def _bands(compared: Comparison) -> list[dict[str, object]]:
    """Count winners and losers in five bands, with the money of each."""
    counts = compared.counts()
    return [
        {
            "code": band,
            "colour": charts_change.COLOURS[band],
            "words": f"{charts_change.SIGNS[band]} {charts_change.band_words(band)}",
            "count": counts[band],
            "money": charts_change.amount(
                sum(c.difference for c in compared.changes if c.band == band)
            ),
        }
        for band in BANDS
    ]
