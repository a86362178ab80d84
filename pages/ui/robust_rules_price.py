"""Yuan per weight point: institutions by items, a colour and a number in every cell."""

import plotly.graph_objects as go
import streamlit as st

from lib.model.causes.point_price import Prices
from lib.model.scenarios import Scenario
from lib.model.weight_moves import Part
from pages.ui import chart_look, formats, remarks, scenario_words, state, tables
from pages.ui.load import causes
from pages.ui.text import _, name, plain, short_name

_ROW, _HEAD, _FONT = 19, 60, 12  # pixels: 22 rows without scrolling
_SCALE = [[0, "#B35806"], [0.25, "#F1B77B"], [0.5, "#F7F7F7"], [0.75, "#8FC3D1"], [1, "#2C7C95"]]


def show(scenario: Scenario) -> None:
    """Say which item moves most money by one point, then draw the grid."""
    found = causes.prices(scenario)
    names = scenario_words.names(causes.outcome(scenario).rules, Part.ITEM)
    if not found.items:
        st.markdown("#### " + _("No single item can gain a point here."))
        return
    st.markdown(f"#### {headline(found, names)}")
    st.caption(
        " ".join(
            [
                _(
                    "Each cell: yuan if the item goes from half a point below its weight to half "
                    "a point above, the others re-shared in proportion. Columns add up to 0."
                ),
                _(remarks.NOT_OFFICIAL),
            ]
        )
    )
    st.plotly_chart(
        _grid(found),
        key="rules price",
        theme=None,
        config={"displayModeBar": False},
        alt=_("What one point more on each item is worth to each institution; table below."),
    )
    tables.twin(rows(found, names), _("what a point is worth"), _(remarks.NOT_OFFICIAL))


def headline(found: Prices, names: dict[str, str]) -> str:
    """Name the item whose point moves most, and who gains and loses most by it."""
    most = max(found.items, key=lambda price: price.moved)
    areas = {area.code: area for area in found.areas}
    gains = max(most.fen, key=lambda code: most.fen[code])
    loses = min(most.fen, key=lambda code: most.fen[code])
    return _(
        "One point more on “{item}” moves most money: {moved}; {gains} {gain}, {loses} {loss}."
    ).format(
        item=plain(names[most.item]),
        moved=formats.yuan(most.moved),
        gains=plain(short_name(areas[gains])),
        gain=formats.yuan(most.fen[gains], sign=True),
        loses=plain(short_name(areas[loses])),
        loss=formats.yuan(most.fen[loses], sign=True),
    )


def rows(found: Prices, names: dict[str, str]) -> list[dict[str, object]]:
    """Return the grid as a table in yuan, with the sum of each column."""
    lines: list[tuple[str, list[int]]] = [
        (name(area), [price.fen[area.code] for price in found.items]) for area in found.areas
    ]
    lines.append((_("Sum"), [sum(price.fen.values()) for price in found.items]))
    heads = [f"{price.item} {names[price.item]}" for price in found.items]
    return [
        {
            _("Institution"): who,
            **{head: fen / 100 for head, fen in zip(heads, amounts, strict=True)},
        }
        for who, amounts in lines
    ]


def _grid(found: Prices) -> go.Figure:
    yuan = [[price.fen[area.code] / 100 for price in found.items] for area in found.areas]
    most = max((abs(cell) for row in yuan for cell in row), default=1) or 1
    areas = [short_name(area) for area in found.areas]
    heat = {
        "type": "heatmap",
        "z": yuan,
        "x": list(range(len(found.items))),
        "y": areas,
        "text": [[formats.signed(cell) for cell in row] for row in yuan],
        "texttemplate": "%{text}",
        "textfont": {"size": _FONT},
        "zmin": -most,
        "zmax": most,
        "colorscale": _SCALE,
        "showscale": False,
        "xgap": 1,
        "ygap": 1,
        "hoverinfo": "skip",
    }
    axis = {"fixedrange": True, "tickfont": {"size": _FONT + 1, "color": state.ink()}, "dtick": 1}
    layout = {
        "height": _HEAD + _ROW * len(areas),
        "margin": {"l": 0, "r": 0, "t": 24, "b": 0},
        **chart_look.plain(),
        "xaxis": {
            **axis,
            "side": "top",
            "tickvals": list(range(len(found.items))),
            "ticktext": [price.item for price in found.items],
        },
        "yaxis": {**axis, "autorange": "reversed", "automargin": True},
    }
    return go.Figure(data=[heat], layout=layout)
