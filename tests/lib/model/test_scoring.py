"""Scoring functions: what must hold for any value."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import ParameterError
from lib.model.numbers import exact
from lib.model.scoring import Scoring, attain, parse_scoring

values = st.lists(st.fractions(0, 200, max_denominator=100), min_size=1, max_size=30)
targets = st.fractions(1, 100, max_denominator=100)
functions = st.sampled_from(["S1", "S2", "S3", "S4", "S5", "S6"])


@st.composite
def scorings(draw):
    """Any scoring function with parameters that fit it."""
    direction = draw(st.sampled_from(["higher", "lower"]))
    target = draw(targets)
    floor = target / 2 if direction == "higher" else target * 2
    return Scoring(
        draw(functions),
        direction,
        target=target,
        floor=floor,
        base=draw(st.fractions(0, "0.9", max_denominator=10)),
        step=draw(st.fractions("0.1", 5, max_denominator=10)),
        deduction=draw(st.fractions(0, 1, max_denominator=10)),
        of=draw(st.fractions(1, 10, max_denominator=2)),
        count=draw(st.sampled_from(["floor", "ceil", "proportional"])),
        mode=draw(st.sampled_from(["share", "deductions"])),
        answer=draw(st.sampled_from(["yes", "no"])),
    )


@given(scorings(), values)
def test_attainments_lie_between_nothing_and_all(scoring, raw):
    assert all(0 <= attained <= 1 for attained in attain(scoring, exact(raw)))


@given(scorings(), values)
def test_floats_follow_the_same_formula(scoring, raw):
    if scoring.function == "S3" and scoring.count != "proportional":
        return  # a step may lie within float error; whole vectors are compared in simulation
    exactly = attain(scoring, exact(raw)).astype(float)
    np.testing.assert_allclose(attain(scoring, np.array(raw, dtype=float)), exactly, atol=1e-9)


@given(scorings(), values)
def test_better_values_never_score_less(scoring, raw):
    if scoring.function in ("S4", "S5"):
        return  # a checklist counts what was found, a yes or no has no order
    attained = attain(scoring, exact(sorted(raw)))
    rising = attained if scoring.direction == "higher" else attained[::-1]
    assert all(a <= b for a, b in itertools.pairwise(rising))


@given(targets, values)
def test_relative_scores_are_turned_round_by_the_direction(target, raw):
    if len(set(raw)) == 1:
        return
    up = attain(Scoring("S6", "higher"), exact(raw))
    down = attain(Scoring("S6", "lower"), exact(raw))
    assert all(a + b == 1 for a, b in zip(up, down, strict=True))


def test_all_equal_values_earn_the_full_mark_of_a_relative_score():
    assert attain(Scoring("S6"), exact([7, 7, 7])).tolist() == [1, 1, 1]


def test_bands_give_equals_the_better_band():
    scoring = parse_scoring(
        "X", {"function": "S6", "bands": [["0.25", 1], ["0.5", "0.8"], [1, "0.5"]]}, "higher"
    )
    assert attain(scoring, exact([9, 8, 8, 1])).tolist() == [
        1,
        Fraction(4, 5),
        Fraction(4, 5),
        Fraction(1, 2),
    ]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"function": "S9"}, "not one of S1"),
        ({"function": "S3"}, "lacks count, deduction, of, step"),
        ({"function": "S2", "base": 0, "tarjet": 5}, "mean nothing here: tarjet"),
        ({"function": "S2", "base": 1}, "out of range"),
        ({"function": "S4", "mode": "guess"}, "must be one of share, deductions"),
        ({"function": "S6", "bands": [["0.5", 1]]}, "must rise to a share of 1"),
    ],
)
def test_a_malformed_rule_is_refused(fields, message):
    with pytest.raises(ParameterError, match=message):
        parse_scoring("X", fields, "higher")


def test_a_function_without_its_target_says_so():
    with pytest.raises(ParameterError, match="S1 needs a target"):
        attain(Scoring("S1"), exact([1]))
    with pytest.raises(ParameterError, match="needs a floor different from the target 65"):
        attain(Scoring("S2", target=Fraction(65), floor=Fraction(65)), exact([1]))


def test_a_rate_of_just_under_the_target_is_not_rounded_by_accident():
    scoring = Scoring("S2", target=Fraction(65), floor=Fraction(50))
    [attained] = attain(scoring, exact([Fraction(64_999_999, 1_000_000)]))
    assert attained < 1
