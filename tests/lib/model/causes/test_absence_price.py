"""The price of a treatment equals a whole evaluation under it."""

from hypothesis import given, settings

from lib.errors import ModelError
from lib.model.aggregation import Treatment
from lib.model.causes.absence_price import ABSENT, CHOICES, gaps, treat
from lib.model.evaluation import evaluate
from lib.model.observations import Status
from tests import small
from tests.lib.model.causes.worlds import money, outcome
from tests.small import weights_of_three, worlds


def evaluated(world, rules):
    try:
        return evaluate(world, rules, clinics=False)
    except ModelError as error:
        return error


@settings(max_examples=10)
@given(worlds(), weights_of_three, money)
def test_every_choice_costs_what_a_whole_run_says(world, points, declared):
    held = outcome(world, points, declared)
    if held is None:
        return
    before = held.allocation.amounts()
    for gap in gaps(world, held):
        for choice in gap.choices:
            after = evaluated(world, treat(held.rules, gap.status, choice.treatment))
            if isinstance(after, ModelError):
                assert str(choice.refused) == str(after)
                continue
            amounts = after.allocation.amounts()
            assert choice.fen == {code: amounts[code] - before[code] for code in before}


def world_with_a_gap():
    figures = {"A": (90, 60, 80), "B": (70, 70, 70)}
    rows = [
        (area, code, "2025-12", n, 100)
        for area, numbers in figures.items()
        for code, n in zip("XYZ", numbers, strict=True)
        if (area, code) != ("A", "Y")
    ]
    return small.dataset(
        small.roster({"A": 1000, "B": 1000}),
        [*rows, ("A", "Y", "2025-12", None, None, "not_applicable")],
    )


def test_gaps_are_counted_and_the_rule_in_force_costs_nothing():
    world = world_with_a_gap()
    held = outcome(world, (30, 30, 40), {})
    nothing_to_serve, *others = gaps(world, held)
    assert [gap.status for gap in (nothing_to_serve, *others)] == list(ABSENT)
    assert nothing_to_serve.cells == {"A": 1}
    assert [gap.cells for gap in others] == [{}, {}]
    by_treatment = {c.treatment: c for c in nothing_to_serve.choices}
    assert set(by_treatment) == set(CHOICES)
    assert by_treatment[Treatment.REWEIGHT].in_force
    assert by_treatment[Treatment.REWEIGHT].moved == 0
    assert by_treatment[Treatment.ZERO].fen["A"] < 0 < by_treatment[Treatment.FULL].fen["A"]


def test_a_choice_under_which_somebody_has_no_score_says_why():
    world = small.dataset(
        small.roster({"A": 1000, "B": 1000}),
        [
            *[("A", code, "2025-12", None, None, "missing") for code in "XYZ"],
            *[("B", code, "2025-12", 80, 100) for code in "XYZ"],
        ],
    )
    held = outcome(world, (30, 30, 40), {})
    missing = next(gap for gap in gaps(world, held) if gap.status == Status.MISSING)
    shrunk = next(c for c in missing.choices if c.treatment == Treatment.SHRINK)
    assert "cannot be scored" in str(shrunk.refused)
    assert shrunk.fen == {}
