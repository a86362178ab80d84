"""Cliffs: who stands near a place where a hundredth of a point moves much money."""

import streamlit as st

from lib.model.causes.cliffs import LEAST, Cliff
from lib.model.scenarios import Scenario
from pages.ui import formats, load, remarks, tables
from pages.ui.load import causes
from pages.ui.load.causes import NEAR_SCORE, NEAR_VALUE, Steps
from pages.ui.text import _, name, plain


def show(scenario: Scenario) -> None:
    """Say who stands nearest to a cliff, list all, and what a straight rule would give."""
    found = causes.steps(scenario)
    st.markdown(f"#### {headline(found)}")
    st.caption(
        _(
            "Searched by moving every score up to {score} points and every value up to {value} "
            "units, in hundredths, and running the engine; a cliff moves more than {least}."
        ).format(
            score=formats.number(NEAR_SCORE),
            value=formats.number(NEAR_VALUE),
            least=formats.yuan(LEAST),
        )
    )
    cliffs = [*found.scores, *found.values]
    if cliffs:
        tables.twin([_row(cliff) for cliff in cliffs], _("cliffs"), _(remarks.NOT_OFFICIAL))
    if any(found.straightened.values()):
        st.markdown("**" + _("Without steps: no pass line, no tiers, no awards by rank") + "**")
        tables.twin(
            [_straight(code, fen) for code, fen in found.straightened.items()],
            _("without steps"),
            _(remarks.NOT_OFFICIAL),
        )
    else:
        st.markdown(_("Rules without steps would pay every institution the same as now."))


def headline(found: Steps) -> str:
    """Name the nearest cliff, or say that there is none."""
    cliffs = sorted([*found.scores, *found.values], key=lambda cliff: abs(cliff.distance))
    if not cliffs:
        return _(
            "Nobody stands near a cliff: no hundredth of a point moves more than {least}."
        ).format(least=formats.yuan(LEAST))
    nearest = cliffs[0]
    return _(
        "{count} cliffs are near; the nearest is {area}: {where} {at}, now {own}, "
        "{distance} away, worth {money}."
    ).format(
        count=len(cliffs),
        area=plain(name(nearest.area)),
        where=plain(_where(nearest)),
        at=formats.number(nearest.at, 2),
        own=formats.number(nearest.own, 2),
        distance=formats.number(abs(nearest.distance), 2),
        money=formats.yuan(abs(nearest.fen)),
    )


def _where(cliff: Cliff) -> str:
    if not cliff.leaf:
        return _("score")
    indicators = load.indicators()
    indicator = indicators.get(load.rules().tree.leaves[_position(cliff)].indicator)
    return cliff.leaf if indicator is None else name(indicator.name)


def _position(cliff: Cliff) -> int:
    """Find the leaf of a cliff; that of a veto is named by its indicator."""
    tree = load.rules().tree
    known = {leaf.indicator: number for number, leaf in enumerate(tree.leaves)}
    return tree.positions.get(cliff.leaf, known.get(cliff.leaf, 0))


def _row(cliff: Cliff) -> dict[str, object]:
    away = _("may rise over it") if cliff.distance > 0 else _("may fall from it")
    return {
        _("Institution"): name(cliff.area),
        _("What"): _where(cliff),
        _("Now"): float(formats.half_up(cliff.own, 2)),
        _("Step at"): float(cliff.at),
        _("Distance"): float(formats.half_up(cliff.distance, 2)),
        _("Direction"): away,
        _("Worth, yuan"): cliff.fen / 100,
    }


def _straight(code: str, fen: int) -> dict[str, object]:
    return {
        _("Institution"): name(load.institutions()[code]),
        _("Change, yuan"): fen / 100,
    }
