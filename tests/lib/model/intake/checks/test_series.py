"""One area and indicator through the months."""

import pytest

from tests.lib.model.intake.checks.delivered import check, only, told


@pytest.mark.parametrize("indicator", ["F", "K"])
def test_what_counts_from_january_cannot_fall(indicator):
    rows = [("B01", indicator, "2025-08", 60, 100), ("B01", indicator, "2025-09", 59, 100)]
    found = check(rows)
    assert told(found, "cumulative_fell") == [("C3", "error")]
    assert "59 up to 2025-09, less than the 60 up to 2025-08" in str(
        only(found, "cumulative_fell")[0]
    )


def test_it_may_stand_still_and_a_state_may_fall():
    rows = [("B01", "F", month, 60, 100) for month in ("2025-08", "2025-09")]
    rows += [("B01", "S", "2025-08", 60, 100), ("B01", "S", "2025-09", 59, 100)]
    assert told(check(rows), "cumulative_fell") == []


def test_it_begins_anew_in_january():
    rows = [("B01", "F", "2024-12", 60, 100), ("B01", "F", "2025-01", 5, 100)]
    assert told(check(rows), "cumulative_fell") == []


def test_the_store_is_the_earlier_month_and_missing_months_are_passed_over():
    stored = [("B01", "F", "2025-06", 60, 100), ("B01", "F", "2025-08", None, None, "missing")]
    found = check([("B01", "F", "2025-09", 59, 100)], stored)
    assert told(found, "cumulative_fell") == [("C2", "error")]


def test_a_corrected_month_may_not_exceed_the_later_one_in_the_store():
    found = check([("B01", "F", "2025-06", 61, 100)], [("B01", "F", "2025-08", 60, 100)])
    assert told(found, "cumulative_fell") == [("C2", "error")]
    assert "more than the 60 stored up to 2025-08" in str(only(found, "cumulative_fell")[0])


def test_two_stored_months_that_fall_are_not_the_files_fault():
    stored = [("B01", "F", "2025-06", 60, 100), ("B01", "F", "2025-07", 50, 100)]
    assert told(check([("B01", "F", "2025-08", 60, 100)], stored), "cumulative_fell") == []


def test_the_base_of_a_cohort_cannot_fall_either():
    rows = [("B01", "K", "2025-08", 6, 100), ("B01", "K", "2025-09", 6, 99)]
    assert told(check(rows), "cumulative_fell") == [("D3", "error")]


def test_those_served_do_not_become_nobody():
    rows = [("B01", "K", "2025-08", 6, 10), ("B01", "K", "2025-09", None, None, "not_applicable")]
    assert ("C3", "error") in told(check(rows), "cumulative_fell")


def test_a_state_is_compared_with_the_month_before():
    rows = [("B01", "S", "2025-08", 100, 900), ("B01", "S", "2025-09", 151, 900)]
    found = check(rows)
    assert told(found, "big_change") == [("C3", "warning")]
    assert only(found, "big_change")[0].values["change"] == "+51%"


@pytest.mark.parametrize(("earlier", "count"), [(100, 150), (100, 60), (12, 19), (20, 31)])
def test_small_counts_and_small_changes_are_let_pass(earlier, count):
    rows = [("B01", "S", "2025-08", earlier, 900), ("B01", "S", "2025-09", count, 900)]
    assert told(check(rows), "big_change") == []


def test_what_counts_from_january_is_compared_with_the_year_before():
    rows = [("B01", "F", "2025-09", 400, 900), ("B02", "F", "2025-09", 400, 900)]
    stored = [("B01", "F", "2024-09", 100, 900), ("B02", "F", "2025-08", 100, 900)]
    assert told(check(rows, stored), "big_change") == [("C2", "warning")]


def test_a_count_that_appears_from_nothing_is_a_big_change():
    rows = [("B01", "S", "2025-08", 0, 900), ("B01", "S", "2025-09", 80, 900)]
    (finding,) = only(check(rows), "big_change")
    assert finding.values["change"] == "+80"


@pytest.mark.parametrize(
    ("indicator", "base", "told_at"),
    [("F", 103, [("D3", "warning")]), ("F", 102, []), ("K", 150, []), ("Q", 150, [])],
)
def test_an_annual_base_stays_within_the_year(indicator, base, told_at):
    rows = [("B01", indicator, "2025-08", 9, 100), ("B01", indicator, "2025-09", 9, base)]
    assert told(check(rows), "denominator_changed") == told_at


def test_an_annual_base_may_change_with_the_year():
    rows = [("B01", "F", "2025-01", 9, 200)]
    assert told(check(rows, [("B01", "F", "2024-12", 9, 100)]), "denominator_changed") == []
