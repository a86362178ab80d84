"""Simulated equals paid, to the fen, for any rules and weights."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.evaluation import evaluate, reconsider
from lib.model.money_rules import Coefficient, RankAwards, Tier
from lib.model.rules import Formula
from lib.model.simulation import CHUNK, reweigh, simulate
from tests import small
from tests.small import tree_of, weights_of_three, worlds

LEAVES = ("X", "Y", "Z")
HALF = Fraction(1, 2)
ROWS = [("A", 91, 80, 70), ("B", 66, 99, 75), ("C", 40, 70, 99)]
drawn = st.lists(st.tuples(*[st.floats(0.01, 10)] * 3), min_size=1, max_size=4)
money = st.fixed_dictionaries(
    {
        "formula": st.sampled_from(["F1", "F2"]),
        "below_pass_line": st.sampled_from(["keep", "zero", "penalty"]),
        "pass_line": st.integers(0, 80),
        "rounding_unit": st.sampled_from(["fen", "yuan", "0.01_wan"]),
        "nobody_passes": st.sampled_from(["carry_over", "population"]),
        "floor_share": st.sampled_from(["none", "0.3"]),
    }
)
bases = st.sampled_from(["full", "published"])
elsewhere = st.sampled_from(
    [
        {
            "formula": Formula.F3,
            "tiers": (Tier(Fraction(80), Fraction(1)), Tier(Fraction(0), HALF)),
        },
        {"formula": Formula.F5, "coefficient": Coefficient(Fraction(2), HALF, Fraction(3, 2))},
        {"formula": Formula.F6},
        {"rank_awards": RankAwards(1, Fraction(1, 10), 1)},
    ]
)
treated = st.sampled_from(["share", "reweight", "shrink", "zero", "full"])


@given(worlds(), weights_of_three, money, st.tuples(bases, bases), drawn)
@settings(max_examples=60)
def test_simulated_amounts_equal_paid_amounts_to_the_fen(world, points, declared, basis, draws):
    ranks, payment = basis
    held = small.rules(tree_of(points), money=declared, rank_basis=ranks, money_basis=payment)
    try:
        outcome = evaluate(world, held)
    except InputError:
        return
    factors = {leaf: np.array([draw[n] for draw in draws]) for n, leaf in enumerate(LEAVES)}
    found = simulate(outcome, factors)
    for number, draw in enumerate(draws):
        chosen = {leaf: Fraction(value) for leaf, value in zip(LEAVES, draw, strict=True)}
        scores, amounts = reweigh(outcome, chosen)
        assert found.amounts[number].tolist() == list(amounts.values())
        assert found.ranks[number].tolist() == list(scores.ranks)
        np.testing.assert_allclose(found.scores[number], scores.published.astype(float), atol=1e-9)


@given(worlds(), weights_of_three, elsewhere, st.tuples(bases, treated), drawn)
@settings(max_examples=40)
def test_other_formulas_and_treatments_are_simulated_to_the_fen(
    world, points, changes, ways, draws
):
    payment, treatment = ways
    status = {"missing": "zero", "not_applicable": treatment, "exempt": "shrink"}
    held = small.rules(tree_of(points), money={}, money_basis=payment, status_treatment=status)
    held = replace(held, allocation=replace(held.allocation, **changes))
    try:
        outcome = evaluate(world, held)
    except InputError:
        return
    found = simulate(
        outcome, {leaf: np.array([d[n] for d in draws]) for n, leaf in enumerate("XYZ")}
    )
    for number, draw in enumerate(draws):
        chosen = {leaf: Fraction(value) for leaf, value in zip(LEAVES, draw, strict=True)}
        proposed = replace(held, tree=held.tree.rescaled(chosen))
        paid = reconsider(world, outcome, proposed).allocation
        assert found.amounts[number].tolist() == list(paid.amounts().values())


def test_leaves_that_share_their_factors_are_added_up_once_and_the_same():
    world = small.dataset(
        small.roster({"A": 70_000, "B": 30_000, "C": 11_111}),
        [(a, i, "2025-12", n, 100) for a, *row in ROWS for i, n in zip(LEAVES, row, strict=True)],
    )
    outcome = evaluate(world, small.rules(tree_of((30, 20, 50)), money={}))
    own = np.linspace(0, 2, 50)
    together = simulate(outcome, {"X": own, "Y": own})
    apart = simulate(outcome, {"X": own, "Y": own.copy(), "Z": np.ones(50)})
    assert together.amounts.tolist() == apart.amounts.tolist()
    assert together.settled_exactly <= 1  # a leaf that counts for nothing is no reason for doubt


@given(worlds(), weights_of_three)
@settings(max_examples=30)
def test_weights_as_they_are_pay_what_is_paid(world, points):
    held = small.rules(tree_of(points), money={"below_pass_line": "keep"})
    try:
        outcome = evaluate(world, held)
    except InputError:
        return
    found = simulate(outcome, {leaf: np.ones(1) for leaf in LEAVES})
    assert found.amounts[0].tolist() == list(outcome.allocation.amounts().values())


def test_chunks_join_without_a_seam():
    world = small.scores_as_data(
        {"A": 120_000, "B": 60_000, "C": 31_337}, {"A": 90, "B": 80, "C": 70}
    )
    outcome = evaluate(world, small.rules({"S": 100}, money={"pool": "21780000"}))
    found = simulate(outcome, {"S": np.linspace(0.5, 2, CHUNK + 3)})
    assert found.amounts.shape == (CHUNK + 3, 3)
    assert (found.amounts == found.amounts[0]).all()  # one leaf alone: its weight cannot matter
    assert found.amounts.sum(axis=1).tolist() == [2_178_000_000] * (CHUNK + 3)


def test_a_simulation_without_money_is_refused():
    world = small.scores_as_data({"A": 1}, {"A": 90})
    with pytest.raises(InputError, match="needs rules with an allocation"):
        simulate(evaluate(world, small.rules({"S": 100})), {"S": np.ones(1)})
