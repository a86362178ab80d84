"""The calendar of a quarter: planned and held visits; plan one, move one, cancel one."""

from __future__ import annotations

from datetime import timedelta
from html import escape

import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.model.quarters import Quarter
from lib.model.supervision.visiting import remit
from lib.model.supervision.visits import Plan, State, Visit
from pages.ui import chart_look, formats, load, state, supervision_words, tables, widgets
from pages.ui.deeds import attempt_once, key_of
from pages.ui.headlines import conclude, headline
from pages.ui.load import clock, supervision
from pages.ui.supervision_words import area, areas
from pages.ui.text import _, plain

_ROW, _ROW_HEIGHT, _LIFT = 42, 32, 0.4


def show(quarter: Quarter, heading: DeltaGenerator) -> None:
    """Show the visits of a quarter on a time line and as a list; beside it, plan."""
    found = supervision.of_quarter(quarter)
    with heading:
        conclude(plain(verdict(found, quarter)))
    seen, forms = st.columns([68, 32], gap="medium")
    with seen:
        if found:
            _line(found, quarter)
            lines = supervision_words.visit_rows(found)
            st.dataframe(lines, hide_index=True, row_height=_ROW_HEIGHT, height=_height(lines))
            tables.download(lines, _("Visits of {quarter}").format(quarter=quarter))
        else:
            widgets.nothing(
                _("No visit is planned or held in this quarter."),
                _("Plan one at the side, or accept the proposal for the next round."),
            )
    with forms:
        _plan(quarter)
        _change([visit for visit in found if visit.state is State.PLANNED])


def verdict(found: tuple[Visit, ...], quarter: Quarter) -> str:
    """Count the visits by state, and name the next one."""
    counts = {one: sum(v.state is one for v in found) for one in State}
    words = _(
        "{quarter}: {reported} visits reported, {held} wait for the report, {planned} planned"
    )
    said = words.format(
        quarter=formats.period(str(quarter)),
        reported=counts[State.REPORTED],
        held=counts[State.HELD],
        planned=counts[State.PLANNED],
    )
    late = [v for v in found if v.state is State.PLANNED and v.day < clock.today()]
    if late:
        said += _("; {count} planned days are over").format(count=len(late))
    return said


def figure(found: tuple[Visit, ...], quarter: Quarter) -> go.Figure:
    """Make the time line: a row for each body, a mark for each visit."""
    codes = list(supervision_words.bodies())
    marks = {State.PLANNED: "circle-open", State.HELD: "triangle-up", State.REPORTED: "circle"}
    drawn = go.Figure()
    for one, symbol in marks.items():
        own = [visit for visit in found if visit.state is one]
        if not own:
            continue
        drawn.add_scatter(
            x=[visit.day for visit in own],
            y=[_height_of(visit, found, codes) for visit in own],
            mode="markers+text",
            text=[escape(_label(visit)) for visit in own],
            textposition="middle right",
            textfont={"size": 11, "color": state.ink()},
            name=_(supervision_words.STATES[one]),
            marker={
                "symbol": symbol,
                "size": 10,
                "color": supervision_words.COLOURS[one],
                "line": {"width": 2, "color": supervision_words.COLOURS[one]},
            },
            hovertext=[supervision_words.visit_line(visit) for visit in own],
            hoverinfo="text",
        )
    _mark_today(drawn, quarter)
    drawn.update_layout(_style(codes, quarter))
    return drawn


def _label(visit: Visit) -> str:
    """Name where a visit goes; of two English names the second would cover its neighbour."""
    if state.language() == "zh" or len(visit.institutions) == 1:
        return areas(visit.institutions)
    return f"{area(visit.institutions[0])} +{len(visit.institutions) - 1}"


def _line(found: tuple[Visit, ...], quarter: Quarter) -> None:
    st.plotly_chart(
        figure(found, quarter),
        key=f"visits line {quarter}",
        config={"displayModeBar": False},
        alt=_("Visits of each body by day; the same as a table below."),
    )


def _height_of(visit: Visit, found: tuple[Visit, ...], codes: list[str]) -> float:
    """Lift the second visit of a day a little, so that both are seen."""
    same = [v.number for v in found if (v.body, v.day) == (visit.body, visit.day)]
    return codes.index(visit.body) - _LIFT * same.index(visit.number)


