"""From scores to amounts: what must be true of any allocation."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import AllocationError, ParameterError
from lib.model.allocation import (
    distribute,
    exact_amounts,
    performance_pay,
    single_weights,
    split_pool,
)
from lib.model.apportionment import ROUNDING_UNITS, apportion
from lib.model.formulas.claims import Claims, ItemClaims
from lib.model.numbers import exact
from lib.model.roster import Area
from lib.model.rules import AdvanceBase, BelowPassLine, Formula, NobodyPasses
from tests import small

DAY = date(2025, 12, 31)
BASIC = small.rules({"S": 100}, money=small.MONEY_PARTS).allocation
BY_SCORE = (Formula.F1, Formula.F2, Formula.F3, Formula.F5)  # they need nothing but scores
OVERLAYS = [
    small.rules({"S": 100}, money=chain).allocation
    for chain in (
        {"rank_awards": {"bottom": 2, "share": "0.1", "top": 2}},
        {"rank_awards": {"bottom": 1, "share": 1, "top": 1, "by": "equal"}},
        {"veto_money": {"share": "0.5", "scope": "amount", "then": "redistribute"}},
        {"veto_money": {"share": 1, "scope": "performance", "then": "carry_over"}},
        {"corridor": {"down": "0.05", "before": {"B01": 1000, "B02": 5}}},
        {"floor_share": "0.2", "corridor": {"down": "0.5", "up": 5, "before": {"B00": 900}}},
    )
]


@st.composite
def money_rules(draw, formulas=BY_SCORE):
    """Any formula with any parameters that can hold."""
    return replace(
        BASIC,
        formula=draw(st.sampled_from(list(formulas))),
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


@st.composite
def claims_of_all_kinds(draw):
    """Claims with scores, work, items and vetoes."""
    areas, scores = draw(scored_areas())
    size = len(areas)
    numbers = st.lists(st.integers(0, 500), min_size=size, max_size=size)
    weights = np.stack([exact(draw(numbers)) for _ in range(3)], axis=1)
    barred = np.array(draw(st.lists(st.booleans(), min_size=size, max_size=size)))
    items = ItemClaims(("01", "02", "03"), exact([2, 1, 1]), weights)
    return Claims(areas, scores, barred, work=weights.sum(axis=1), items=items)


@st.composite
def any_chain(draw):
    """Any formula under any overlay."""
    rules, overlay = draw(money_rules(Formula)), draw(st.sampled_from([BASIC, *OVERLAYS]))
    names = ("rank_awards", "veto_money", "corridor", "floor_share")
    award = draw(st.sampled_from([None, replace(BASIC.award, cap_share=Fraction(1, 20))]))
    return replace(rules, award=award, **{name: getattr(overlay, name) for name in names})


@given(claims_of_all_kinds(), any_chain())
@settings(max_examples=60)
def test_every_chain_adds_up_to_the_fen(claims, rules):
    try:
        found = distribute(claims, rules, DAY)
    except AllocationError:  # bounds that cannot hold: their sentence is read elsewhere
        return
    rows = found.rows
    assert sum(row.amount for row in rows) + found.carried_over == found.pool
    assert all(row.amount >= 0 for row in rows)
    assert sum(row.base for row in rows) == found.base_pool
    assert sum(row.adjustment for row in rows) == sum(row.corridor for row in rows) == 0
    assert sum(row.rank_award for row in rows) <= 0
    assert sum(row.withheld for row in rows) <= 0
    for item, pool in found.item_pools.items():
        assert sum(row.items[item] for row in rows) == pool
    for row in rows:
        assert row.amount == (row.base + row.performance + row.award + row.rank_award) + (
            row.withheld + row.adjustment + row.corridor
        )
        assert not row.items or sum(row.items.values()) == row.performance


@given(claims_of_all_kinds(), any_chain())
@settings(max_examples=60)
def test_amounts_stay_near_their_exact_values(claims, rules):
    try:
        found = distribute(claims, rules, DAY)
        before = exact_amounts(claims, rules)
    except AllocationError:
        return
    unit = ROUNDING_UNITS[rules.rounding_unit]
    if found.pool < 1000 * unit:  # a pool of few units is nothing but rounding
        return
    roundings = 8 + 4 * len(claims.areas) if found.rows else 0
    for row, exactly in zip(found.rows, before, strict=True):
        assert abs(row.amount - exactly) <= roundings * unit


@given(claims_of_all_kinds(), any_chain(), st.randoms())
@settings(max_examples=30)
def test_no_name_decides_beyond_the_last_fen(claims, rules, random):
    """Reordered areas receive the same exact amounts: rounding alone follows codes."""
    order = list(range(len(claims.areas)))
    random.shuffle(order)
    moved = replace(
        claims,
        areas=tuple(claims.areas[i] for i in order),
        scores=claims.scores[order],
        barred=claims.barred[order],
        work=claims.work[order],
        items=replace(claims.items, weights=claims.items.weights[order]),
    )
    try:
        before = exact_amounts(claims, rules)
    except AllocationError:
        return
    assert exact_amounts(moved, rules) == tuple(before[i] for i in order)


@given(scored_areas(), st.sampled_from(list(BelowPassLine)))
@settings(max_examples=40)
def test_f5_against_the_weighted_mean_without_a_clamp_is_f1(case, below):
    rules = replace(BASIC, formula=Formula.F1, below_pass_line=below)
    free = replace(rules.coefficient, least=None, most=None)
    five = replace(rules, formula=Formula.F5, coefficient=free)
    assert shared(case, five).amounts() == shared(case, rules).amounts()


@given(scored_areas(), money_rules())
@settings(max_examples=40)
def test_one_apportionment_by_single_weights_is_what_is_paid(case, rules):
    claims = Claims(*case, np.zeros(len(case[0]), dtype=bool))
    weights = single_weights(claims, rules)
    if weights is None:
        assert rules.formula == Formula.F3
        return
    found, unit = distribute(claims, rules, DAY), ROUNDING_UNITS[rules.rounding_unit]
    if found.performance_pool and weights.sum() > 0:
        parts = apportion(found.performance_pool // unit, weights)
        assert [row.performance for row in found.rows] == [part * unit for part in parts]


@given(scored_areas(), money_rules((Formula.F1, Formula.F2, Formula.F5)))
@settings(max_examples=30)
def test_single_weights_of_many_draws_are_those_of_each(case, rules):
    areas, scores = case
    barred = np.zeros(len(areas), dtype=bool)
    one = single_weights(Claims(areas, scores, barred), rules)
    drawn = np.stack([scores.astype(float)] * 2)
    many = single_weights(Claims(areas, drawn, barred), rules)
    assert many.shape == (2, len(areas))
    np.testing.assert_allclose(many[1], one.astype(float))


@pytest.mark.parametrize("formula", ["F4a", "F4b", "F6"])
def test_a_formula_without_what_it_counts_is_refused(formula):
    case = ((Area("A", "甲", "x", "", 10),), exact([90]))
    with pytest.raises(ParameterError, match="counted"):
        shared(case, replace(BASIC, formula=Formula(formula)))


def test_the_base_of_performance_pay_is_a_share_of_what_stays():
    case = ((Area("A", "甲", "x", "", 10),), exact([90]))
    rules = replace(BASIC, performance_pay_share=Fraction(1, 4))
    row = shared(case, rules).rows[0]
    assert row.township == 99_000 - 39_600
    assert performance_pay(row, rules) == 14_850
    assert performance_pay(row, BASIC) is None


def shared(case, rules):
    areas, scores = case
    return distribute(Claims(areas, scores, np.zeros(len(areas), dtype=bool)), rules, DAY)


@given(scored_areas(), money_rules())
def test_everything_adds_up_to_the_pool(case, rules):
    found = shared(case, rules)
    rows = found.rows
    assert sum(row.amount for row in rows) + found.carried_over == found.pool
    assert sum(row.base for row in rows) == found.base_pool
    assert sum(row.adjustment for row in rows) == 0
    for row in rows:
        assert row.base + row.performance + row.award + row.adjustment == row.amount
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


@given(scored_areas(), money_rules((Formula.F1, Formula.F2)), st.data())
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
    case = (Area("A", "甲", "x", "", 10), Area("B", "乙", "x", "", 10)), exact([90, 50])
    zero = replace(BASIC, below_pass_line=BelowPassLine.ZERO)
    penalty = replace(BASIC, below_pass_line=BelowPassLine.PENALTY, below_penalty=Fraction(0))
    assert shared(case, zero).amounts() == shared(case, penalty).amounts()


def test_instalments_count_as_paid_from_their_day():
    case = ((Area("A", "甲", "x", "", 10),), exact([90]))
    areas, scores = case
    nobody = np.zeros(1, dtype=bool)
    claims = Claims(areas, scores, nobody)
    before = distribute(claims, BASIC, date(2025, 6, 29)).rows[0]
    after = distribute(claims, BASIC, date(2025, 6, 30)).rows[0]
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
