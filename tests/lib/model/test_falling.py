"""Behind, and farther behind than before."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lib.model.falling import falling_behind, lag
from lib.model.indicators import Direction
from tests.lib.model.figures import figure


def test_a_flow_that_grows_more_slowly_than_it_should_is_falling():
    june = figure(40, 100, expected=40, light="green")
    september = figure(50, 100, expected=60, light="red")
    (found,) = falling_behind([september], [june])
    assert (found.lag, found.worse) == (Fraction(1, 6), Fraction(1, 6))


def test_a_figure_that_catches_up_is_not_falling_though_it_is_behind():
    assert falling_behind([figure(58, 100)], [figure(50, 100)]) == ()


def test_a_figure_where_it_should_be_is_not_falling_though_it_went_down():
    assert falling_behind([figure(61, 100, light="green")], [figure(70, 100)]) == ()


def test_where_lower_is_better_more_is_worse():
    now = figure(80, 100, direction=Direction.LOWER)
    before = figure(70, 100, direction=Direction.LOWER)
    assert falling_behind([now], [before])[0].worse == Fraction(1, 4) - Fraction(1, 7)
    assert falling_behind([before], [now]) == ()


def test_where_lower_is_better_nothing_at_all_is_as_good_as_it_gets():
    none, some = (figure(n, 100, direction=Direction.LOWER) for n in (0, 90))
    assert (lag(none), lag(some)) == (-1, Fraction(1, 3))


def test_what_was_not_there_before_cannot_have_become_worse():
    assert falling_behind([figure(1, 100)], [figure(50, 100, area="B02")]) == ()


def test_without_a_value_or_an_expectation_there_is_no_lag():
    assert lag(figure(0, 0)) is None
    assert lag(figure(1, 100, expected=0)) is None


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=1, max_size=22))
def test_the_farthest_behind_come_first(pairs):
    now = [figure(new, 100, area=f"B{n:02}") for n, (new, _old) in enumerate(pairs)]
    before = [figure(old, 100, area=f"B{n:02}") for n, (_new, old) in enumerate(pairs)]
    found = falling_behind(now, before)
    assert [f.lag for f in found] == sorted((f.lag for f in found), reverse=True)
    assert len(found) == sum(new < old for new, old in pairs)
