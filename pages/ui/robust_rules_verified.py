"""Unverified points: how much of every score rests on figures nobody checked."""

import streamlit as st

from lib.model.causes.unverified import Debt, of_county
from lib.model.scenarios import Scenario
from lib.model.weight_moves import Part
from pages.ui import formats, robust_rules_charts, scenario_words, tables
from pages.ui.load import causes
from pages.ui.text import _, name, short_name


def show(scenario: Scenario) -> None:
    """Say how many points of 100 nobody checked, by institution and by item."""
    found = causes.debts(scenario)
    names = scenario_words.names(causes.outcome(scenario).rules, Part.ITEM)
    ordered = sorted(found, key=lambda debt: (-debt.points, debt.area.code))
    st.markdown(f"#### {headline(found)}")
    st.caption(
        _(
            "A figure counts as verified once a verified or final stage of it is stored; missing "
            "figures that keep their points count as unverified."
        )
    )
    robust_rules_charts.bars(
        [short_name(debt.area) for debt in ordered],
        {_("Unverified"): [(float(d.points), formats.score(d.points, 1)) for d in ordered]},
        "rules verified",
        _("Unverified points of each institution; the same in the table."),
    )
    tables.twin([_row(debt, names) for debt in ordered], _("unverified points"))


def headline(found: tuple[Debt, ...]) -> str:
    """Say the mean, and who has most."""
    mean = of_county(found)
    if mean == 100:  # noqa: PLR2004 (of 100 points)
        return _("All 100 points rest on figures that nobody has verified.")
    if mean == 0:
        return _("Every figure that earns points is verified.")
    most = max(found, key=lambda debt: debt.points)
    return _("{mean} of 100 points rest on unverified figures, most at {area}: {points}.").format(
        mean=formats.score(mean, 1), area=name(most.area), points=formats.score(most.points, 1)
    )


def _row(debt: Debt, names: dict[str, str]) -> dict[str, object]:
    by_item = {
        f"{code} {words}": float(formats.half_up(debt.items.get(code, 0), 2))
        for code, words in names.items()
    }
    return {
        _("Institution"): name(debt.area),
        _("Unverified points"): float(formats.half_up(debt.points, 2)),
        _("of these missing"): float(formats.half_up(debt.missing, 2)),
        **by_item,
    }
