"""Time-sequence progress."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import ParameterError
from lib.model.schedules import cumulative_share, due_share
from tests import small

CAMPAIGN = {3: Fraction(1, 10), 6: Fraction(45, 100), 9: Fraction(85, 100), 12: Fraction(1)}
months = st.integers(1, 12)


@given(months)
def test_linear_is_a_twelfth_a_month(month):
    assert cumulative_share({}, month) == Fraction(month, 12)


@given(months, months)
def test_what_is_due_never_falls(one, two):
    early, late = sorted((one, two))
    assert 0 <= cumulative_share(CAMPAIGN, early) <= cumulative_share(CAMPAIGN, late) <= 1


def test_the_campaign_of_elderly_exams_passes_its_points():
    assert {m: cumulative_share(CAMPAIGN, m) for m in CAMPAIGN} == CAMPAIGN


def test_only_flows_follow_a_schedule():
    stock = small.indicators(["X"])["X"]
    assert due_share(stock, 1, {}) == 1


def test_a_schedule_the_scheme_lacks_is_named():
    flow = small.indicators(["X"], accrual="flow", schedule="campaign")["X"]
    with pytest.raises(ParameterError, match="schedule “campaign”"):
        due_share(flow, 6, {"linear": {}})
