"""Monthly reports: who has reported, whether in time, whom to remind, what to look into."""

import streamlit as st

from lib.model.observations import parse_period
from lib.model.reporting import stand
from pages.ui import (
    choices,
    deeds,
    frame,
    load,
    reporting_follow_ups,
    reporting_grid,
    reporting_month,
    reporting_reminders,
    reporting_words,
    state,
    tables,
)
from pages.ui.load import reports
from pages.ui.text import N_, _

VIEWS = {
    "grid": N_("All months"),
    "month": N_("Check reports"),
    "reminders": N_("Reminders"),
    "followups": N_("Follow-ups"),
}

frame.ensure()


def choose_view() -> str:
    """Let the reader turn between the views; the address keeps which."""
    return choices.kept(_("View"), VIEWS, lambda code: _(VIEWS[code]), address="reporting")


def choose_month() -> tuple[int, str]:
    """Ask for the month; it starts at the shared period and goes beyond it to what is due."""
    period = state.filters().period if load.periods() else state.month()
    offered = reports.months()
    key, shared = f"report month {period}", parse_period(period)
    month = st.selectbox(
        _("Report of"),
        offered,
        key=state.preset(key, shared if shared in offered else offered[0]),
        format_func=reporting_words.month,
        label_visibility="collapsed",
        width=160,
    )
    return int(month), key


def grid(month: int, key: str) -> None:
    """Show all months, the signs explained, and the twin as a table."""
    sheet = reporting_grid.read(month, now)
    reporting_grid.show(sheet, month, key)
    st.caption(reporting_grid.legend(sheet))
    twin = st.expander(
        _("The grid as a table"), icon=":material/table:", key="reports twin", on_change="rerun"
    )
    with twin:
        if twin.open:
            tables.twin(reporting_grid.rows(sheet), f"reports-{reporting_words.month(month)}")


now = reports.now()
deeds.report_back()
heading = st.container()
with st.container(horizontal=True, vertical_alignment="center"):
    view = choose_view()
    month, month_key = choose_month()
    found = reports.of_month(month)
    standing = stand(found, now)
    st.markdown(reporting_month.remarks(standing), width="content")
with heading:
    deadline = reports.register().calendar.deadline(month)
    reporting_month.headline(month, standing, deadline)

if view == "grid":
    grid(month, month_key)
elif view == "month":
    reporting_month.show(month, found, now)
elif view == "reminders":
    reporting_reminders.show(month, found, now)
else:
    reporting_follow_ups.show(month)
