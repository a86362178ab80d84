"""Beside the weights: which item matters most, each item left out, other methods."""

import streamlit as st

from lib.model.robustness.alternatives import Aggregation, Alternative, Normalisation
from lib.model.robustness.leaving_out import LeftOut
from lib.model.robustness.sensitivity import Influence, Sensitivity
from lib.model.scenarios import Scenario
from lib.model.weight_moves import Part
from pages.ui import (
    formats,
    remarks,
    robust_weights_charts,
    scenario_words,
    state,
    tables,
)
from pages.ui.load import robust_weights as weights
from pages.ui.text import N_, _, name, plain

ASSUMPTIONS = {
    "not_applicable": N_("How parts that do not apply are treated"),
    "scoring": N_("Floors and steps, or value over target"),
    "base_share": N_("Share paid by head, ±10 points"),
}
NORMALISATIONS = {
    Normalisation.SCHEME: N_("scheme's scores"),
    Normalisation.MIN_MAX: N_("best–worst span"),
    Normalisation.Z_SCORE: N_("distance from mean"),
    Normalisation.RANK: N_("place in order"),
}
AGGREGATIONS = {Aggregation.ARITHMETIC: N_("sum"), Aggregation.GEOMETRIC: N_("product")}
_DECISIONS = "weights_decisions"
_QUIET = {"displayModeBar": False}
_CHART = 400


def items(scenario: Scenario) -> None:
    """Show which weights decide the order, and which decisions besides if wanted."""
    decisions = bool(state.picked(state.preset(_DECISIONS, value=False)))
    with st.spinner(_("Varying all weights together …"), show_time=True):
        found = weights.influences(scenario, decisions=decisions)
    labels = {**_items(scenario), **{code: _(words) for code, words in ASSUMPTIONS.items()}}
    st.markdown(f"#### {_most_important(found, labels)}")
    st.toggle(_("Vary decisions of the rules too, not only weights"), key=_DECISIONS)
    words = _(
        "Bar: how much of the changes in the order would go if this one were settled, alone and "
        "together with others. Each weight ±20%; {runs} evaluations, {moved} change hands on "
        "average. Seed {seed}. {unofficial}"
    )
    st.caption(
        words.format(
            runs=formats.number(found.runs),
            moved=formats.wan(found.moved),
            seed=weights.SEED,
            unofficial=_(remarks.NOT_OFFICIAL),
        )
    )
    ordered = sorted(found.influences, key=lambda one: -one.order[1])
    shares = [max(one.order[1], 0.0) for one in ordered]
    st.plotly_chart(
        robust_weights_charts.bars(
            [labels[one.name] for one in ordered],
            shares,
            [formats.percent(share) for share in shares],
            _CHART,
        ),
        key="weights items",
        theme=None,
        config=_QUIET,
        alt=_("Influence of each weight on the order; the same in the table."),
    )
    tables.twin([_influence(one, labels) for one in ordered], _("influence of weights"))


def _most_important(found: Sensitivity, labels: dict[str, str]) -> str:
    if not found.moved:
        return _("Whatever the weights, nothing changes: all institutions stand level.")
    first = max(found.influences, key=lambda one: one.order[1])
    words = _("“{item}” matters most: {share} of all changes in the order hang on it.")
    share = formats.percent(min(max(first.order[1], 0.0), 1.0), 0)
    return words.format(item=plain(labels[first.name]), share=share)


def _influence(one: Influence, labels: dict[str, str]) -> dict[str, str]:
    def shown(share: float) -> str:
        return formats.percent(min(max(share, 0.0), 1.0))

    return {
        _("Weight or decision"): labels[one.name],
        _("Order: alone"): shown(one.order[0]),
        _("Order: with others"): shown(one.order[1]),
        _("Money: alone"): shown(one.money[0]),
        _("Money: with others"): shown(one.money[1]),
    }


