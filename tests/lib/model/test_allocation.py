"""From scores to amounts: what must be true of any allocation."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import AllocationError
from lib.model.allocation import allocate, split_pool
from lib.model.apportionment import ROUNDING_UNITS
from lib.model.numbers import exact
from lib.model.roster import Area
from lib.model.rules import AdvanceBase, BelowPassLine, Formula, NobodyPasses
from tests import small

DAY = date(2025, 12, 31)
BASIC = small.rules({"S": 100}, money={}).allocation


@st.composite
def money_rules(draw):
    """Any formula with any parameters that can hold."""
    return replace(
        BASIC,
        formula=draw(st.sampled_from(list(Formula))),
        pool=draw(st.one_of(st.none(), st.integers(0, 2 * 10**10))),
        per_head=draw(st.integers(1, 20_000)),
        base_share=draw(st.fractions(0, 1, max_denominator=20)),
        pass_line=draw(st.fractions(0, 80, max_denominator=2)),
        below_pass_line=draw(st.sampled_from(list(BelowPassLine))),
        nobody_passes=draw(st.sampled_from(list(NobodyPasses))),
        rounding_unit=draw(st.sampled_from(list(ROUNDING_UNITS))),
        advance_base=draw(st.sampled_from(list(AdvanceBase))),
        village_share={"default": draw(st.fractions(0, 1, max_denominator=20))},
    )


@st.composite
def scored_areas(draw):
    """Institutions in the order of their codes, and their scores."""
    people = draw(st.lists(st.integers(0, 300_000), min_size=1, max_size=25).filter(any))
    areas = tuple(
        Area(f"B{n:02}", f"第{n}院", "township_hospital", "", count)
        for n, count in enumerate(people)
    )
    scores = [draw(st.integers(0, 10_000)) for _ in people]
    return areas, exact(Fraction(score, 100) for score in scores)


def shared(case, rules):
    areas, scores = case
    return allocate(areas, scores, rules, np.zeros(len(areas), dtype=bool), DAY)


@given(scored_areas(), money_rules())
def test_everything_adds_up_to_the_pool(case, rules):
    found = shared(case, rules)
    rows = found.rows
    assert sum(row.amount for row in rows) + found.carried_over == found.pool
    assert sum(row.base for row in rows) == found.base_pool
    assert sum(row.adjustment for row in rows) == 0
    for row in rows:
        assert row.base + row.performance + row.adjustment == row.amount
        assert row.settlement + sum(row.advances) == row.amount
        assert row.village + row.township == row.amount


@given(scored_areas(), money_rules())
def test_amounts_are_whole_rounding_units(case, rules):
    unit = ROUNDING_UNITS[rules.rounding_unit]
    for row in shared(case, rules).rows:
        assert row.amount % unit == row.base % unit == row.village % unit == 0


@given(scored_areas(), money_rules())
def test_nobody_without_residents_is_paid(case, rules):
    assert all(row.amount == 0 for row in shared(case, rules).rows if row.population == 0)


@given(scored_areas(), money_rules(), st.data())
def test_a_better_score_never_lowers_the_own_amount(case, rules, data):
    areas, scores = case
    line = data.draw(st.integers(0, len(areas) - 1))
    better = scores.copy()
    better[line] = data.draw(st.fractions(scores[line], 100, max_denominator=100))
    before, after = shared((areas, scores), rules), shared((areas, better), rules)
    unit = ROUNDING_UNITS[rules.rounding_unit]
    if before.carried_over // unit == after.carried_over // unit:
        assert after.rows[line].amount >= before.rows[line].amount - unit


@given(scored_areas(), money_rules(), st.fractions(0, "0.5", max_denominator=20))
def test_floors_and_caps_hold_inside_the_pool(case, rules, floor):
    bounded = replace(rules, pool=None, floor_share=floor, cap_share=Fraction(10))
    try:
        found = shared(case, bounded)
    except AllocationError:  # bounds that cannot hold: test_apportionment reads their sentence
        return
    assert sum(row.amount for row in found.rows) + found.carried_over == found.pool
    unit = ROUNDING_UNITS[rules.rounding_unit]
    for row in found.rows:
        assert row.amount >= floor * row.entitlement
        assert row.amount <= 10 * row.entitlement + unit


@given(scored_areas())
def test_f2_without_a_base_and_without_a_pass_line_is_f1(case):
    everyone = replace(BASIC, below_pass_line=BelowPassLine.KEEP)
    one = shared(case, replace(everyone, formula=Formula.F1))
    two = shared(case, replace(everyone, formula=Formula.F2, base_share=Fraction(0)))
    if any(score > 0 and area.population for score, area in zip(case[1], case[0], strict=True)):
        assert one.amounts() == two.amounts()


def test_a_penalty_of_everything_is_the_same_as_nothing():
    case = shared_case = (
        (Area("A", "甲", "x", "", 10), Area("B", "乙", "x", "", 10)),
        exact([90, 50]),
    )
    zero = replace(BASIC, below_pass_line=BelowPassLine.ZERO)
    penalty = replace(BASIC, below_pass_line=BelowPassLine.PENALTY, below_penalty=Fraction(0))
    assert shared(case, zero).amounts() == shared(shared_case, penalty).amounts()


def test_instalments_count_as_paid_from_their_day():
    case = ((Area("A", "甲", "x", "", 10),), exact([90]))
    areas, scores = case
    nobody = np.zeros(1, dtype=bool)
    before = allocate(areas, scores, BASIC, nobody, date(2025, 6, 29)).rows[0]
    after = allocate(areas, scores, BASIC, nobody, date(2025, 6, 30)).rows[0]
    assert (before.advance, after.advance) == (0, 69_300)
    assert before.settlement == after.settlement


def test_an_unknown_population_is_refused_by_name():
    with pytest.raises(AllocationError, match="population of 甲 is not known"):
        shared(((Area("A", "甲", "x", "", None),), exact([90])), BASIC)


def test_the_pool_splits_without_losing_a_fen():
    for pool in (0, 1, 99, 11_987_692_200, 10**10 + 7):
        for unit in ROUNDING_UNITS:
            parts = split_pool(pool, replace(BASIC, rounding_unit=unit))
            assert sum(parts) == pool
