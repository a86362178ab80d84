"""One row a figure."""

import pytest

from lib.model.intake.findings import Severity
from lib.model.observations import Status
from tests.lib.model.intake.hand import counts, deliver, sheet, told

OWN = ["area_code", "indicator", "period", "numerator", "denominator", "value", "status"]
CHINESE = ["机构", "指标", "期间", "分子", "分母", "指标值", "状态"]


def row(*cells):
    return ["B01", "EHR01", "2025-09", *cells]


@pytest.mark.parametrize("headings", [OWN, CHINESE])
def test_each_row_is_of_its_own_indicator_and_month(headings):
    rows = [headings, row("1", "2"), ["罗阳街道", "居民规范化电子健康档案覆盖率", "2025Q2", 3, 4]]
    _, reading, findings = deliver(sheet(rows))
    assert counts(reading) == {("B01", "EHR01"): (1, 2), ("B01", "EHR02"): (3, 4)}
    assert reading.figures["month"].tolist() == [2025 * 12 + 8, 2025 * 12 + 5]
    assert [f for f in findings if f.rule != "basis_unknown"] == []


def test_a_row_gives_counts_or_a_value():
    rows = [OWN, row("1", "2", "50.0"), ["B10", "EHR01", "2025-09", "", "", "64.30", "reported"]]
    _, reading, _ = deliver(sheet(rows))
    figures = reading.figures
    assert figures["value"].tolist() == ["", "64.3"]
    assert figures["stated"].tolist()[0] == 50
    assert figures["cells"].tolist() == ["D2/E2/F2", "F3"]


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("missing", Status.MISSING), ("缺报", Status.MISSING), ("未报", Status.MISSING),
        ("not_applicable", Status.NOT_APPLICABLE), ("不适用", Status.NOT_APPLICABLE),
        ("exempt", Status.EXEMPT), ("豁免", Status.EXEMPT),
    ],
)  # fmt: skip
def test_a_status_says_why_there_is_no_figure(word, status):
    _, reading, findings = deliver(sheet([OWN, row("", "", "", word)]))
    assert reading.figures["status"].tolist() == [status]
    assert findings == ()


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        (("1", "2", "", "missing"), "status_contradicted"),
        (("", "", "", "reported"), "status_contradicted"),
        (("1", "2", "", "好"), "status_unknown"),
    ],
)
def test_a_status_that_cannot_be_is_a_mistake(cells, rule):
    _, _, findings = deliver(sheet([OWN, row(*cells)]))
    assert told(findings) == {(rule, "G2")}
    assert findings[0].severity is Severity.ERROR


def test_a_name_that_is_no_indicator_is_told_once():
    rows = [OWN, row("1", "2"), ["B01", "XXX", "2025-09", 1, 2], ["B10", "XXX", "2025-09", 1, 2]]
    _, reading, findings = deliver(sheet(rows))
    assert len(reading.figures) == 1
    assert told(findings) == {("indicator_unknown", "B3")}


def test_a_code_tells_where_a_name_beside_it_does_not():
    rows = [["机构", "指标名称", "指标代码", "期间", "分子", "分母"]]
    rows.append(["罗阳", "某率", "EHR01", "2025年1-9月", 1, 2])
    _, reading, _ = deliver(sheet(rows))
    assert counts(reading) == {("B01", "EHR01"): (1, 2)}
