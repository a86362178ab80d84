"""Steps of scoring are found by moving values, for every scoring function that has any."""

from fractions import Fraction

import pytest

from lib.model.causes.mark_steps import edge, near, scored_at, vetoes_near
from lib.model.evaluation import evaluate
from lib.model.rules import Veto, VetoEffect
from tests import small

PEOPLE = {"A": 3000, "B": 2000, "C": 1000}
SCORES = {"A": 88, "B": 75, "C": 52}
WIDE = Fraction(100)


def outcome(scoring, scores=SCORES, **parameters):
    rules = small.rules({"S": 100}, money={}, scoring={"default": scoring}, **parameters)
    return evaluate(small.scores_as_data(PEOPLE, scores), rules)


@pytest.mark.parametrize(
    ("scoring", "places"),
    [
        ({"function": "S1", "target": 90}, []),
        ({"function": "S4", "mode": "share"}, []),
        ({"function": "S2", "base": 0, "target": 90, "floor": 50}, []),
        ({"function": "S2", "base": "0.6", "target": 90, "floor": 50}, [50]),
        (
            {
                "function": "S3",
                "target": 90,
                "step": 10,
                "deduction": 25,
                "of": 100,
                "count": "ceil",
            },
            [60, 70, 80, 90],
        ),
        (
            {
                "function": "S3",
                "target": 90,
                "step": 10,
                "deduction": 25,
                "of": 100,
                "count": "proportional",
            },
            [],
        ),
        ({"function": "S5", "answer": "yes"}, [Fraction(1, 100)]),
    ],
)
def test_every_step_is_found_and_no_other(scoring, places):
    found = near(outcome(scoring), WIDE)
    for line in range(len(PEOPLE)):
        assert [step.at for step in found if step.line == line] == places


def test_bands_by_rank_step_where_the_others_stand():
    bands = {"function": "S6", "bands": [["0.3", 1], ["0.6", "0.7"], [1, "0.4"]]}
    found = [step for step in near(outcome(bands), WIDE) if step.line == 1]
    assert [step.at for step in found] == [52, 88]  # level with the next one is in its band


def test_only_steps_within_reach_are_named():
    scoring = {"function": "S2", "base": "0.6", "target": 90, "floor": 50}
    assert [step.line for step in near(outcome(scoring), Fraction(5))] == [2]


def test_a_value_is_replaced_as_it_is_compared():
    held = outcome({"function": "S4", "mode": "share"})
    moved = scored_at(held.scores, held.rules, (1, 0), Fraction(60))
    assert moved.of("B") == 60
    assert moved.of("A") == held.scores.of("A")


def test_who_stands_near_a_veto_is_found_on_both_sides():
    veto = [{"indicator": "S", "above": 80, "effect": "total", "cap": 59}]
    held = outcome({"function": "S4", "mode": "share"}, vetoes=veto)
    assert [line for line, _, _ in vetoes_near(held, Fraction(8))] == [0, 1]


def test_the_edge_of_a_veto_is_the_first_value_behind_its_limit():
    below = Veto("S", Fraction(50), below=True, effect=VetoEffect.TOTAL)
    above = Veto("S", Fraction(50), below=False, effect=VetoEffect.TOTAL)
    assert (edge(below), edge(above)) == (50, Fraction("50.01"))
