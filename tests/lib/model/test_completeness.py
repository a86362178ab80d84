"""Completeness: what was due in a month, and what of it is there."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.completeness import NOTHING, Share, complete, freshness, is_due
from lib.model.indicators import Frequency
from lib.model.observations import COLUMNS, parse_period
from lib.model.roster import Roster
from lib.project import Project
from tests import small

CLINICS = {"V1": ("B1", 9), "V2": ("B1", 9), "V3": ("B2", 9)}
ROSTER = small.roster({"B1": 100, "B2": 100}, CLINICS)
LEVELS = {"V": ("V1", "V2", "V3"), "T": ("B1", "B2"), "C": ("COUNTY",)}
MAY, JUNE, DECEMBER = (parse_period(f"2025-{m}") for m in ("05", "06", "12"))


def catalogue(**frequencies):
    """Indicators by code, each "level frequency" such as "V M"."""
    found = []
    for code, told in frequencies.items():
        level, frequency = told.split()
        found += small.indicators([code], level=level, frequency=frequency).values()
    return found


def observed(*rows):
    return small.dataset(ROSTER, list(rows)).observations


NONE = pd.DataFrame(columns=list(COLUMNS)).astype({"month": "int64", "status": "int64"})


def sent(area, code, month, status="reported"):
    counts = (1, 2) if status == "reported" else (None, None)
    return (area, code, month, *counts, status)


def due(completeness):
    cells = completeness.figures[["reporter", "area_code", "indicator"]].astype(str)
    return set(cells.itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("frequency", "months"),
    [("M", range(1, 13)), ("Q", [3, 6, 9, 12]), ("H", [6, 12]), ("A", [12])],
)
def test_a_figure_is_due_at_the_end_of_what_it_is_counted_over(frequency, months):
    found = [m + 1 for m in range(12) if is_due(Frequency(frequency), 2025 * 12 + m)]
    assert found == list(months)


def test_clinics_institutions_and_the_county_each_report_what_arises_with_them():
    found = complete(NONE, ROSTER, catalogue(X="V M", Y="T M", Z="C M"), [MAY])
    assert due(found) == {
        ("B1", "V1", "X"), ("B1", "V2", "X"), ("B2", "V3", "X"),
        ("B1", "B1", "Y"), ("B2", "B2", "Y"), ("COUNTY", "COUNTY", "Z"),
    }  # fmt: skip


def test_what_is_due_depends_on_the_month():
    asked = catalogue(X="T M", Y="T Q", Z="T A")
    found = complete(NONE, ROSTER, asked, [MAY, JUNE, DECEMBER])
    wholes = [found.together(month).whole for month in (MAY, JUNE, DECEMBER)]
    assert wholes == [2, 4, 6]


def test_nothing_is_due_of_an_area_before_it_opens_or_of_an_indicator_no_longer_in_use():
    later = [
        replace(a, valid_from=date(2025, 6, 15)) if a.code == "V2" else a for a in ROSTER.areas
    ]
    (ending,) = small.indicators(["Y"], valid_to="2025-05-31").values()
    found = complete(NONE, Roster(tuple(later)), [*catalogue(X="V M"), ending], [MAY, JUNE])
    assert [found.together(month).whole for month in (MAY, JUNE)] == [2 + 2, 3]


@pytest.mark.parametrize("status", ["reported", "not_applicable", "exempt"])
def test_every_status_but_missing_is_an_answer(status):
    figures = observed(sent("B1", "Y", "2025-05", status), sent("B2", "Y", "2025-05", "missing"))
    found = complete(figures, ROSTER, catalogue(Y="T M"), [MAY])
    assert found.by_report() == {("B1", MAY): Share(1, 1), ("B2", MAY): Share(0, 1)}


def test_an_institution_may_report_for_all_its_clinics():
    figures = observed(sent("B1", "X", "2025-05"))
    found = complete(figures, ROSTER, catalogue(X="V M"), [MAY])
    assert found.by_report() == {("B1", MAY): Share(2, 2), ("B2", MAY): Share(0, 1)}


def test_what_was_not_asked_for_makes_nothing_complete():
    figures = observed(sent("B1", "OTHER", "2025-05"), sent("B1", "Y", "2025-06"))
    found = complete(figures, ROSTER, catalogue(Y="T M"), [MAY])
    assert found.together(MAY) == Share(0, 2)


def test_the_indicator_missing_most_comes_first():
    figures = observed(
        sent("V1", "X", "2025-05"), sent("V1", "W", "2025-05"), sent("V2", "W", "2025-05")
    )
    found = complete(figures, ROSTER, catalogue(W="V M", X="V M", Y="T M", Z="V M"), [MAY])
    assert found.missing("B1", MAY) == (("Z", 2), ("X", 1), ("Y", 1))


def test_without_months_nothing_is_due():
    found = complete(NONE, ROSTER, catalogue(Y="T M"), [])
    assert (found.months(), found.by_report(), found.together(MAY)) == ((), {}, NOTHING)
    assert NOTHING.rate is None


cells = st.sets(
    st.tuples(st.sampled_from(["V1", "V2", "V3"]), st.sampled_from(["X", "Z"]), st.integers(1, 12))
)


@given(cells)
def test_reports_and_indicators_both_add_up_to_the_month_and_count_what_was_sent(there):
    figures = observed(*(sent(a, code, f"2025-{m:02}") for a, code, m in there)) if there else NONE
    months = range(2025 * 12, 2026 * 12)
    found = complete(figures, ROSTER, catalogue(X="V M", Z="V Q"), months)
    for month in months:
        reports = [share for (_code, m), share in found.by_report().items() if m == month]
        whole = found.together(month)
        assert sum(reports, NOTHING) == whole
        assert sum(found.by_indicator(month).values(), NOTHING) == whole
        due_codes = {"X", "Z"} if month % 3 == 2 else {"X"}
        assert whole.part == sum(m == month % 12 + 1 and c in due_codes for _a, c, m in there)
        for code in ("B1", "B2"):
            missing = sum(n for _c, n in found.missing(code, month))
            assert missing == found.by_report()[code, month].missing


def test_freshness_tells_share_silent_months_and_age():
    figures = observed(
        sent("B1", "Y", "2025-03"), sent("B2", "Y", "2025-03"), sent("B1", "Y", "2025-06"),
        sent("B1", "Y", "2025-05", "missing"), sent("B2", "Q", "2025-03"),
        sent("B2", "Q", "2025-09"),
    )  # fmt: skip
    asked = catalogue(Y="T M", Q="T Q", N="T M")
    found = complete(figures, ROSTER, asked, range(2025 * 12, JUNE + 1))
    fresh = freshness(found, figures, JUNE)
    assert fresh.share.rate == Fraction(1, 6)
    assert [month % 12 + 1 for month in fresh.silent] == [1, 2, 4, 5]
    assert fresh.ages == {"Y": 0, "Q": 3, "N": None}


def test_the_demonstration_lacks_exactly_the_month_in_which_an_institution_kept_silent(
    demonstration,
):
    indicators = Project().context().indicators.values()
    july = parse_period("2025-07")
    found = complete(demonstration.observations, demonstration.roster, indicators, [july])
    empty = [key for key, share in found.by_report().items() if not share.part]
    assert empty == [("B13", july)]
