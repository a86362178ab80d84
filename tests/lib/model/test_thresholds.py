"""Edges of classes that mean something."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lib.model import thresholds
from lib.model.classes import classify

GRADES = (Fraction(60), Fraction(80), Fraction(90))
MOST = 8
scores = st.fractions(0, 100, max_denominator=100)
changes = st.lists(st.integers(-10_000, 10_000).map(lambda cents: Fraction(cents, 100)))
CENT = Fraction(1, 100)


def mirrored(values):
    return dict(enumerate(values)) | {-number - 1: -value for number, value in enumerate(values)}


@given(st.lists(scores | st.none()))
def test_every_threshold_is_an_edge(values):
    assert set(GRADES) <= set(thresholds.stepped(values, GRADES, MOST))


@given(st.lists(scores | st.none()))
def test_there_are_never_more_classes_than_asked_for(values):
    assert len(thresholds.stepped(values, GRADES, MOST)) < MOST


@given(st.lists(scores, min_size=2))
def test_steps_lie_where_the_values_lie(values):
    steps = set(thresholds.stepped(values, GRADES, MOST)) - set(GRADES)
    assert all(min(values) < step < max(values) for step in steps)


def test_without_values_only_the_thresholds_are_left():
    assert thresholds.stepped([None], GRADES, MOST) == GRADES


def test_a_narrow_spread_gets_fine_steps():
    values = [Fraction(701, 10), Fraction(739, 10)]
    assert thresholds.stepped(values, GRADES, MOST) == (60, 71, 72, 73, 80, 90)


@given(changes)
def test_up_and_down_are_mirror_images(values):
    sizes = thresholds.around_nothing(values, CENT)
    found = classify(mirrored(values), thresholds.change_edges(sizes, CENT))
    assert found.counts == found.counts[::-1]


@given(changes)
def test_no_change_is_in_the_middle_class(values):
    sizes = thresholds.around_nothing(values, CENT)
    found = classify({"none": Fraction(0)}, thresholds.change_edges(sizes, CENT))
    assert found.place["none"] == len(sizes)


@given(changes.filter(any))
def test_the_largest_change_is_in_an_outer_class(values):
    sizes = thresholds.around_nothing(values, CENT)
    assert sizes[0] < sizes[1]
    assert max(abs(value) for value in values) >= sizes[0]


def test_where_nothing_changed_there_is_one_class():
    assert thresholds.around_nothing([Fraction(0), None], CENT) == ()
    assert thresholds.change_edges((), CENT) == ()
