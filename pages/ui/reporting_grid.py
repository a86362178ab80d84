"""The grid of reports: every institution by every month, in a sign, a colour and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from html import escape

import plotly.graph_objects as go
import streamlit as st

from lib.model.reporting import Report, ReportState, punctuality
from pages.ui import formats, load, picking, reporting_words, state
from pages.ui.load import reports
from pages.ui.text import _, name, short_name

KEY = "report grid"
MONTHS = 12
FILLS = {
    ReportState.APPROVED: "rgba(0,158,115,0.20)",  # what is done stays quiet
    ReportState.SUBMITTED: "rgba(0,114,178,0.30)",
    ReportState.RETURNED: "rgba(230,159,0,0.55)",
    ReportState.NONE: "#B84A00",
    reporting_words.WAITING: "rgba(127,127,127,0.10)",
}
_INK_ON_RED = "#FFFFFF"
_ROW, _TOP, _RATE = 20, 24, 1.35  # pixels, pixels, columns
_LABELS = {"zh": 188, "en": 120}  # pixels for the names of the rows
_LETTER = {"zh": 13, "en": 6.6}
_HINT_REACH = 120  # pixels


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the grid shows."""

    codes: tuple[str, ...]
    months: tuple[int, ...]
    reports: dict[tuple[str, int], Report]
    now: datetime

    def of(self, code: str) -> list[Report]:
        """Return the reports of an institution."""
        return [r for m in self.months if (r := self.reports.get((code, m))) is not None]

    def in_month(self, month: int) -> list[Report]:
        """Return the reports of a month."""
        return [r for c in self.codes if (r := self.reports.get((c, month))) is not None]


