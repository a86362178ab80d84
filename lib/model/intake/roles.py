"""Roles: what a column holds besides figures, by its heading."""

from __future__ import annotations

import re
from functools import lru_cache

from lib.model.intake.plans import Role
from lib.model.intake.wording import levels

_TOWN = "乡镇|镇街|镇|街道|乡镇街道|镇街道|乡镇办|村镇"
_CLINIC = "(?:村级?)?(?:卫生站|卫生室|卫生所|医疗点)(?:室|站)?|社区卫生服务站|站点"
_WHO = "填报|报告|建档|管辖|管理|服务|统计|被?考核|接种|基层|(?:基层)?医疗(?:卫生)?|责任|签约|随访"
_ROLES = (
    (
        Role.PARENT,
        "(?:所属|所在|隶属|主管|上级)(?:县区|区县|乡镇|镇街|镇|街道|乡镇街道|机构|单位|卫生院|中心)"
        "|县区|区县|县市区|县|市区?|parent",
    ),
    (
        Role.AREA,
        rf"(?:(?:{_WHO})*(?:机构|单位)|{_TOWN}|{_CLINIC}|(?:乡镇)?卫生院|社区卫生服务中心|行政村|村居?"
        "|村居?委会?|地区|区域|行政区划?)(?:名称|简称|名)?|(?:机构|单位|行政区划)(?:代码|编码)"
        "|(?:乡镇)?卫生院(?:社区卫生服务)?中心|名称|areacode|area|institution",
    ),
    (
        Role.INDICATOR,
        "(?:考核|评价|统计|绩效|监测)?指标(?:名称|名|代码|编码|项)?|[一二三]级指标|(?:服务|考核)?项目"
        "(?:名称)?|indicator",
    ),
    (
        Role.PERIOD,
        "(?:统计|报告|所属|数据|考核|评价)?(?:年月|月份|月度|期间|时期|时间|周期|期)|(?:报表|统计)日期"
        "|月|年份|年度?|季度?|period",
    ),
    (Role.STATUS, "(?:填报|上报|报送|数据|指标|报告)?状态|缺报原因|不适用原因|status"),
    (
        Role.REMARK,
        "序号?|编号|行次|栏次|no|备注|说明|备注说明|附注|注|(?:填报|填表|审核|复核|经办|联系|制表|统计)人"
        "员?|(?:填报|填表|审核|上报|制表)(?:日期|时间)|排名|名次|位次|排序|得分|应?得分|扣分|扣分原因|分值"
        "|标准分|满分|权重|目标值|目标|指标要求|考核标准|评分标准|考核办法|同比|环比|增幅|等级|片区|医共体|总院|分院|remark",
    ),
)
_PATTERNS = tuple((role, re.compile(words)) for role, words in _ROLES)


@lru_cache(maxsize=1 << 12)
def role(heading: str) -> Role:
    """Tell what a column holds that is no figure.

    A town beside a column of clinics is told from a town that reports by the columns around
    it, not by its heading alone: here both are areas.

    Parameters
    ----------
    heading
        As written; header rows joined with “/”, the lowest last.

    Returns
    -------
    Role
        `Role.UNKNOWN` for figures and whatever else the words do not tell.

    Examples
    --------
    >>> role("建档机构"), role("序 号"), role("建档人数")
    (<Role.AREA: 'area'>, <Role.REMARK: 'remark'>, <Role.UNKNOWN: 'unknown'>)
    """
    leaf = (levels(heading) or [""])[-1]
    known = (role for role, words in _PATTERNS if words.fullmatch(leaf))
    return next(known, Role.UNKNOWN)
