"""Every order of the causes is heard, and the parts add up."""

from fractions import Fraction
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from lib.model.causes.shapley import shapley
from lib.model.numbers import exact

CAUSES = ("a", "b", "c")
tables = st.lists(st.fractions(-9, 9, max_denominator=7), min_size=8, max_size=8)


def worth_of(table):
    return lambda held: exact([table[sum(2 ** CAUSES.index(cause) for cause in held)]])


@settings(max_examples=50)
@given(tables)
def test_a_part_is_the_mean_of_what_a_cause_adds_over_all_orders(table):
    worth, found = worth_of(table), shapley(CAUSES, worth_of(table))
    for cause in CAUSES:
        added = []
        for order in permutations(CAUSES):
            held = frozenset(order[: order.index(cause)])
            added.append(worth(held | {cause})[0] - worth(held)[0])
        assert found[cause][0] == sum(added, Fraction()) / len(added)


@settings(max_examples=50)
@given(tables, st.permutations(CAUSES))
def test_the_order_in_which_causes_are_named_does_not_matter(table, order):
    found, again = shapley(CAUSES, worth_of(table)), shapley(order, worth_of(table))
    assert {c: found[c][0] for c in CAUSES} == {c: again[c][0] for c in CAUSES}
    assert sum(found[c][0] for c in CAUSES) == table[7] - table[0]


def test_without_causes_nothing_is_split():
    assert shapley((), lambda held: exact([len(held)])) == {}
