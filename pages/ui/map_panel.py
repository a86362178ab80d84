"""The panel beside the map: who is chosen, how it stands, where to go from there."""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from html import escape

import streamlit as st

from lib.model.falling import lag
from lib.model.progress import NO_LIGHT, Progress
from lib.model.roster import Area
from lib.model.scores import county_score
from pages.ui import explained, figures, formats, frame, lights, load, map_values, state
from pages.ui.map_values import Scope
from pages.ui.text import _, name, plain

_WORST = 3
_BEST = 3


def choose(unit: str) -> str:
    """Let the reader choose without the map, too; return the choice."""
    institutions = load.institutions()
    names = {state.NOBODY: _("Whole county"), **{c: name(a) for c, a in institutions.items()}}
    with st.container(horizontal=True):
        chosen = st.selectbox(
            _("Institution"),
            names,
            index=list(names).index(unit),
            key=f"institution on the map {unit}",
            format_func=names.__getitem__,
            label_visibility="collapsed",
            width="stretch",
        )
        if unit and st.button(_("Back to county"), type="primary", icon=":material/arrow_back:"):
            return state.NOBODY
    return chosen


def county() -> None:
    """Show the county as a whole: score, money, lights, best and worst."""
    outcome = load.outcome()
    pool = outcome.allocation.pool if outcome.allocation else None
    _pair(
        (_("County score"), formats.score(county_score(outcome.scores))),
        (_("Pool (m yuan)"), formats.wan(pool, unit=False)),
    )
    _lights(load.county_progress())
    placed = [area for area in outcome.areas if outcome.scores.rank_of(area.code)]
    placed.sort(key=lambda area: (outcome.scores.rank_of(area.code), area.code))
    _listed(_("Best scores"), [_place(area) for area in placed[:_BEST]])
    _listed(_("Lowest scores"), [_place(area) for area in placed[-_WORST:]])
    st.caption(_("Click an institution to see its village clinics."))


def institution(area: Area) -> None:
    """Show one institution, and the way to its profile."""
    outcome = load.outcome()
    found = Scope((area,), clinics=False)
    rank = formats.rank(outcome.scores.rank_of(area.code))
    _pair(
        (_("Score · {rank}").format(rank=rank), formats.score(outcome.scores.of(area.code))),
        (_("Money (m yuan)"), formats.wan(map_values.money(found)[area.code], unit=False)),
    )
    why = st.popover(
        _("How the score is made"),
        on_change="rerun",
        type="tertiary",
        icon=":material/calculate:",
    )
    if why.open:
        with why:
            explained.ladder(outcome, area.code, "score")
    _standing(found)
    if st.button(_("Open the profile"), icon=":material/badge:", width="stretch"):
        frame.go("profile", unit=area.code)


def clinic(area: Area) -> bool:
    """Show one clinic; return whether the reader wants to leave it."""
    found = Scope((area,), clinics=True)
    st.subheader(plain(name(area)), anchor=False)
    _pair(
        (_("Score"), formats.score(map_values.scores(found)[area.code])),
        (_("Money (m yuan)"), formats.wan(map_values.money(found)[area.code], unit=False)),
    )
    _standing(found)
    return st.button(_("Back to the institution"), icon=":material/arrow_back:", width="stretch")


def _standing(found: Scope) -> None:
    [area] = found.areas
    progress = [p for p in map_values.progress(found) if p.area.code == area.code]
    _lights(progress)
    worst = sorted((p for p in progress if _behind(p)), key=_order)[:_WORST]
    _listed(_("Furthest behind"), [_shortfall(p) for p in worst])
    per_head = map_values.per_head(found)[area.code]
    st.caption(
        _("{count} residents · {amount} yuan per resident").format(
            count=formats.number(area.population), amount=formats.number(per_head, 2)
        )
    )


def _behind(progress: Progress) -> bool:
    return (lag(progress) or Fraction()) > 0


def _order(progress: Progress) -> tuple[Fraction, str]:
    return -(lag(progress) or Fraction()), progress.indicator.code


def _pair(*facts: tuple[str, str]) -> None:
    for column, (label, value) in zip(st.columns(len(facts)), facts, strict=True):
        column.metric(label, value)


def _lights(progress: Iterable[Progress]) -> None:
    counts = Counter(p.light for p in progress)
    shown = [light for light in lights.WORDS if light != NO_LIGHT or counts[light]]
    st.html(" ".join(_light(light, counts[light]) for light in shown))


def _light(light: str, count: int) -> str:
    sign, words = lights.SIGNS[light], escape(_(lights.WORDS[light]))
    colour = lights.COLOURS[light]
    return (
        '<span style="white-space:nowrap;margin-right:.8rem">'
        f'<span style="color:{colour}">{sign}</span> {words} <b>{count}</b></span>'
    )


def _listed(title: str, lines: Sequence[str]) -> None:
    if lines:
        st.markdown("  \n".join([f"**{title}**", *lines]))


def _place(area: Area) -> str:
    return f"{plain(name(area))} **{formats.score(load.outcome().scores.of(area.code))}**"


def _shortfall(progress: Progress) -> str:
    expected = formats.in_unit(progress.expected, progress.indicator.unit)
    return _("{sign} {indicator} **{value}** (expected {expected})").format(
        sign=lights.SIGNS[progress.light],
        indicator=plain(name(progress.indicator.name)),
        value=figures.written(progress),
        expected=expected,
    )
