"""Columns of one indicator become figures with their status."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.intake import column_values
from lib.model.intake.lines import Lines
from lib.model.intake.pairing import Column, pair
from lib.model.intake.plans import ColumnPlan, Part, Role
from lib.model.observations import NO_COUNT, Status
from tests.lib.model.intake.hand import indicator

N, D, R = Part.NUMERATOR, Part.DENOMINATOR, Part.RATE
PERCENT = indicator()


def paired(columns, *, by_row=False, unit="%", of=PERCENT):
    read = {}
    for letter, (part, cells) in zip("BCD", columns.items(), strict=False):
        values = column_values.read(cells)
        counts, _ = column_values.count(values, "")
        places = np.array([f"{letter}{row + 2}" for row in range(len(cells))], dtype=object)
        plan = ColumnPlan(0, "", Role.FIGURE, unit=unit if part is R else "")
        read[part] = Column(plan, values, counts, places)
    size = len(next(iter(columns.values())))
    no = np.zeros(size, dtype=bool)
    areas = np.array([f"B{row}" for row in range(size)], dtype=object)
    lines = Lines(np.arange(size), areas, np.full(size, 24_308), no, no)
    return pair(lines, of, read, by_row=by_row)


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1))
def test_counts_are_reported_as_they_stand(counts):
    above, below = map(list, zip(*counts, strict=True))
    found = paired({N: above, D: below})
    assert found.numerators.tolist() == above
    assert found.denominators.tolist() == below
    assert (found.statuses == Status.REPORTED).all()
    assert found.cells.tolist() == [f"B{row + 2}/C{row + 2}" for row in range(len(counts))]


@pytest.mark.parametrize(
    ("above", "below", "status"),
    [
        (None, None, Status.MISSING), ("—", 9, Status.MISSING), (5, "未报", Status.MISSING),
        ("不适用", 9, Status.NOT_APPLICABLE), (None, "不适用", Status.NOT_APPLICABLE),
        ("豁免", "不适用", Status.EXEMPT), ("<5", 9, Status.MISSING), ("1/2", 9, Status.MISSING),
    ],
)  # fmt: skip
def test_what_is_no_pair_of_counts_has_its_status_and_no_counts(above, below, status):
    found = paired({N: [above], D: [below]})
    assert found.statuses.tolist() == [status]
    assert (found.numerators[0], found.denominators[0]) == (NO_COUNT, NO_COUNT)


def test_zero_is_a_count_and_nobody_to_serve_needs_no_numerator():
    found = paired({N: [0, None, "<5"], D: [9, 0, 0]})
    assert found.numerators.tolist() == [0, 0, NO_COUNT]
    assert found.denominators.tolist() == [9, 0, NO_COUNT]


def test_a_stated_rate_stands_beside_the_counts_with_its_cell():
    found = paired({N: [643, 1], D: [1000, 2], R: ["64.3%", None]})
    assert found.stated[0] == pytest.approx(64.3)
    assert np.isnan(found.stated[1])
    assert found.cells.tolist() == ["B2/C2/D2", "B3/C3"]
    assert found.texts.tolist() == ["", ""]


@pytest.mark.parametrize(
    ("rate", "stated"), [(0.643, 64.3), (64.3, 64.3), (0.2, 0.2), ("0.643%", 0.643)]
)
def test_a_share_of_one_is_taken_for_what_the_counts_say(rate, stated):
    assert paired({N: [643], D: [1000], R: [rate]}).stated[0] == pytest.approx(stated)


def test_a_rate_alone_is_a_value_kept_exactly():
    found = paired({R: ["64.30%", 64.3, None, "不适用", -1]})
    assert found.texts.tolist() == ["64.3", "64.3", "", "", ""]
    assert found.statuses.tolist() == [0, 0, 1, 2, 1]
    assert found.cells.tolist() == [f"B{row}" for row in range(2, 7)]


def test_a_rate_never_stands_in_for_missing_counts_on_a_sheet_that_has_them():
    columns = {N: [None, 1], D: [None, 2], R: [50, 50]}
    assert paired(columns).texts.tolist() == ["", ""]
    assert paired(columns).lone_rates.tolist() == [0]
    by_row = paired(columns, by_row=True)
    assert by_row.texts.tolist() == ["50", ""]
    assert by_row.cells.tolist() == ["D2", "B3/C3/D3"]


def test_counts_without_the_other_one_are_pointed_at():
    found = paired({N: [5, None, "—", None], D: [None, 9, 9, 0]})
    assert found.lone_numerators.tolist() == [0]
    assert found.lone_denominators.tolist() == [1]
