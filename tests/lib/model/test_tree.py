"""Weight trees: points, rescaling, restriction."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import ParameterError
from lib.model.tree_parser import parse_tree
from tests.small import tree_of

HUNDRED = {"default": Fraction(100)}
TREE = parse_tree(tree_of((20, 30, 50)), HUNDRED)
factors = st.dictionaries(st.sampled_from(["X", "Y", "Z"]), st.fractions(0, 10))


@given(factors)
def test_rescaling_keeps_the_total(chosen):
    if all(chosen.get(leaf, 1) == 0 for leaf in ("X", "Y", "Z")):
        with pytest.raises(ParameterError, match="All weights are zero"):
            TREE.rescaled(chosen)
    else:
        assert TREE.rescaled(chosen).points().sum() == 100


@given(factors)
def test_leaves_that_are_not_named_keep_their_proportions(chosen):
    chosen.pop("X", None)
    chosen.pop("Y", None)
    points = TREE.rescaled(chosen).points()
    assert points[0] * 30 == points[1] * 20


def test_a_restricted_tree_keeps_nodes_that_still_have_leaves():
    kept = TREE.restricted({"Y"})
    assert [leaf.code for leaf in kept.leaves] == ["Y"]
    assert [node.code for node in kept.nodes] == ["root", "01"]
    assert (kept.node("01").start, kept.node("01").stop) == (0, 1)


def test_a_tree_restricted_to_nothing_is_refused():
    with pytest.raises(ParameterError, match="none of the indicators"):
        TREE.restricted(set())


def test_children_are_nodes_and_leaves_in_reading_order():
    assert TREE.children[0] == ((0, 2, 1), (2, 3, 2))
    assert TREE.children[1] == ((0, 1, None), (1, 2, None))


def test_an_unknown_part_is_named():
    with pytest.raises(ParameterError, match="no part called “07”"):
        TREE.node("07")


def test_full_marks_may_differ_by_kind_of_area():
    points = {"A": {"points": {"hospital": 60, "street": 50}}, "B": 40}
    tree = parse_tree(points, {"hospital": Fraction(100), "street": Fraction(90)})
    assert tree.points("hospital").tolist() == [60, 40]
    assert tree.points("street").tolist() == [50, 40]
    with pytest.raises(ParameterError, match="no points for areas of the kind “clinic”"):
        tree.points("clinic")
