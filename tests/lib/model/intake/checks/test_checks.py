"""All checks together: clean deliveries pass, a planted fault is found where it stands."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.model.indicators import Origin
from lib.model.intake import checks
from lib.model.intake.checks import Relation
from lib.model.intake.figures import Reading, table
from lib.model.intake.findings import Severity
from lib.model.intake.plans import Part
from lib.model.intake.sheets import place
from lib.model.parameters import Text
from tests.lib.model.intake.checks.delivered import (
    CLINICS,
    PEOPLE,
    background,
    check,
    figures,
    reading,
)

MONTHS = ("2025-07", "2025-08", "2025-09")
PART_OF = Relation(
    "S", Part.NUMERATOR, "W", Part.DENOMINATOR, Text("部分。", "Part."), Origin.LOCAL
)


@st.composite
def deliveries(draw):
    """Counts of every institution and clinic that no rule can find fault with."""
    rows = []
    for indicator, areas in (("S", PEOPLE), ("F", PEOPLE), ("K", PEOPLE), ("V", CLINICS)):
        for area in areas:
            whole = draw(st.integers(50, 90))
            done = draw(st.integers(20, 30))
            for month in MONTHS:
                rows.append((area, indicator, month, done, whole, round(100 * done / whole, 1)))
                done += draw(st.integers(0, 4))
                whole += draw(st.integers(0, 4)) if indicator == "K" else 0
    return rows


def errors(findings):
    return [(f.rule, f.cell) for f in findings if f.severity is Severity.ERROR]


@settings(max_examples=6)
@given(deliveries())
def test_a_clean_delivery_has_no_error(rows):
    assert errors(check(rows)) == []


@settings(max_examples=6)
@given(deliveries(), st.data())
def test_a_planted_fault_is_the_only_error_and_stands_at_its_cell(rows, data):
    at = data.draw(st.sampled_from([n for n, row in enumerate(rows) if row[2] == MONTHS[-1]]))
    area, indicator, month, _, whole, _ = rows[at]
    fault = data.draw(st.sampled_from(["above", "unknown", "future", "fell"]))
    wrong, rule = {
        "above": ((area, indicator, month, whole + 1, whole), "numerator_above_denominator"),
        "unknown": (("B99", indicator, month, 1, whole), "area_unknown"),
        "future": ((area, indicator, "2026-01", 25, whole), "future_month"),
        "fell": ((area, "F", month, 0, whole), "cumulative_fell"),
    }[fault]
    if fault == "fell":
        stored = [(area, "F", "2025-06", 5, whole)]
        rows = [row for row in rows if row[:2] != (area, "F")] + [wrong]
        assert errors(check(rows, stored)) == [(rule, f"C{len(rows) + 1}")]
    else:
        rows[at] = wrong
        assert errors(check(rows)) == [(rule, f"C{at + 2}")]


@settings(max_examples=5)
@given(deliveries(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_finding(rows, dice):
    rows += [
        ("B01", "S", "2026-02", 9, 5),
        ("B99", "F", MONTHS[0], 1, 2),
        ("B02", "W", "2025-07", 1, 0),
    ]
    delivered = figures(rows)
    shuffled = delivered.take(dice.sample(range(len(rows)), len(rows)))
    stored = [("B03", "F", "2025-06", 60, 90), ("B04", "F", "2024-09", 90, 90)]
    first, second = (
        checks.check(Reading(each, table()), background(stored)) for each in (delivered, shuffled)
    )
    assert first == second
    assert len(errors(first)) >= 4


def test_findings_come_by_severity_sheet_and_row():
    rows = [("B01", "S", "2025-09", 90, 100, 12.0), ("B02", "S", "2025-09", 9, 5)]
    rows += [("B03", "S", "2025-09", 8, 5)]
    found = check(rows)
    order = [list(Severity).index(f.severity) for f in found]
    assert order == sorted(order)
    assert [f.cell for f in found if f.severity is Severity.ERROR] == ["C3", "C4"]


def test_what_is_not_listed_is_counted():
    rows = [(area, "S", month, 9, 5) for area in PEOPLE for month in MONTHS]
    found = check(rows, listed=7)
    above = [f for f in found if f.rule == "numerator_above_denominator"]
    assert len(above) == 8
    assert above[-1].values == {"more": len(rows) - 7}
    assert [place(f.cell)[0] for f in above[:-1]] == list(range(1, 8))


def test_a_delivery_of_nothing_has_no_findings():
    assert checks.check(Reading(table(), table()), background()) == ()


def test_every_finding_fills_its_sentence_and_says_what_to_do():
    rows = [
        ("B01", "S", "2025-09", 9, 5, 3.0),
        ("B02", "F", "2025-09", 1, 4),
        ("B99", "X", "2026-01", 1, 2),
    ]
    rows += [
        ("B03", "S", "2025-09", 5, 6),
        ("B03", "W", "2025-09", 2, 3),
        ("B04", "R", "2025-09", 5, 9),
    ]
    found = check(rows, [("B02", "F", "2025-08", 3, 4)], relations=[PART_OF])
    assert len({f.rule for f in found}) >= 7
    for finding in found:
        assert "{" not in str(finding)
        assert "Name(" not in str(finding)
        assert finding.hint


@pytest.mark.parametrize("month", ["2024-06", "2025-09", "2025-12"])
def test_the_demonstration_has_no_error_and_few_warnings(demonstration, month, shipped):
    delivered, stored = shipped(demonstration, month)
    found = checks.check(Reading(delivered, table()), replace(shipped.background, stored=stored))
    assert errors(found) == []
    assert len(found) <= 40


def test_the_clinics_that_are_all_alike_are_found(demonstration, shipped):
    delivered, stored = shipped(demonstration, "2025-09")
    found = checks.check(Reading(delivered, table()), replace(shipped.background, stored=stored))
    alike = [f for f in found if f.rule == "too_even"]
    assert "麻陂镇卫生院" in {str(f.values["group"]) for f in alike}


def test_reading_is_left_as_it_was():
    rows = [("B01", "S", "2025-09", 9, 5)]
    delivered = reading(rows)
    before = delivered.figures.copy()
    checks.check(delivered, background())
    assert delivered.figures.equals(before)
    assert np.array_equal(delivered.figures.columns, before.columns)
