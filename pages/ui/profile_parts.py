"""The blocks of a profile: who it is, where it stands, its money, strengths and gaps."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lib.model import appraisal, movement
from lib.model.appraisal import LeafStanding
from lib.model.movement import Move
from lib.model.roster import CLINIC, Area
from pages.ui import (
    allocation_columns,
    allocation_words,
    explained,
    formats,
    load,
    overview_parts,
    state,
    village_words,
)
from pages.ui import figures as screened
from pages.ui.headlines import headline
from pages.ui.text import N_, _, fill, name, plain

KINDS = {
    "township_hospital": N_("Township health centre"),
    "street_centre": N_("Community health centre"),
}
EXPLAINED = {
    "score": N_("Score"),
    "amount": N_("Amount"),
    "settlement": N_("Settlement"),
    "village": N_("Village part"),
}
_LISTED = 3


def chosen() -> Area:
    """Return the institution under the magnifying glass; the first one while none is chosen."""
    institutions = load.institutions()
    code = state.filters().unit
    if code in institutions:
        return institutions[code]
    area = next(iter(institutions.values()))
    words = _("No institution is chosen: this is {institution}. Choose another one above.")
    st.info(words.format(institution=plain(name(area))), icon=":material/arrow_upward:")
    return area


def head(area: Area) -> None:
    """Say who it is: kind, block, residents, clinics."""
    roster = load.roster().on(state.filters().day)
    clinics = sum(child.kind == CLINIC for child in roster.children(area.code))
    facts = [
        _("Residents served: {people}").format(people=formats.number(area.population)),
        _("Village clinics: {count}").format(count=clinics),
    ]
    if area.block:
        block = plain(name(roster.find(area.block)))
        facts.append(_("Lead hospital: {block}").format(block=block))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(plain(name(area)), anchor=False, width="content")
        st.badge(_(KINDS[area.kind]), color="primary")
        st.caption(" · ".join(facts), width="content")


def figures(area: Area) -> None:
    """Show score, rank, grade and amount, with what changed since last quarter."""
    outcome, move = load.outcome(), _move(area)
    score, rank, grade, amount = st.columns(4, gap="small", border=True)
    with score:
        label = _("Score · {change} on quarter").format(change=formats.signed(move.gain, 2))
        st.metric(label, formats.score(move.score))
    with rank:
        label = _("Rank of {count} · {change} on quarter")
        places = overview_parts.places(move)
        st.metric(
            label.format(count=len(outcome.areas), change=places or formats.MISSING),
            formats.MISSING if move.rank is None else str(move.rank),
        )
    with grade:
        found = appraisal.grade(move.score, outcome.rules.grades)
        st.metric(_("Grade"), _(overview_parts.GRADES.get(found, found)) or formats.MISSING)
    with amount:
        fen = None if outcome.allocation is None else outcome.allocation.row(area.code).amount
        st.metric(_("Amount (m yuan)"), formats.wan(fen, unit=False), help=formats.yuan(fen))


def _move(area: Area) -> Move:
    quarter = load.previous_quarter()
    before = None if quarter is None else load.scores(quarter)
    moved = movement.moves(before, load.outcome().scores)
    return next(move for move in moved if move.area.code == area.code)


def money(area: Area) -> None:
    """Show the money to the fen, and how every number comes about."""
    outcome = load.outcome()
    if outcome.allocation is None:
        return
    row = outcome.allocation.row(area.code)
    shown = allocation_columns.columns(outcome.allocation.rows)
    amounts = {_(column.title): column.read(row) for column in shown.values()}
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        headline(_("Money (yuan)"), _("how it comes about:"))
        for what, label in EXPLAINED.items():
            with st.popover(_(label), icon=":material/calculate:", type="tertiary"):
                explained.ladder(outcome, area.code, what)
    st.table(
        [{label: formats.yuan(fen, unit=False) for label, fen in amounts.items()}],
        hide_index=True,
        border="horizontal",
    )
    rules = outcome.rules.allocation
    told = allocation_words.performance_pay(rules, row)
    told += [] if rules is None else village_words.band(rules, row)
    if told:
        st.caption("　".join(told))


def strengths(area: Area) -> None:
    """Show where it is furthest ahead of the mean institution."""
    headline(_("Strengths"), _("points ahead of the mean institution"))
    found = appraisal.strengths(_leaves(area), _LISTED)
    _leaf_lines(found, [f":blue[**{formats.signed(leaf.ahead, 2)}**]" for leaf in found])


def gaps(area: Area) -> None:
    """Show where it loses most points."""
    headline(_("Gaps"), _("points lost, of the full mark"))
    found = appraisal.gaps(_leaves(area), _LISTED)
    losses = [
        f":orange[**−{formats.score(leaf.lost)}**] / {formats.score(leaf.full_mark)}"
        for leaf in found
    ]
    _leaf_lines(found, losses)


def _leaves(area: Area) -> tuple[LeafStanding, ...]:
    return appraisal.leaf_standings(screened.visible(), area.code)


def _leaf_lines(found: Sequence[LeafStanding], figures_of: Sequence[str]) -> None:
    indicators = load.outcome().rules.indicators
    for leaf, figure in zip(found, figures_of, strict=True):
        st.markdown(f"{figure}\u2002{plain(name(indicators[leaf.indicator].name))}")
    if not found:
        st.caption(_("none"))


def notices(area: Area) -> None:
    """Repeat what the engine says about this institution: what is missing, vetoes."""
    outcome = load.outcome()
    villages = () if outcome.villages is None else outcome.villages.notices
    found = [n for n in (*outcome.notices, *villages) if n.area == area.code]
    headline(_("Notices"))
    for notice in found:
        sign = ":red[▼]" if notice.severity == "error" else ":orange[▲]"
        st.markdown(f"{sign} {plain(fill(notice.message, notice.values))}")
    if not found:
        st.caption(_("Nothing is missing, and no veto strikes."))
