"""Too perfect figures: the map of flags, each with its reason, and where the next samples go."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.model.authenticity.risk import Risk
from lib.model.authenticity.screening import Screen, flagged
from lib.model.quarters import Quarter
from pages.ui import authenticity_chart, authenticity_words, formats, load, rectify, tables
from pages.ui.headlines import conclude, headline
from pages.ui.load import authenticity
from pages.ui.text import _, listed, plain

_ROW = 25
_HEIGHT = 330  # pixels


def show(quarter: Quarter, heading: DeltaGenerator) -> None:
    """Show whose figures are too perfect and why; then the risk of every institution."""
    found, risks = authenticity.screen(quarter), authenticity.risks(quarter)
    with heading:
        conclude(verdict(found, quarter))
    st.caption(
        _(
            "{tests} tests; each raises a flag below p {limit}, so that in a quarter in which "
            "every figure is honest the chance of any flag at all is at most {chance}. A flag is "
            "a question to be answered, no proof."
        ).format(
            tests=formats.number(found.tests),
            limit=authenticity_words.chance(found.limit).removeprefix("= "),
            chance=formats.percent(found.chance, 0),
        )
    )
    flags, risk = st.columns([56, 44], gap="medium")
    with flags:
        _flags(found, quarter)
    with risk, st.container(border=True):
        headline(_("Risk score"), _("where the next samples should go"))
        lines = risk_rows(risks)
        parts = [key for key, cell in lines[0].items() if isinstance(cell, float)]
        one_decimal = st.column_config.NumberColumn(format="%.1f")
        st.dataframe(
            lines,
            hide_index=True,
            row_height=_ROW,
            height=_HEIGHT,
            column_config=dict.fromkeys(parts, one_decimal),
        )
        tables.download(lines, _("risk scores"))
    headline(_("Map of what is rare"), _("▼ flagged; darker is rarer"))
    authenticity_chart.heat(found, list(load.institutions()))
    with st.expander(_("The map as a table"), icon=":material/table:"):
        tables.twin(test_rows(found), _("too perfect figures"))


def verdict(found: Screen, quarter: Quarter) -> str:
    """Say whose figures are too perfect."""
    areas = flagged(found)
    if not areas:
        words = _("{quarter}: no figure is too perfect to be chance")
        return words.format(quarter=authenticity_words.quarter(quarter))
    words = _("{quarter}: figures of **{areas}** are too perfect to be chance ({count} flags)")
    return words.format(
        quarter=authenticity_words.quarter(quarter),
        areas=plain(listed(authenticity_words.area(code) for code in areas)),
        count=len(found.flags),
    )


def risk_rows(risks: Sequence[Risk]) -> list[dict[str, object]]:
    """Return the risk of every institution with its parts."""
    return [
        {
            _("Institution"): authenticity_words.area(one.area_code),
            _("Risk points"): float(formats.half_up(one.points, 1)),
            _("False files"): float(formats.half_up(one.found, 1)),
            _("Too perfect"): float(formats.half_up(one.flags, 1)),
            _("Unreachable"): float(formats.half_up(one.unreachable, 1)),
            _("Too few files"): float(formats.half_up(one.unknown, 1)),
        }
        for one in risks
    ]


def test_rows(found: Screen) -> list[dict[str, object]]:
    """Return the rarest figure of every institution and test."""
    rarest: dict[tuple[str, str], float] = {}
    for one in found.tested:
        key = (one.area_code, one.test.value)
        rarest[key] = min(one.p, rarest.get(key, 1.0))
    return [
        {
            _("Institution"): authenticity_words.area(code),
            **{
                _(words): _rare(rarest.get((code, test.value)), found.limit)
                for test, words in authenticity_words.TESTS.items()
            },
        }
        for code in load.institutions()
    ]


def _rare(p: float | None, limit: float) -> str:
    if p is None:
        return formats.MISSING
    words = authenticity_words.chance(p).removeprefix("= ")
    return f"▼ {words}" if p < limit else words


def _flags(found: Screen, quarter: Quarter) -> None:
    for number, flag in enumerate(found.flags):
        with st.container(border=True):
            headline(
                f"▼ {plain(authenticity_words.area(flag.area_code))} · "
                + _(authenticity_words.TESTS[flag.test])
            )
            st.markdown(plain(authenticity_words.flagged(flag, found.limit)))
            problem = authenticity_words.flag_problem(flag, quarter, found.limit)
            rectify.offer(problem, f"screen {quarter} {number}")
    if not found.flags:
        st.markdown(_(":green[●] Nothing stands out."))
