"""Every fen of a change has its cause, in every row and in every column."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.causes.ledger import (
    BOUNDS,
    CAUSES,
    MONEY,
    POPULATION,
    ROUNDING,
    SCORES,
    WEIGHTS,
    differing,
    ledger,
)
from lib.model.evaluation import evaluate
from lib.model.observations import Dataset
from lib.model.roster import Roster
from tests import small
from tests.lib.model.causes.worlds import money, of_scores, outcome
from tests.small import weights_of_three, worlds

PEOPLE = {"A": 120_000, "B": 60_000, "C": 30_000, "D": 10_000}
SCORED = {"A": 92.5, "B": 86, "C": 78.4, "D": 55}


def adds_up(found):
    rows = [*found.lines, found.carried]
    for row in [*rows, found.pool]:
        assert sum(row.parts.values()) == row.change
    for cause in CAUSES:
        assert sum(row.parts[cause] for row in rows) == found.pool.parts[cause]
    assert sum(row.change for row in rows) == found.pool.change


@settings(max_examples=30)
@given(worlds(), st.tuples(weights_of_three, weights_of_three), money, money)
def test_rows_and_columns_add_up_to_the_fen_between_any_two_outcomes(world, points, old, new):
    before, after = outcome(world, points[0], old), outcome(world, points[1], new)
    if before is None or after is None:
        return
    found = ledger(before, after)
    adds_up(found)
    assert [line.after for line in found.lines] == list(after.allocation.amounts().values())
    if before.allocation.pool == after.allocation.pool and not found.together:
        assert all(found.pool.parts[cause] == 0 for cause in CAUSES)


@settings(max_examples=12)
@given(worlds(), st.tuples(weights_of_three, weights_of_three), money, money)
def test_backwards_every_cause_only_changes_its_sign(world, points, old, new):
    before, after = outcome(world, points[0], old), outcome(world, points[1], new)
    if before is None or after is None:
        return
    forth, back = ledger(before, after), ledger(after, before)
    for line, other in zip(forth.lines, back.lines, strict=True):
        assert line.change == -other.change
        for cause in CAUSES:
            assert abs(line.parts[cause] + other.parts[cause]) <= 1  # each rounded once


@settings(max_examples=12)
@given(worlds(), weights_of_three, money)
def test_the_same_outcome_has_no_causes(world, points, declared):
    held = outcome(world, points, declared)
    if held is None:
        return
    found = ledger(held, held)
    assert differing(held, held) == ()
    assert all(part == 0 for line in found.lines for part in line.parts.values())


def grown(world, factor):
    areas = tuple(
        replace(a, population=a.population and a.population * factor) for a in world.roster.areas
    )
    return Dataset(Roster(areas), world.observations, fingerprint="grown")


@pytest.mark.parametrize(
    ("declared", "scores", "factor", "cause"),
    [
        ({"base_share": "0.2"}, SCORED, 1, MONEY),
        ({"pool": "1000000"}, SCORED, 1, MONEY),
        ({}, {**SCORED, "D": 75}, 1, SCORES),
        ({}, SCORED, 2, POPULATION),
        ({"floor_share": "0.9"}, SCORED, 1, BOUNDS),
    ],
)
def test_what_alone_differs_is_the_only_cause_but_for_rounding(declared, scores, factor, cause):
    _, before = of_scores(PEOPLE, SCORED)
    world = grown(small.scores_as_data(PEOPLE, scores), factor)
    after = evaluate(world, small.rules({"S": 100}, money=declared))
    found = ledger(before, after)
    assert differing(before, after) == (cause,)
    assert found.pool.change == found.pool.parts[cause]
    for line in found.lines:
        assert line.parts[cause] + line.parts[ROUNDING] == line.change
        assert abs(line.parts[ROUNDING]) <= 2
    assert any(line.parts[cause] for line in found.lines)


def test_weights_alone_are_the_cause_of_a_change_of_weights():
    world = small.dataset(
        small.roster({"B1": 100_000, "B2": 50_000}),
        [
            ("B1", "X", "2025-12", 90, 100),
            ("B1", "Y", "2025-12", 70, 100),
            ("B1", "Z", "2025-12", 80, 100),
            ("B2", "X", "2025-12", 70, 100),
            ("B2", "Y", "2025-12", 90, 100),
            ("B2", "Z", "2025-12", 95, 100),
        ],
    )
    before, after = (outcome(world, points, {}) for points in ((40, 30, 30), (20, 50, 30)))
    found = ledger(before, after)
    assert differing(before, after) == (WEIGHTS,)
    assert found.line("B1").parts[WEIGHTS] < 0 < found.line("B2").parts[WEIGHTS]
    assert found.together == ()


def test_bounds_that_the_old_pool_cannot_pay_are_told_together_with_the_money():
    _, before = of_scores(PEOPLE, SCORED, {"pool": "10000000"})
    _, after = of_scores(PEOPLE, SCORED, {"pool": "per_head", "floor_share": "0.6"})
    found = ledger(before, after)
    adds_up(found)
    assert found.together == ((MONEY, BOUNDS),)
    assert all(line.parts[BOUNDS] == 0 for line in found.lines)


def test_schemes_that_score_other_indicators_cannot_part_weights_from_scores():
    world = small.dataset(
        small.roster({"B1": 1000, "B2": 500}),
        [
            (area, code, "2025-12", 60 + number, 100)
            for number, area in enumerate(("B1", "B2"))
            for code in "XYZ"
        ],
    )
    before = evaluate(world, small.rules({"X": 50, "Y": 50}, money={}))
    after = evaluate(world, small.rules({"X": 50, "Z": 50}, money={"base_share": "0.1"}))
    found = ledger(before, after)
    adds_up(found)
    assert found.together == ((WEIGHTS, SCORES),)


def test_only_outcomes_of_the_same_institutions_are_compared():
    _, one = of_scores({"A": 1000}, {"A": 80})
    _, two = of_scores({"A": 1000, "B": 5}, {"A": 80, "B": 70})
    with pytest.raises(InputError, match="same institutions"):
        ledger(one, two)
    with pytest.raises(InputError, match="not among those evaluated"):
        ledger(two, two).line("C")
