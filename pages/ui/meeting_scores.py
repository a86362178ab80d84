"""Screens of a meeting that show how the institutions stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import streamlit as st

from lib.model import appraisal, movement
from lib.model.appraisal import ItemStanding
from lib.model.movement import Move
from lib.model.scores import county_score
from pages.ui import county_map, figures, formats, lights, load, overview_parts, state, strip
from pages.ui import profile_charts as charts
from pages.ui.text import _, listed, name, plain, short_name

_MAP = 620  # pixels; a projector of 1080 has room for it below the verdict
_WEAKEST = 3
_YEAR = 12  # months


def dashboard() -> None:
    """Show the light of every item: how many are behind, and which."""
    items = standings()
    behind = [item for item in items if item.light == "red"]
    counts = Counter(item.light for item in items)
    names = load.service_items()
    verdict(
        _("{good} of {all} items are on schedule, {behind} are behind").format(
            good=counts["green"], all=len(items), behind=len(behind)
        ),
        listed(plain(name(names[item.code])) for item in behind),
    )
    strip.show(items, large=True)


def standings() -> tuple[ItemStanding, ...]:
    """Return the standing of the services to residents."""
    outcome = load.outcome()
    return strip.national(
        appraisal.item_standings(load.county_progress(), load.progress(), outcome.rules)
    )


def ranking() -> None:
    """Show all institutions by rank: score, change, and the three weakest indicators."""
    moved = moves()
    up, down = movement.climbers(moved, 1), movement.fallers(moved, 1)
    score = formats.score(county_score(load.outcome().scores))
    verdict(
        _("The county scores {score}").format(score=score),
        "　".join(
            _("{institution} {places}").format(
                institution=plain(short_name(move.area)), places=overview_parts.places(move)
            )
            for move in (*up, *down)
        ),
    )
    ordered = sorted(moved, key=lambda move: (move.rank or len(moved), move.area.code))
    side_by_side([_line(move) for move in ordered])


def moves() -> tuple[Move, ...]:
    """Return who moved since last quarter."""
    quarter = load.previous_quarter()
    before = None if quarter is None else load.scores(quarter)
    return movement.moves(before, load.outcome().scores)


def _line(move: Move) -> dict[str, str]:
    return {
        _("Rank"): f"**{move.rank or formats.MISSING}**",
        _("Institution"): plain(short_name(move.area)),
        _("Score"): formats.score(move.score),
        _("Change"): overview_parts.places(move),
        _("Weakest indicators"): "、".join(weakest(move.area.code)),
    }


def weakest(area: str) -> list[str]:
    """Name the indicators that cost an institution most points."""
    indicators = load.outcome().rules.indicators
    found = appraisal.gaps(appraisal.leaf_standings(figures.visible(), area), _WEAKEST)
    return [plain(name(indicators[leaf.indicator].name)) for leaf in found]


def county() -> None:
    """Show the map of scores and, beside it, who stands first and last."""
    outcome = load.outcome()
    ordered = sorted((m for m in moves() if m.rank is not None), key=lambda m: m.rank or 0)
    verdict(
        _("First: {first}. Last: {last}.").format(
            first=plain(short_name(ordered[0].area)), last=plain(short_name(ordered[-1].area))
        )
    )
    county_map.show(outcome.scores, _MAP)


def unit() -> None:
    """Show one institution: its parts, its course, its clinics."""
    known = load.institutions()
    chosen = state.filters().unit
    code = st.selectbox(
        _("Institution"),
        known,
        index=list(known).index(chosen) if chosen in known else 0,
        format_func=lambda code: name(known[code]),
        key="meeting unit",
        label_visibility="collapsed",
    )
    area, scores = known[str(code)], load.outcome().scores
    verdict(
        _("{institution}: {score} points, {rank}").format(
            institution=plain(name(area)),
            score=formats.score(scores.of(area.code)),
            rank=formats.rank(scores.rank_of(area.code)),
        ),
        _("weakest: {list}").format(list=listed(weakest(area.code))),
    )
    left, right = st.columns(2, gap="medium")
    with left:
        charts.parts(area)
    with right:
        charts.course(area)
        _clinics(area.code)


def _clinics(institution: str) -> None:
    """Count the lights of the clinics, the one with most figures behind first."""
    found = load.clinic_progress(institution)
    behind = Counter(p.area.code for p in found if p.light == "red")
    areas = {p.area.code: p.area for p in found}
    words = [
        f"{plain(name(areas[code]))} {lights.SIGNS['red']}{count}"
        for code, count in behind.most_common(_WEAKEST)
    ]
    st.markdown(
        _("{count} clinics; most figures behind: {list}").format(
            count=len(areas), list=listed(words) or _("none")
        )
    )


def year() -> None:
    """Set every item against its target and against the same month a year before."""
    then, items = load.months_before(_YEAR), standings()
    earlier = {} if then is None else {item.code: item for item in _standings_on(then)}
    gains = {
        item.code: item.done - before.done
        for item in items
        if (before := earlier.get(item.code)) and item.done is not None and before.done is not None
    }
    better = sum(gain > 0 for gain in gains.values())
    verdict(
        _("{better} of {all} items are ahead of last year").format(better=better, all=len(items)),
        _("of the year's targets reached, in percent points"),
    )
    side_by_side([_year_line(item, gains.get(item.code)) for item in items])


def _standings_on(day: date) -> Sequence[ItemStanding]:
    outcome = load.outcome()
    return appraisal.item_standings(load.county_progress(day), load.progress(day), outcome.rules)


def _year_line(item: ItemStanding, gain: Fraction | None) -> dict[str, str]:
    return {
        _("Service item"): plain(name(load.service_items()[item.code])),
        _("County"): lights.coloured(item.light),
        _("Reached"): f"**{formats.percent(item.done)}**",
        _("Due by now"): formats.percent(item.due),
        _("On last year"): formats.points_of_percent(gain),
    }


def side_by_side(rows: Sequence[dict[str, str]]) -> None:
    """Draw a long table in two halves, so that all of it stands on one screen."""
    half = (len(rows) + 1) // 2
    for place, part in zip(st.columns(2, gap="medium"), (rows[:half], rows[half:]), strict=True):
        place.table(part, border="horizontal")


def line(item: ItemStanding) -> str:
    """Write the standing of an item in a line, for Markdown."""
    sign = lights.coloured(item.light).split("]")[0] + "]"
    called = plain(name(load.service_items()[item.code]))
    done, due = formats.percent(item.done), formats.percent(item.due)
    return f"{sign} {called}　**{done}** :gray[/ {due}]"


def verdict(words: str, remark: str = "") -> None:
    """Write the sentence that the screen proves, and in grey what belongs to it."""
    st.markdown(f"### {words}" + (f" :small[:gray[{remark}]]" if remark else ""))
