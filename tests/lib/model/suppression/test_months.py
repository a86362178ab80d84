"""Nobody can work out a hidden count, whatever is shown around it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.model.suppression import Counts, Growth, withhold
from tests.lib.model.attacker import attack

STOCK = (Growth(numerator=False, denominator=False),)
FLOW = (Growth(numerator=True, denominator=False),)
COHORT = (Growth(numerator=True, denominator=True),)
FIVE = 5
AREAS = [f"B{number}" for number in range(6)]


@st.composite
def years(draw, growth, months=4):
    """A few months of a few areas; what grows grows, and some figures hold for two months."""
    year = []
    for month in range(draw(st.integers(1, months))):
        cells = {
            area: draw(_counts(growth, month, year[-1].get(area) if year else None))
            for area in AREAS
        }
        year.append({area: cell for area, cell in cells.items() if cell is not None})
    return year


@st.composite
def _counts(draw, growth, month, old):
    again = draw(st.integers(0, 7))
    if again == 0:
        return old
    pairs = []
    for place, grows in enumerate(growth):
        whole = draw(st.integers(1, 40) | st.integers(1, 12))
        part = draw(st.integers(0, whole) | st.integers(max(0, whole - 2), whole))
        if old is not None and grows.numerator:
            n, d = old.pairs[place]
            born = draw(st.integers(0, 3) | st.integers(0, 15))
            whole = d + born if grows.denominator else max(n, whole)
            part = n + draw(st.integers(0, born if grows.denominator else whole - n))
        pairs.append((part, whole))
    return Counts(tuple(pairs), (month,))


def told(year, growth):
    """Hidden counts that can be placed among fewer values than the threshold."""
    verdicts = withhold(year, growth, FIVE)
    return [f for f in attack(year, growth, FIVE, verdicts) if f.high - f.low < FIVE - 1]


@pytest.mark.parametrize("growth", [STOCK, STOCK * 3, FLOW, COHORT, COHORT * 2])
@settings(max_examples=12)
@given(choice=st.data())
def test_no_hidden_count_can_be_placed_among_fewer_values_than_the_threshold(growth, choice):
    assert told(choice.draw(years(growth)), growth) == []
