"""Four columns: figures as claimed, verified, appealed and final, with who, when and why."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.model.intake.figures import Stage
from lib.model.replies.columns import LAPSED, Line
from pages.ui import appeal_words, formats, load, picking, tables, widgets
from pages.ui.appeal_words import STATES
from pages.ui.headlines import conclude, headline
from pages.ui.load import replies
from pages.ui.stage_words import stage_name
from pages.ui.text import _, plain, short_name

_TABLE = "four columns"
_ROW_HEIGHT = 32


def show(heading: DeltaGenerator) -> None:
    """Show every verified figure of the quarter with its columns; of one of them the story."""
    quarter = appeal_words.quarter()
    found = [one for one in replies.lines(quarter) if appeal_words.is_chosen(one.figure[0])]
    if not found:
        widgets.nothing(
            _("No figure of this quarter was verified yet."),
            _("Results of checks become verified figures when they are transferred."),
        )
        return
    with heading:
        conclude(plain(_verdict(found)))
    at = picking.line(_TABLE)
    place = st.container()
    rows = [_row(line) for line in found]
    st.dataframe(
        rows,
        hide_index=True,
        row_height=_ROW_HEIGHT,
        key=_TABLE,
        on_select="rerun",
        selection_mode="single-row",
    )
    tables.download(rows, "-".join((_("four columns"), str(quarter))), _remark())
    st.caption(_remark())
    with place:
        _story(found[at if at is not None and at < len(found) else 0])


def _verdict(found: list[Line]) -> str:
    cut = [one for one in found if (one.cut or 0) > 0]
    appealed = [one for one in found if one.appeal is not None]
    given = [one for one in appealed if one.state in {"accepted", "partly"}]
    return _(
        "{figures} figures were verified, {cut} of them lowered; {appealed} appealed, "
        "{given} raised again"
    ).format(figures=len(found), cut=len(cut), appealed=len(appealed), given=len(given))


def _story(line: Line) -> None:
    """Show the columns of one figure as cards, each with who made it, when and why."""
    headline(plain(appeal_words.figure_name(line.figure)), _(STATES[line.state]))
    told = replies.detail(line.figure)
    for stage, place in zip(Stage, st.columns(4, gap="small", border=True), strict=True):
        with place:
            _card(told, stage)


def _card(line: Line, stage: Stage) -> None:
    st.markdown(f"**{stage_name(stage)}**")
    st.markdown(f"##### {plain(appeal_words.column(line, stage))}")
    found = line.columns.get(stage)
    if found is None:
        if stage is Stage.FINAL and line.state == LAPSED and line.closes:
            words = _("nobody appealed until {day}")
            st.caption(words.format(day=formats.day(line.closes)))
        return
    when = formats.day(found.on) if found.on else formats.MISSING
    st.caption(" · ".join((plain(found.by), when)))
    st.text(found.why)


def _row(line: Line) -> dict[str, object]:
    area, indicator, _month = line.figure
    return {
        _("State"): _(STATES[line.state]),
        _("Institution"): short_name(load.roster().find(area)),
        _("Indicator"): appeal_words.indicator_name(indicator),
        **{
            stage_name(stage): appeal_words.column(line, stage, appeal_words.short_counts)
            for stage in Stage
        },
        _("Appeal until"): line.closes.isoformat() if line.closes else formats.MISSING,
    }


def _remark() -> str:
    return _(
        "Of each figure the final one counts, else the verified, else the reported one; an "
        "appeal counts only once it is decided. Nothing is overwritten."
    )
