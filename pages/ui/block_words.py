"""How blocks are put into words: means, ranks with their remark, kinds of activities."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lib.model.blocks.activities import Kind
from lib.model.blocks.membership import Block
from lib.model.blocks.standing import Standing
from lib.model.roster import Area
from pages.ui import formats, load, state, supervision_words
from pages.ui.load import blocks
from pages.ui.load.blocks import Summary
from pages.ui.text import N_, _, listed, name, short_name

KINDS = {
    Kind.CLINIC: N_("Clinic sessions"),
    Kind.TRAINING: N_("Training given"),
    Kind.QUALITY: N_("Quality control"),
    Kind.SUPPORT: N_("Assistance"),
    Kind.REFERRAL: N_("Two-way referral"),
}


def rank(standing: Standing, every: Sequence[Standing]) -> str:
    """Write the rank of a block; ≈ stands before those from which chance alone may part it."""
    alike = _alike(standing, every)
    written = formats.rank(standing.rank)
    return f"{written} ≈ {listed(map(str, alike))}" if alike else written


def rank_in_words(standing: Standing, every: Sequence[Standing]) -> str:
    """Say the rank of a block, and that it means little where it does."""
    alike = _alike(standing, every)
    if not alike:
        return formats.rank(standing.rank)
    return _("{rank} (no significant difference from No. {others})").format(
        rank=formats.rank(standing.rank), others=listed(map(str, alike))
    )


def item(code: str) -> str:
    """Name a service item without what stands in brackets."""
    items = load.service_items()
    return re.sub(r"\s*[（(].*?[）)]", "", name(items[code])) if code in items else code


def lead(hospital: Area) -> str:
    """Name a lead hospital: in full in Chinese, shortly in English, where tables cut it off."""
    if state.language() == "zh":
        return name(hospital)
    code = hospital.code
    return (
        _(supervision_words.BODIES[code])
        if code in supervision_words.BODIES
        else short_name(hospital)
    )


def names(codes: Sequence[str]) -> str:
    """List institutions by their places."""
    return listed(short_name(load.roster().find(code)) for code in codes)


def gaps(found: Sequence[Summary]) -> str:
    """Say which members got no help in the quarter."""
    missed = [area.code for one in found for area in one.help.gaps]
    if not missed:
        return _("every member was helped this quarter")
    words = _("{count} members without any activity this quarter: {names}")
    return words.format(count=len(missed), names=names(missed))


def own_body(block: Block) -> str:
    """Say that a lead hospital is a member itself; empty where it is not."""
    if not block.itself:
        return ""
    words = _(
        "{hospital} is one body in two roles: it leads the block and is scored as a member "
        "({code}). What it does at home is not counted as help."
    )
    return words.format(hospital=name(block.hospital), code=block.itself)


def summaries() -> dict[str, Summary]:
    """Return every block in short, by code."""
    return {one.standing.block.code: one for one in blocks.summary()}


def _alike(standing: Standing, every: Sequence[Standing]) -> list[int]:
    places = {one.block.code: one.rank for one in every}
    return sorted(place for code in standing.peers if (place := places[code]))
