"""The engine as a whole, and schemes of quite other kinds that need no code."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.evaluation import evaluate, reconsider
from lib.model.scenarios import Scenario, apply
from tests import small
from tests.small import tree_of, weights_of_three, worlds


@given(worlds(), weights_of_three, st.randoms())
def test_the_order_of_rows_does_not_matter(world, points, random):
    held = small.rules(tree_of(points), money={"below_pass_line": "keep"})
    shuffled = world.observations.sample(frac=1, random_state=random.randrange(2**31))
    other = type(world)(world.roster, shuffled, world.fingerprint)
    try:
        here, there = evaluate(world, held), evaluate(other, held)
    except InputError:
        return
    assert here.allocation == there.allocation
    assert here.scores.full.tolist() == there.scores.full.tolist()
    assert here.seal == there.seal


@given(worlds(), weights_of_three, weights_of_three)
def test_marks_used_again_give_what_a_full_run_gives(world, points, other):
    held = small.rules(tree_of(points), money={"below_pass_line": "keep"})
    asked = Scenario(items={"01": Fraction(other[2])}, pool=1_234_567, base_share=Fraction(1, 2))
    try:
        baseline = evaluate(world, held)
    except InputError:
        return
    quick = reconsider(world, baseline, apply(held, asked))
    slow = evaluate(world, apply(held, asked), clinics=False)
    assert quick.allocation == slow.allocation
    assert quick.scores.published.tolist() == slow.scores.published.tolist()
    assert quick.seal == slow.seal


def test_nobody_to_score_is_refused():
    with pytest.raises(InputError, match="nobody to score on 2025-12-31"):
        evaluate(small.dataset(small.roster({}), []), small.rules({"S": 100}))


def test_an_area_that_cannot_be_scored_stops_the_allocation_by_name():
    areas = small.roster({"A": 1, "B": 1})
    rows = [("A", "S", "2025-12", None, None, "exempt"), ("B", "S", "2025-12", 1, 2)]
    with pytest.raises(InputError, match="A院 cannot be scored"):
        evaluate(small.dataset(areas, rows), small.rules({"S": 100}, money={}))


def test_only_the_kinds_that_the_scheme_names_are_scored():
    areas = small.roster({"A": 1})
    held = small.rules({"S": 100}, scored_kinds=["county"])
    outcome = evaluate(small.dataset(areas, [("COUNTY", "S", "2025-12", 1, 2)]), held)
    assert [area.code for area in outcome.areas] == ["COUNTY"]


def index_of_four_levels(rng):
    """49 indicators in 8 pillars, 2 sub-indices and 1 index; equal weights within each part."""
    sizes = [7, 6, 6, 6, 6, 6, 6, 6]
    codes = iter(f"I{n:02}" for n in range(49))
    pillars = [
        {"weight": "1/4", "children": {next(codes): {"weight": f"1/{size}"} for _ in range(size)}}
        for size in sizes
    ]
    halves = {
        f"S{half}": {
            "weight": "1/2",
            "children": {f"P{half}{n}": pillars[4 * half + n] for n in range(4)},
        }
        for half in (0, 1)
    }
    values = rng.integers(1, 10_000, size=(51, 49))
    return halves, values


def test_a_four_level_index_by_min_max_over_51_areas_needs_only_a_scheme():
    tree, values = index_of_four_levels(np.random.default_rng(7))
    lower = {f"I{n:02}" for n in range(0, 49, 5)}
    indicators = {
        f"I{n:02}": {"unit": "plain", "direction": "lower" if f"I{n:02}" in lower else "higher"}
        for n in range(49)
    }
    held = small.rules(
        tree, indicators, scoring={"default": {"function": "S6"}}, comparison_decimals="none"
    )
    codes = [f"C{n:02}" for n in range(51)]
    rows = [
        (code, f"I{n:02}", "2025", int(values[line, n]), 1)
        for line, code in enumerate(codes)
        for n in range(49)
    ]
    scores = evaluate(small.dataset(small.roster(dict.fromkeys(codes, 1)), rows), held).scores
    low, high = values.min(axis=0), values.max(axis=0)
    normalised = (values - low) / (high - low)
    for n in range(0, 49, 5):
        normalised[:, n] = 1 - normalised[:, n]
    edges = np.cumsum([0, 7, 6, 6, 6, 6, 6, 6, 6])
    pillars = np.stack([normalised[:, a:b].mean(axis=1) for a, b in itertools.pairwise(edges)])
    expected = 100 * np.stack([pillars[:4].mean(axis=0), pillars[4:].mean(axis=0)]).mean(axis=0)
    np.testing.assert_allclose(scores.full.astype(float), expected, atol=1e-9)


def test_four_domains_reweighted_in_proportion_over_2474_areas_need_only_a_scheme():
    rng = np.random.default_rng(11)
    domains = ("CLINICAL", "SAFETY", "PERSON", "COST")
    points = dict(zip(domains, (40, 30, 20, 10), strict=True))
    values = rng.integers(0, 101, size=(2_474, 4))
    absent = rng.random((2_474, 4)) < 0.2
    absent[:, 0] &= ~absent.all(axis=1)
    held = small.rules(
        points,
        {code: {"unit": "plain"} for code in domains},
        scoring={"default": {"function": "S4", "mode": "share"}},
        status_treatment={
            "missing": "reweight",
            "not_applicable": "reweight",
            "exempt": "reweight",
        },
    )
    codes = [f"H{n:04}" for n in range(2_474)]
    rows = [
        (
            code,
            domain,
            "2025",
            *((None, None, "missing") if absent[line, n] else (int(values[line, n]), 1)),
        )
        for line, code in enumerate(codes)
        for n, domain in enumerate(domains)
    ]
    scores = evaluate(small.dataset(small.roster(dict.fromkeys(codes, 1)), rows), held).scores
    weights = np.array(list(points.values())) * ~absent
    expected = (weights * values).sum(axis=1) / weights.sum(axis=1)
    np.testing.assert_allclose(scores.full.astype(float), expected, atol=1e-9)
