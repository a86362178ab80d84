"""Marks on sliders: the engine tips where they stand, and nowhere before the nearest."""

from fractions import Fraction

import pytest
from hypothesis import given, settings

from lib.model.evaluation import Outcome
from lib.model.reach.linear import forms
from lib.model.reach.tipping import NEAREST, flips_on_sliders, marks
from lib.model.scenarios import Scenario, reshare
from lib.model.weight_moves import Part, asked
from tests.lib.model.reach.counties import counties, plain_county

free = frozenset()
GRADES = {"excellent": 90, "good": 70, "pass": 60}


def signs(outcome: Outcome, code, points, areas):
    found = forms(outcome)
    weights = reshare(found.weights, code, points, free)
    scores = found.run(dict(weights))
    first, second = (scores.full[found.line(area)] for area in areas)
    return first - second


@given(counties(gaps=False, areas=(2, 4)))
@settings(max_examples=25)
def test_ranks_tip_between_just_before_and_just_beyond_a_mark(outcome):
    now = asked(outcome.rules, Scenario(), Part.ITEM)
    for code, found in marks(outcome, Part.ITEM, free).items():
        assert sum(mark.points > now[code] for mark in found) <= NEAREST
        for mark in found:
            if mark.kind != "rank" or not Fraction(1, 2) < mark.points < Fraction(199, 2):
                continue
            way = 1 if mark.points > now[code] else -1
            near, far = mark.points - way * Fraction(3, 10), mark.points + way * Fraction(3, 10)
            before, after = (signs(outcome, code, place, mark.areas) for place in (near, far))
            assert before * after <= Fraction(1, 100)  # rounding others to hundredths moves little


@given(counties(areas=(2, 3)))
@settings(max_examples=15)
def test_a_slider_that_flips_flips_in_the_engine(outcome):
    pair = (outcome.areas[0].code, outcome.areas[1].code)
    before = signs(outcome, "01", forms(outcome).weights["01"], pair)
    for code, points in flips_on_sliders(outcome, Part.ITEM, pair, free).items():
        assert before * signs(outcome, code, points, pair) < 0


def test_a_worked_mark():
    # The others keep 2 : 1, so A leads B by 30 x − 20 · 2/3 · (100 − x): level at 30.77.
    outcome = plain_county({"A": (90, 60, 0), "B": (60, 80, 0)})
    found = marks(outcome, Part.ITEM, free)["01"]
    assert [(mark.points, mark.kind, mark.areas) for mark in found] == [
        (Fraction("30.76"), "rank", ("A", "B"))
    ]
    assert flips_on_sliders(outcome, Part.ITEM, ("A", "B"), free)["01"] == Fraction("30.76")


def test_grades_and_the_pass_line_are_marked_where_the_published_score_meets_them():
    outcome = plain_county(
        {"A": (90, 60, 0), "B": (95, 95, 95)},
        grades=GRADES,
        money={"below_pass_line": "zero", "pass_line": 60},
    )
    found = {
        mark.kind: mark for mark in marks(outcome, Part.ITEM, free)["01"] if mark.areas == ("A",)
    }
    # 0.9 x + 0.4 (100 − x) is 59.995 at 39.99, which rounds to 60: the next hundredth fails.
    assert found["pass"].points == Fraction("39.98")
    assert (
        forms(outcome).run({"01": Fraction(40), "02": Fraction(40), "03": Fraction(20)}).of("A")
        == 60
    )


def test_locked_sliders_have_no_marks_and_one_free_slider_cannot_move():
    outcome = plain_county({"A": (90, 60, 0), "B": (60, 80, 0)})
    assert set(marks(outcome, Part.ITEM, frozenset({"03"}))) == {"01", "02"}
    assert marks(outcome, Part.ITEM, frozenset({"01", "03"})) == {}


@pytest.mark.parametrize("part", list(Part))
def test_every_free_slider_is_answered(part):
    outcome = plain_county({"A": (90, 60, 0), "B": (60, 80, 0)})
    assert set(marks(outcome, part, free)) in ({"01", "02", "03"}, set())
