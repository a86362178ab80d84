"""The synthetic nation: as many counties as asked, each possible, none like another."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.adapters.demonstration import counties
from lib.model.observations import Status
from tests.small import worlds


@settings(max_examples=20)
@given(world=worlds(), seed=st.integers(0, 9))
def test_every_county_is_possible(world, seed):
    for code, roster, observations in counties(world.roster, world.observations, 3, seed):
        assert [a.code for a in roster.areas] == [a.code for a in world.roster.areas]
        assert all("示例县" in area.name for area in roster.areas)
        assert (observations["numerator"] <= observations["denominator"]).all()
        before = world.observations["denominator"].to_numpy()
        assert ((before > 0) == (observations["denominator"].to_numpy() > 0)).all()
        assert code.startswith("N")


def test_counties_differ_and_come_again(demonstration):
    pattern = demonstration.observations
    first, second = (list(counties(demonstration.roster, pattern, count, 7)) for count in (2, 1))
    assert first[0][2].equals(second[0][2])
    assert not np.array_equal(first[0][2]["numerator"], first[1][2]["numerator"])


def test_counts_that_grow_through_the_year_still_do(demonstration):
    _, _, made = next(counties(demonstration.roster, demonstration.observations, 1, 7))
    reported = made[made["status"] == Status.REPORTED]
    one = reported[reported["indicator"] == "ELD01"].sort_values("month")
    of_year = one[one["month"] // 12 == 2025]
    assert (of_year.groupby("area_code", observed=True)["numerator"].diff().dropna() >= 0).all()
