"""Rates far from the others."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lib.model.intake.checks.delivered import PEOPLE, check, only, told


def rates(counts, base=200):
    return [(a, "S", "2025-09", n, base) for a, n in zip(PEOPLE, counts, strict=False)]


USUAL = [100, 102, 104, 106, 108, 110, 112, 114, 116]


def test_a_rate_far_from_the_median_is_told_with_it():
    found = check(rates([*USUAL, 190]))
    assert told(found, "outlier") == [("C11", "warning")]
    values = only(found, "outlier")[0].values
    assert (str(values["rate"]), str(values["median"]), values["group"]) == ("95.00%", "54.50%", 10)


@settings(max_examples=10)
@given(st.lists(st.integers(90, 110), min_size=10, max_size=10))
def test_rates_within_ten_points_of_the_median_are_none(counts):
    assert told(check(rates(counts)), "outlier") == []


def test_an_area_of_few_cases_may_lie_further_out():
    rows = rates(USUAL)
    assert told(check([*rows, ("B10", "S", "2025-09", 4, 4)]), "outlier") == []
    assert told(check([*rows, ("B10", "S", "2025-09", 400, 400)]), "outlier") == [
        ("C11", "warning")
    ]


def test_where_nearly_all_reach_everybody_one_missed_person_is_no_outlier():
    rows = [(area, "S", "2025-09", 6, 6) for area in list(PEOPLE)[:9]]
    assert told(check([*rows, ("B10", "S", "2025-09", 5, 6)]), "outlier") == []


@pytest.mark.parametrize("group", [7, 8])
def test_a_median_needs_eight_areas(group):
    rows = rates([*USUAL[: group - 1], 190])
    assert len(told(check(rows), "outlier")) == (group >= 8)


def test_clinics_are_not_compared_with_institutions():
    rows = [*rates(USUAL), ("B011", "S", "2025-09", 190, 200)]
    assert told(check(rows), "outlier") == []


def test_the_newest_month_is_told():
    rows = [
        (*row[:2], month, *row[3:])
        for month in ("2025-08", "2025-09")
        for row in rates([*USUAL, 190])
    ]
    assert told(check(rows), "outlier") == [(f"C{len(rows) + 1}", "warning")]


def test_the_cut_off_is_that_of_the_modified_z_score():
    shares = np.array([*USUAL, 0]) / 200
    spread = 1.4826 * np.median(np.abs(shares - np.median(shares)))
    middle = (np.median(shares) * 200 + 1) / 202
    z = abs(0 - np.median(shares)) / np.sqrt(spread**2 + middle * (1 - middle) / 200)
    found = [
        told(check(rates([*USUAL, 0]), outlier=limit), "outlier") for limit in (z - 0.01, z + 0.01)
    ]
    assert [len(cells) for cells in found] == [1, 0]
