"""What each column is taken for."""

import pytest

from lib.model.intake.columns import LIKELY
from lib.model.intake.plans import Part, Role, Slot
from lib.model.intake.understanding import understand
from tests.lib.model.intake.hand import EHR, TITLE, book, known, sheet

N, D, R = Part.NUMERATOR, Part.DENOMINATOR, Part.RATE
ROW = ["罗阳", 5, 9, 7, 3]
MANAGED, ASSIGNED = "年内已管理的高血压患者人数", "下达的高血压管理任务数"
REGULAR = "按规范提供高血压患者健康管理服务的人数"


def columns(headings, body=(ROW,)):
    rows = [[TITLE], headings, *(row[: len(headings)] for row in body)]
    plan = understand(book(sheet(rows)), known())
    return plan.sheets[0].columns


def slots(headings):
    return [set(column.slots) for column in columns(headings)]


def test_a_denominator_feeds_only_indicators_whose_numerator_is_on_the_sheet():
    assert slots(EHR)[2] == {Slot("EHR01", D)}
    both = slots([*EHR, "规范化电子健康档案覆盖人数"])
    assert both[2] == {Slot("EHR01", D), Slot("EHR02", D)}


def test_a_denominator_of_nothing_is_a_remark():
    assert columns(["机构", "辖区内常住居民数", "备注"])[1].role is Role.REMARK


def test_a_count_that_is_part_and_whole_feeds_both_where_both_are_asked():
    assert slots(["机构", MANAGED, ASSIGNED, REGULAR])[1] == {Slot("HTN01", N), Slot("HTN02", D)}
    assert slots(["机构", MANAGED, REGULAR])[1] == {Slot("HTN02", D)}


def test_a_lone_numerator_stays_a_figure_so_that_it_is_told():
    assert slots(["机构", MANAGED])[1] == {Slot("HTN01", N)}


def test_a_rate_keeps_the_denominator_beside_it():
    assert slots(["机构", "辖区内常住居民数", "电子健康档案建档率（%）"])[1:] == [
        {Slot("EHR01", D)},
        {Slot("EHR01", R)},
    ]


def test_units_are_taken_from_the_heading():
    assert columns(["机构", "电子健康档案建档率（%）"])[1].unit == "%"


def test_known_headings_are_certain_and_unknown_ones_are_told():
    found = columns([*EHR, "建立电子健康档案居民人数", "天气"])
    assert [column.confidence for column in found[:3]] == [1, 1, 1]
    assert found[4].role is Role.UNKNOWN


def test_a_resemblance_is_proposed_and_never_certain():
    found = columns(["机构", "建立了电子健康档案的人数", "辖区内常住居民数"])[1]
    assert found.role in (Role.FIGURE, Role.UNKNOWN)
    assert found.role is Role.UNKNOWN or found.confidence >= LIKELY
    assert any(Slot("EHR01", N) in option for option in (found.slots, *found.suggestions))


@pytest.mark.parametrize("points", ["（10分）", "(满分5分)", "得分"])
def test_points_are_never_taken_for_figures(points):
    assert columns(["机构", f"电子健康档案建档率{points}"])[1].role is not Role.FIGURE


def test_the_finer_of_two_columns_of_names_is_the_area():
    body = [["罗阳街道", "鸡麻地村卫生站", 1, 2], ["罗阳街道", "莲湖村卫生站", 1, 2]]
    found = columns(["乡镇", "村卫生站", *EHR[1:]], body)
    assert [column.role for column in found[:2]] == [Role.PARENT, Role.AREA]


def test_towns_stay_parents_where_each_has_one_row_or_clinics_share_a_name():
    for body in (
        [["湖镇镇", "鸡麻地村卫生站", 1, 2], ["罗阳街道", "莲湖村卫生站", 1, 2]],
        [["石湾镇", "铁场卫生院", 1, 2]],
        [["园洲镇", "中心村卫生站", 1, 2], ["石湾镇", "中心村卫生站", 1, 2]],
    ):
        for order in (slice(None), slice(None, None, -1)):
            headings, rows = (
                ["乡镇", "机构名称"][order],
                [[*row[:2][order], *row[2:]] for row in body],
            )
            found = {c.heading: c.role for c in columns([*headings, *EHR[1:]], rows)}
            assert (found["乡镇"], found["机构名称"]) == (Role.PARENT, Role.AREA)


def test_a_code_beside_a_name_is_not_read_twice():
    body = [["B01", "罗阳街道", 1, 2], ["B10", "湖镇镇", 1, 2]]
    roles = [column.role for column in columns(["机构代码", "机构名称", *EHR[1:]], body)]
    assert sorted(roles[:2]) == [Role.AREA, Role.REMARK]


def test_a_column_of_names_without_a_heading_is_known_by_its_cells():
    body = [["罗阳街道", 1, 2], ["湖镇镇卫生院", 1, 2]]
    assert columns([None, *EHR[1:]], body)[0].role is Role.AREA


def test_the_title_names_the_indicator_of_bare_parts():
    rows = [
        ["65岁及以上老年人城乡社区规范健康管理服务率"],
        ["机构", "分子", "分母"],
        ["罗阳", 1, 2],
    ]
    plan = understand(book(sheet(rows)), known())
    assert [set(c.slots) for c in plan.sheets[0].columns[1:]] == [
        {Slot("ELD01", N)},
        {Slot("ELD01", D)},
    ]


def test_bare_parts_without_an_indicator_anywhere_are_unknown():
    assert {column.role for column in columns(["机构", "分子", "分母"])[1:3]} == {Role.UNKNOWN}


def test_the_same_column_twice_is_read_once():
    found = columns([*EHR, EHR[2]], [["罗阳", 5, 9, 9]])
    assert [column.role for column in found[2:]] == [Role.FIGURE, Role.REMARK]
    assert found[2].confidence == 1


def test_two_columns_for_one_figure_that_differ_are_asked_about():
    found = columns([*EHR, EHR[2]], [["罗阳", 5, 9, 10]])
    assert all(column.confidence < 1 for column in found[2:])


def test_of_two_denominators_the_one_in_the_group_of_its_numerator_counts():
    rows = [["机构", "甲", "建档", None], [None, EHR[2], EHR[1], EHR[2]], ["罗阳", 10, 5, 9]]
    plan = understand(book(sheet(rows, merged=["A1:A2", "C1:D1"])), known())
    assert [column.role for column in plan.sheets[0].columns[1:]] == [
        Role.UNKNOWN, Role.FIGURE, Role.FIGURE,
    ]  # fmt: skip
