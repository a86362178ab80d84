"""Counts that are part of others."""

from lib.model.indicators import Origin
from lib.model.intake.checks import Relation
from lib.model.intake.plans import Part
from lib.model.parameters import Text
from tests.lib.model.intake.checks.delivered import check, only, told

REASON = Text("甲是乙的一部分。", "One is part of the other.")
RELATION = Relation("S", Part.NUMERATOR, "W", Part.NUMERATOR, REASON, Origin.LOCAL)
BASES = Relation("S", Part.DENOMINATOR, "W", Part.DENOMINATOR, REASON, Origin.LOCAL)


def test_a_part_above_its_whole_is_an_error_at_the_part():
    rows = [("B01", "W", "2025-09", 5, 10), ("B01", "S", "2025-09", 6, 10)]
    found = check(rows, relations=[RELATION])
    assert told(found, "part_above_whole") == [("C3", "error")]
    (finding,) = only(found, "part_above_whole")
    assert str(finding) == ("B01院, 2025-09: S 分子 6, more than W 分子 5. 甲是乙的一部分。")


def test_a_part_as_large_as_its_whole_is_right():
    rows = [("B01", "W", "2025-09", 6, 10), ("B01", "S", "2025-09", 6, 10)]
    assert told(check(rows, relations=[RELATION]), "part_above_whole") == []


def test_another_area_or_month_is_no_whole():
    rows = [("B02", "W", "2025-09", 5, 10), ("B01", "W", "2025-08", 5, 10)]
    rows += [("B01", "S", "2025-09", 6, 10)]
    assert told(check(rows, relations=[RELATION]), "part_above_whole") == []


def test_the_whole_may_be_stored_and_the_part_too():
    part, whole = ("B01", "S", "2025-09", 6, 10), ("B01", "W", "2025-09", 5, 10)
    assert told(check([part], [whole], relations=[RELATION]), "part_above_whole") == [
        ("C2", "error")
    ]
    assert told(check([whole], [part], relations=[RELATION]), "part_above_whole") == [
        ("C2", "error")
    ]
    other = [("B02", "S", "2025-09", 1, 10)]
    assert told(check(other, [part, whole], relations=[RELATION]), "part_above_whole") == []


def test_the_file_goes_before_the_store():
    rows = [("B01", "S", "2025-09", 6, 10), ("B01", "W", "2025-09", 7, 10)]
    stored = [("B01", "W", "2025-09", 5, 10)]
    assert told(check(rows, stored, relations=[RELATION]), "part_above_whole") == []


def test_a_relation_of_denominators_points_at_the_denominator():
    rows = [("B01", "W", "2025-09", 5, 10), ("B01", "S", "2025-09", 5, 11)]
    assert told(check(rows, relations=[BASES]), "part_above_whole") == [("D3", "error")]


def test_what_was_not_reported_is_part_of_nothing():
    rows = [("B01", "W", "2025-09", None, None, "missing"), ("B01", "S", "2025-09", 6, 10)]
    assert told(check(rows, relations=[RELATION]), "part_above_whole") == []
