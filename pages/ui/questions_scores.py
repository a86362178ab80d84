"""Answers about how the institutions stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

import streamlit as st

from lib.model import appraisal, movement, small_cells
from lib.model.indicators import Direction
from lib.model.progress import Progress
from lib.model.roster import Area
from pages.ui import figures, formats, frame, lights, load, overview_parts, state, tables
from pages.ui.meeting_scores import moves, verdict, weakest
from pages.ui.text import _, listed, name, plain, short_name

_LISTED = 10
_MOVED = 3
_NO_SHARE = 10  # behind everybody who has one
_OF = "question unit"


def behind() -> None:
    """Name what is behind its schedule, with the people still missing."""
    late = sorted(
        (p for p in load.county_progress() if p.light in {"red", "amber"} and p.needed_now),
        key=lambda p: (p.light != "red", _reached(p)),
    )
    red = sum(progress.light == "red" for progress in late)
    verdict(
        _("{red} indicators are behind and {amber} close to it").format(
            red=red, amber=len(late) - red
        ),
        _("the furthest behind first"),
    )
    tables.written_out([_late(progress) for progress in late[:_LISTED]], "behind")
    frame.link("coverage", _("Coverage"))


def _reached(progress: Progress) -> Fraction:
    """Share of what is due that is reached; what has no number comes last."""
    if not progress.value or not progress.expected:
        return Fraction(_NO_SHARE)
    share = progress.value / progress.expected
    return share if progress.indicator.direction == Direction.HIGHER else 1 / share


def _late(progress: Progress) -> dict[str, object]:
    indicator, target = progress.indicator, progress.target
    return {
        _("Indicator"): name(indicator.name),
        _("State"): lights.shown(progress.light),
        _("Value"): formats.in_unit(progress.value, indicator.unit),
        _("Due by now"): formats.in_unit(progress.expected, indicator.unit),
        _("Target"): formats.MISSING
        if target is None
        else formats.in_unit(target.value, indicator.unit),
        _("Still needed now"): progress.needed_now,
        _("Still needed by 31 December"): progress.needed_by_year_end,
    }


def moved() -> None:
    """Name who rose and who fell, and the items that did it."""
    found = [move for move in moves() if move.places is not None]
    up, down = movement.climbers(found, _MOVED), movement.fallers(found, _MOVED)
    verdict(
        _("Up: {up}. Down: {down}.").format(up=_names(up), down=_names(down)),
        _("places gained or lost since last quarter"),
    )
    rows = [
        {
            _("Institution"): name(move.area),
            _("Rank last quarter"): move.rank_before,
            _("Rank"): move.rank,
            _("Change of score"): formats.signed(move.gain, 2),
            _("Because of"): listed(_because(move.area)),
        }
        for move in (*up, *down)
    ]
    tables.written_out(rows, "moved")


def _names(found: Sequence[movement.Move]) -> str:
    said = (f"{plain(short_name(m.area))} {overview_parts.places(m)}" for m in found)
    return listed(said) or _("none")


def _because(area: Area) -> list[str]:
    """Name the items whose points changed most since last quarter, with the change."""
    quarter = load.previous_quarter()
    if quarter is None:
        return []
    items, now = load.service_items(), figures.visible()
    then = small_cells.visible(load.scores(quarter), load.withheld(quarter))
    groups = appraisal.item_groups(now.tree)
    before = {p.code: p.earned for p in appraisal.parts(then, groups, area.code)}
    changes = {
        part.code: part.earned - before[part.code]
        for part in appraisal.parts(now, groups, area.code)
        if part.code in before and part.earned != before[part.code]
    }
    most = sorted(changes, key=lambda code: -abs(changes[code]))[:_MOVED]
    return [f"{name(items[code])} {formats.signed(changes[code], 2)}" for code in most]


def item() -> None:
    """Show where an institution loses its points, after one choice."""
    area = choose()
    found = appraisal.gaps(appraisal.leaf_standings(figures.visible(), area.code), _LISTED)
    indicators = load.outcome().rules.indicators
    lost = sum((leaf.lost for leaf in found), Fraction(0))
    verdict(
        _("{institution} loses most on {list}").format(
            institution=plain(short_name(area)), list=listed(weakest(area.code))
        ),
        _("{points} points on the {count} listed").format(
            points=formats.score(lost), count=len(found)
        ),
    )
    rows = [
        {
            _("Indicator"): name(indicators[leaf.indicator].name),
            _("Points lost"): formats.score(leaf.lost),
            _("Full mark"): formats.score(leaf.full_mark),
            _("Against the mean institution"): formats.signed(leaf.ahead, 2),
        }
        for leaf in found
    ]
    tables.written_out(rows, f"points-{area.code}")
    frame.link("profile", _("Profile"))


def grid() -> None:
    """Rank the clinics of an institution by the figures that are behind, after one choice."""
    area = choose()
    found = load.clinic_progress(area.code)
    areas = {p.area.code: p.area for p in found}
    red = Counter(p.area.code for p in found if p.light == "red")
    amber = Counter(p.area.code for p in found if p.light == "amber")
    ordered = sorted(areas, key=lambda code: (-red[code], -amber[code], code))
    worst = [code for code in ordered[:_MOVED] if red[code] or amber[code]]
    verdict(
        _("{institution}: {list} hold it back").format(
            institution=plain(short_name(area)),
            list=listed(plain(name(areas[code])) for code in worst) or _("none"),
        ),
        _("{count} clinics").format(count=len(areas)),
    )
    rows = [
        {
            _("Village clinic"): name(areas[code]),
            lights.shown("red"): red[code],
            lights.shown("amber"): amber[code],
            _("Furthest behind"): _furthest([p for p in found if p.area.code == code]),
        }
        for code in ordered
    ]
    tables.written_out(rows, f"clinics-{area.code}")


def _furthest(found: Sequence[Progress]) -> str:
    late = [p for p in found if p.light in {"red", "amber"}]
    if not late:
        return ""
    worst = min(late, key=_reached)
    return f"{name(worst.indicator.name)} {formats.in_unit(worst.value, worst.indicator.unit)}"


def choose() -> Area:
    """Ask for an institution; the last of the ranking to begin with, it is asked for most."""
    known = load.institutions()
    scores = load.outcome().scores
    ranked = sorted(known, key=lambda code: scores.rank_of(code) or 0)
    chosen = state.filters().unit
    first = chosen if chosen in known else ranked[-1]
    code = st.selectbox(
        _("Institution"),
        known,
        key=state.preset(_OF, first),
        format_func=lambda code: name(known[code]),
        label_visibility="collapsed",
    )
    return known[str(code)]
