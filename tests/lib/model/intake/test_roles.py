"""Roles: columns that hold no figures are known by their headings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.intake.plans import Role
from lib.model.intake.roles import role
from lib.project import Project

KNOWN = {
    Role.AREA: "机构 机构名称 单位 单位名称 乡镇 建档机构 管辖机构 镇街 村卫生站 村卫生室 填报单位 "
    "医疗机构 乡镇（街道） 卫生院 行政村 机构代码 基层医疗卫生机构名称 服务机构",
    Role.PARENT: "区县 县区 所属乡镇 所在镇街 上级机构 所属机构 主管单位",
    Role.INDICATOR: "指标 指标名称 考核指标 三级指标 指标代码 服务项目",
    Role.PERIOD: "月份 统计时间 报告期 年月 季度 年度 统计月份",
    Role.STATUS: "状态 填报状态",
    Role.REMARK: "序号 备注 说明 排名 填报人 审核人 填报日期 得分 分值 目标值 权重 片区",
}


@pytest.mark.parametrize(("kind", "headings"), KNOWN.items())
def test_known_headings(kind, headings):
    assert {heading: role(heading) for heading in headings.split()} == dict.fromkeys(
        headings.split(), kind
    )


@pytest.mark.parametrize("form", ["{0}/{0}", " {0} ", "基本情况/{0}", "{0}：", "1.{0}"])
@pytest.mark.parametrize(("heading", "kind"), [("机 构", Role.AREA), ("序号", Role.REMARK)])
def test_merged_and_spaced_headings(form, heading, kind):
    assert role(form.format(heading)) is kind


def test_headings_of_figures_have_no_role():
    for indicator in Project().context().indicators.values():
        for text in (indicator.name, indicator.numerator, indicator.denominator):
            assert role(text.zh) is Role.UNKNOWN


@pytest.mark.parametrize(
    "heading", ["单位：万元", "机构数", "村卫生站数", "", "建档人数", "卫生院得分率"]
)
def test_words_around_change_the_meaning(heading):
    assert role(heading) is Role.UNKNOWN


@given(st.text(max_size=30))
def test_any_text_has_one_role(text):
    assert role(text) in Role
