"""Scores: rescaled to 100, rounded as declared, ranked as declared."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lib.model.evaluation import evaluate
from lib.model.scores import county_score
from tests import small
from tests.small import tree_of, weights_of_three, worlds


@given(worlds(), weights_of_three)
def test_scores_lie_between_0_and_100_and_parts_add_up(world, points):
    scores = evaluate(world, small.rules(tree_of(points))).scores
    for line, area in enumerate(scores.areas):
        assert 0 <= scores.full[line] <= 100
        parts = [scores.part(area.code, code) for code in ("01", "02")]
        assert sum(earned for earned, _ in parts) == scores.earned[line]
        assert sum(full for _, full in parts) == scores.full_mark[line]


@given(worlds(), weights_of_three)
def test_a_total_of_1000_gives_the_same_scores(world, points):
    thousand = tuple(str(10 * Fraction(p)) for p in points)
    hundred = evaluate(world, small.rules(tree_of(points))).scores
    scaled = evaluate(world, small.rules(tree_of(thousand), total=1000)).scores
    assert scaled.full.tolist() == hundred.full.tolist()
    assert scaled.ranks == hundred.ranks


@given(worlds(), weights_of_three)
def test_weights_permuted_by_name_give_the_same_scores(world, points):
    x, y, z = points
    turned = {
        "02": tree_of(points)["02"],
        "01": {**tree_of(points)["01"], "children": {"Y": y, "X": x}},
    }
    assert z == turned["02"]["children"]["Z"]
    here = evaluate(world, small.rules(tree_of(points))).scores
    there = evaluate(world, small.rules(turned)).scores
    assert here.full.tolist() == there.full.tolist()


def ranked(scores, **parameters):
    people = dict.fromkeys(scores, 10)
    held = small.rules({"S": 100}, comparison_decimals="none", **parameters)
    areas = small.roster(people)
    rows = [(code, "S", "2025-12", value, 1_000_000) for code, value in scores.items()]
    return evaluate(small.dataset(areas, rows), held).scores


def test_ranks_follow_the_declared_basis():
    values = {"A": 900_001, "B": 900_002, "C": 800_000}
    assert ranked(values, rank_basis="published").ranks == (1, 1, 3)
    assert ranked(values, rank_basis="full").ranks == (2, 1, 3)


def test_a_published_score_is_rounded_half_up():
    assert ranked({"A": 900_050}).published.tolist() == [Fraction(9001, 100)]
    assert ranked({"A": 900_049}).published.tolist() == [Fraction(9000, 100)]


def test_an_area_where_nothing_applies_has_no_score_and_no_rank():
    areas = small.roster({"A": 1, "B": 1})
    rows = [("A", "S", "2025-12", None, None, "exempt"), ("B", "S", "2025-12", 1, 2)]
    scores = evaluate(small.dataset(areas, rows), small.rules({"S": 100})).scores
    assert scores.full.tolist() == [None, 50]
    assert scores.ranks == (None, 1)


def test_the_score_of_the_county_weighs_by_residents():
    world = small.scores_as_data({"A": 30, "B": 10}, {"A": 90, "B": 70})
    assert county_score(evaluate(world, small.rules({"S": 100})).scores) == 85


@given(st.integers(0, 7_900))
def test_adding_a_poor_area_leaves_the_order_of_the_others(poor):
    held = small.rules({"S": 100})
    before = small.scores_as_data({"A": 1, "B": 1}, {"A": 95, "B": 80})
    values = {"A": 95, "B": 80, "C": Fraction(poor, 100)}
    after = small.scores_as_data({"A": 1, "B": 1, "C": 1}, values)
    assert evaluate(after, held).scores.ranks == (*evaluate(before, held).scores.ranks, 3)
