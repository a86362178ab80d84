"""What a scenario does: who wins and loses, by how much, and whether it does anything."""

from dataclasses import dataclass
from html import escape

import streamlit as st

from lib.errors import ModelError
from lib.model import comparison, scenario_codes
from lib.model.allocation import Allocation, Row
from lib.model.comparison import BANDS, Comparison
from lib.model.evaluation import Outcome
from lib.model.scenarios import Scenario
from pages.ui import change_views, charts_change, formats, frame, load, scenario_words, state
from pages.ui.text import _

_SHOWN = "whatif shown"
_CELL = (
    '<div role="listitem" style="flex:1;min-width:0;padding:4px 8px;border-left:5px solid {colour};'
    'background:{colour}22;white-space:nowrap;overflow:hidden">'
    '<div style="font-size:.8rem">{words}</div>'
    '<span style="font-size:1.6rem;font-weight:600;line-height:1.2">{count}</span> '
    '<span style="font-size:.8rem">{money}</span></div>'
)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What stood on the screen: so that a move without effect can be told."""

    codes: dict[str, str]
    amounts: dict[str, int]
    ranks: tuple[int | None, ...]
    still: bool


def show(scenario: Scenario) -> None:
    """Compare the scenario with the rules in force, the greatest news first."""
    baseline = load.outcome()
    try:
        proposed = load.reconsider(scenario)
        compared = comparison.compare(baseline, proposed)
    except ModelError as error:
        frame.show(error)
        return
    with st.container(gap="xsmall", key="news"):
        _headline(compared, proposed, scenario)
        _read_back(baseline, proposed, scenario)
        _notices(baseline, proposed, compared, scenario)
        _bands(compared)
        change_views.show(baseline, proposed, compared)


def _headline(compared: Comparison, proposed: Outcome, scenario: Scenario) -> None:
    """Say the news large, and under it that the sum is right."""
    st.markdown(f"#### {_news(compared, proposed, scenario)}")
    if proposed.allocation:
        unofficial = _(change_views.NOT_OFFICIAL)
        st.markdown(f":small[{sum_check(proposed.allocation)}　:gray[{unofficial}]]")


def _news(compared: Comparison, proposed: Outcome, scenario: Scenario) -> str:
    gains = sum(c.difference > 0 for c in compared.changes)
    losses = sum(c.difference < 0 for c in compared.changes)
    pool = proposed.allocation.pool if proposed.allocation else 0
    if scenario.is_null:
        return _("The rules in force: {count} institutions share {pool}").format(
            count=len(compared.changes), pool=formats.wan(pool)
        )
    return _("▲ {gains} gain · ▼ {losses} lose · {moved} changes hands ({share})").format(
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


def _read_back(baseline: Outcome, proposed: Outcome, scenario: Scenario) -> None:
    said = scenario_words.sentence(baseline, proposed, scenario)
    if said:
        st.markdown(_("**If** {changes}.").format(changes=said))
    else:
        st.markdown(_("Move a weight: who gains and who loses shows at once."))


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


def _bands(compared: Comparison) -> None:
    """Count winners and losers in five bands, with the money of each."""
    counts = compared.counts()
    cells = []
    for band in BANDS:
        money = sum(c.difference for c in compared.changes if c.band == band)
        cells.append(
            _CELL.format(
                colour=charts_change.COLOURS[band],
                words=escape(f"{charts_change.SIGNS[band]} {charts_change.band_words(band)}"),
                count=counts[band],
                money=escape(charts_change.amount(money)),
            )
        )
    st.html(f'<div style="display:flex;gap:6px" role="list">{"".join(cells)}</div>')
