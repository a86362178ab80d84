"""Few people stay unseen, even to those who can subtract."""

from hypothesis import given
from hypothesis import strategies as st

from lib.model.small_cells import protect
from tests.lib.model.figures import figure

COUNTS = st.lists(
    st.integers(0, 60).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d))), max_size=22
)


def patients(counts, *, sensitive=True):
    return [
        figure(numerator, denominator, area=f"B{line:02}", sensitive=sensitive)
        for line, (numerator, denominator) in enumerate(counts)
    ]


@given(COUNTS)
def test_no_small_count_is_shown(counts):
    shown = [p for p in protect(patients(counts), 5) if p.numerator is not None]
    assert all(p.numerator >= 5 and p.denominator >= 10 for p in shown)


@given(COUNTS)
def test_never_is_exactly_one_figure_hidden_among_others(counts):
    hidden = [p for p in protect(patients(counts), 5) if p.numerator is None]
    assert len(hidden) != 1 or len(counts) == 1


@given(COUNTS)
def test_what_is_hidden_shows_nothing_else_either(counts):
    for p in protect(patients(counts), 5):
        if p.numerator is None:
            assert (p.value, p.denominator, p.projected, p.needed_now) == (None, None, None, None)
            assert (p.needed_by_year_end, p.light) == (None, "none")


@given(COUNTS)
def test_what_is_not_sensitive_or_has_no_threshold_is_shown(counts):
    common = patients(counts, sensitive=False)
    assert protect(common, 5) == tuple(common)
    assert protect(patients(counts), None) == tuple(patients(counts))


def test_the_next_smallest_hides_the_only_small_one():
    kept = [p.numerator for p in protect(patients([(3, 20), (40, 50), (12, 30), (30, 60)]), 5)]
    assert kept == [None, 40, None, 30]
