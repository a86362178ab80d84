"""What roster, catalogue and calendar do not know."""

from dataclasses import replace
from datetime import date

from lib.model.roster import Roster
from tests.lib.model.intake.checks.delivered import ROSTER, check, only, told


def closing(code, day):
    return Roster(tuple(replace(a, valid_to=day) if a.code == code else a for a in ROSTER.areas))


def test_an_unknown_area_is_told_once_a_month_with_its_number_of_figures():
    rows = [("B99", code, month, 1, 2) for month in ("2025-08", "2025-09") for code in "SFK"]
    found = only(check(rows), "area_unknown")
    assert [(f.cell, f.values["count"], f.severity.value) for f in found] == [
        ("C2", 3, "error"),
        ("C5", 3, "error"),
    ]


def test_an_area_that_closed_may_report_for_its_last_month_and_no_later():
    areas = closing("B05", date(2025, 8, 10))
    rows = [("B05", "S", month, 1, 2) for month in ("2025-07", "2025-08", "2025-09")]
    found = only(check(rows, areas=areas), "area_unknown")
    assert [(f.cell, f.values["month"]) for f in found] == [("C4", "2025-09")]
    assert str(found[0].values["area"]) == "B05院"


def test_an_unknown_indicator_is_told_once_a_sheet():
    found = check([("B01", "X", "2025-09", 1, 2), ("B02", "X", "2025-08", 1, 2)])
    assert told(found, "unknown_indicator") == [("C2", "error")]


def test_an_indicator_no_longer_in_use_is_a_warning():
    found = check([("B01", "OLD", "2025-01", 1, 2), ("B01", "OLD", "2024-12", 1, 2)])
    assert told(found, "unknown_indicator") == [("C2", "warning")]


def test_the_month_of_the_import_is_known_and_the_next_is_not():
    rows = [("B01", "S", "2025-09", 1, 2), ("B01", "S", "2025-10", 1, 2)]
    found = check(rows, day=date(2025, 9, 1))
    assert told(found, "future_month") == [("C3", "error")]


def test_figures_of_what_is_unknown_are_not_judged_further():
    rows = [("B99", "S", "2025-09", 9, 2), ("B01", "X", "2025-09", 9, 2)]
    assert {f.rule for f in check(rows)} == {"area_unknown", "unknown_indicator"}
