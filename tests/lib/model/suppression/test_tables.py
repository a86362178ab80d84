"""What words tell, and how counts grow."""

from hypothesis import given
from hypothesis import strategies as st

from lib.model.suppression.tables import Counts, Growth, grows, steps, words_tell

COHORT = Growth(numerator=True, denominator=True)
STOCK = Growth(numerator=False, denominator=False)


@given(st.integers(0, 10**6), st.integers(1, 10), st.booleans())
def test_words_never_exclude_the_truth(numerator, threshold, growing):
    low, high = words_tell(numerator, threshold, growing=growing)
    assert low <= numerator <= high


@given(st.integers(0, 50), st.integers(0, 50))
def test_words_of_what_grows_tell_nothing(first, second):
    assert words_tell(first, 5, growing=True) == words_tell(second, 5, growing=True)


def test_a_table_grows_if_any_of_its_counts_does():
    assert grows([STOCK, Growth(numerator=True, denominator=False)])
    assert not grows([STOCK, STOCK])


def test_what_does_not_grow_and_what_is_not_there_has_no_steps():
    then, now = Counts(((1, 2), (3, 4), None)), Counts(((5, 9), (4, 4), (1, 1)))
    assert steps(then, now, [COHORT, STOCK, COHORT]) == [[4, 7], [], []]
