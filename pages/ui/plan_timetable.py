"""The timetable (时间表): every milestone by its due date, and what is late or due soon."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from lib.model.plans.progress import Plan, Reached
from pages.ui import formats, plan_words, tables, widgets
from pages.ui.headlines import headline
from pages.ui.text import _, listed, plain

_ROW = 30


def show(plan: Plan) -> None:
    """Show what needs somebody, then all milestones; a click on a heading sorts them."""
    if not plan.milestones:
        widgets.nothing(
            _("No milestone has been set yet."),
            _("Enter a measure first, then its milestones."),
        )
        return
    alerts(plan)
    headline(_("All milestones"), _("by due date; a click on a heading sorts"))
    found = rows(plan.milestones, plan)
    st.dataframe(found, hide_index=True, row_height=_ROW, column_config=_columns())
    tables.download(found, _("Timetable"))


def alerts(plan: Plan) -> None:
    """Say what is late, what is due soon, and what nobody has reported on for long."""
    late, soon, stale = plan.late(), plan.soon(), plan.stale()
    if late:
        headline(_("Late: {count} milestones").format(count=len(late)), _("the worst first"))
        st.dataframe(_late_rows(late, plan), hide_index=True, row_height=_ROW)
    else:
        st.success(_("Nothing is late."), icon=":material/check_circle:")
    if soon:
        words = _("Due within {days} days: {names}")
        st.markdown(words.format(days=plan.lag.soon, names=_named(soon)))
    if stale:
        words = _("No update for more than {days} days: {names}")
        st.markdown(words.format(days=plan.lag.stale, names=_named(stale)))


def rows(found: Iterable[Reached], plan: Plan) -> list[dict[str, object]]:
    """Return milestones as a table; days as texts that sort as they follow."""
    return [
        {
            _("Due date"): reached.milestone.due.isoformat(),
            _("Milestone"): f"{reached.code} {reached.milestone.title}",
            _("State"): plan_words.standing(reached, plan.day),
            _("Lead department"): reached.milestone.lead,
            _("Actual"): float(reached.pace.actual),
            _("Planned"): plan_words.percent(reached.pace.planned),
            _("Current / target"): plan_words.amount(reached),
            _("Begins"): reached.milestone.start.isoformat(),
            _("Weight"): formats.exact(reached.milestone.weight),
            _("Source of the value"): _source(reached),
            _("Last update"): "" if reached.last is None else reached.last.on.isoformat(),
            _("Risk note"): "" if reached.last is None else reached.last.risk,
        }
        for reached in found
    ]


def _late_rows(late: Iterable[Reached], plan: Plan) -> list[dict[str, object]]:
    return [
        {
            _("State"): plan_words.standing(reached, plan.day),
            _("Milestone"): f"{reached.code} {reached.milestone.title}",
            _("Lead department"): reached.milestone.lead,
            _("Due date"): reached.milestone.due.isoformat(),
            _("Current / target"): plan_words.amount(reached),
            _("Risk note"): "" if reached.last is None else reached.last.risk,
        }
        for reached in late
    ]


def _source(reached: Reached) -> str:
    """Say where a value comes from, and when the hand said otherwise."""
    if not reached.is_measured:
        return "" if reached.last is None else _("reported by hand")
    if reached.reported is None or reached.reported == reached.pace.actual:
        return _("measured by the dashboard")
    words = _("measured by the dashboard; by hand {percent}")
    return words.format(percent=plan_words.percent(reached.reported))


def _named(found: Iterable[Reached]) -> str:
    return listed(plain(f"{r.code} {r.milestone.title}") for r in found)


def _columns() -> dict[str, ColumnConfig]:
    return {
        _("Actual"): st.column_config.ProgressColumn(
            min_value=0, max_value=100, format="%.0f%%", width="small"
        ),
    }
