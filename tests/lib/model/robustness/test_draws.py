"""Weights drawn around those of the rules."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import ParameterError
from lib.model.robustness.draws import (
    BATCH,
    batches,
    dirichlet,
    draw,
    factors,
    within_points,
    within_share,
)
from lib.model.scenarios import item_points
from tests import small

TREE = {
    code: {
        "name": {"zh": code, "en": code},
        "role": "service_item",
        "children": {f"{code}a": points, f"{code}b": points},
    }
    for code, points in {"01": 10, "02": 20, "03": 15, "04": 5}.items()
}
RULES = small.rules(TREE, money={})
ways = st.sampled_from([within_share(0.3), within_points(4), dirichlet(0.3)])


@given(ways, st.sets(st.sampled_from(["01", "02"])), st.integers(0, 99))
def test_weights_add_up_to_100_and_locked_ones_stay(way, locked, seed):
    drawn = draw(RULES, way, 20, np.random.default_rng(seed), frozenset(locked))
    np.testing.assert_allclose(sum(drawn.values()), 100)
    now = item_points(RULES.tree)
    assert all((drawn[code] == float(now[code])).all() for code in locked)
    assert all((points >= 0).all() for points in drawn.values())


def test_dirichlet_moves_weights_by_about_the_share_asked_for():
    drawn = draw(RULES, dirichlet(0.2), 40_000, np.random.default_rng(5))
    now = {code: float(points) for code, points in item_points(RULES.tree).items()}
    spread = sum(now[c] / 100 * np.mean((drawn[c] / now[c] - 1) ** 2) for c in now)
    assert np.sqrt(spread) == pytest.approx(0.2, rel=0.02)


@given(st.integers(0, 99))
def test_factors_give_items_the_weights_drawn(seed):
    drawn = draw(RULES, within_share(0.5), 3, np.random.default_rng(seed))
    found = factors(RULES.tree, drawn)
    assert found["01a"] is found["01b"]
    for number in range(3):
        chosen = {leaf: Fraction(values[number]) for leaf, values in found.items()}
        points = item_points(RULES.tree.rescaled(chosen))
        assert all(float(points[c]) == pytest.approx(drawn[c][number]) for c in points)


def test_batches_hold_every_draw_and_the_same_seed_draws_the_same():
    one, again = (
        list(batches(RULES, within_share(0.2), BATCH + 5, np.random.default_rng(3)))
        for _ in range(2)
    )
    assert [len(batch["01a"]) for batch in one] == [BATCH, 5]
    assert (one[1]["02a"] == again[1]["02a"]).all()


def test_one_weight_alone_cannot_move():
    with pytest.raises(ParameterError, match="locked"):
        draw(RULES, within_share(0.2), 3, np.random.default_rng(1), frozenset({"01", "02", "03"}))


def test_a_spread_no_dirichlet_has_is_refused():
    with pytest.raises(ParameterError, match="still add up"):
        draw(RULES, dirichlet(2), 3, np.random.default_rng(1))
