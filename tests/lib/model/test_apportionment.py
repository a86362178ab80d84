"""Rule R and bounds: what must be true of any division of any pool."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import AllocationError
from lib.model.apportionment import apportion, apportion_draws, apportion_whole, fit_between
from lib.model.numbers import exact

weights = st.lists(st.fractions(0, 10**6, max_denominator=1000), min_size=1, max_size=40).filter(
    any
)
totals = st.integers(0, 2 * 10**12)


@given(totals, weights)
def test_parts_add_up_to_the_total(total, shares):
    assert sum(apportion(total, exact(shares))) == total


@given(totals, weights)
def test_no_part_is_a_whole_unit_away_from_its_exact_share(total, shares):
    whole = sum(shares)
    for part, share in zip(apportion(total, exact(shares)), shares, strict=True):
        assert abs(part - total * share / whole) < 1


@given(totals, weights)
def test_nothing_gets_nothing_and_equals_differ_by_one_at_most(total, shares):
    parts = apportion(total, exact([*shares, 0, shares[0]]))
    assert parts[-2] == 0
    assert abs(parts[-1] - parts[0]) <= 1


@given(totals, weights)
def test_greater_weights_never_get_less(total, shares):
    parts = apportion(total, exact(sorted(shares)))
    assert all(a <= b + 1 for a, b in itertools.pairwise(parts))
    for a, b, x, y in zip(parts, parts[1:], sorted(shares), sorted(shares)[1:], strict=False):
        assert x == y or a <= b


@given(totals, st.lists(weights.map(tuple), min_size=1, max_size=3))
def test_draws_that_are_not_doubtful_equal_exact_parts(total, rows):
    width = min(len(row) for row in rows)
    chosen = [row[:width] for row in rows if any(row[:width])]
    if not chosen:
        return
    floats = np.array([[float(w) for w in row] for row in chosen])
    found = apportion_draws(total, floats.T)
    for row, amounts, doubtful in zip(floats, found.amounts.T, found.doubtful, strict=True):
        if not doubtful:
            assert amounts.tolist() == apportion(total, exact(Fraction(w) for w in row))


whole_weights = st.lists(st.integers(0, 2**40), min_size=1, max_size=30).filter(any)


@given(totals, whole_weights)
def test_whole_weights_are_shared_exactly_in_many_draws(total, row):
    draws = np.array([row, row[::-1]]).T
    found = apportion_whole(total, draws)
    assert found.T.tolist() == [apportion(total, exact(r)) for r in (row, row[::-1])]


def test_more_areas_than_are_compared_in_pairs_share_just_the_same():
    row = [(7 * n) % 50 for n in range(300)]
    found = apportion_whole(10**9 + 7, np.array([row]).T)
    assert found[:, 0].tolist() == apportion(10**9 + 7, exact(row))


def test_no_weight_at_all_is_refused():
    with pytest.raises(AllocationError, match="every weight is zero"):
        apportion(100, exact([0, 0]))


@st.composite
def bounded(draw):
    """Amounts with floors that fit and caps that leave room."""
    wants = draw(st.lists(st.integers(1, 10**6), min_size=2, max_size=20))
    total = sum(wants)
    floors = [draw(st.integers(0, total // (2 * len(wants)))) for _ in wants]
    caps = [draw(st.one_of(st.none(), st.integers(total // len(wants) + 1, total))) for _ in wants]
    return total, wants, floors, caps


@given(bounded())
def test_bounds_hold_and_the_total_is_shared(case):
    total, wants, floors, caps = case
    fitted = fit_between(total, wants, floors, caps)
    assert fitted.sum() == total
    for amount, low, high in zip(fitted, floors, caps, strict=True):
        assert amount >= low
        assert high is None or amount <= max(high, low)


@given(bounded())
def test_amounts_between_their_bounds_keep_their_proportions(case):
    total, wants, floors, caps = case
    fitted = fit_between(total, wants, floors, caps)
    inside = [
        (amount, want)
        for amount, want, low, high in zip(fitted, wants, floors, caps, strict=True)
        if low < amount and (high is None or amount < high)
    ]
    assert len({amount / want for amount, want in inside}) <= 1


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=20))
def test_bounds_that_do_not_bind_change_nothing(wants):
    fitted = fit_between(sum(wants), wants, [0] * len(wants), [None] * len(wants))
    assert fitted.tolist() == wants


def test_bounds_that_cannot_hold_are_refused_with_the_numbers():
    with pytest.raises(
        AllocationError, match=r"Floors add up to 3.00 yuan, more than the pool of 2.00"
    ):
        fit_between(200, [100, 100], [150, 150], [None, None])
    with pytest.raises(AllocationError, match=r"Caps allow 1.00 yuan at most"):
        fit_between(200, [100, 100], [0, 0], [50, 50])
