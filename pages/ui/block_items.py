"""Service items of the blocks against their targets."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.model import appraisal
from lib.model.appraisal import ItemStanding
from lib.model.blocks.membership import Block
from lib.model.progress import NO_LIGHT
from pages.ui import block_words, formats, lights, load, tables
from pages.ui.headlines import conclude
from pages.ui.load import blocks
from pages.ui.text import _, listed, name, plain

_ROW_HEIGHT = 32
_NAMES = 260  # pixels; the longest name of an item in Chinese


def compare(heading: DeltaGenerator) -> None:
    """Show every item in every block: how much of the year's target is reached."""
    found = {block.code: block for block in blocks.blocks()}
    items = {code: blocks.items(code) for code in found}
    behind = [(s, code) for code, own in items.items() for s in own if s.light == "red"]
    said = listed(
        f"{block_words.lead(found[code].hospital)} {block_words.item(s.code)}" for s, code in behind
    )
    words = _("{count} items of blocks are behind: {names}") if behind else _("No item is behind.")
    with heading:
        conclude(plain(words.format(count=len(behind), names=said)))
    whole = {standing.code: standing for standing in _county()}
    rows = [
        {
            _("Service item"): block_words.item(whole[code].code),
            _("County"): _cell(whole[code]),
            **{
                block_words.lead(found[b].hospital): _cell(_of(own, code))
                for b, own in items.items()
            },
        }
        for code in whole
    ]
    st.dataframe(
        rows,
        hide_index=True,
        row_height=_ROW_HEIGHT,
        height="content",
        column_config={_("Service item"): st.column_config.Column(width=_NAMES)},
    )
    st.caption(_how())
    tables.download(rows, "-".join((_("blocks"), _("items"), str(blocks.quarter()))))


def show(block: Block, heading: DeltaGenerator) -> None:
    """Show the items of one block beside the county, and how many figures are behind."""
    own, whole = blocks.items(block.code), {s.code: s for s in _county()}
    weakest = sorted((s for s in own if s.done is not None), key=lambda s: s.done or 0)[:3]
    words = _("Furthest from the target: {names}")
    said = listed(f"{block_words.item(s.code)} {formats.percent(s.done)}" for s in weakest)
    with heading:
        conclude(plain(words.format(names=said)))
    rows = [_row(standing, whole[standing.code]) for standing in own]
    st.dataframe(
        rows,
        hide_index=True,
        row_height=_ROW_HEIGHT,
        height="content",
        column_config={_("Service item"): st.column_config.Column(width=_NAMES)},
    )
    st.caption(_how())
    tables.download(rows, "-".join((name(block.hospital), _("items"), str(blocks.quarter()))))


def _county() -> tuple[ItemStanding, ...]:
    rules = load.outcome().rules
    return appraisal.item_standings(load.county_progress(), load.progress(), rules)


def _of(standings: tuple[ItemStanding, ...], code: str) -> ItemStanding:
    return next(one for one in standings if one.code == code)


def _cell(standing: ItemStanding) -> str:
    if standing.light == NO_LIGHT:
        return formats.MISSING
    return f"{lights.SIGNS[standing.light]} {formats.percent(standing.done)}"


def _row(standing: ItemStanding, whole: ItemStanding) -> dict[str, object]:
    apart = None if standing.done is None or whole.done is None else standing.done - whole.done
    return {
        _("Service item"): block_words.item(standing.code),
        _("State"): lights.shown(standing.light),
        _("Target reached"): formats.percent(standing.done),
        _("Due by now"): formats.percent(standing.due),
        _("County"): formats.percent(whole.done),
        _("Ahead of the county"): formats.points_of_percent(apart),
        **{
            f"{lights.SIGNS[light]} {_(lights.WORDS[light])}": standing.lights.get(light, 0)
            for light in ("green", "amber", "red")
        },
    }


def _how() -> str:
    return _(
        "Numerators and denominators of the members are added up; each indicator counts by its "
        "points, at most 100 % of its target. ● on schedule ▲ close ▼ behind. Sensitive figures "
        "of too few people are left out."
    )
