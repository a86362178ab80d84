"""Cliffs of money stand where the rules have steps, and nowhere else."""

from fractions import Fraction

import pytest

from lib.errors import ModelError
from lib.model.causes.cliffs import of_scores, of_values, straight, straightened
from lib.model.evaluation import evaluate
from tests import small
from tests.lib.model.causes.worlds import of_scores as scored

PEOPLE = {"A": 24_000, "B": 12_000, "C": 6_000, "D": 2_000}
SCORES = {"A": 92.5, "B": 86, "C": 78.4, "D": 55}
EVERYWHERE = Fraction(100)


@pytest.mark.parametrize("line", [40, 60, 75])
@pytest.mark.parametrize("below", ["zero", "penalty"])
def test_a_pass_line_is_a_cliff_for_everybody(line, below):
    _, held = scored(PEOPLE, SCORES, {"pass_line": line, "below_pass_line": below})
    found = of_scores(held, reach=EVERYWHERE)
    assert [(cliff.area.code, cliff.at) for cliff in sorted(found, key=lambda c: c.area.code)] == [
        (code, line) for code in PEOPLE
    ]
    assert all(cliff.fen > 0 for cliff in found)
    nearest = min(SCORES, key=lambda code: abs(SCORES[code] - line))
    assert found[0].area.code == nearest
    assert found[0].distance == line - Fraction(str(SCORES[nearest]))


@pytest.mark.parametrize("formula", ["F1", "F2"])
def test_a_straight_rule_has_no_cliff(formula):
    world, held = scored(PEOPLE, SCORES, {"formula": formula, "below_pass_line": "keep"})
    assert of_scores(held, reach=EVERYWHERE) == ()
    assert of_values(world, held) == ()
    assert set(straightened(world, held).values()) == {0}


def test_the_cliff_is_what_the_engine_pays_on_both_sides_of_it():
    _, held = scored(PEOPLE, {**SCORES, "D": 59.99})
    _, above = scored(PEOPLE, {**SCORES, "D": 60})
    cliff = next(cliff for cliff in of_scores(held) if cliff.area.code == "D")
    paid = above.allocation.row("D").amount - held.allocation.row("D").amount
    assert cliff.at == 60
    assert abs(cliff.fen - paid) < paid / 1000  # the trend of a hundredth is not the cliff's


def test_the_straight_rule_gives_what_an_evaluation_by_it_gives():
    world, held = scored(PEOPLE, SCORES)
    kept = evaluate(world, small.rules({"S": 100}, money={"below_pass_line": "keep"}))
    before, after = held.allocation.amounts(), kept.allocation.amounts()
    assert straightened(world, held) == {code: after[code] - before[code] for code in PEOPLE}
    assert straight(held.rules.allocation) == kept.rules.allocation


def test_a_step_of_scoring_is_a_cliff_with_its_money():
    steps = {
        "function": "S3",
        "target": 90,
        "step": 10,
        "deduction": 20,
        "of": 100,
        "count": "ceil",
    }
    world = small.scores_as_data(PEOPLE, {"A": 92.5, "B": 79.5, "C": 78.4, "D": 55})
    rules = small.rules({"S": 100}, money={"below_pass_line": "keep"}, scoring={"default": steps})
    held = evaluate(world, rules)
    found = [cliff for cliff in of_values(world, held) if cliff.area.code == "B"]
    assert [cliff.at for cliff in found] == [80]
    moved = evaluate(small.scores_as_data(PEOPLE, {"A": 92.5, "B": 80, "C": 78.4, "D": 55}), rules)
    paid = moved.allocation.row("B").amount - held.allocation.row("B").amount
    assert abs(found[0].fen - paid) <= 1


def test_a_veto_is_a_cliff_for_those_near_its_limit():
    veto = [{"indicator": "S", "below": 80, "effect": "total", "cap": 59}]
    world = small.scores_as_data(PEOPLE, {**SCORES, "C": 80.5})
    held = evaluate(world, small.rules({"S": 100}, money={}, vetoes=veto))
    found = of_values(world, held)
    assert [(c.area.code, c.leaf, c.at) for c in found] == [("C", "S", 80)]
    struck = evaluate(small.scores_as_data(PEOPLE, {**SCORES, "C": 79.99}), held.rules)
    stands = evaluate(small.scores_as_data(PEOPLE, {**SCORES, "C": 80}), held.rules)
    paid = [outcome.allocation.row("C").amount for outcome in (struck, stands)]
    assert found[0].fen == paid[1] - paid[0]
    assert found[0].distance == Fraction(-1, 2)


def test_without_money_there_are_no_cliffs():
    world = small.scores_as_data(PEOPLE, SCORES)
    held = evaluate(world, small.rules({"S": 100}))
    assert of_scores(held) == of_values(world, held) == ()
    assert straightened(world, held) == {}
    with pytest.raises(ModelError):
        held.scores.line("nobody")
