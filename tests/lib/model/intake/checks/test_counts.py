"""One figure by itself."""

import pytest

from tests.lib.model.intake.checks.delivered import check, only, told


def test_more_than_there_are_is_an_error_at_the_numerator():
    found = check([("B01", "S", "2025-09", 101, 100)])
    assert told(found, "numerator_above_denominator") == [("C2", "error")]
    (finding,) = only(found, "numerator_above_denominator")
    assert str(finding) == "S 指标S of B01院, 2025-09: 101 of 100, more than there are."
    assert (finding.sheet, finding.value) == ("表", "101")


def test_as_many_as_there_are_is_none():
    assert told(check([("B01", "S", "2025-09", 100, 100)]), "numerator_above_denominator") == []


def test_a_task_may_be_surpassed_but_not_counted_of_nobody():
    found = check([("B01", "W", "2025-09", 101, 100), ("B02", "W", "2025-09", 1, 0)])
    assert told(found, "numerator_above_denominator") == [("C3", "error")]


def test_a_status_without_counts_is_left_alone():
    assert check([("B01", "S", "2025-09", None, None, "not_applicable")]) == ()


@pytest.mark.parametrize(("value", "wrong"), [("100.1", True), ("100", False)])
def test_a_rate_without_counts_stays_within_a_hundred(value, wrong):
    found = check([("B01", "S", "2025-09", None, None, value)])
    assert bool(told(found, "numerator_above_denominator")) == wrong


@pytest.mark.parametrize(
    ("stated", "differs"),
    [(64.3, False), (64.2, False), (64.4, False), (64.41, True), (64.19, True), (0.643, True)],
)
def test_a_stated_rate_may_be_a_tenth_of_a_point_off(stated, differs):
    found = check([("B01", "S", "2025-09", 643, 1000, stated)])
    assert told(found, "rate_differs") == ([("E2", "warning")] if differs else [])


def test_both_rates_are_in_the_sentence_with_their_unit():
    (finding,) = only(check([("B01", "T", "2025-09", 3, 20_000, 2.0)]), "rate_differs")
    assert str(finding.values["stated"]) == "2.00/万"
    assert finding.values["rate"].en == "1.50 per 10,000"


@pytest.mark.parametrize(("stated", "differs"), [(0.0, False), (50.0, True)])
def test_nobody_to_serve_is_printed_as_nought_by_many_systems(stated, differs):
    found = check([("B01", "S", "2025-09", 0, 0, stated)])
    assert bool(told(found, "rate_differs")) == differs
