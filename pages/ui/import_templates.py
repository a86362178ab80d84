"""Workbooks to fill in, one for each service item, with the roster in them."""

import streamlit as st

from lib.model.indicators import Indicator
from pages.ui import formats, load, state, widgets
from pages.ui.load import intake
from pages.ui.text import _, name


def show() -> None:
    """Choose item, level and month; the file is made when it is asked for."""
    st.caption(_("A template has the official headings and all names: nothing has to be matched."))
    items = load.service_items()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        item = st.selectbox(
            _("Service item"), list(items), format_func=lambda c: f"{c} {name(items[c])}", width=360
        )
        month = st.selectbox(
            _("Month"), intake.months_to_report(), format_func=formats.period, width=180
        )
    wanted = intake.asked_for(item, month)
    if not wanted:
        widgets.nothing(_("This item has no indicator in this month."), _("Choose another month."))
        return
    st.dataframe([_row(indicator) for indicator in wanted], hide_index=True)
    word = _("Template")
    st.download_button(
        _("Download the template (Excel)"),
        data=state.in_this_language(lambda: intake.template(item, month, _)),
        file_name=f"{word}-{name(items[item])}-{month}.xlsx",
        on_click="ignore",
        icon=":material/download:",
        type="primary",
    )


def _row(indicator: Indicator) -> dict[str, str]:
    return {
        _("Code"): indicator.code,
        _("Indicator"): name(indicator.name),
        _("Numerator"): name(indicator.numerator),
        _("Denominator"): name(indicator.denominator),
    }
