"""What storing a file would change, the largest changes first."""

from collections.abc import Hashable, Mapping

import streamlit as st

from lib.model.observations import month_name
from pages.ui import formats, load, tables
from pages.ui.figure_words import figure
from pages.ui.load import intake
from pages.ui.load.intake import Examination
from pages.ui.text import _, fill, name

_SHOWN = 200
_PARTS = ("numerator", "denominator", "value", "status")


def show(examination: Examination) -> None:
    """Say what is new and show before and after of every changed figure."""
    difference = examination.difference
    if load.is_demonstration():
        st.info(
            _("Storing this file removes the demonstration data; undoing it brings them back."),
            icon=":material/science:",
        )
    if not difference.changed:
        st.markdown(
            fill(
                _("{new} figures are new, {unchanged} are as stored; none is changed."),
                {
                    "new": formats.number(difference.new),
                    "unchanged": formats.number(difference.unchanged),
                },
            )
        )
        return
    rows = [_row(record) for record in difference.changes.head(_SHOWN).to_dict("records")]
    tables.twin(rows, "changes")
    if difference.changed > _SHOWN:
        told = _("The first {shown} of {count} changed figures, the largest changes first.")
        st.caption(fill(told, {"shown": _SHOWN, "count": formats.number(difference.changed)}))


def _row(record: Mapping[Hashable, object]) -> dict[str, object]:
    facts = {str(name): value for name, value in record.items()}
    indicator = intake.figure_indicators()[str(facts["indicator"])]
    before = {part: facts[f"{part}_before"] for part in _PARTS}
    return {
        _("Area"): name(load.roster().find(str(facts["area_code"]))),
        _("Indicator"): name(indicator.name),
        _("Month"): formats.period(month_name(int(str(facts["month"])))),
        _("Before"): figure(before, indicator),
        _("After"): figure(facts, indicator),
        _("Cell"): f"{facts['sheet']} {facts['cells']}",
    }
