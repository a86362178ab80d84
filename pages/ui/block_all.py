"""All blocks beside one another: means, spread and what chance leaves of their order."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.model.blocks.standing import Standing
from pages.ui import block_words, chart_look, formats, load, state, tables
from pages.ui.headlines import conclude
from pages.ui.load import blocks
from pages.ui.load.blocks import Summary
from pages.ui.text import _, listed, name, plain

_HEIGHT = 320  # pixels
_BAND, _DOT = "rgba(57,140,180,0.42)", "#7D8C95"  # seen on white and on black
_QUIET = {"displayModeBar": False}


def show(heading: DeltaGenerator | None = None) -> None:
    """Show the verdict, the chart with its twin, and how to read it."""
    found = blocks.summary()
    with heading or st.container():
        conclude(*(plain(part) for part in _verdict(found)))
    every = sorted((one.standing for one in found), key=lambda s: (s.rank or 99, s.block.code))
    st.plotly_chart(
        _chart(every),
        key="blocks",
        theme=None,
        config=_QUIET,
        alt=_("Mean, interval and members of each block; the same in the table."),
    )
    st.caption(_how_to_read())
    ranked = sorted(found, key=lambda one: every.index(one.standing))
    rows = [_row(one, every) for one in ranked]
    tables.twin(rows, "-".join((_("blocks"), str(blocks.quarter()))))
    for one in every:
        if words := block_words.own_body(one.block):
            st.caption(words)


def _how_to_read() -> str:
    """Say which mean is which and when a difference means nothing."""
    return _(
        "Ranked by the mean weighted by residents; the plain mean counts every institution "
        "the same. Bar: 95 % interval of the weighted mean if checks and surveys were drawn "
        "again. ≈: no significant difference, so no order."
    )


def _verdict(found: Sequence[Summary]) -> tuple[str, str]:
    """Say who stands first and last; then whose order means nothing and who got no help."""
    ranked = sorted(
        (one.standing for one in found if one.standing.rank), key=lambda s: s.rank or 99
    )
    first_line = _("No block has a score yet")
    said = []
    if ranked:
        first, last = ranked[0], ranked[-1]
        words = _("Weighted means from {best} ({first}) to {worst} ({last})")
        first_line = words.format(
            best=formats.score(first.means.weighted),
            first=block_words.lead(first.block.hospital),
            worst=formats.score(last.means.weighted),
            last=block_words.lead(last.block.hospital),
        )
    alike = [one for one in ranked if one.peers]
    if alike:
        words = _("no significant difference among {names}")
        said.append(
            words.format(names=listed(block_words.lead(one.block.hospital) for one in alike))
        )
    return first_line, _("; ").join([*said, block_words.gaps(found)])


def _chart(every: Sequence[Standing]) -> go.Figure:
    """Draw of each block its interval, its members and both means, the best one on top."""
    scores = load.outcome().scores
    rows = list(range(len(every)))
    members = [
        (row, area, score)
        for row, one in enumerate(every)
        for area in one.block.members
        if (score := scores.of(area.code)) is not None
    ]
    drawn = go.Figure()
    drawn.add_bar(
        name=_("95 % interval"),
        orientation="h",
        y=rows,
        base=[one.low for one in every],
        x=[(one.high or 0) - (one.low or 0) for one in every],
        width=0.46,
        marker={"color": _BAND},
        hoverinfo="skip",
    )
    drawn.add_scatter(
        name=_("Member institutions"),
        mode="markers",
        x=[float(score) for _row_, _area, score in members],
        y=[row for row, _area, _score in members],
        marker={"symbol": "circle-open", "size": 10, "color": _DOT, "line": {"width": 2}},
        hovertext=[f"{name(area)} {formats.score(score)}" for _row_, area, score in members],
        hoverinfo="text",
    )
    for label, symbol, size, values in (
        (_("Weighted mean"), "diamond", 14, [one.means.weighted for one in every]),
        (_("Plain mean"), "line-ns-open", 16, [one.means.plain for one in every]),
    ):
        drawn.add_scatter(
            name=label,
            mode="markers",
            x=[None if value is None else float(value) for value in values],
            y=rows,
            marker={"symbol": symbol, "size": size, "color": state.ink(), "line": {"width": 2}},
            hovertext=[f"{label} {formats.score(value)}" for value in values],
            hoverinfo="text",
        )
    drawn.update_layout(**_style(every))
    return drawn


def _style(every: Sequence[Standing]) -> dict[str, object]:
    labels = [
        f"<b>{block_words.lead(one.block.hospital)}</b><br>{block_words.rank(one, every)}"
        for one in every
    ]
    return {
        **chart_look.plain(14),
        "height": _HEIGHT,
        "margin": {"l": 140 if state.language() == "zh" else 150, "r": 8, "t": 34, "b": 34},
        "legend": {"orientation": "h", "y": 1.14, "x": 0},
        "hovermode": "closest",
        "xaxis": {"gridcolor": "rgba(127,127,127,0.25)", "zeroline": False, "fixedrange": True},
        "yaxis": {
            "tickvals": list(range(len(every))),
            "ticktext": labels,
            "autorange": "reversed",
            "fixedrange": True,
            "ticks": "",
            "showgrid": False,
            "zeroline": False,
        },
    }


def _row(found: Summary, every: Sequence[Standing]) -> dict[str, object]:
    one, means = found.standing, found.standing.means
    helped = len(one.block.helped) - len(found.help.gaps)
    return {
        _("Block"): block_words.lead(one.block.hospital),
        _("Rank"): block_words.rank(one, every),
        _("Weighted mean"): formats.score(means.weighted),
        _("95 % interval"): f"{formats.number(one.low, 1)} – {formats.number(one.high, 1)}",
        _("On quarter"): formats.signed(one.change, 2),
        _("Plain mean"): formats.score(means.plain),
        _("Lowest"): formats.score(means.least),
        _("Highest"): formats.score(means.most),
        _("Spread of scores"): formats.score(means.spread),
        _("Member institutions"): len(one.block.members),
        _("Activities"): found.help.total.activities,
        _("Activities, change"): formats.signed(
            found.help.total.activities - found.before.total.activities
        ),
        _("Members helped"): f"{helped} / {len(one.block.helped)}",
    }
