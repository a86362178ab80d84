"""Appraisal: what it says adds up to what the engine gave."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given

from lib.model import appraisal
from lib.model.evaluation import evaluate
from lib.model.indicators import Direction
from lib.model.observations import Status
from lib.model.progress import NO_LIGHT, light
from lib.model.scores import county_score
from tests import small
from tests.lib.model.figures import figure
from tests.small import tree_of, weights_of_three, worlds

LIGHTS = {"green": "1", "amber": "0.9"}
SIMPLE = tree_of(("30", "30", "40"))


def scored(world, points):
    return evaluate(world, small.rules(tree_of(points))).scores


def followed(rules, **pairs):
    """Progress of X, Y and Z: value and expected value of a target of 100."""
    made = []
    for code, (value, expected) in pairs.items():
        found = figure(value, 100, target=100, expected=expected, code=code)
        seen = light(found.value, found.expected, Direction.HIGHER, rules)
        made.append(replace(found, light=seen))
    return made


@given(worlds(), weights_of_three)
def test_what_is_lost_adds_up_to_the_full_mark_less_what_was_earned(world, points):
    scores = scored(world, points)
    for line, area in enumerate(scores.areas):
        leaves = appraisal.leaf_standings(scores, area.code)
        assert sum(leaf.lost for leaf in leaves) == scores.full_mark[line] - scores.earned[line]
        assert all(leaf.lost >= 0 for leaf in leaves)


@given(worlds(), weights_of_three)
def test_gaps_are_the_greatest_losses_and_strengths_are_ahead(world, points):
    scores = scored(world, points)
    leaves = appraisal.leaf_standings(scores, scores.areas[0].code)
    found = appraisal.gaps(leaves, 2)
    left = [leaf for leaf in leaves if leaf not in found]
    assert all(leaf.lost > 0 for leaf in found)
    assert all(leaf.lost <= gap.lost for leaf in left for gap in found) or len(found) < 2
    assert all(leaf.ahead > 0 for leaf in appraisal.strengths(leaves, 3))


@given(worlds(), weights_of_three)
def test_parts_are_those_of_the_scores_by_item_and_by_dimension(world, points):
    held = small.rules(tree_of(points))
    scores = evaluate(world, held).scores
    for line, area in enumerate(scores.areas):
        items = appraisal.parts(scores, appraisal.item_groups(scores.tree), area.code)
        assert [(p.earned, p.full_mark) for p in items] == [
            scores.part(area.code, code) for code in ("01", "02")
        ]
        dimensions = appraisal.parts(scores, appraisal.dimension_groups(held), area.code)
        assert sum(p.earned for p in dimensions) == scores.earned[line]


@given(worlds(), weights_of_three)
def test_the_county_of_everything_is_the_county_score(world, points):
    scores = scored(world, points)
    assume(all(mark > 0 for mark in scores.full_mark))
    every = {"all": tuple(range(len(scores.tree.leaves)))}
    (part,) = appraisal.parts(scores, every, scores.areas[0].code)
    assert 100 * part.county == county_score(scores)


@given(worlds(), weights_of_three)
def test_the_weakest_item_has_the_smallest_share(world, points):
    scores = scored(world, points)
    for area in scores.areas:
        parts = appraisal.parts(scores, appraisal.item_groups(scores.tree), area.code)
        shares = {part.code: part.share for part in parts if part.share is not None}
        if not shares:
            assert appraisal.weakest_item(scores, area.code) is None
            continue
        code, share = appraisal.weakest_item(scores, area.code)
        assert share == shares[code] == min(shares.values())
        assert code == min(c for c, found in shares.items() if found == share)


def test_an_item_weighs_its_indicators_by_points():
    held = small.rules(tree_of(("30", "10", "60")), lights=LIGHTS)
    whole = followed(held, X=(80, 50), Y=(20, 50), Z=(100, 100))
    first, second = appraisal.item_standings(whole, whole, held)
    assert first.done == Fraction(30 * 80 + 10 * 20, 40 * 100)
    assert first.due == Fraction(1, 2)
    assert (first.light, second.light) == ("green", "green")


@pytest.mark.parametrize(("value", "seen"), [(50, "green"), (45, "amber"), (44, "red"), (0, "red")])
def test_an_item_of_one_indicator_shows_the_light_of_that_indicator(value, seen):
    held = small.rules(SIMPLE, lights=LIGHTS)
    whole = followed(held, X=(50, 50), Y=(50, 50), Z=(value, 50))
    assert appraisal.item_standings(whole, whole, held)[1].light == seen
    assert whole[2].light == seen


def test_lights_of_the_parts_are_counted_once_each():
    held = small.rules(SIMPLE, lights=LIGHTS)
    whole = followed(held, X=(50, 50), Y=(50, 50), Z=(50, 50))
    parts = [*whole, *followed(held, X=(45, 50), Y=(0, 50), Z=(45, 50))]
    first, second = appraisal.item_standings(whole, parts, held)
    assert first.lights == {"green": 2, "amber": 1, "red": 1, NO_LIGHT: 0}
    assert sum(second.lights.values()) == 2


def test_an_item_without_a_value_has_no_share_and_no_light():
    held = small.rules(SIMPLE, lights=LIGHTS)
    whole = followed(held, X=(50, 50), Y=(50, 50), Z=(50, 50))
    whole[2] = replace(whole[2], value=None, status=Status.MISSING, light=NO_LIGHT)
    item = appraisal.item_standings(whole, whole, held)[1]
    assert (item.done, item.due, item.light) == (None, None, NO_LIGHT)


def test_where_lower_is_better_a_value_at_the_target_is_all_done():
    held = small.rules(SIMPLE, lights=LIGHTS)
    whole = followed(held, X=(50, 50), Y=(50, 50), Z=(50, 50))
    for value, done in ((5, 1), (10, 1), (20, Fraction(1, 2))):
        whole[2] = figure(value, 100, target=10, code="Z", direction=Direction.LOWER)
        assert appraisal.item_standings(whole, whole, held)[1].done == done


def test_grades_are_counted_and_leave_nobody_out():
    areas = dict(zip("ABCD", (95, 80, 60, 59), strict=True))
    world = small.scores_as_data(dict.fromkeys(areas, 10), areas)
    held = small.rules({"S": 100}, grades={"good": 80, "pass": 60})
    counts = appraisal.grade_counts(evaluate(world, held).scores, held.grades)
    assert counts == {"good": 2, "pass": 1, "fail": 1}


def test_decisions_name_who_fails_who_owes_figures_and_who_owes_money():
    areas = small.roster({"A": 100, "B": 100})
    rows = [
        ("A", "X", "2025-12", 99, 100),
        ("A", "Y", "2025-12", 99, 100),
        ("B", "X", "2025-12", 10, 100),
        ("B", "Y", "2025-12", None, None, "missing"),
    ]
    held = small.rules({"X": 50, "Y": 50}, money={"instalments": [{"on": "06-30", "share": "0.9"}]})
    outcome = evaluate(small.dataset(areas, rows), held)
    found = appraisal.decisions(outcome)
    failing = [area.code for area in found.below_pass_line]
    assert failing == ["B"]
    assert [(area.code, count) for area, count in found.incomplete] == [("B", 1)]
    assert outcome.allocation.row("B").settlement < 0
    assert [(area.code, fen) for area, fen in found.recoveries] == [
        ("B", -outcome.allocation.row("B").settlement)
    ]
    assert found.count == 3


def test_nothing_to_decide_is_nothing():
    world = small.scores_as_data({"A": 10, "B": 20}, {"A": 90, "B": 80})
    outcome = evaluate(world, small.rules({"S": 100}, money={}))
    assert appraisal.decisions(outcome).count == 0