def _mark_today(drawn: go.Figure, quarter: Quarter) -> None:
    if quarter.holds(clock.today()):
        drawn.add_vline(x=clock.today().isoformat(), line={"dash": "dot", "color": state.ink()})


def _style(codes: list[str], quarter: Quarter) -> dict[str, object]:
    edge = timedelta(days=3)
    weeks = [quarter.first + timedelta(days=14 * step) for step in range(7)]
    return {
        **chart_look.plain(13),
        "height": _ROW * len(codes) + 64,
        "margin": {"l": 118 if state.language() == "zh" else 125, "r": 8, "t": 30, "b": 26},
        "legend": {"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0},
        "xaxis": {
            "range": [quarter.first - edge, quarter.last + 3 * edge],
            "tickvals": weeks,
            "ticktext": [f"{day.month}-{day.day}" for day in weeks],
            "fixedrange": True,
            "gridcolor": "rgba(127,127,127,0.2)",
            "zeroline": False,
        },
        "yaxis": {
            "tickvals": list(range(len(codes))),
            "ticktext": [escape(area(code)) for code in codes],
            "range": [len(codes) - 0.5, -0.9],
            "fixedrange": True,
            "gridcolor": "rgba(127,127,127,0.2)",
            "zeroline": False,
            "ticks": "",
        },
    }


def _plan(quarter: Quarter) -> None:
    with st.container(border=True):
        headline(_("Plan a visit"))
        key = key_of("visit plan")
        today = clock.today()
        body = st.selectbox(
            _("Supervising body"),
            list(supervision_words.bodies()),
            format_func=area,
            key="visit plan body",
        )
        own = remit(load.roster(), supervision.rulebook().body(str(body)))
        chosen = st.multiselect(
            _("Institutions"), own, format_func=area, key=f"visit plan where {body} {key}"
        )
        day = st.date_input(
            _("Day"),
            value=max(today, min(quarter.first, today + timedelta(days=300))),
            min_value=today,
            key=f"visit plan day {key}",
        )
        note = st.text_input(_("Note"), max_chars=200, key=f"visit plan note {key}")
        if st.button(_("Plan the visit"), key="visit plan now", icon=":material/event:"):
            wish = Plan(str(body), day, tuple(chosen), note.strip())
            attempt_once(
                "visit plan",
                lambda once: supervision.plan([wish], once, state.author()),
                _("Planned: {body}, {day}, {institutions}.").format(
                    body=area(wish.body), day=formats.day(day), institutions=areas(tuple(chosen))
                ),
            )


def _change(planned: list[Visit]) -> None:
    if not planned:
        return
    with st.container(border=True):
        headline(_("Move or cancel a planned visit"))
        visits = {visit.number: visit for visit in planned}
        number = st.selectbox(
            _("Planned visit"),
            list(visits),
            format_func=lambda n: supervision_words.visit_line(visits[n]),
            key="visit change which",
        )
        visit = visits[str(number)]
        key = key_of("visit change")
        day = st.date_input(
            _("New day"),
            value=max(visit.day, clock.today()),
            min_value=clock.today(),
            key=f"visit move day {visit.number} {key}",
        )
        why = st.text_input(_("Reason for cancelling"), key=f"visit cancel why {key}")
        with st.container(horizontal=True):
            if st.button(_("Move"), key="visit move now", icon=":material/event_repeat:"):
                _move(visit, Plan(visit.body, day, visit.institutions, visit.plan.note))
            if st.button(
                _("Cancel the visit"), key="visit cancel now", icon=":material/event_busy:"
            ):
                attempt_once(
                    "visit change",
                    lambda once: supervision.cancel(visit, why, once, state.author()),
                    _("Cancelled: {number}.").format(number=visit.number),
                )


def _move(visit: Visit, wish: Plan) -> None:
    said = _("Moved: {number} to {day}.")
    attempt_once(
        "visit change",
        lambda once: supervision.move(visit, wish, once, state.author()),
        said.format(number=visit.number, day=formats.day(wish.day)),
    )


def _height(lines: list[dict[str, object]]) -> int:
    """Show at most nine lines; the rest is scrolled to."""
    return _ROW_HEIGHT * (min(len(lines), 9) + 1) + 4
