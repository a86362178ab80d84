"""One indicator: where it stands, what is still to do, and who has most of it to do."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial

import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from lib.model import pace
from lib.model.indicators import Accrual, Direction, Indicator, Unit
from lib.model.observations import month_name
from lib.model.pace import Pace
from lib.model.progress import Progress
from pages.ui import figures, formats, lights, load, picking, references, state, tables
from pages.ui.figures import Figures
from pages.ui.text import _, name

_DRILL = "coverage table"
_ROW, _AREA = 28, 190  # pixels
_MANY = 10
_TABLE = 372  # pixels: what is left of a 768 screen below the counter


def show(found: Figures, indicator: Indicator) -> None:
    """Show one indicator: the counter of one area, then all areas, the neediest first."""
    month, start = state.filters().day.month, load.months_before(pace.WINDOW)
    before = {} if start is None else figures.read(start).column(indicator.code)
    column = found.column(indicator.code)
    paces = pace.paces(column, before, month)
    area = state.filters().unit if state.filters().unit in paces else found.whole.code
    _numbers(column[area])
    st.markdown(counter(column[area], paces[area]))
    _table(neediest([(column[a.code], paces[a.code]) for a in found.areas]), indicator)


def neediest(pairs: list[tuple[Progress, Pace | None]]) -> list[tuple[Progress, Pace | None]]:
    """Put the areas in the order of what they still need, those that nobody knows last."""
    return sorted(pairs, key=lambda pair: -1 if pair[1] is None else pair[1].needed, reverse=True)


def counter(standing: Progress, found: Pace | None) -> str:
    """Say in one sentence what is missing, what that means a month, and what was done lately."""
    if figures.withheld(standing):
        return figures.why(standing)
    if found is None:
        return _("Without counts and a target nobody can say how many are still needed.")
    if found.needed == 0:
        return _("**The target of the year is reached**; nothing is left to make up.")
    return "".join(_clauses(standing, found))


def _clauses(standing: Progress, found: Pace) -> list[str]:
    lower = standing.indicator.direction == Direction.LOWER
    past = lower and standing.indicator.accrual == Accrual.FLOW  # what happened stays so
    first = (
        _("“{what}”: **{needed}** too many") if lower else _("“{what}”: still **{needed}** short")
    )
    what, needed = name(standing.indicator.numerator), formats.number(found.needed)
    said = [first.format(what=what, needed=needed)]
    if found.each_month is not None and not past:
        words = _(", with {left} months left **{each} a month** ({week} a week) are needed")
        said.append(
            words.format(
                left=found.months_left,
                each=formats.number(found.each_month),
                week=formats.number(found.each_week),
            )
        )
    if found.recent is not None:
        said.append(_lately(found.recent))
    if found.months_left and found.short is not None and not past:
        said.append(_at_that_pace(standing, found))
    return said


def _lately(recent: Fraction) -> str:
    if recent < 0:
        words = _("; lately the gap widened by **{recent}** a month")
    else:
        words = _("; lately the gap narrowed by **{recent}** a month")
    return words.format(recent=_monthly(abs(recent)))


def _at_that_pace(standing: Progress, found: Pace) -> str:
    """Say where the recent pace leads, and that the schedule disagrees if it does."""
    if not found.in_time:
        words = _("; at that pace {short} will be missing at the end of the year")
        return words.format(short=formats.number(found.short))
    said = _("; at that pace the target is reached in time")
    if not _misses(standing):
        return said
    end = formats.in_unit(standing.projected, standing.indicator.unit)
    return said + _(", though by the schedule the year would end at {end}").format(end=end)


def _monthly(count: Fraction) -> str:
    """Write a count a month; a decimal only where whole ones would say too little."""
    return formats.number(count, 0 if abs(count) >= _MANY else 1)


def _misses(standing: Progress) -> bool:
    """Tell whether the projection misses the target."""
    end, target = standing.projected, standing.target
    if end is None or target is None:
        return False
    lower = standing.indicator.direction == Direction.LOWER
    return end > target.value if lower else end < target.value


def _numbers(standing: Progress) -> None:
    """Show five numbers, each with the word that judges or explains it."""
    unit, target = standing.indicator.unit, standing.target
    lower = standing.indicator.direction == Direction.LOWER
    words = _("over schedule: {count}") if lower else _("to be on schedule: {count}")
    needed = words.format(count=formats.number(standing.needed_now))
    numbers = (
        (_("Now"), figures.written(standing), lights.shown(standing.light)),
        (_("Due by now"), formats.in_unit(standing.expected, unit), _distance(standing)),
        (
            _("Target of the year"),
            formats.in_unit(None if target is None else target.value, unit),
            "" if target is None else references.authority(target.reference),
        ),
        (_("Projected for the year"), formats.in_unit(standing.projected, unit), _end(standing)),
        (
            _("Too many") if lower else _("Still needed"),
            formats.number(standing.needed_by_year_end),
            needed,
        ),
    )
    for column, (label, value, words) in zip(st.columns(len(numbers)), numbers, strict=True):
        column.metric(label, value, words or None, delta_color="off", delta_arrow="off")


def _end(standing: Progress) -> str:
    """Say whether the projection reaches the target."""
    if standing.projected is None or standing.target is None:
        return ""
    return _("by schedule: missed") if _misses(standing) else _("by schedule: reached")


def _distance(standing: Progress) -> str:
    if standing.value is None or standing.expected is None:
        return ""
    gap = standing.value - standing.expected
    if standing.indicator.unit == Unit.PERCENT:
        return formats.points_of_percent(gap / 100)
    return formats.signed(gap, 2)


def _table(ordered: list[tuple[Progress, Pace | None]], indicator: Indicator) -> None:
    rows = [row(*pair) for pair in ordered]
    drills = state.filters().level != figures.BY_CLINIC and figures.made_by_clinics(indicator)
    draw = partial(
        st.dataframe,
        rows,
        hide_index=True,
        row_height=_ROW,
        height=min(_TABLE, _ROW * (len(rows) + 2)),
        column_config=_columns(),
        placeholder=formats.MISSING,
    )
    if drills:
        codes = [p.area.code for p, _pace in ordered]
        draw(key=_DRILL, on_select=_into(codes), selection_mode="single-row")
    else:
        draw()
    with st.container(horizontal=True, vertical_alignment="center"):
        remark = figures.remark(p for p, _pace in ordered)
        tables.download(rows, f"{indicator.code}-{state.filters().period}", remark)
        st.caption("　".join(filter(None, (_after(drills=drills), remark))), width="stretch")


def _columns() -> dict[str, ColumnConfig]:
    """Say over each column of counts what it counts."""
    counts = {
        _("To schedule"): _("How many more would be where the schedule wants them to be today."),
        _("To target"): _(
            "How many more would reach the target of the year, with today's denominator."
        ),
        _("A month"): _("What is short of the target, spread over the months that are left."),
        _("Lately"): _(
            "By how many a month the gap to the target narrowed in the last three months."
        ),
        _("Clinics missing"): _("Clinics whose figure should be in the sum and is not."),
    }
    numbers = {
        title: st.column_config.NumberColumn(help=words, format="localized")
        for title, words in counts.items()
    }
    return {_("Area"): st.column_config.TextColumn(width=_AREA), **numbers}


def row(progress: Progress, found: Pace | None) -> dict[str, object]:
    """Return what the table says of one area; counts are whole numbers."""
    unit = progress.indicator.unit
    return {
        _("Area"): name(progress.area),
        _("Light"): lights.shown(progress.light),
        _("Now"): figures.written(progress, 2),
        _("Due"): formats.in_unit(progress.expected, unit, 2),
        _("Year end"): formats.in_unit(progress.projected, unit, 2),
        _("To schedule"): progress.needed_now,
        _("To target"): progress.needed_by_year_end,
        _("A month"): None if found is None else found.each_month,
        _("Lately"): None
        if found is None or found.recent is None
        else float(formats.half_up(found.recent, 1)),
        _("As of"): "" if progress.month is None else month_name(progress.month),
        _("Clinics missing"): progress.parts_missing,
    }


def _after(*, drills: bool) -> str:
    if drills:
        return _("Tick an institution to see its village clinics.")
    if state.filters().level == figures.BY_CLINIC:
        return _("The clinics of the chosen institution, the neediest first.")
    return _("This figure is produced by the institution; there is none of single clinics.")


def _into(codes: list[str]) -> Callable[[], None]:
    """Make the callback that turns from an institution to its clinics."""

    def drill() -> None:
        line = picking.line(_DRILL)
        if line is not None:
            state.choose(unit=codes[line], level=figures.BY_CLINIC)

    return drill
