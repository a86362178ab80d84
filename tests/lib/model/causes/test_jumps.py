"""Every planted step is found where it was planted, and none where there is a line."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from lib.model.causes.jumps import jumps

steps = st.dictionaries(
    st.integers(1, 999).map(lambda n: n * 10), st.integers(200, 900), max_size=6
)


@settings(max_examples=50)
@given(steps, st.integers(0, 20))
def test_a_planted_stair_is_found_step_by_step(planted, slope):
    def worth(place):
        line = Fraction(slope * place, 100)
        return line + sum(gain for at, gain in planted.items() if place >= at)

    found = jumps(worth, (0, 10_000), Fraction(100))
    assert dict(found) == planted


@settings(max_examples=50)
@given(st.fractions(-50, 50), st.fractions(0, 100))
def test_a_line_and_a_bend_have_no_step(slope, bend):
    assert jumps(lambda place: slope * place, (0, 10_000), Fraction(100)) == ()
    assert jumps(lambda place: max(slope * place, bend), (0, 10_000), Fraction(100)) == ()


def test_an_empty_stretch_has_none():
    assert jumps(lambda place: Fraction(place > 5), (7, 7), Fraction(0)) == ()
