"""Quarters: every day lies in one, and they follow each other without a gap."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.quarters import Quarter, parse_quarter, quarter_of

quarters = st.builds(Quarter, st.integers(2000, 2100), st.integers(1, 4))


@given(st.dates(max_value=date(9998, 12, 31)))
def test_every_day_lies_in_its_quarter(day):
    quarter = quarter_of(day)
    assert quarter.holds(day)
    assert quarter.first <= day <= quarter.last
    assert quarter.half == (1 if day.month <= 6 else 2)


@given(quarters, st.integers(-40, 40))
def test_quarters_follow_each_other(quarter, by):
    assert quarter.later(by).later(-by) == quarter
    assert quarter.last + timedelta(days=1) == quarter.later().first


@given(quarters)
def test_a_quarter_is_read_as_it_is_written(quarter):
    assert parse_quarter(str(quarter)) == quarter


@pytest.mark.parametrize("text", ["", "2025", "2025Q5", "2025Q", "Q4", "2025q4", "一Q1"])
def test_what_is_no_quarter_is_said(text):
    with pytest.raises(InputError, match="is no quarter"):
        parse_quarter(text)
