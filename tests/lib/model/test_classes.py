"""Classes of values for a map."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lib.model.classes import NO_DATA, classify, quantile_edges

values = st.dictionaries(
    st.text("ABCDEFGH", min_size=1, max_size=2), st.none() | st.fractions(0, 100, max_denominator=9)
)
edges = st.lists(st.fractions(0, 100, max_denominator=3), max_size=6)


@given(values, edges)
def test_every_area_is_counted_once(found, cuts):
    classes = classify(found, cuts)
    assert sum(classes.counts) + classes.without_data == len(found)
    assert all((classes.place[a] == NO_DATA) == (v is None) for a, v in found.items())


@given(values, edges)
def test_a_value_lies_between_the_edges_of_its_class(found, cuts):
    classes = classify(found, cuts)
    bounds = [None, *classes.edges, None]
    for area, value in found.items():
        if value is not None:
            low, high = bounds[classes.place[area]], bounds[classes.place[area] + 1]
            assert low is None or low <= value
            assert high is None or value < high


@given(values, st.integers(2, 6))
def test_quantiles_leave_no_class_empty(found, number):
    cuts = quantile_edges(found, number)
    if any(value is not None for value in found.values()):
        assert all(classify(found, cuts).counts)
    assert len(cuts) < number


def test_all_equal_values_make_one_class():
    same = dict.fromkeys("ABC", Fraction(5))
    assert quantile_edges(same, 5) == ()
    assert classify(same, ()).counts == (3,)
