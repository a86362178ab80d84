"""The tables of a profile: its indicators against their targets, and its clinics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from lib.model import appraisal
from lib.model.appraisal import LeafStanding
from lib.model.progress import NO_LIGHT, Progress
from lib.model.roster import Area
from lib.model.villages import VillageRow
from pages.ui import figures, formats, lights, load, tables
from pages.ui.headlines import headline
from pages.ui.text import _, name, plain

_SHOWN = 12
_URGENCY = ("red", "amber", NO_LIGHT, "green")


def indicators(area: Area) -> None:
    """Show indicators against their targets: those that cost most points, or all of them."""
    lost = _lost(appraisal.leaf_standings(figures.visible(), area.code))
    found = load.progress()
    mine = [progress for progress in found if progress.area.code == area.code]
    mine.sort(key=lambda p: (-lost.get(p.indicator.code, -1), _URGENCY.index(p.light)))
    every = [_indicator(progress, lost) for progress in mine]
    with st.container(horizontal=True, vertical_alignment="center"):
        headline(_("Indicators"), _("most points lost first"))
        whole = st.toggle(_("Show all {count}").format(count=len(every)), key="every indicator")
        tables.download(every, f"indicators-{area.code}", figures.remark(mine))
    st.table(every if whole else every[:_SHOWN], hide_index=True, border="horizontal")
    if remark := figures.remark(mine):
        st.caption(remark)


def _lost(leaves: Sequence[LeafStanding]) -> Mapping[str, float]:
    """Add up what each indicator loses, for ordering and to show."""
    sums: dict[str, float] = {}
    for leaf in leaves:
        sums[leaf.indicator] = sums.get(leaf.indicator, 0.0) + float(leaf.lost)
    return sums


def _indicator(progress: Progress, lost: Mapping[str, float]) -> dict[str, str]:
    unit = progress.indicator.unit
    target = None if progress.target is None else progress.target.value
    return {
        _("Indicator"): plain(name(progress.indicator.name)),
        _("Light"): lights.shown(progress.light).replace(" ", "\u00a0"),
        _("Value"): figures.written(progress),
        _("Target"): formats.in_unit(target, unit),
        _("Due by now"): formats.in_unit(progress.expected, unit),
        _("Still needed now"): formats.number(progress.needed_now),
        _("Still needed this year"): formats.number(progress.needed_by_year_end),
        _("Points lost"): figures.written(progress)
        if figures.withheld(progress)
        else formats.score(lost.get(progress.indicator.code)),
    }


def clinics(area: Area) -> None:
    """Show every clinic with its residents, score and money; they add up to the village share."""
    villages = load.outcome().villages
    rows = () if villages is None else villages.of(area.code)
    headline(_("Village clinics"), _sum(rows))
    if not rows:
        st.caption(_("No clinic is scored here."))
        return
    shown = [_clinic(row) for row in sorted(rows, key=lambda row: (-(row.score or 0), row.area))]
    half = (len(shown) + 1) // 2
    for column, part in zip(
        st.columns(2, gap="small", wrap=False), (shown[:half], shown[half:]), strict=True
    ):
        with column:
            if part:
                st.table(part, hide_index=True, border="horizontal")
    tables.download(shown, f"clinics-{area.code}")


def _sum(rows: Sequence[VillageRow]) -> str:
    words = _("{count} clinics, {amount} together")
    amount = formats.yuan(sum(row.amount for row in rows))
    return words.format(count=len(rows), amount=amount)


def _clinic(row: VillageRow) -> dict[str, str]:
    return {
        _("Clinic"): plain(name(load.roster().find(row.area))),
        _("Residents"): formats.number(row.population),
        _("Score"): formats.score(row.score),
        _("Amount (yuan)"): formats.yuan(row.amount, unit=False),
    }
