"""Fairness: how evenly money is spread, whom the proposal hurts, who may be compared."""

import streamlit as st

from lib.errors import ModelError
from lib.model import comparison
from lib.model.comparison import Comparison
from lib.model.evaluation import Outcome
from lib.model.fairness.guards import THRESHOLDS
from lib.model.fairness.spread import per_head
from lib.model.scenarios import Scenario
from pages.ui import (
    choices,
    formats,
    frame,
    guard_notes,
    load,
    remarks,
    robust_fairness_charts,
    robust_fairness_tables,
    state,
)
from pages.ui.text import N_, _, plain, short_name

_QUIET = {"displayModeBar": False}
_CHART = 396
_GROUPING = "fairness_grouping"
DETAILS = {
    "measures": N_("Measures"),
    "groups": N_("By group"),
    "table": N_("Per head"),
    "peers": N_("Like with like"),
    "exceptions": N_("Exceptions"),
}


def show(scenario: Scenario) -> None:
    """Say how far apart money per head is, show it, warn, then the figures."""
    baseline = load.outcome()
    try:
        proposed = load.reconsider(scenario)
        compared = comparison.compare(baseline, proposed)
        line = headline(baseline, proposed, compared, scenario)
    except ModelError as error:
        frame.show(error)
        return
    with st.container(gap="xsmall"):
        st.markdown(f"#### {line}")
        st.caption(_explained())
        _pictures(baseline, proposed, scenario)
        if not scenario.is_null:
            guard_notes.show(baseline, proposed, compared)
    _details(baseline, proposed)


def headline(baseline: Outcome, proposed: Outcome, compared: Comparison, scenario: Scenario) -> str:
    """Say in one sentence who gets most and least per head, or what the proposal does to it."""
    if not scenario.is_null:
        before, after = (formats.number(_ratio(o), 2) for o in (baseline, proposed))
        words = _(
            "{losses}; the highest amount per head is {ratio} times the lowest (now {before})"
        )
        return words.format(losses=_losses(compared), ratio=after, before=before)
    values = per_head(proposed)
    most, least = int(values.argmax()), int(values.argmin())
    words = _(
        "Per head, {high} receives most ({high_yuan} yuan), {low} least ({low_yuan} yuan): "
        "{ratio} times as much"
    )
    return words.format(
        high=plain(short_name(proposed.areas[most])),
        high_yuan=formats.number(float(values[most]), 2),
        low=plain(short_name(proposed.areas[least])),
        low_yuan=formats.number(float(values[least]), 2),
        ratio=formats.number(_ratio(proposed), 2),
    )


def _ratio(outcome: Outcome) -> float | None:
    """Highest over lowest amount per head; None where somebody receives nothing."""
    values = per_head(outcome)
    return float(values.max() / values.min()) if values.min() > 0 else None


def _losses(compared: Comparison) -> str:
    """Say how many the proposal hurts, and whom most."""
    hit = [c for c in compared.changes if c.share is not None and -c.share > THRESHOLDS.loss]
    limit = formats.percent(THRESHOLDS.loss, 0)
    if not hit:
        return _("Nobody loses more than {share}").format(share=limit)
    worst = min(hit, key=lambda change: (change.share or 0, change.area.code))
    words = _("{losers} of {count} institutions lose more than {share}, {worst} most ({loss})")
    return words.format(
        losers=len(hit),
        count=len(compared.changes),
        share=limit,
        worst=plain(short_name(worst.area)),
        loss=formats.signed_percent(worst.share, 1),
    )


def _explained() -> str:
    words = _(
        "Not a league table: need differs from place to place, so compare like with like. "
        "{unofficial}"
    )
    return words.format(unofficial=_(remarks.NOT_OFFICIAL))


def _pictures(baseline: Outcome, proposed: Outcome, scenario: Scenario) -> None:
    heads, groups = st.columns([56, 44], gap="small")
    with heads:
        st.caption(
            _("Yuan per head: ○ now, ● proposed")
            if not scenario.is_null
            else _("Yuan per head, and the mean of the county (line)")
        )
        st.plotly_chart(
            robust_fairness_charts.heads(baseline, proposed, _CHART),
            key="fairness heads",
            theme=None,
            config=_QUIET,
            alt=_("Amount per head of each institution; the same in the table."),
        )
    with groups:
        _groups(baseline, proposed)


def _groups(baseline: Outcome, proposed: Outcome) -> None:
    """Let the reader choose how to group, and draw the groups."""
    ways = {way.code: way for way in robust_fairness_tables.ways(baseline)}
    if not ways:
        st.caption(_("The roster names no groups."))
        return
    st.segmented_control(
        _("Groups"),
        ways,
        key=state.preset(_GROUPING, next(iter(ways))),
        format_func=lambda code: _(robust_fairness_tables.WAYS[code]),
        label_visibility="collapsed",
        required=True,
    )
    way = ways.get(str(state.picked(_GROUPING)), next(iter(ways.values())))
    st.plotly_chart(
        robust_fairness_charts.groups(way, baseline, proposed, _CHART - 130),
        key="fairness groups",
        theme=None,
        config=_QUIET,
        alt=_("Amount per head of each group; the same in the table."),
    )
    st.caption(robust_fairness_tables.trust(way))


def _details(baseline: Outcome, proposed: Outcome) -> None:
    detail = choices.kept(_("Details"), DETAILS, lambda code: _(DETAILS[code]), address="fair_list")
    if detail == "peers":
        robust_fairness_tables.peers(proposed)
    elif detail == "exceptions":
        robust_fairness_tables.exceptions(proposed)
    else:
        both = {
            "measures": robust_fairness_tables.measures,
            "groups": robust_fairness_tables.groups,
            "table": robust_fairness_tables.heads,
        }
        both[detail](baseline, proposed)
