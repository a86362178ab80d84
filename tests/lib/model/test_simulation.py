"""Simulated equals paid, to the fen, for any rules and weights."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.evaluation import evaluate
from lib.model.simulation import CHUNK, reweigh, simulate
from tests import small
from tests.small import tree_of, weights_of_three, worlds

LEAVES = ("X", "Y", "Z")
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


@given(worlds(), weights_of_three, money, st.tuples(bases, bases), drawn)
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


@given(worlds(), weights_of_three)
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
