"""One block: its members with score, change, worst items and help; its map beside."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.model.appraisal import Part
from lib.model.blocks.membership import Block
from pages.ui import block_map, block_words, formats, state, tables
from pages.ui.headlines import conclude
from pages.ui.load import blocks
from pages.ui.load.blocks import Member, Summary
from pages.ui.text import _, listed, name, plain, short_name

_ROW_HEIGHT = 34


def show(block: Block, heading: DeltaGenerator) -> None:
    """Show the verdict, the members, and where they are."""
    every = block_words.summaries()
    found = every[block.code]
    with heading:
        conclude(*(plain(part) for part in _verdict(found, list(every.values()))))
    if words := block_words.own_body(block):
        st.info(words, icon=":material/info:")
    seen, beside = st.columns([72, 28], gap="medium")
    rows = [_row(one, block, found) for one in blocks.members(block)]
    with seen:
        st.dataframe(rows, hide_index=True, row_height=_ROW_HEIGHT)
        tables.download(rows, f"{name(block.hospital)}-{blocks.quarter()}")
        st.caption(_("Worst items: those that lose the member most points, with the share earned."))
    with beside:
        block_map.show(block)
    st.caption(
        _(
            "Ranked by the mean weighted by residents; the plain mean counts every institution "
            "the same. Chance: other checks and surveys of the same size (95 %)."
        )
    )


def _verdict(found: Summary, every: list[Summary]) -> tuple[str, str]:
    one, means = found.standing, found.standing.means
    words = _("{count} institutions, weighted mean {weighted} ({change} on quarter), {rank}")
    more = _("plain mean {plain}; scores from {least} to {most}; {gaps}")
    said = words.format(
        count=len(one.block.members),
        weighted=formats.score(means.weighted),
        change=formats.signed(one.change, 2),
        rank=block_words.rank_in_words(one, [other.standing for other in every]),
    )
    return said, more.format(
        plain=formats.score(means.plain),
        least=formats.score(means.least),
        most=formats.score(means.most),
        gaps=block_words.gaps([found]),
    )


def _row(member: Member, block: Block, found: Summary) -> dict[str, object]:
    area = block.member(member.code)
    count = found.help.by_member.get(member.code)
    return {
        _("Rank"): member.rank,
        _("Institution"): name(area) if state.language() == "zh" else short_name(area),
        _("Score"): formats.score(member.score),
        _("On quarter"): formats.signed(member.change, 2),
        _("Help this quarter"): _("leads the block") if count is None else _help(count.activities),
        _("Worst items"): listed(_worst(part) for part in member.worst),
        _("Residents"): area.population,
    }


def _worst(part: Part) -> str:
    return f"{block_words.item(part.code)} {formats.percent(part.share, 0)}"


def _help(count: int) -> str:
    if not count:
        return _("▲ none")
    return f"● {formats.number(count)}"
