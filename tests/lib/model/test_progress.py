"""Expected by now, lights, projection, people still needed."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.evaluation import evaluate
from lib.model.indicators import Direction
from lib.model.observations import Status
from lib.model.progress import follow, light, months_left, project, still_needed
from lib.model.scores import Scores
from tests import small

LIGHTS = {"green": 1, "amber": "0.9"}
HIGHER = small.indicators(["X"])["X"]
LOWER = small.indicators(["X"], direction="lower", unit="per_10000")["X"]
FLOW = small.indicators(["X"], accrual="flow", schedule="linear")["X"]
RULES = small.rules({"X": 100}, lights=LIGHTS)


@given(st.integers(0, 5000), st.integers(1, 5000), st.fractions(1, 100, max_denominator=100))
def test_those_still_needed_reach_the_aim_and_one_fewer_does_not(done, whole, aim):
    more = still_needed(done, whole, aim, HIGHER)
    assert Fraction(100 * (done + more), whole) >= aim
    assert more == 0 or Fraction(100 * (done + more - 1), whole) < aim


@given(st.integers(0, 500), st.integers(1, 10**6), st.fractions(0, 100, max_denominator=100))
def test_where_lower_is_better_those_too_many_are_counted(found, whole, aim):
    many = still_needed(found, whole, aim, LOWER)
    assert many == 0 or Fraction(10_000 * (found - many), whole) <= aim
    assert many == 0 or Fraction(10_000 * (found - many + 1), whole) > aim


@pytest.mark.parametrize(
    ("value", "lamp"),
    [("60", "green"), ("59.999", "amber"), ("54", "amber"), ("53.99", "red"), (None, "none")],
)
def test_lights_are_decided_on_the_unrounded_value(value, lamp):
    exactly = None if value is None else Fraction(value)
    assert light(exactly, Fraction(60), Direction.HIGHER, RULES) == lamp


@pytest.mark.parametrize(
    ("value", "lamp"), [("1", "green"), ("1.1", "amber"), ("1.2", "red"), ("0", "green")]
)
def test_lights_turn_round_where_lower_is_better(value, lamp):
    assert light(Fraction(value), Fraction(1), Direction.LOWER, RULES) == lamp


def test_a_flow_is_projected_by_its_schedule_and_capped():
    assert project(Fraction(30), FLOW, Fraction(1, 2)) == 60
    assert project(Fraction(80), FLOW, Fraction(1, 2)) == 100
    assert project(Fraction(80), HIGHER, Fraction(1)) == 80


def test_a_figure_is_set_against_what_is_due_by_its_month():
    indicators = {"X": {"accrual": "flow", "schedule": "linear"}, "Y": {}}
    held = small.rules(
        {"X": 50, "Y": 50},
        indicators,
        day=date(2025, 6, 30),
        lights=LIGHTS,
        schedules={"linear": {}},
    )
    areas = small.roster({"A": 1})
    world = small.dataset(areas, [("A", "X", "2025-06", 30, 100)])
    scores: Scores = evaluate(world, held).scores
    row = {p.indicator.code: p for p in follow(scores.measures, held)}
    assert (row["X"].value, row["X"].status, row["X"].target) == (30, Status.REPORTED, None)
    assert row["Y"].status == Status.MISSING
    assert row["X"].projected == 60
    assert row["X"].light == "none"  # no target, no light


def test_months_left_in_the_year():
    assert [months_left(month) for month in (1, 9, 12)] == [11, 3, 0]
