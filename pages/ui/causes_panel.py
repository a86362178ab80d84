"""Why money moves: who loses most and why, to the fen; every institution by cause."""

import streamlit as st

from lib.errors import ModelError
from lib.model.causes.ledger import Ledger, Line
from lib.model.evaluation import Outcome
from lib.model.roster import Area
from lib.model.scenarios import Scenario
from pages.ui import causes_charts, formats, frame, remarks, state, tables
from pages.ui.causes_charts import WORDS
from pages.ui.load import causes
from pages.ui.text import _, listed, name, plain

_WHO = "causes_area"
_CHART = 368
_QUIET = {"displayModeBar": False}


def show(baseline: Outcome, proposed: Outcome, scenario: Scenario) -> None:
    """Say who loses most and why, draw the causes, and give the table with its sums."""
    try:
        ledger = causes.explain(baseline, proposed)
    except ModelError as error:
        frame.show(error)
        return
    found = causes_charts.active(ledger)
    if scenario.is_null or not found:
        st.markdown("#### " + _("Nothing changes, so there is nothing to explain."))
        return
    with st.container(gap="xsmall"):
        st.markdown(f"#### {headline(ledger)}")
        _pictures(ledger, found)
        st.caption(_remark(ledger))
    tables.twin(
        [*map(_row, _rows(ledger))],
        _("causes of the change"),
        _(remarks.NOT_OFFICIAL),
    )


def headline(ledger: Ledger) -> str:
    """Say in one sentence who loses most, how much, and why."""
    least = min(ledger.lines, key=lambda line: (line.change, _code(line)))
    if least.change >= 0:
        words = _("Nobody loses; {area} gains least: {change}. {why}")
    else:
        words = _("{area} loses most: {change} ({share}). {why}")
    return words.format(
        area=plain(_name(least)),
        change=formats.yuan(least.change, sign=True),
        share=formats.signed_percent(least.change / least.before if least.before else None, 2),
        why=_why(least),
    )


def _why(line: Line) -> str:
    """Name the causes of one line, the greatest first."""
    parts = [(cause, fen) for cause, fen in line.parts.items() if fen]
    parts.sort(key=lambda part: -abs(part[1]))
    said = [f"{_(WORDS[cause])} {causes_charts.signed(fen)}" for cause, fen in parts]
    return _("Of it: {parts}.").format(parts=listed(said)) if said else ""


def _remark(ledger: Ledger) -> str:
    """Say how the parts are made, and what could not be told apart."""
    said = [
        _(
            "Every part is the mean over all orders in which the causes may come; each row and "
            "each column adds up to the fen."
        )
    ]
    for group in ledger.together:
        words = _("Taken together here, because a mixture of old and new cannot be run: {causes}.")
        said.append(words.format(causes=listed(_(WORDS[cause]) for cause in group)))
    return " ".join([*said, _(remarks.NOT_OFFICIAL)])


def _pictures(ledger: Ledger, found: tuple[str, ...]) -> None:
    one, everybody = st.columns([45, 55], gap="small")
    with one:
        line = ledger.line(_chosen(ledger))
        st.plotly_chart(
            causes_charts.waterfall(line, found, _CHART - 56),
            key="causes waterfall",
            theme=None,
            config=_QUIET,
            alt=_("Causes of the change of one institution; the same in the table."),
        )
    with everybody:
        st.plotly_chart(
            causes_charts.stacked(ledger, found, _CHART),
            key="causes stacked",
            theme=None,
            config=_QUIET,
            alt=_("Causes of the change of each institution; the same in the table."),
        )


def _chosen(ledger: Ledger) -> str:
    """Ask whose change is drawn; at first whose is on the page, else who loses most."""
    areas = {line.area.code: line.area for line in ledger.lines if line.area}
    first = min(ledger.lines, key=lambda line: (line.change, _code(line)))
    unit = state.filters().unit
    st.selectbox(
        _("Institution"),
        areas,
        key=state.preset(_WHO, unit if unit in areas else _code(first)),
        format_func=lambda code: name(areas[code]),
        label_visibility="collapsed",
    )
    return str(state.picked(_WHO))


def _rows(ledger: Ledger) -> list[tuple[str, Line]]:
    rows = [(_name(line), line) for line in sorted(ledger.lines, key=lambda line: line.change)]
    if any(ledger.carried.parts.values()):
        rows.append((_("Carried over"), ledger.carried))
    return [*rows, (_("Sum"), ledger.pool)]


def _row(named: tuple[str, Line]) -> dict[str, object]:
    who, line = named
    parts = {
        _("{cause}, yuan").format(cause=_(WORDS[c])): fen / 100 for c, fen in line.parts.items()
    }
    return {_("Institution"): who, _("Change, yuan"): line.change / 100, **parts}


def _code(line: Line) -> str:
    return line.area.code if line.area else ""


def _name(line: Line) -> str:
    area: Area | None = line.area
    return name(area) if area else ""