def read(month: int, now: datetime) -> Sheet:
    """Read the months of the grid that has the chosen month: up to the end of its year."""
    known = sorted(reports.months())
    last = min(known[-1], month // 12 * 12 + 11)
    months = tuple(m for m in known if last - MONTHS < m <= last)
    found = {(r.area_code, m): r for m in months for r in reports.of_month(m)}
    codes = tuple(sorted({code for code, _month in found}))
    return Sheet(codes, months, found, now)


def show(sheet: Sheet, chosen: int, month_key: str) -> None:
    """Draw the grid; choosing a cell chooses its month."""

    def choose() -> None:
        month = picking.point(KEY).rpartition("/")[2]
        if month.isdigit():
            state.put(month_key, int(month))

    st.plotly_chart(
        figure(sheet, chosen),
        key=KEY,
        on_select=choose,
        selection_mode="points",
        config={"displayModeBar": False},
        alt=_("State of every institution's report by month; the same as a table below."),
    )


def legend(sheet: Sheet) -> str:
    """Explain the signs."""
    there = {reporting_words.shown_state(r, sheet.now) for r in sheet.reports.values()}
    signs = [reporting_words.coloured(code) for code in reporting_words.SIGNS if code in there]
    words = _("+2: days late; 99%: share of the figures due, where any is missing")
    return "　".join([*signs, words])


def figure(sheet: Sheet, chosen: int) -> go.Figure:
    """Make the grid: institutions downwards, months to the right, in time at the end."""
    drawn = go.Figure([_fills(sheet)])
    ink = state.ink()
    for code in FILLS:
        cells = [
            r for r in sheet.reports.values() if reporting_words.shown_state(r, sheet.now) == code
        ]
        if cells:
            on_red = code == ReportState.NONE
            drawn.add_trace(_texts(cells, sheet, _INK_ON_RED if on_red else ink))
    drawn.add_trace(_rates(sheet, ink))
    drawn.update_layout(_style(sheet, chosen, ink))
    return drawn


def rows(sheet: Sheet) -> list[dict[str, str]]:
    """Return the grid as a table."""
    return [
        {
            _("Institution"): reporting_words.called(code),
            **{
                reporting_words.month(m): _told(sheet.reports[code, m], sheet.now)
                for m in sheet.months
                if (code, m) in sheet.reports
            },
            _("In time"): _rate(sheet.of(code), sheet.now),
        }
        for code in sheet.codes
    ] + [
        {
            _("Institution"): _("In time"),
            **{reporting_words.month(m): _rate(sheet.in_month(m), sheet.now) for m in sheet.months},
            _("In time"): _rate(list(sheet.reports.values()), sheet.now),
        }
    ]


def _told(report: Report, now: datetime) -> str:
    words = [
        reporting_words.stated(reporting_words.shown_state(report, now)),
        reporting_words.late(report, now),
        reporting_words.cut(report.share.rate) if report.submissions else "",
    ]
    return " ".join(word for word in words if word)


def _brief(report: Report, now: datetime) -> str:
    """Write what a cell has room for: sign, days late, and how complete if not wholly."""
    days = report.days_late(now)
    lateness = f"+{days}" if days else ""
    rate = report.share.rate
    partly = report.submissions and rate is not None and report.share.missing
    share = formats.percent(Fraction(int(rate * 100), 100), 0) if partly and rate else ""
    sign = reporting_words.SIGNS[reporting_words.shown_state(report, now)]
    return " ".join(part for part in (sign, lateness, share) if part)


def _rate(found: Sequence[Report], now: datetime) -> str:
    return formats.percent(punctuality(found, now).rate, 0)


def _fills(sheet: Sheet) -> go.Heatmap:
    steps = list(FILLS)
    last = len(steps) - 1
    shades = [
        [
            steps.index(reporting_words.shown_state(sheet.reports[code, m], sheet.now))
            if (code, m) in sheet.reports
            else None
            for m in sheet.months
        ]
        for code in sheet.codes
    ]
    return go.Heatmap(
        x=list(range(len(sheet.months))),
        y=list(range(len(sheet.codes))),
        z=shades,
        zmin=0,
        zmax=last,
        colorscale=[(step / last, FILLS[code]) for step, code in enumerate(steps)],
        showscale=False,
        xgap=3,
        ygap=2,
        hoverinfo="skip",
    )


def _texts(cells: list[Report], sheet: Sheet, ink: str) -> go.Scatter:
    return go.Scatter(
        x=[sheet.months.index(r.month) for r in cells],
        y=[sheet.codes.index(r.area_code) for r in cells],
        mode="text",
        text=[_brief(r, sheet.now) for r in cells],
        textfont={"size": 11, "color": ink},
        customdata=[f"{r.area_code}/{r.month}" for r in cells],
        hovertext=[_hint(r, sheet.now) for r in cells],
        hoverinfo="text",
    )


def _hint(report: Report, now: datetime) -> str:
    """Say what a cell shows. Names are data: never markup."""
    head = f"<b>{escape(reporting_words.called(report.area_code))}</b>"
    came = _("came {when}, due {due}").format(
        when=reporting_words.moment(report.received_at),
        due=reporting_words.moment(report.deadline.closes),
    )
    figures = _("{part} of {whole} figures, version {version}").format(
        part=report.share.part, whole=report.share.whole, version=len(report.submissions)
    )
    month = reporting_words.month(report.month)
    return "<br>".join([f"{head} {month}", escape(_told(report, now)), came, figures])


def _rates(sheet: Sheet, ink: str) -> go.Scatter:
    """Write how many came in time: of each institution at its end, of each month below."""
    right, below = len(sheet.months), len(sheet.codes)
    by_code = [_rate(sheet.of(code), sheet.now) for code in sheet.codes]
    by_month = [_rate(sheet.in_month(m), sheet.now) for m in sheet.months]
    whole = _rate(list(sheet.reports.values()), sheet.now)
    return go.Scatter(
        x=[right] * len(by_code) + [*range(right)] + [right],
        y=[*range(below)] + [below] * len(by_month) + [below],
        mode="text",
        text=[*by_code, *by_month, f"<b>{whole}</b>"],
        textfont={"size": 12, "color": ink},
        cliponaxis=False,
        hoverinfo="skip",
    )


def _style(sheet: Sheet, chosen: int, ink: str) -> dict[str, object]:
    columns, lines = len(sheet.months), len(sheet.codes) + 1
    heads = [reporting_words.short_month(m) for m in sheet.months]
    marked = [
        f"<b>▾ {h}</b>" if m == chosen else h for m, h in zip(sheet.months, heads, strict=True)
    ]
    names = [_label(code) for code in sheet.codes]
    return {
        "height": _TOP + _ROW * lines + 6,
        "margin": {"l": _LABELS[state.language()], "r": 0, "t": _TOP, "b": 4},
        "showlegend": False,
        "hovermode": "closest",
        "hoverdistance": _HINT_REACH,
        "dragmode": False,
        "clickmode": "event+select",
        "xaxis": {
            "side": "top",
            "tickvals": list(range(columns + 1)),
            "ticktext": [*marked, _("In time")],
            "range": [-0.5, columns - 1 + _RATE],
            "tickfont": {"size": 13, "color": ink},
            "ticks": "",
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
        },
        "yaxis": {
            "tickvals": list(range(lines)),
            "ticks": "",
            "ticktext": [*names, "".join(["<b>", _("In time"), "</b>"])],
            "range": [lines - 0.5, -0.5],
            "tickfont": {"size": 13, "color": ink},
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
        },
    }


def _label(code: str) -> str:
    language = state.language()
    area = load.institutions().get(code)
    called = short_name if language == "en" else name  # a whole English one is too wide
    whole = code if area is None else called(area)
    most = int((_LABELS[language] - 10) / _LETTER[language])
    return escape(whole if len(whole) <= most else f"{whole[: most - 1]}…")
