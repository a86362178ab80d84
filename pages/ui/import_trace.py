"""Where a figure comes from: every version of it, down to file, sheet and cell."""

from collections.abc import Hashable, Mapping
from math import isnan

import streamlit as st

from lib.model.indicators import Indicator
from lib.model.intake.figures import Stage
from lib.model.observations import NO_COUNT, Status, parse_period
from pages.ui import formats, load, tables, widgets
from pages.ui.figure_words import counts
from pages.ui.headlines import headline
from pages.ui.load import intake
from pages.ui.load.intake import Version
from pages.ui.stage_words import STAGES, stage_name
from pages.ui.text import _, name


def show() -> None:
    """Choose area, indicator and month; show every version, newest first."""
    roster, indicators = load.roster(), intake.figure_indicators()
    areas = [area.code for area in intake.reporting_areas()]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        area = st.selectbox(
            _("Institution or clinic"), areas, format_func=lambda c: name(roster.find(c)), width=320
        )
        code = st.selectbox(
            _("Indicator"),
            list(indicators),
            format_func=lambda c: f"{c} {name(indicators[c].name)}",
        )
        month = st.selectbox(_("Month"), load.periods(), format_func=formats.period, width=180)
    if intake.is_sensitive(code):
        widgets.nothing(
            _("Figures of so few people are not shown one by one."),
            _("They are kept, and count in the totals."),
        )
        return
    versions = intake.history(area, code, parse_period(month))
    if not versions:
        widgets.nothing(
            _("No such figure is stored."),
            _("Village clinics report some indicators, institutions the others."),
        )
        return
    tables.twin([_row(version) for version in versions], f"history-{area}-{code}-{month}")
    _gaps(month)


def _row(version: Version) -> dict[str, object]:
    return {
        _("Kind"): stage_name(version.stage),
        _("Numerator"): version.numerator,
        _("Denominator"): version.denominator,
        _("Value"): version.value,
        _("Status"): formats.status(Status(version.status).code),
        _("In force"): _("yes") if version.to_revision is None else _("no"),
        _("Data versions"): f"{version.from_revision} – {version.to_revision or ''}",
        _("File"): version.origin.file,
        _("Sheet"): version.origin.sheet,
        _("Cells"): version.origin.cells,
        _("Operator"): version.actor,
        _("When"): formats.moment(version.at),
    }


def _gaps(month: str) -> None:
    """Show reported and verified values side by side where there are both."""
    both = intake.stages([parse_period(month)])
    headline(_("Reported and verified side by side"))
    if both.empty:
        st.caption(_("No figure of this month was verified, appealed or decided yet."))
        return
    tables.twin([_pair(row) for row in both.to_dict("records")], f"verified-{month}")


def _pair(record: Mapping[Hashable, object]) -> dict[str, object]:
    """Put the stages of one figure into one row, and how far verified is from reported."""
    facts = {str(column): value for column, value in record.items()}
    indicator = intake.figure_indicators()[str(facts["indicator"])]
    told = {stage_name(stage): _stage(facts, stage, indicator) for stage in STAGES}
    gap = float(str(facts["gap"]))
    return {
        _("Area"): name(load.roster().find(str(facts["area_code"]))),
        _("Indicator"): name(indicator.name),
        **told,
        _("Verified less reported"): formats.points_of_percent(None if isnan(gap) else gap),
    }


def _stage(facts: Mapping[str, object], stage: Stage, indicator: Indicator) -> str:
    numerator, denominator = (
        int(float(str(facts[f"{stage}_{part}"]))) for part in ("numerator", "denominator")
    )
    if denominator == NO_COUNT:
        return formats.MISSING
    return _("not shown") if indicator.sensitive else counts(numerator, denominator, indicator)
