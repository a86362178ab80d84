"""Periods, and which observation speaks on a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.observations import current, month_name, month_of, parse_period
from tests import small

AREAS = small.roster({"A": 1})


def held(rows, day, oldest=None):
    found = current(small.dataset(AREAS, rows).observations, day, oldest)
    return [(row.indicator, month_name(row.month), row.numerator) for row in found.itertuples()]


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_month_reads_back_as_it_was_written(day):
    assert parse_period(f"{day:%Y-%m}") == month_of(day)
    assert month_name(month_of(day)) == f"{day:%Y-%m}"


@pytest.mark.parametrize("text", ["", "2025-13", "2025-00", "25-01", "2025Q5", "2025H3", "2025-1"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(InputError, match="is not a period"):
        parse_period(text)


def test_the_latest_figure_of_the_year_speaks_for_it():
    rows = [("A", "X", f"2025-{m:02}", m, 100) for m in (3, 1, 2)] + [
        ("A", "X", "2024-12", 99, 100)
    ]
    assert held(rows, date(2025, 12, 31)) == [("X", "2025-03", 3)]
    assert held(rows, date(2025, 2, 28)) == [("X", "2025-02", 2)]


def test_a_month_marked_missing_steps_back_as_far_as_allowed():
    rows = [
        ("A", "X", "2025-10", 1, 100),
        ("A", "X", "2025-11", None, None, "missing"),
        ("A", "X", "2025-12", None, None, "missing"),
    ]
    assert held(rows, date(2025, 11, 30), {"X": 1}) == [("X", "2025-10", 1)]
    assert held(rows, date(2025, 12, 31), {"X": 1}) == []


def test_figures_of_last_year_say_nothing_of_this_one():
    assert held([("A", "X", "2024-12", 1, 2)], date(2025, 1, 31)) == []


def test_months_are_listed_newest_first():
    rows = [("A", "X", "2024-12", 1, 2), ("A", "X", "2025-01", 1, 2)]
    assert small.dataset(AREAS, rows).months() == ("2025-01", "2024-12")
