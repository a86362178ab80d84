"""What institutions bring is counted from their figures."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings

from lib.errors import AllocationError, InputError, ParameterError
from lib.model.allocation import exact_amounts
from lib.model.claiming import claim, pay, work_points
from lib.model.evaluation import evaluate, reconsider
from lib.model.rules import Formula
from tests import small

TREE = small.tree_of(("30", "30", "40"))
PEOPLE = small.roster({"B00": 1000, "B01": 2000})
ROWS = [
    ("B00", "X", "2025-12", 100, 200),
    ("B00", "Y", "2025-12", 60, 100),
    ("B00", "Z", "2025-12", 600, 700),
    ("B01", "X", "2025-12", 50, 200),
    ("B01", "Y", "2025-12", 90, 100),
    ("B01", "Z", "2025-12", None, None, "missing"),
]


def rules(formula, **money):
    fields = {"X": {}, "Y": {}, "Z": {"service_item": "02"}}
    return small.rules(TREE, fields, money={**small.MONEY_PARTS, "formula": formula, **money})


def outcome(formula, **money):
    return evaluate(small.dataset(PEOPLE, ROWS), rules(formula, **money))


def test_work_is_value_times_validated_quantity_times_quality():
    found = outcome("F4b", item_pools="none")
    points = work_points(found.scores, found.rules)
    # X: 100 at quality 0.6. Y: half of its denominator at most, 0.5 each. Z: 500, then 0.8, 2 each
    assert points[0].tolist() == [60, 25, 1160]
    assert points[1].tolist() == [50, 25, 0]
    assert found.allocation.row("B01").work == Fraction(75) * Fraction("1.1")


def test_figures_that_work_needs_and_lacks_are_named():
    told = map(str, outcome("F4b", item_pools="none").notices)
    assert "B01院: figures that work points need are missing: Z." in told


def test_work_is_paid_from_the_pool_of_its_item():
    found = outcome("F4b", item_pools={"shares": {"01": "0.25", "02": "0.75"}}, pool=1000)
    assert found.allocation.item_pools == {"01": 25_000, "02": 75_000}
    assert found.allocation.row("B00").items["02"] == 75_000


def test_item_claims_are_target_times_score_times_regulation():
    found = outcome("F6", item_pools={"targets": {"02": "Z"}, "regulation": {"B01": "1.05"}})
    items = claim(found.scores, found.rules).items
    assert items.codes == ("01", "02")
    assert items.shares.tolist() == [60, 40]
    assert items.weights[0].tolist() == [1000 * 55, 700 * Fraction("85.71")]
    assert items.weights[1, 0] == 2000 * Fraction("57.5") * Fraction("1.05")


def test_a_target_population_that_is_missing_has_no_part_and_it_is_said():
    found = outcome("F6")
    assert found.allocation.row("B01").items["02"] == 0
    assert any("B01院: the target population of item 02" in str(n) for n in found.notices)


def test_pools_of_unknown_items_are_refused():
    with pytest.raises(ParameterError, match="weight tree does not have: 99"):
        outcome("F6", item_pools={"shares": {"99": 1}})


def test_work_outside_every_pool_is_refused():
    with pytest.raises(ParameterError, match="belongs to item 01, which has no pool"):
        outcome("F4b", item_pools={"shares": {"02": 1}})


def test_work_without_values_is_refused():
    with pytest.raises(ParameterError, match="workload"):
        outcome("F4a", workload_values={})


def test_an_institution_without_any_score_is_named():
    found = outcome("F1")
    nothing = found.scores.full.copy()
    nothing[1] = None
    with pytest.raises(InputError, match="B01院 cannot be scored"):
        pay(replace(found.scores, full=nothing), found.rules)


@given(small.worlds(), small.chains)
@settings(max_examples=40)
def test_a_null_change_moves_no_fen_under_any_chain(world, money):
    held = small.rules(TREE, money=money)
    try:
        found = evaluate(world, held)
    except (InputError, AllocationError):
        return
    again = reconsider(world, found, held)
    assert again.allocation == found.allocation
    assert pay(found.scores, held) == found.allocation
    exactly = exact_amounts(claim(found.scores, held), held.allocation)
    assert all(amount >= 0 for amount in exactly)
    if held.allocation.formula not in (Formula.F3, Formula.F4A):
        assert sum(exactly) <= found.allocation.pool
