"""The program of the reading process."""

import math
from datetime import date, datetime, time, timedelta

import pytest

from lib.adapters.uploads import child
from tests.deliveries.writing import Formula, Grid, ods, xls, xlsx

LARGE = (1000, 1000, 10_000)


def test_numbers_that_are_whole_are_whole():
    assert child.plain_rows([[3.0, 2.5, float(1 << 60), 1e300, 7, True]]) == [
        [3, 2.5, 1 << 60, 1e300, 7, True]
    ]
    assert [type(cell) for cell in child.plain_rows([[3.0, True]])[0]] == [int, bool]


def test_what_is_no_number_is_text():
    assert child.plain_rows([[math.inf, math.nan]]) == [["inf", "nan"]]


def test_days_and_times_are_text():
    noon = datetime(2025, 9, 30, 12, 30)  # noqa: DTZ001 (as the library gives it)
    day = datetime(2025, 9, 30)  # noqa: DTZ001 (as above)
    written = child.plain_rows([[noon, day, date(2025, 9, 1), time(8, 5), timedelta(hours=30)]])
    assert written == [
        ["2025-09-30T12:30:00", "2025-09-30", "2025-09-01", "08:05:00", "1 day, 6:00:00"]
    ]


def test_empty_ends_are_left_out_and_gaps_are_kept():
    rows = [[None, None], [None, "x"], [None, None]]
    assert child.trimmed([[*row, None] for row in rows]) == rows[:2]
    assert child.trimmed([[None], [None]]) == []


@pytest.mark.parametrize("write", [xlsx, xls, ods])
def test_sheets_are_told_with_all_there_is(write):
    grid = Grid("表", [["题", None], [None, 5]], merged=[(0, 0, 0, 1)], hidden=False)
    told = child.answer_to(write(grid), LARGE)
    assert told == {
        "sheets": [
            {
                "name": "表",
                "hidden": False,
                "merged": [[0, 0, 0, 1]],
                "rows": [["题", None], [None, 5]],
            }
        ]
    }


def test_faults_are_told_with_their_place():
    size = child.answer_to(xlsx(Grid("表", [[1, 2]] * 3)), (2, 9, 99))
    assert size == {"fault": "size", "sheet": "表", "size": [3, 2]}
    formula = child.answer_to(ods(Grid("表", [[1], [Formula("=1", None)]])), LARGE)
    assert formula == {"fault": "uncalculated", "sheet": "表", "place": [1, 0]}
    assert child.answer_to(b"nothing", LARGE) == {"fault": "damaged"}


def test_cells_count_over_all_sheets():
    grids = [Grid(name, [[1] * 10] * 10) for name in "ab"]
    assert "sheets" in child.answer_to(xlsx(*grids), (99, 99, 200))
    assert child.answer_to(xlsx(*grids), (99, 99, 199))["fault"] == "size"
