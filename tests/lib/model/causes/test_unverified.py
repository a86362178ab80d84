"""Points on figures that nobody checked: all of them at first, none when all are checked."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.model.causes.unverified import checked, debts, of_county
from lib.model.evaluation import evaluate
from lib.model.observations import Status, parse_period
from tests import small
from tests.lib.model.causes.worlds import money, outcome
from tests.small import weights_of_three, worlds

DECEMBER = parse_period("2025-12")


@settings(max_examples=15)
@given(worlds(), weights_of_three, money, st.data())
def test_the_debt_is_the_sum_of_effective_weights_over_unverified_figures(
    world, points, declared, draw
):
    held = outcome(world, points, declared)
    if held is None:
        return
    scores = held.scores
    every = [(area.code, leaf, DECEMBER) for area in held.areas for leaf in "XYZ"]
    verified = draw.draw(st.sets(st.sampled_from(every)))
    for line, debt in enumerate(debts(held, world.roster, verified)):
        owed = sum(
            100 * scores.points[line, at] / scores.full_mark[line]
            for at, leaf in enumerate(scores.tree.leaves)
            if (debt.area.code, leaf.indicator, DECEMBER) not in verified
            or scores.measures.status[line, at] != Status.REPORTED
        )
        assert debt.points == owed == debt.unchecked + debt.missing
        assert sum(debt.items.values()) == owed
    assert all(debt.points == 100 for debt in debts(held, world.roster, ()))
    assert of_county(debts(held, world.roster, ())) == 100


def test_what_is_checked_is_read_from_the_table_of_stages():
    table = pd.DataFrame(
        {
            "area_code": ["A", "B", "C"],
            "indicator": ["X", "X", "Y"],
            "month": [DECEMBER] * 3,
            "claimed_rate": [0.5, 0.6, 0.7],
            "verified_rate": [0.4, np.nan, np.nan],
            "final_rate": [np.nan, np.nan, 0.7],
        }
    )
    assert checked(table) == {("A", "X", DECEMBER), ("C", "Y", DECEMBER)}


def test_a_sum_of_clinics_is_verified_when_every_clinic_is():
    areas = small.roster({"A": 100}, {"a1": ("A", 60), "a2": ("A", 40)})
    world = small.dataset(areas, [("a1", "X", "2025-12", 5, 10), ("a2", "X", "2025-12", 6, 10)])
    held = evaluate(world, small.rules({"X": 100}, {"X": {"level": "V"}}), clinics=False)
    one, both = [("a1", "X", DECEMBER)], [("a1", "X", DECEMBER), ("a2", "X", DECEMBER)]
    assert debts(held, areas, one)[0].points == 100
    assert debts(held, areas, both)[0].points == 0


def test_a_figure_copied_down_is_verified_where_it_was_made():
    areas = small.roster({"A": 100})
    world = small.dataset(areas, [("COUNTY", "X", "2025-12", 5, 10)])
    held = evaluate(world, small.rules({"X": 100}, {"X": {"level": "C"}}), clinics=False)
    assert debts(held, areas, [("COUNTY", "X", DECEMBER)])[0].points == 0
    assert debts(held, areas, [("A", "X", DECEMBER)])[0].points == 100


def test_a_county_of_nobody_owes_nothing():
    assert of_county(()) == 0
