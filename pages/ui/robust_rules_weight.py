"""Real weight: what every item weighs on paper, and what it does to the result."""

import streamlit as st

from lib.model.causes.influence import Influence, Twins
from lib.model.scenarios import Scenario
from lib.model.weight_moves import Part
from pages.ui import (
    formats,
    load,
    remarks,
    robust_rules_charts,
    scenario_words,
    tables,
)
from pages.ui.load import causes
from pages.ui.load.causes import Weighing
from pages.ui.text import _, listed, name, plain


def show(scenario: Scenario) -> None:
    """Say which item does least and most, compare weight and influence, name what is dead."""
    found = causes.weighing(scenario)
    names = scenario_words.names(causes.outcome(scenario).rules, Part.ITEM)
    st.markdown(f"#### {headline(found, names)}")
    st.caption(
        _(
            "Weight: share of the points. Influence: share of the differences between the scores "
            "that come from the item. An item in which all are equal has none, whatever its weight."
        )
    )
    robust_rules_charts.bars(
        [f"{item.item} {names[item.item]}" for item in found.items],
        {
            _("Weight"): [
                (float(item.nominal), formats.percent(item.nominal / 100)) for item in found.items
            ],
            _("Influence"): [(100 * i.share, formats.percent(i.share)) for i in found.items],
        },
        "rules weight",
        _("Weight and influence of each item; the same in the table."),
    )
    for words in (_dead(found), _alike(found)):
        st.markdown(words)
    tables.twin(
        [_row(item, names) for item in found.items],
        _("weight and influence"),
        _(remarks.NOT_OFFICIAL),
    )


def headline(found: Weighing, names: dict[str, str]) -> str:
    """Name the items that do most above and below what they weigh."""
    if not found.items:
        return _("No item has points.")
    beyond = max(found.items, key=lambda item: item.share - float(item.nominal) / 100)
    short = min(found.items, key=lambda item: item.share - float(item.nominal) / 100)
    words = _(
        "“{more}” weighs {more_weight} and decides {more_share} of the differences; "
        "“{less}” weighs {less_weight} and decides {less_share}."
    )
    return words.format(
        more=plain(names[beyond.item]),
        more_weight=formats.percent(beyond.nominal / 100),
        more_share=formats.percent(beyond.share),
        less=plain(names[short.item]),
        less_weight=formats.percent(short.nominal / 100),
        less_share=formats.percent(short.share),
    )


def _dead(found: Weighing) -> str:
    if not found.dead:
        return _("Dead weight: none; every indicator tells some institutions apart.")
    words = _("Dead weight, all institutions attain the same: {indicators}.")
    return words.format(indicators=listed(plain(_indicator(code)) for code in found.dead))


def _alike(found: Weighing) -> str:
    if not found.twins:
        return _("Counted twice: no two indicators rise and fall together.")
    words = _("Counted twice, rising and falling together: {pairs}.")
    return words.format(pairs=listed(plain(_pair(twins)) for twins in found.twins))


def _pair(twins: Twins) -> str:
    return _("{first} and {second} (together {points} points)").format(
        first=_indicator(twins.first),
        second=_indicator(twins.second),
        points=formats.score(twins.points),
    )


def _indicator(leaf: str) -> str:
    tree, indicators = load.rules().tree, load.indicators()
    code = tree.leaves[tree.positions[leaf]].indicator
    return name(indicators[code].name) if code in indicators else code


def _row(item: Influence, names: dict[str, str]) -> dict[str, object]:
    return {
        _("Item"): f"{item.item} {names[item.item]}",
        _("Weight, %"): float(formats.half_up(item.nominal, 2)),
        _("Influence, %"): float(formats.half_up(100 * item.share, 2)),
        _("Follows the score, %"): float(formats.half_up(100 * item.ratio, 2)),
        _("Best less worst, %"): float(formats.half_up(item.spread, 2)),
        _("Money its differences move, yuan"): None if item.moved is None else item.moved / 100,
    }
