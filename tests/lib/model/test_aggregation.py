"""Where the points of absent parts go."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.aggregation import Parts, Treatment, compose, leaf_points, settle, treatments
from lib.model.observations import Status
from lib.model.tree_parser import parse_tree
from tests.small import tree_of, weights_of_three

HUNDRED = {"default": Fraction(100)}
KEPT = (Treatment.SCORED, Treatment.ZERO, Treatment.FULL)
any_treatments = st.lists(st.sampled_from(list(Treatment)), min_size=3, max_size=3).map(np.array)


def settled(points, *chosen):
    tree = parse_tree(tree_of(points), HUNDRED)
    return settle(tree, tree.points(), np.array(chosen, dtype=np.int64)).tolist()


SCORED, SHARE, REWEIGHT, SHRINK, ZERO = (
    Treatment.SCORED,
    Treatment.SHARE,
    Treatment.REWEIGHT,
    Treatment.SHRINK,
    Treatment.ZERO,
)


@pytest.mark.parametrize(
    ("chosen", "points"),
    [
        ((SCORED, SCORED, SCORED), [20, 30, 50]),
        ((REWEIGHT, SCORED, SCORED), [0, 50, 50]),  # its only sibling takes all
        ((SHARE, SCORED, SCORED), [0, 50, 50]),
        ((SHRINK, SCORED, SCORED), [0, 30, 50]),
        ((ZERO, SCORED, SCORED), [20, 30, 50]),
        ((REWEIGHT, REWEIGHT, SCORED), [0, 0, 100]),  # the whole item is gone: up one level
        ((SHRINK, REWEIGHT, SCORED), [0, 0, 80]),
    ],
)
def test_points_go_where_the_scheme_says(chosen, points):
    assert settled((20, 30, 50), *chosen) == points


def test_sharing_is_equal_and_reweighting_is_in_proportion():
    tree = parse_tree({"A": 10, "B": 20, "C": 30, "D": 40}, HUNDRED)
    for treatment, points in ((SHARE, [20, 30, 0, 50]), (REWEIGHT, None)):
        chosen = np.array([SCORED, SCORED, treatment, SCORED])
        found = settle(tree, tree.points(), chosen).tolist()
        assert found == (
            points or [10 + Fraction(30, 7), 20 + Fraction(60, 7), 0, 40 + Fraction(120, 7)]
        )


@given(weights_of_three, any_treatments)
def test_only_shrinking_takes_points_off_the_full_mark(points, chosen):
    tree = parse_tree(tree_of(points), HUNDRED)
    total = settle(tree, tree.points(), chosen).sum()
    if Treatment.SHRINK not in chosen and np.isin(chosen, KEPT).any():
        assert total == 100
    assert 0 <= total <= 100


@given(weights_of_three, any_treatments)
def test_floats_settle_as_exact_numbers_do(points, chosen):
    tree = parse_tree(tree_of(points), HUNDRED)
    exactly = settle(tree, tree.points(), chosen).astype(float)
    floats = settle(tree, np.tile(tree.points().astype(float), (4, 1)), chosen)
    np.testing.assert_allclose(floats, np.tile(exactly, (4, 1)), atol=1e-9)


@given(weights_of_three, st.lists(any_treatments, min_size=1, max_size=6))
def test_areas_settled_together_equal_areas_settled_alone(points, chosen):
    tree = parse_tree(tree_of(points), HUNDRED)
    treatment = np.stack(chosen)
    attainment = np.full(treatment.shape, Fraction(1, 2), dtype=object)
    parts = Parts(("township_hospital",) * len(chosen), attainment, treatment)
    given_points = {"township_hospital": tree.points()}
    alone = [settle(tree, tree.points(), one).tolist() for one in chosen]
    assert leaf_points(tree, given_points, parts).tolist() == alone
    floats = Parts(parts.kinds, attainment.astype(float), treatment)
    earned, full = compose(
        tree, {"township_hospital": np.tile(tree.points().astype(float), (2, 1))}, floats
    )
    np.testing.assert_allclose(earned, full / 2)


def test_a_part_with_no_points_takes_nothing_from_its_sibling():
    assert settled((0, 30, 70), SCORED, SHARE, SCORED) == [0, 0, 100]


def test_every_status_has_its_treatment():
    rules = {Status.MISSING: ZERO, Status.NOT_APPLICABLE: REWEIGHT, Status.EXEMPT: SHRINK}
    found = treatments(np.array([0, 1, 2, 3]), rules)
    assert found.tolist() == [SCORED, ZERO, REWEIGHT, SHRINK]


def test_an_area_where_nothing_is_scored_has_no_points():
    assert settled((20, 30, 50), REWEIGHT, SHARE, SHRINK) == [0, 0, 0]
