"""How many are needed, how fast it went, and whether that is fast enough."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lib.model.indicators import Accrual, Direction
from lib.model.pace import WINDOW, HitRate, catch_up, hit_rate, paces, weeks_left
from lib.model.schedules import YEAR
from tests.lib.model.figures import figure

RATES = st.fractions(0, 100, max_denominator=1000)
COUNTS = st.integers(0, 50_000)
MONTHS = st.integers(1, YEAR)


def at(month: int, year: int = 2025) -> int:
    return year * YEAR + month - 1


@given(RATES, COUNTS, COUNTS, MONTHS)
def test_the_needed_reach_the_target_and_one_fewer_does_not(target, numerator, denominator, month):
    assume(numerator <= denominator)
    assume(denominator > 0)
    needed = catch_up(figure(numerator, denominator, target=target), None, month).needed
    assert Fraction(100 * (numerator + needed), denominator) >= target
    if needed:
        assert Fraction(100 * (numerator + needed - 1), denominator) < target


@given(RATES, COUNTS, st.integers(1, 50_000), MONTHS)
def test_where_lower_is_better_those_too_many_bring_it_down_and_one_fewer_does_not(
    target, numerator, denominator, month
):
    now = figure(numerator, denominator, target=target, direction=Direction.LOWER)
    needed = catch_up(now, None, month).needed
    assert Fraction(100 * (numerator - needed), denominator) <= target or numerator == needed
    if needed:
        assert Fraction(100 * (numerator - needed + 1), denominator) > target


@given(RATES, COUNTS, st.integers(1, 50_000), st.integers(1, YEAR - 1))
def test_the_monthly_share_is_the_smallest_that_suffices(target, numerator, denominator, month):
    pace = catch_up(figure(numerator, denominator, target=target), None, month)
    assert pace.each_month * pace.months_left >= pace.needed
    assert pace.needed == 0 or (pace.each_month - 1) * pace.months_left < pace.needed


@given(RATES, COUNTS, st.integers(1, 50_000), st.integers(1, YEAR - 1))
def test_the_weekly_share_is_the_smallest_that_suffices(target, numerator, denominator, month):
    pace = catch_up(figure(numerator, denominator, target=target), None, month)
    assert pace.each_week * pace.weeks_left >= pace.needed
    assert pace.needed == 0 or (pace.each_week - 1) * pace.weeks_left < pace.needed


@pytest.mark.parametrize("year", [2024, 2025])
@pytest.mark.parametrize("month", range(1, YEAR + 1))
def test_the_weeks_left_are_counted_day_by_day(year, month):
    day, weeks = date(year, month, 28), 0
    while (day + timedelta(days=1)).month == month:
        day += timedelta(days=1)
    while (day + timedelta(weeks=weeks + 1)).year == year:
        weeks += 1
    assert weeks_left(month) == weeks


@given(st.integers(1, 300), st.integers(0, 300), RATES, st.integers(1, YEAR))
def test_the_needed_are_those_a_count_one_by_one_finds(denominator, numerator, target, month):
    assume(numerator <= denominator)
    more = 0
    while Fraction(100 * (numerator + more), denominator) < target:
        more += 1
    pace = catch_up(figure(numerator, denominator, target=target), None, month)
    assert pace.needed == more


@given(COUNTS, COUNTS)
def test_a_weekly_pace_kept_for_a_year_is_the_monthly_pace_kept_for_a_year(before, now):
    earlier = figure(before, 100_000, month=at(6))
    pace = catch_up(figure(now, 100_000, month=at(9)), earlier, 9)
    assert pace.recent_week * Fraction(365, 7) == pace.recent * YEAR


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 100))))
def test_a_forecast_is_a_hit_when_the_year_ends_as_it_said(years):
    forecasts, hits = [], 0
    for june, september, december in years:
        earlier = figure(june, 100, target=60, month=at(6))
        pace = catch_up(figure(september, 100, target=60, month=at(9)), earlier, 9)
        forecasts.append((pace, figure(december, 100, target=60, month=at(12))))
        hits += (september + (september - june) >= 60) == (december >= 60)
    found = hit_rate(forecasts)
    assert (found.foretold, found.hits) == (len(years), hits)
    assert found.kept <= found.promised <= found.foretold


def test_what_was_not_foretold_or_has_no_end_is_not_judged():
    sure = catch_up(figure(60, 100, target=60, month=at(9)), figure(50, 100, month=at(6)), 9)
    end = figure(70, 100, target=60, month=at(12))
    nothing = [(None, end), (sure, replace(end, needed_by_year_end=None))]
    assert hit_rate(nothing) == HitRate(0, 0, 0, 0)
    assert hit_rate(nothing).share is None
    assert hit_rate([*nothing, (sure, end)]).share == 1


@given(COUNTS, COUNTS, st.integers(WINDOW + 1, YEAR))
def test_with_nobody_new_the_pace_is_the_growth_of_the_numerator(before, now, month):
    earlier = figure(before, 100_000, month=at(month - WINDOW))
    pace = catch_up(figure(now, 100_000, month=at(month)), earlier, month)
    assert pace.recent == Fraction(now - before, WINDOW)


@given(RATES, COUNTS, COUNTS, st.integers(WINDOW + 1, YEAR))
def test_in_time_means_that_the_recent_pace_fills_the_gap(target, before, now, month):
    earlier = figure(before, 60_000, target=target, month=at(month - WINDOW))
    pace = catch_up(figure(now, 60_000, target=target, month=at(month)), earlier, month)
    assert pace.in_time == (pace.recent * pace.months_left >= pace.needed)
    assert pace.short == 0 or pace.short + pace.recent * pace.months_left >= pace.needed


def test_newly_found_patients_widen_the_gap():
    earlier = figure(500, 1000, target=60, accrual=Accrual.STOCK, month=at(6))
    now = figure(530, 1100, target=60, accrual=Accrual.STOCK, month=at(9))
    assert catch_up(now, earlier, 9).recent == Fraction(100 - 130, 3)


def test_a_flow_begins_at_nothing_in_january():
    december = figure(900, 1000, month=at(12, 2024))
    assert catch_up(figure(100, 1000, month=at(2)), december, 2).recent == 50


def test_a_cohort_begins_in_january_with_nobody():
    now = figure(40, 60, target=90, accrual=Accrual.COHORT, month=at(2))
    assert catch_up(now, None, 2).recent == Fraction(0 - 14, 2)


def test_a_stock_goes_on_over_the_new_year():
    december = figure(400, 1000, accrual=Accrual.STOCK, month=at(12, 2024))
    now = figure(430, 1000, accrual=Accrual.STOCK, month=at(3))
    assert catch_up(now, december, 3).recent == 10


def test_an_old_figure_has_no_recent_pace():
    june = figure(500, 1000, month=at(6))
    assert catch_up(june, june, 9).recent is None
    assert catch_up(figure(600, 1000, month=at(9)), None, 9).recent is None


def test_after_the_year_there_is_no_month_left_to_catch_up_in():
    pace = catch_up(figure(500, 1000, target=60), None, 12)
    assert (pace.needed, pace.months_left, pace.each_month) == (100, 0, None)


@pytest.mark.parametrize("lacking", ["target", "numerator"])
def test_nothing_is_needed_where_nothing_is_wanted_or_known(lacking):
    assert catch_up(replace(figure(1, 2), **{lacking: None}), None, 9) is None


def test_each_area_gets_its_own_pace():
    now = {"B01": figure(600, 1000, month=at(9)), "B02": figure(0, 10, month=at(9))}
    found = paces(now, {"B01": figure(300, 1000, month=at(6))}, date(2025, 9, 30).month)
    assert (found["B01"].recent, found["B02"].recent) == (100, None)
