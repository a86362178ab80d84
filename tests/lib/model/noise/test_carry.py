"""What is carried equals what the engine gives, score by score and fen by fen."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import ModelError
from lib.model.evaluation import conclude, evaluate
from lib.model.noise.carry import carry, centre, mark
from lib.model.noise.sampling import floats
from lib.model.scores import score
from tests import small
from tests.small import tree_of, weights_of_three, worlds

CODES = ("X", "Y", "Z")
scorings = st.sampled_from(
    [
        {"function": "S4", "mode": "share"},
        {"function": "S1", "target": 70},
        {"function": "S2", "base": "0.1", "target": 80, "floor": 40},
        {"function": "S3", "step": 1, "deduction": "0.2", "of": 5, "count": "floor", "target": 90},
        {"function": "S6"},
    ]
)
money = st.fixed_dictionaries(
    {
        "formula": st.sampled_from(["F1", "F2"]),
        "below_pass_line": st.sampled_from(["keep", "zero", "penalty"]),
        "pass_line": st.integers(0, 80),
        "rounding_unit": st.sampled_from(["fen", "yuan", "0.01_wan"]),
        "floor_share": st.sampled_from(["none", "none", "0.3"]),
    }
)
vetoes = st.sampled_from(
    [
        [],
        [{"indicator": "X", "below": 50, "effect": "funds"}],
        [{"indicator": "X", "below": 50, "effect": "total", "cap": 59}],
        [{"indicator": "Y", "above": 80, "effect": "indicator"}],
        [{"indicator": "Y", "below": 40, "effect": "item", "on": "01"}],
    ]
)
authenticities = st.builds(
    lambda mode: {
        "mode": mode,
        "strength": 2,
        "threshold": "0.9",
        "min_sample": 10,
        "links": {"X": ["Y", "Z"]},
    },
    st.sampled_from(["D0", "D1", "D2", "D3"]),
)


@st.composite
def evaluations(draw):
    """An outcome under any rules, its dataset, and other counts for it."""
    world = draw(worlds())
    declared = small.rules(
        tree_of(draw(weights_of_three)),
        money=draw(money),
        money_basis=draw(st.sampled_from(["published", "full"])),
        scoring={"default": draw(scorings)},
        vetoes=draw(vetoes),
        authenticity=draw(authenticities),
    )
    try:
        outcome = evaluate(world, declared)
    except ModelError:
        return None
    measures = outcome.scores.measures
    other = measures.numerator.copy()
    for line, column in np.argwhere(measures.denominator > 0):
        if draw(st.booleans()):
            other[line, column] = draw(st.integers(0, int(measures.denominator[line, column])))
    return world, outcome, other


def recounted(outcome, numerator):
    """The same measures with other numerators."""
    measures = outcome.scores.measures
    values = measures.values.copy()
    for line, column in np.argwhere(measures.denominator > 0):
        counted = int(numerator[line, column]) * 100
        values[line, column] = Fraction(counted, int(measures.denominator[line, column]))
    return replace(measures, numerator=numerator, values=values)


@settings(max_examples=50)
@given(evaluations())
def test_other_counts_give_what_the_engine_gives_on_them(evaluation):
    if evaluation is None:
        return
    world, outcome, numerator = evaluation
    measures = recounted(outcome, numerator)
    try:
        expected = conclude(world, outcome.rules, score(measures, outcome.rules), None)
    except ModelError:
        return
    values = {
        code: floats(measures.values[:, column])[np.newaxis]
        for code, column in measures.columns.items()
    }
    found = carry(outcome, values)
    np.testing.assert_allclose(found.published[0], expected.scores.published.astype(float))
    assert found.amounts[0].tolist() == list(expected.allocation.amounts().values())


@settings(max_examples=30)
@given(evaluations())
def test_without_noise_every_draw_is_the_outcome_to_the_fen(evaluation):
    if evaluation is None:
        return
    _, outcome, _ = evaluation
    measures = outcome.scores.measures
    values = {
        code: np.tile(floats(measures.values[:, column]), (3, 1))
        for code, column in measures.columns.items()
    }
    found = carry(outcome, values)
    paid = list(outcome.allocation.amounts().values())
    assert found.amounts.tolist() == [paid] * 3
    np.testing.assert_allclose(found.full[0], outcome.scores.full.astype(float), atol=1e-9)
    exact = outcome.scores.marks.parts.attainment.astype(float)
    assert (mark(outcome, values).attainment == exact).all()


def test_centred_draws_lie_around_what_was_found():
    world = small.scores_as_data({"A": 900, "B": 800}, {"A": 90, "B": 40})
    outcome = evaluate(world, small.rules({"S": 100}, money={}))
    values = {"S": np.array([[70.0, 30.0], [100.0, 45.0], [80.0, 60.0]])}
    moved = centre(outcome, mark(outcome, values)).attainment
    assert moved.mean(axis=0).ravel().tolist() == pytest.approx([0.9, 0.4])
    assert moved.std(axis=0).ravel() == pytest.approx(
        mark(outcome, values).attainment.std(axis=0).ravel()
    )


def test_indicators_that_are_not_named_keep_their_values():
    world = small.dataset(
        small.roster({"A": 900, "B": 800}),
        [(a, c, "2025-12", n, 100) for a, n in (("A", 90), ("B", 40)) for c in CODES],
    )
    outcome = evaluate(world, small.rules(tree_of(("50", "25", "25")), money={}))
    found = carry(outcome, {"Y": np.array([[10.0, 40.0]])})
    assert found.full[0].tolist() == pytest.approx([70.0, 40.0])
