"""Deadlines: the fifth of the next month, unless somebody moved it."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.adapters.rule_files.yaml_documents import read_document
from lib.errors import InputError, ParameterError
from lib.model.deadlines import (
    Deadline,
    check_deadline,
    first_day,
    last_day,
    parse_calendar,
)
from lib.model.observations import parse_period
from tests.conftest import ROOT

REFERENCES = {
    name: {"title": name, "authority": "county", "confidence": "source"} for name in ("r", "s")
}
SEPTEMBER = parse_period("2025-09")
months = st.integers(2016 * 12, 2100 * 12)


def calendar(usual=((date(2015, 1, 1), 5),), moved=()):
    return parse_calendar(
        {
            "references": REFERENCES,
            "usual": [{"from": day, "day": n, "reference": "r"} for day, n in usual],
            "moved": [{"month": m, "day": day, "reference": "s"} for m, day in moved],
        }
    )


@given(months)
def test_a_report_is_due_on_the_fifth_of_the_next_month_until_a_minute_before_midnight(month):
    closes = calendar().deadline(month).closes
    assert (closes.year * 12 + closes.month - 1, closes.day) == (month + 1, 5)
    assert (closes.hour, closes.minute) == (23, 59)


@given(months)
def test_first_and_last_day_enclose_a_month(month):
    assert first_day(month).day == 1
    assert last_day(month) + timedelta(days=1) == first_day(month + 1)


@given(
    st.datetimes(
        datetime.fromisoformat("2025-10-01T00:00"), datetime.fromisoformat("2026-01-01T00:00")
    )
)
def test_a_report_is_late_by_whole_days_and_never_on_the_last_day(received):
    deadline = Deadline(date(2025, 10, 9), "")
    late = deadline.days_late(received)
    assert (late == 0) == (received < datetime.fromisoformat("2025-10-10T00:00"))
    assert late == max(0, (received.date() - deadline.day).days)


def test_a_moved_month_has_its_own_deadline_and_says_why():
    found = calendar(moved=[("2025-09", "2025-10-09")])
    assert found.deadline(SEPTEMBER) == Deadline(date(2025, 10, 9), "s")
    assert found.deadline(SEPTEMBER + 1) == Deadline(date(2025, 11, 5), "r")


def test_what_the_office_moved_goes_before_the_file():
    found = calendar(moved=[("2025-09", "2025-10-09")])
    moved = found.moving({SEPTEMBER: Deadline(date(2025, 10, 12), "台风")})
    assert moved.deadline(SEPTEMBER) == Deadline(date(2025, 10, 12), "台风")
    assert found.deadline(SEPTEMBER).day == date(2025, 10, 9)


def test_a_new_usual_day_leaves_earlier_months_as_they_were():
    found = calendar(usual=[(date(2015, 1, 1), 5), (date(2026, 1, 1), 8)])
    days = [found.deadline(parse_period(p)).day.isoformat() for p in ("2025-12", "2026-01")]
    assert days == ["2026-01-05", "2026-02-08"]


def test_before_the_first_row_there_is_no_deadline():
    with pytest.raises(ParameterError, match="no deadline for the report of 2014-12"):
        calendar().deadline(parse_period("2014-12"))


@pytest.mark.parametrize("day", ["2025-09-30", "2025-12-02"])
def test_a_deadline_before_the_month_is_over_or_far_after_is_refused(day):
    with pytest.raises(InputError, match=f"{day} cannot be the deadline"):
        check_deadline(SEPTEMBER, date.fromisoformat(day))


def test_the_first_and_the_last_day_named_are_allowed():
    with pytest.raises(InputError) as refused:
        check_deadline(SEPTEMBER, date(2025, 9, 30))
    for name in ("first", "last"):
        check_deadline(SEPTEMBER, date.fromisoformat(refused.value.values[name]))


@pytest.mark.parametrize(
    ("usual", "moved", "message"),
    [
        (((date(2015, 1, 1), 16),), (), "“usual > 1 > day” must be a whole number from 1 to 15"),
        (((date(2015, 1, 1), True),), (), "“usual > 1 > day” must be a whole number from 1 to 15"),
        (((date(2015, 1, 1), 5), (date(2015, 1, 1), 6)), (), "“usual” says two things"),
        ((), (("2025-09", "2025-10-08"), ("2025-09", "2025-10-09")), "“moved” says two things"),
        ((), (("2025-13", "2025-10-08"),), "“moved > 1”: “2025-13” is not a period"),
        ((), (("2025-09", "2025-09-05"),), "“moved > 1”: 2025-09-05 cannot be the deadline"),
    ],
)
def test_a_malformed_row_is_refused(usual, moved, message):
    with pytest.raises(ParameterError, match=message):
        calendar(usual, moved)


@pytest.mark.parametrize("name", ["usual", "moved"])
def test_the_rows_are_lists(name):
    content = {"references": REFERENCES, "usual": [], "moved": []} | {name: {}}
    with pytest.raises(ParameterError, match=f"“{name}” must be a list"):
        parse_calendar(content)


def test_no_deadline_of_our_file_lies_in_a_public_holiday():
    document = read_document(ROOT / "data" / "reporting.yaml")
    with document.located():
        found = parse_calendar(document.content)
    holidays = [("2024-04-04", 3), ("2024-05-01", 5), ("2024-10-01", 7), ("2025-01-28", 8)]
    holidays += [("2025-04-04", 3), ("2025-05-01", 5), ("2025-10-01", 8), ("2026-02-15", 9)]
    holidays += [("2026-04-04", 3), ("2026-05-01", 5), ("2026-10-01", 7)]
    free = {
        date.fromisoformat(first) + timedelta(days=n)
        for first, count in holidays
        for n in range(count)
    }
    due = {found.deadline(m).day for m in range(2024 * 12, 2026 * 12 + 11)}
    assert not due & free
    assert all(found.moved[m].why for m in found.moved)
