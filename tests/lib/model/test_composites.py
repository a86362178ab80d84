"""Sums over runs of leaves give what moving points leaf by leaf gives, whatever is absent."""

from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.model.aggregation import Parts, Treatment, compose
from lib.model.composites import Composites
from lib.model.parameters import Text
from lib.model.tree import Leaf, Node, Tree

WORDS = Text("", "")
treatment = st.sampled_from([Treatment.SCORED] * 3 + [*Treatment])


@st.composite
def trees(draw):
    """A tree of up to three levels below the root; a node may hold one leaf or several nodes."""
    nodes, leaves = [Node("root", WORDS, "group", 0, 0, None)], 0

    def grow(parent, depth):
        nonlocal leaves
        for _ in range(draw(st.integers(1, 3))):
            if depth == 0 or draw(st.booleans()):
                leaves += 1
                continue
            here, start = len(nodes), leaves
            nodes.append(Node(f"n{here}", WORDS, "group", start, start, parent))
            grow(here, depth - 1)
            nodes[here] = Node(f"n{here}", WORDS, "group", start, leaves, parent)

    grow(0, 3)
    nodes[0] = Node("root", WORDS, "group", 0, leaves, None)
    marks = [draw(st.integers(0, 5)) for _ in range(leaves)]
    made = [Leaf(f"L{n}", f"L{n}", {"default": Fraction(m)}) for n, m in enumerate(marks)]
    return Tree(tuple(made), tuple(nodes))


@given(st.data(), trees(), st.integers(1, 4), st.integers(1, 3))
@settings(max_examples=50)
def test_sums_over_runs_equal_points_moved_leaf_by_leaf(data, tree, areas, draws):
    leaves = len(tree.leaves)
    shape = (areas, leaves)
    row = st.lists(treatment, min_size=leaves, max_size=leaves)
    treated = np.array(data.draw(st.lists(row, min_size=areas, max_size=areas)))
    chance = np.random.default_rng(data.draw(st.integers(0, 2**32)))
    absent = np.isin(treated, (Treatment.SHARE, Treatment.REWEIGHT, Treatment.SHRINK))
    attainment = np.where(absent, 0, chance.uniform(size=shape))
    factors = chance.choice([0.0, 0.5, 1.0, 2.0], (leaves, draws))
    parts = Parts(("default",) * areas, attainment, treated)
    base = tree.points("default").astype(float)
    composites = Composites(tree, parts, factors.min(axis=-1) > 0)
    earned, full_mark = compose(tree, {"default": base * factors.T}, parts)
    with np.errstate(invalid="ignore", divide="ignore"):
        found = composites.scores(composites.matrix @ factors)
        np.testing.assert_allclose(found, (100 * earned / full_mark).T, atol=1e-9)


def test_an_area_without_anything_to_score_has_no_score():
    tree = Tree(
        (Leaf("A", "A", {"default": Fraction(1)}), Leaf("B", "B", {"default": Fraction(1)})),
        (Node("root", WORDS, "group", 0, 2, None),),
    )
    parts = Parts(("default",) * 2, np.array([[1.0, 0], [0, 0]]), np.array([[0, 2], [2, 2]]))
    made = Composites(tree, parts, np.ones(2, dtype=bool))
    with np.errstate(invalid="ignore", divide="ignore"):
        found = made.scores(made.matrix @ np.ones((2, 1)))
    assert found[0, 0] == 100
    assert np.isnan(found[1, 0])
