"""What is said about the village share: how large it is, and whether that is usual."""

from __future__ import annotations

from fractions import Fraction

from lib.model.allocation import Row
from lib.model.rules import AllocationRules
from lib.model.tree import DEFAULT_KIND
from pages.ui import formats
from pages.ui.text import N_, fill


def share(rules: AllocationRules, area: str) -> Fraction:
    """Return the village share that the rules give an institution, unit /1."""
    return rules.village_share.get(area, rules.village_share[DEFAULT_KIND])


def within(rules: AllocationRules, row: Row) -> bool:
    """Tell whether an institution's village share lies in the declared band; no band is wide."""
    usual = rules.village_band
    return usual is None or usual.least <= share(rules, row.area) <= usual.most


def declared(rules: AllocationRules) -> str:
    """Say which village shares are usual."""
    usual = rules.village_band
    if usual is None:
        return fill(N_("The scheme declares no band for the village share."), {})
    return fill(N_("Declared band: {least} to {most}."), _ends(rules))


def band(rules: AllocationRules, row: Row) -> list[str]:
    """Say where the village share of an institution lies; nothing where no band is declared."""
    if rules.village_band is None:
        return []
    told = N_("✓ village share {share}, inside the declared band of {least} to {most}")
    if not within(rules, row):
        told = N_("▲ village share {share}, outside the declared band of {least} to {most}")
    return [fill(told, {"share": formats.percent(share(rules, row.area)), **_ends(rules)})]


def _ends(rules: AllocationRules) -> dict[str, str]:
    usual = rules.village_band
    ends = (None, None) if usual is None else (usual.least, usual.most)
    return dict(zip(("least", "most"), map(formats.percent, ends), strict=True))
