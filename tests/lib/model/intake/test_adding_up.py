"""Figures of a single month become figures since 1 January."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.intake.adding_up import add_up
from lib.model.intake.figures import table
from lib.model.observations import NO_COUNT, Status
from tests.small import indicators

JANUARY = 2025 * 12
KNOWN = {
    **indicators(["F"], accrual="flow", schedule="linear"),
    **indicators(["C"], accrual="cohort"),
    **indicators(["S"], accrual="stock"),
}


def row(month, numerator, denominator, code="C", status=Status.REPORTED):
    counts = (NO_COUNT, NO_COUNT) if numerator is None else (numerator, denominator)
    value = "64.3" if numerator is None and status is Status.REPORTED else ""
    place = ("表", month - JANUARY + 2, f"B{month - JANUARY + 2}/C{month - JANUARY + 2}")
    return ("B01", code, month, *counts, value, int(status), float("nan"), *place)


def added(rows, before=(), length=1):
    lengths = np.full(len(rows), length)
    figures, findings = add_up(table(rows), lengths, KNOWN, table(before))
    counts = figures[["numerator", "denominator"]].to_numpy().tolist()
    return [tuple(pair) for pair in counts], [(f.rule, f.cell) for f in findings]


months = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=12)


@given(months, st.permutations(range(12)))
def test_months_of_one_file_add_up_from_january_in_any_order(counts, order):
    rows = [row(JANUARY + at, *pair) for at, pair in enumerate(counts)]
    chosen = [at for at in order if at < len(rows)]
    found, findings = added([rows[at] for at in chosen])
    sums = np.cumsum(counts, axis=0).tolist()
    assert found == [tuple(sums[at]) for at in chosen]
    assert findings == []


@given(st.integers(1, 11), st.integers(0, 999), st.integers(0, 999))
def test_a_month_is_added_to_what_is_stored_of_the_month_before(at, above, below):
    found, findings = added([row(JANUARY + at, 3, 4)], [row(JANUARY + at - 1, above, below)])
    assert found == [(above + 3, below + 4)]
    assert findings == []


def test_the_file_goes_before_the_store():
    rows = [row(JANUARY, 1, 2), row(JANUARY + 1, 3, 4)]
    assert added(rows, [row(JANUARY, 50, 60)])[0] == [(1, 2), (4, 6)]


def test_january_needs_nothing_before_it():
    assert added([row(JANUARY, 3, 4)], [row(JANUARY - 1, 90, 90)]) == ([(3, 4)], [])


def test_a_quarter_is_added_to_the_quarter_before():
    stored = [row(JANUARY + 5, 10, 20), row(JANUARY + 7, 77, 77)]
    assert added([row(JANUARY + 8, 3, 4)], stored, length=3) == ([(13, 24)], [])
    assert added([row(JANUARY + 2, 3, 4)], stored, length=3) == ([(3, 4)], [])


@given(months)
def test_of_a_flow_only_what_was_done_adds_up_for_its_base_is_that_of_the_year(counts):
    rows = [row(JANUARY + at, *pair, code="F") for at, pair in enumerate(counts)]
    above = np.cumsum([pair[0] for pair in counts]).tolist()
    below = [pair[1] for pair in counts]
    assert added(rows)[0] == list(zip(above, below, strict=True))


def test_states_at_a_date_stay_as_they_are():
    assert added([row(JANUARY + 3, 3, 4, code="S")]) == ([(3, 4)], [])


def test_without_the_month_before_there_is_a_mistake_and_no_figure():
    found, findings = added([row(JANUARY + 3, 3, 4)])
    assert found == [(NO_COUNT, NO_COUNT)]
    assert findings == [("month_before_missing", "B5")]


@pytest.mark.parametrize("status", [Status.MISSING, Status.EXEMPT])
def test_a_month_before_without_counts_is_none(status):
    _, findings = added([row(JANUARY + 1, 3, 4)], [row(JANUARY, None, None, status=status)])
    assert [rule for rule, _ in findings] == ["month_before_missing"]


def test_nobody_to_serve_so_far_adds_nothing():
    before = [row(JANUARY, None, None, status=Status.NOT_APPLICABLE)]
    assert added([row(JANUARY + 1, 3, 4)], before) == ([(3, 4)], [])


def test_rates_of_a_month_cannot_be_added_up():
    _, findings = added([row(JANUARY + 1, None, None)])
    assert [rule for rule, _ in findings] == ["basis_unknown"]


def test_figures_since_january_are_left_alone():
    assert added([row(JANUARY + 3, 3, 4)], length=0) == ([(3, 4)], [])
