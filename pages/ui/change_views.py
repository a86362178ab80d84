"""Views of a change, one at a time: pictures, map, table, and what was changed."""

from collections.abc import Hashable
from typing import Any

import pandas as pd
import streamlit as st

from lib.model import weight_moves
from lib.model.comparison import BANDS, LARGE, SMALL, Change, Comparison
from lib.model.evaluation import Outcome
from lib.model.scenarios import Scenario, dimension_points, item_points
from lib.model.weight_moves import Part
from pages.ui import (
    causes_panel,
    charts_change,
    choices,
    formats,
    load,
    remarks,
    scenario_address,
    scenario_words,
    state,
    widgets,
)
from pages.ui.load import shapes
from pages.ui.scales import elements
from pages.ui.text import N_, _, name, short_name

VIEWS = {
    "money": N_("Money and ranks"),
    "why": N_("Why"),
    "map": N_("Map of change"),
    "table": N_("Table"),
    "weights": N_("Weights in effect"),
}
NOT_OFFICIAL = N_(remarks.NOT_OFFICIAL)
_QUIET = {"displayModeBar": False}
_MAP = 352  # pixels: what has to be said below it is still in sight
_TABLE = 400


def show(baseline: Outcome, proposed: Outcome, compared: Comparison, scenario: Scenario) -> None:
    """Let the reader choose a view, and draw that one only: it is what costs time."""
    view = choices.kept(_("View"), VIEWS, lambda code: _(VIEWS[code]), address="view")
    if view == "map":
        _map(compared)
    elif view == "why":
        causes_panel.show(baseline, proposed, scenario)
    elif view == "table":
        _table(compared)
    elif view == "weights":
        _weights(baseline, proposed)
    else:
        _pictures(compared)


def results(compared: Comparison) -> dict[str, object]:
    """Return the engine's numbers, institution by institution in the order of their codes."""
    return {
        "turn": scenario_address.turn(),
        "lang": state.language(),
        "before": [c.before for c in compared.changes],
        "after": [c.after for c in compared.changes],
        "started": [c.rank_before for c in compared.changes],
        "places": [c.rank_after for c in compared.changes],
        "edges": [float(SMALL), float(LARGE)],
    }


def _pictures(compared: Comparison) -> None:
    """Draw bars and ranks that follow the hand while it moves."""
    hints = charts_change.hints(compared.changes)
    shown = {
        **results(compared),
        "shows": "pictures",
        "areas": [{"code": c.area.code, "name": short_name(c.area)} for c in compared.changes],
        "beside": [charts_change.beside(c) for c in compared.changes],
        "hints": [hints[c.area.code] for c in compared.changes],
        "colours": charts_change.COLOURS,
        "far": charts_change.FAR,
        "words": {
            "amount": charts_change.pattern(),
            "bars": _("Change in yuan (in % of the amount before)"),
            "slope": _("Rank now → proposed (thick: {far} or more)").format(far=charts_change.FAR),
            "alt": _("Ranks before and after; the same in the table."),
        },
    }
    elements.news(shown, "whatif pictures")


def _map(compared: Comparison) -> None:
    counts = compared.counts()
    st.caption(
        " · ".join(
            f"{charts_change.SIGNS[band]} {charts_change.band_words(band)}: {counts[band]}"
            for band in BANDS
        )
    )
    hints = charts_change.hints(compared.changes)
    _chart(
        charts_change.change_map(compared.changes, hints, _MAP),
        "map",
        _("Map of the change of each institution in five bands; the same in the table."),
    )
    notice = shapes.map_notice()
    schematic = notice.is_schematic("institutions")
    words = [_("Schematic map: not a basis for drawing borders.")] if schematic else []
    st.caption(" ".join([*words, notice.review_number]))


def _table(compared: Comparison) -> None:
    rows = pd.DataFrame([_row(change) for change in compared.changes])
    plain: list[Hashable] = [
        c for c in rows.columns if c != _("Change, %") and rows[c].dtype == float
    ]
    st.dataframe(
        rows.style.format(_two_decimals, subset=plain).format(_signed, subset=[_("Change, %")]),
        hide_index=True,
        height=_TABLE,
    )
    widgets.download(
        _("Download the table"),
        lambda: load.csv_file([_row(c) for c in compared.changes], _remark()),
        _("change per institution"),
        "csv",
    )


def _two_decimals(value: Any) -> str:  # noqa: ANN401 (what a table cell holds)
    return formats.number(value, 2)


def _signed(percent: Any) -> str:  # noqa: ANN401 (what a table cell holds)
    return formats.signed_percent(percent / 100, 2)


def _remark() -> str:
    made_up = _("Demonstration data: every figure is made up by a program.")
    return " ".join([_(remarks.NOT_OFFICIAL), *([made_up] if load.is_demonstration() else [])])


def _row(change: Change) -> dict[str, str | int | float | None]:
    """Return one institution as plain numbers; formats are for the eye only."""
    share = None if change.share is None else float(formats.half_up(change.share * 100, 4))
    return {
        _("Institution"): name(change.area),
        _("Before, yuan"): change.before / 100,
        _("After, yuan"): change.after / 100,
        _("Change, yuan"): change.difference / 100,
        _("Change, %"): share,
        _("Rank before"): change.rank_before,
        _("Rank after"): change.rank_after,
        _("Score before"): None if change.score_before is None else float(change.score_before),
        _("Score after"): None if change.score_after is None else float(change.score_after),
    }


def _weights(baseline: Outcome, proposed: Outcome) -> None:
    """Show the weights as they work, once item and dimension weights have met."""
    both = (baseline.rules, proposed.rules)
    rows = []
    for part, points in (
        (Part.ITEM, [item_points(rules.tree) for rules in both]),
        (Part.DIMENSION, [dimension_points(rules) for rules in both]),
    ):
        names = scenario_words.names(baseline.rules, part)
        rows += [
            {
                _("Weight of"): names[code],
                _("In force"): formats.score(points[0][code]),
                _("In effect"): formats.score(points[1][code]),
                _("Difference"): formats.signed(points[1][code] - points[0][code], 2),
            }
            for code in weight_moves.in_force(baseline.rules, part)
        ]
    st.dataframe(rows, hide_index=True, height=_TABLE)
    for line in scenario_words.money_list(baseline, proposed):
        st.markdown(f"- {line}")


def _chart(figure: object, key: str, alt: str) -> None:
    st.plotly_chart(figure, key=f"whatif {key}", theme=None, config=_QUIET, alt=alt)
