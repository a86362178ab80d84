"""Who wins, who loses, and what was changed."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.comparison import BANDS, band, compare, read_back
from lib.model.evaluation import evaluate, reconsider
from lib.model.rules import Formula
from lib.model.scenarios import TOTAL, Scenario, apply
from tests import small
from tests.small import tree_of, weights_of_three, worlds

MIXED = {"X": {"dimension": "quantity"}, "Y": {"dimension": "quality"}, "Z": {"dimension": "mass"}}
KEEP = {**small.MONEY_PARTS, "below_pass_line": "keep"}
SHARES = st.fractions(0, 1, max_denominator=50)
SCENARIOS = st.builds(
    lambda first, share, line, formula, pool: Scenario(
        items={"01": first, "02": TOTAL - first},
        base_share=share,
        pass_line=line,
        formula=formula,
        pool=pool,
    ),
    first=st.integers(1, 99).map(Fraction),
    share=st.none() | SHARES,
    line=st.none() | st.integers(0, 100).map(Fraction),
    formula=st.none() | st.sampled_from(Formula),
    pool=st.none() | st.integers(10**6, 10**12),
)


def outcomes(world, points, scenario):
    """The outcome in force and the one proposed; worlds that nobody can score are skipped."""
    held = small.rules(tree_of(points), MIXED, money=KEEP)
    try:
        baseline = evaluate(world, held)
        return baseline, reconsider(world, baseline, apply(held, scenario))
    except InputError:
        assume(condition=False)


@given(worlds(), weights_of_three)
def test_nothing_proposed_changes_nothing(world, points):
    compared = compare(*outcomes(world, points, Scenario()))
    assert compared.is_null
    assert compared.moved == 0
    assert compared.counts() == {b: len(compared.changes) * (b == "same") for b in BANDS}


@given(worlds(), weights_of_three, SCENARIOS)
def test_gains_less_losses_are_what_the_pool_gained(world, points, scenario):
    baseline, proposed = outcomes(world, points, scenario)
    compared = compare(baseline, proposed)
    paid = [
        outcome.allocation.pool - outcome.allocation.carried_over
        for outcome in (baseline, proposed)
    ]
    assert sum(change.difference for change in compared.changes) == paid[1] - paid[0]
    assert 0 <= compared.moved <= baseline.allocation.pool
    assert sum(compared.counts().values()) == len(baseline.areas)


@given(worlds(), weights_of_three, SCENARIOS)
def test_there_and_back_is_the_opposite(world, points, scenario):
    baseline, proposed = outcomes(world, points, scenario)
    there, back = compare(baseline, proposed), compare(proposed, baseline)
    for one, other in zip(there.changes, back.changes, strict=True):
        assert one.difference == -other.difference
        assert one.places == -other.places


@given(worlds(), weights_of_three, SCENARIOS)
def test_it_reads_back_nothing_exactly_where_the_rules_are_the_same(world, points, scenario):
    baseline, proposed = outcomes(world, points, scenario)
    same = (baseline.rules.tree.points() == proposed.rules.tree.points()).all()
    same_money = baseline.rules.allocation == proposed.rules.allocation
    assert (read_back(baseline.rules, proposed.rules) == ()) == (same and same_money)


def test_it_reads_back_what_was_asked():
    held = small.rules(tree_of(("30", "30", "40")), MIXED, money={})
    proposed = apply(held, Scenario(items={"01": Fraction(70), "02": Fraction(30)}))
    said = [str(notice) for notice in read_back(held, proposed)]
    assert said[:2] == ["01: 60 → 70 points", "02: 40 → 30 points"]
    money = apply(held, Scenario(base_share=Fraction(1, 2)))
    assert [str(n) for n in read_back(held, money)] == ["share paid by head: 7/10 → 1/2"]


def test_it_reads_back_rules_beyond_the_formula():
    held = small.rules(tree_of(("30", "30", "40")), MIXED, money={})
    asked = Scenario(
        rank_awards=True,
        corridor_down=Fraction(1, 20),
        alpha=Fraction(2),
        veto_share=Fraction(1, 2),
    )
    assert [str(notice) for notice in read_back(held, apply(held, asked))] == [
        "rank awards, places that lose: None → 1",
        "rank awards, share lost: None → 1/20",
        "rank awards, places that gain: None → 1",
        "at most less than last year: None → 1/20",
        "steepness of the coefficient: 1 → 2",
        "withheld by a veto: 1 → 1/2",
    ]


@given(st.fractions(-1, 1))
def test_bands_mirror_gains_and_losses(share):
    assert BANDS.index(band(share)) + BANDS.index(band(-share)) == len(BANDS) - 1


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        ("0.01", "big_gain"),
        ("0.00999", "gain"),
        ("0.001", "gain"),
        ("0.00099", "same"),
        ("-0.001", "loss"),
        ("-0.01", "big_loss"),
    ],
)
def test_an_edge_belongs_to_the_band_further_out(share, expected):
    assert band(Fraction(share)) == expected


def test_without_an_amount_before_there_is_no_share():
    areas = small.roster({"A": 100, "B": 100})
    world = small.dataset(areas, [("A", "S", "2025-12", 0, 10), ("B", "S", "2025-12", 10, 10)])
    baseline = evaluate(world, small.rules({"S": 100}, money={"formula": "F1"}))
    proposed = evaluate(world, small.rules({"S": 100}, money={}))
    change = compare(baseline, proposed).changes[0]
    assert (change.before, change.share, change.band) == (0, None, "same")
    assert change.after > 0


def test_only_outcomes_with_money_among_the_same_areas_are_compared():
    areas = small.roster({"A": 1, "B": 1})
    world = small.dataset(areas, [(code, "S", "2025-12", 1, 2) for code in "AB"])
    free = evaluate(world, small.rules({"S": 100}))
    with pytest.raises(InputError, match="same institutions"):
        compare(free, free)
