"""One formula, rounded by rule R or not at all."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import AllocationError
from lib.model.formulas.rounding import EXACT, Rounding, rounding_of
from lib.model.numbers import exact

units = st.sampled_from([Rounding(1), Rounding(100), EXACT])


@given(units, st.integers(0, 10**6), st.lists(st.fractions(0, 50), min_size=1, max_size=6))
def test_shares_add_up(rounding, hundreds, weights):
    total = Fraction(100 * hundreds)
    if sum(weights):
        assert rounding.share(total, exact(weights)).sum() == total


def test_rounding_is_down_up_and_half_up_in_its_unit():
    yuan, amount = rounding_of("yuan"), Fraction(250)
    assert (yuan.down(amount), yuan.up(amount), yuan.near(amount)) == (200, 300, 300)
    assert EXACT.down(Fraction(1, 3)) == EXACT.up(Fraction(1, 3)) == EXACT.near(Fraction(1, 3))


@given(units, st.lists(st.integers(0, 900), min_size=2, max_size=5))
def test_bounds_hold_and_the_sum_is_kept(rounding, hundreds):
    amounts = exact(100 * n for n in hundreds)
    least = exact([100 if amounts.sum() >= 100 else 0] + [0] * (len(hundreds) - 1))
    fitted = rounding.fit(amounts, least, [None] * len(hundreds))
    assert fitted.sum() == amounts.sum()
    assert fitted[0] >= least[0]


def test_impossible_bounds_are_refused_in_yuan():
    with pytest.raises(AllocationError, match=r"3\.00 yuan, more than the pool of 2\.00 yuan"):
        Rounding(100).fit(exact([100, 100]), exact([200, 100]), [None, None])
