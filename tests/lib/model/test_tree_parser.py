"""Trees as files have them: what adds up is read, what does not is named."""

from fractions import Fraction

import pytest

from lib.errors import ParameterError
from lib.model.tree_parser import parse_tree

HUNDRED = {"default": Fraction(100)}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"A": 40, "B": 50}, "“root” add up to 90, not 100"),
        ({"G": {"points": 70, "children": {"A": 60}}, "B": 40}, "“G” add up to 60, not 70"),
        ({"A": {"weight": "1/2"}, "B": {"weight": "1/3"}}, "“root” add up to 5/6, not 1"),
        ({"A": {"weight": "1/2"}, "B": 50}, "Below “root”, A have weights"),
        ({"A": 50, "G": {"children": {"A": 50}}}, "stands twice in the weight tree: A"),
        ({"A": -10, "B": 110}, "“A” needs points, or a weight, that is not negative"),
        ({"A": {"point": 100}}, "mean nothing here: point"),
        ({"G": {"role": "chief", "children": {"A": 100}}}, "the role “chief”"),
        ({"A": "many"}, "“many” at A is not a number"),
        ({"G": {"children": {"A": {"weight": 1}}}}, "has a weight, but its parent has points"),
    ],
)
def test_a_tree_that_does_not_add_up_is_refused(content, message):
    with pytest.raises(ParameterError, match=message):
        parse_tree(content, HUNDRED)


def test_weights_multiply_down_any_depth():
    level = {"a": {"weight": "1/3"}, "b": {"weight": "2/3"}}
    for depth in range(4):
        other = f"z{depth}"
        level = {
            f"n{depth}": {"weight": "1/2", "children": level},
            other: {"weight": "1/2"},
        }
    tree = parse_tree(level, HUNDRED)
    points = dict(zip((leaf.code for leaf in tree.leaves), tree.points(), strict=True))
    assert points["a"] == Fraction(100, 3 * 2**4)
    assert sum(points.values()) == 100


def test_weights_may_share_the_points_of_a_node():
    tree = parse_tree(
        {
            "G": {"points": 60, "children": {"a": {"weight": "1/4"}, "b": {"weight": "3/4"}}},
            "c": 40,
        },
        HUNDRED,
    )
    assert tree.points().tolist() == [15, 45, 40]


def test_a_leaf_may_stand_for_an_indicator_of_another_name():
    tree = parse_tree({"01.A": {"indicator": "A", "points": 100}}, HUNDRED)
    assert tree.leaves[0].indicator == "A"
    assert tree.positions == {"01.A": 0}