def without(scenario: Scenario) -> None:
    """Show what changes when one item does not count at all."""
    found = weights.left_out(scenario)
    if not found:
        st.markdown(_("The scheme has one item only: it cannot be left out."))
        return
    labels = _items(scenario)
    ordered = sorted(found, key=lambda one: -one.moved)
    first = ordered[0]
    words = _("Most hangs on “{item}”: without it {moved} change hands, and {area} {places}.")
    st.markdown(
        "#### "
        + words.format(
            item=plain(labels[first.item]),
            moved=formats.wan(first.moved),
            area=plain(name(first.most)),
            places=_places(first.places),
        )
    )
    words = _(
        "Bar: yuan that change hands when an item is left out and the others share its points."
    )
    st.caption(f"{words} {_(remarks.NOT_OFFICIAL)}")
    st.plotly_chart(
        robust_weights_charts.bars(
            [labels[one.item] for one in ordered],
            [one.moved / 100 for one in ordered],
            [formats.wan(one.moved) for one in ordered],
            _CHART,
        ),
        key="weights without",
        theme=None,
        config=_QUIET,
        alt=_("Money that changes hands without each item; the same in the table."),
    )
    tables.twin([_left_out(one, labels) for one in ordered], _("each item left out"))


def _left_out(one: LeftOut, labels: dict[str, str]) -> dict[str, str | float]:
    return {
        _("Item left out"): labels[one.item],
        _("Its points"): formats.score(one.points),
        _("Changes hands, yuan"): one.moved / 100,
        _("Agreement of the order"): formats.number(one.correlation, 3),
        _("Moves most"): name(one.most),
        _("Places"): formats.signed(one.places),
    }


def _places(places: int) -> str:
    if not places:
        return _("keeps its rank like all others")
    words = _("rises {count} places") if places > 0 else _("falls {count} places")
    return words.format(count=abs(places))


def methods(scenario: Scenario) -> None:
    """Show the ranks by other methods beside those of the rules."""
    found, outcome = weights.methods(scenario), weights.outcome(scenario)
    least = min(found, key=lambda one: one.correlation)
    words = _(
        "By {count} other methods the order agrees to between {least} and {most} (1: the same); "
        "nobody moves more than {places} places."
    )
    st.markdown(
        "#### "
        + words.format(
            count=len(found),
            least=formats.number(least.correlation, 2),
            most=formats.number(max(one.correlation for one in found), 2),
            places=max(one.places for one in found),
        )
    )
    st.caption(
        _(
            "Other methods, for comparison only: nobody is paid by them. They take the values as "
            "measured, with the points of the rules."
        )
    )
    _guard(scenario)
    ranks = [one.ranks.tolist() for one in found]
    lines = sorted(
        range(len(outcome.areas)),
        key=lambda n: (outcome.scores.ranks[n] or 0, outcome.areas[n].code),
    )
    rows = [
        {
            _("Institution"): name(outcome.areas[n]),
            _("Rank now"): outcome.scores.ranks[n],
            **{_method(one): own[n] for one, own in zip(found, ranks, strict=True)},
        }
        for n in lines
    ]
    tables.twin(rows, _("other methods"), _agreement(found))


def _guard(scenario: Scenario) -> None:
    """Say whether an institution less would turn the order of others."""
    turned = weights.reversals(scenario)
    if not turned:
        st.success(_("Checked: no institution's absence would change the order of any two others."))
        return
    words = _(
        "{count} pairs would turn if a third institution were absent, because of scoring by "
        "position among the others; e.g. without {gone}: {behind} before {ahead}."
    )
    first = turned[0]
    st.warning(
        words.format(
            count=len({(one.ahead.code, one.behind.code) for one in turned}),
            gone=plain(name(first.without)),
            ahead=plain(name(first.ahead)),
            behind=plain(name(first.behind)),
        )
    )


def _method(one: Alternative) -> str:
    return f"{_(NORMALISATIONS[one.normalisation])} · {_(AGGREGATIONS[one.aggregation])}"


def _agreement(found: tuple[Alternative, ...]) -> str:
    said = [f"{_method(one)} {formats.number(one.correlation, 3)}" for one in found]
    return _("Agreement of the order with the rules: {list}").format(list="; ".join(said))


def _items(scenario: Scenario) -> dict[str, str]:
    rules = weights.outcome(scenario).rules
    return {
        code: scenario_words.shortened(Part.ITEM, code, whole)
        for code, whole in scenario_words.names(rules, Part.ITEM).items()
    }
