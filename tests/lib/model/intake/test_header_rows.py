"""Where the headings stand."""

import pytest

from lib.model.intake.header_rows import SEARCHED, find
from tests.lib.model.intake.hand import sheet

KNOWN = {"机构": 3.0, "区县": 1.0, "建档人数": 1.0, "常住人数": 1.0, "建档率": 1.0, "管理人数": 0.9}
BODY = ["罗阳", 5, 9]


def header(rows, merged=()):
    return find(sheet(rows, merged=merged), lambda words: KNOWN.get(words, 0.0))


@pytest.mark.parametrize("above", range(SEARCHED))
def test_a_header_is_found_in_every_row_that_is_searched(above):
    notes = [[f"说明{row}"] for row in range(above)]
    found = header([*notes, ["机构", "建档人数", "常住人数"], BODY])
    assert (found.first, found.last) == (above, above)


def test_a_header_further_down_is_not_looked_for():
    assert header([*([["说明"]] * SEARCHED), ["机构", "建档人数"], BODY]) is None


def test_a_title_over_the_whole_width_is_no_heading():
    found = header([["健康档案报表"], ["机构", "建档人数", "常住人数"], BODY], merged=["A1:C1"])
    assert found.headings == (("机构",), ("建档人数",), ("常住人数",))


def test_two_merged_rows_are_joined_from_the_group_down():
    rows = [["机构", "高血压", None], [None, "建档人数", "管理人数"], BODY]
    found = header(rows, merged=["A1:A2", "B1:C1"])
    assert (found.first, found.last) == (0, 1)
    assert found.headings == (("机构",), ("高血压", "建档人数"), ("高血压", "管理人数"))


def test_two_rows_without_merged_cells_are_joined_as_well():
    rows = [["机构", "高血压", None, "糖尿病"], [None, "建档人数", "管理人数", "管理人数"], BODY]
    found = header(rows)
    assert found.headings[2:] == (("高血压", "管理人数"), ("糖尿病", "管理人数"))


def test_a_row_of_units_belongs_to_the_headings():
    found = header([["机构", "建档人数", "建档率"], [None, "(人)", "%"], BODY])
    assert found.last == 1
    assert found.headings == (("机构",), ("建档人数", "(人)"), ("建档率", "%"))


def test_a_row_that_counts_the_columns_is_passed_over():
    rows = [["机构", "建档人数", "常住人数", "建档率"], ["甲", 1.0, 2.0, 3.0], [*BODY, 7]]
    found = header(rows)
    assert found.last == 1
    assert found.headings == (("机构",), ("建档人数",), ("常住人数",), ("建档率",))


def test_figures_marked_as_missing_are_no_second_row_of_headings():
    found = header([["机构", "建档人数", "常住人数"], ["罗阳", "—", "未报"], BODY])
    assert found.last == 0


def test_without_a_known_heading_there_is_no_header():
    assert header([["甲", "乙"], ["丙", "丁"]]) is None
