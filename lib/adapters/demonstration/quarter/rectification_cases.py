"""The cases of the made-up rectification ledger (示例数据): what was found, and how it went on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lib.adapters.demonstration.quarter.scene import Scene
from lib.model.problems import Found, Problem, ProblemClass, Severity
from lib.model.quarters import Quarter, quarter_of
from lib.model.rectification.states import Deed
from lib.model.roster import INSTITUTION_KINDS
from lib.model.supervision.visits import Plan

_OPEN = (Deed.OPEN, 0.0, "")
_ISSUE = (Deed.ISSUE, 0.0, "限期整改，逐条对照问题清单落实，整改报告附佐证材料。")
_START = (Deed.START, 0.15, "已召开整改部署会，责任到人，对同类问题全面排查。")
_NOTE = (Deed.NOTE, 0.4, "已完成问题档案的逐份核对，正在补做随访并更正记录。")
_SUBMIT = (Deed.SUBMIT, 0.7, "问题已整改到位，附整改报告和抽查记录。")
_CLOSE = (Deed.CLOSE, 1.0, "现场复核，问题已整改，佐证齐全，同意销号。")
_BACK = (Deed.RETURN, 0.9, "佐证材料只有照片，无逐份核对记录，退回补充。")
_MORE = (Deed.EXTEND, 0.6, "涉及外出人员补访，经批准延期一次。")
_BEGUN = (_OPEN, _ISSUE, _START)

_AGAIN = "B04"
"""Institution whose problem with money comes back and is opened again."""

PATHS: dict[str, tuple[tuple[Deed, float, str], ...]] = {
    "new": (_OPEN,),
    "issued": (_OPEN, _ISSUE),
    "in_hand": (*_BEGUN, _NOTE),
    "to_review": (*_BEGUN, _NOTE, _SUBMIT),
    "returned": (*_BEGUN, _SUBMIT, _BACK),
    "closed": (*_BEGUN, _SUBMIT, _CLOSE),
    "noted": (*_BEGUN, _NOTE, _SUBMIT, _CLOSE),
    "late": (*_BEGUN, _NOTE, (*_SUBMIT[:1], 1.5, _SUBMIT[2]), (*_CLOSE[:1], 1.8, _CLOSE[2])),
    "twice": (
        *_BEGUN,
        (*_SUBMIT[:1], 0.5, _SUBMIT[2]),
        (*_BACK[:1], 0.6, _BACK[2]),
        (*_START[:1], 0.65, "已按退回意见补做逐份核对，补充签字表。"),
        (*_SUBMIT[:1], 0.75, "补充核对记录和签字表后再次提交。"),
        (*_CLOSE[:1], 0.95, _CLOSE[2]),
    ),
    "extended": (*_BEGUN, _MORE, (*_SUBMIT[:1], 1.2, _SUBMIT[2]), (*_CLOSE[:1], 1.4, _CLOSE[2])),
    "extended_open": (*_BEGUN, _MORE),
}
"""Deeds of each way a case can go, with the share of its term after which they are done."""

_TABLE = """
2:08 B06 twice visit behind grave HTN02 -
2:08 B06 late visit follow_up general HTN03 抽查高血压随访表20份，4份未记录用药情况。
2:15 B18 closed visit authenticity severe EHR04 抽查健康档案20份，2份电话核实不符。
2:15 B19 noted visit behind general DIA02 -
2:22 B11 extended visit behind general ELD01 -
2:22 B07 closed visit organisation general MGT02 村卫生站督导记录缺4站，应督导未督导。
2:40 B15 closed visit behind general EHR03 -
2:40 B22 noted visit training general MGT03 3名新进公卫人员未参加年度项目培训。
2:74 B04 late evaluation money grave FIN02 村卫生站补助一季度应拨未拨，涉及5个站。
2:47 B05 closed visit follow_up general DIA03 抽查糖尿病随访表20份，3份无空腹血糖值。
2:61 B10 closed complaint other general MAS04 群众反映体检结果未及时反馈，经核实属实1件。
2:85 B21 noted visit authenticity severe HTN04 真实性核查应抽20份，仅能联系核实8份。
3:06 B06 late visit behind grave HTN02 -
3:06 B06 closed visit behind general DIA02 -
3:13 B12 closed visit follow_up general CHD01 抽查新生儿访视记录10份，2份访视时间超过7天。
3:13 B18 twice visit authenticity severe EHR04 各站指标高度一致，抽查20份中3份无法核实。
3:20 B13 closed figures reporting grave - 7月月报至截止日未报，所属村卫生站数据同时缺报。
3:27 B03 noted visit behind general ELD01 -
3:27 B03 closed visit organisation general MGT01 年度任务分解表缺2个村，清单未签收。
3:34 B20 closed visit follow_up general MAT02 抽查产后访视记录10份，1份无访视人签名。
3:34 B09 extended visit behind general EHR03 -
3:84 B17 noted evaluation money grave FIN01 项目资金执行进度低于时间进度，支出凭证归集不全。
3:48 B14 closed survey other general MAS01 入户调查知晓率低于全县平均，宣传栏两期未更新。
3:55 B08 closed visit follow_up general TCM03 抽查中医药服务记录10份，2份缺体质辨识结果。
3:55 B02 closed visit training general MGT03 村医项目培训签到表与名册不符，缺训2人。
3:60 B19 late visit behind grave DIA02 -
3:60 B19 late visit follow_up general HTN03 抽查高血压随访表20份，5份血压值未复测。
3:70 B11 in_hand visit behind general ELD01 -
3:76 B07 returned visit authenticity severe ELD03 抽查老年人体检20份，2份检验单与登记不一致。
4:09 B06 late visit behind grave HTN02 -
4:09 B06 extended visit organisation general MGT02 三季度应督导村卫生站未全覆盖，缺6站次。
4:16 B01 closed visit follow_up general CHD03 抽查3岁以下儿童系统管理卡20份，2份缺发育评估。
4:16 B16 closed visit follow_up general DIA03 抽查糖尿病随访表20份，2份无转诊建议。
4:23 B04 noted visit behind general TCM01 -
4:23 B05 closed visit training general MGT03 公卫人员培训缺考2人，未补训。
4:30 B22 twice visit authenticity severe EHR04 抽查健康档案20份，3份联系电话为空且无法核实。
4:37 B10 closed complaint other general MAS04 群众反映随访电话语气生硬，经核实属实1件。
4:37 B13 noted figures reporting general - 10月月报迟报3天，补报数据与上月不衔接。
4:44 B18 returned visit authenticity severe EHR04
  抽查健康档案20份，4份无法核实，第三次发现同类问题。
4:51 B21 to_review visit authenticity severe HTN04 随访真实性核查20份，仍有6份无法联系核实。
4:58 B15 extended visit behind general EHR03 -
4:58 B19 in_hand visit behind grave DIA02 -
4:65 B12 noted survey other general MAS02 满意度调查中3名受访者对等候时间不满意。
4:72 B11 issued evaluation money grave FIN02 四季度村卫生站补助拨付滞后，涉及3个站。
4:79 B03 to_review visit follow_up general MAT03 抽查孕产妇管理手册20份，2份产检次数不足。
4:79 B07 extended_open visit behind general ELD02 抽查老年人体检表20份，4份漏项。
4:84 B09 in_hand visit follow_up general HTN03 抽查高血压随访表20份，3份下次随访日期空缺。
4:84 B20 to_review visit organisation general MGT01 年度计划未按新标准修订，缺资金分解表。
4:90 B17 issued evaluation money general FIN03 专账核算缺2个月凭证附件。
4:90 B06 issued figures behind grave DIA02 -
4:95 B14 new figures behind general EHR03 -
4:95 B19 new figures behind grave HTN02 -
4:96 B05 new evaluation behind general ELD01 -
"""
"""Quarter and day in it, institution, path, source, class, severity, indicator, evidence.

A dash stands for none; evidence that is a dash is written from the figures.
"""


@dataclass(frozen=True, slots=True)
class Case:
    """A problem, the day it was opened, and the way it goes."""

    key: str
    problem: Problem
    opened: date
    path: str
    reopens: str = ""
    """Key of the closed case it takes up again."""


def cases(scene: Scene) -> Iterator[Case]:
    """Yield the cases of institutions that the roster has; ends with one that is reopened."""
    known = {area.code for area in scene.roster.on(scene.day).of_kind(*INSTITUTION_KINDS)}
    found = [_case(scene, n, row) for n, row in enumerate(_rows(), 1) if row[1] in known]
    yield from found
    for case in found:
        if case.problem.area_code == _AGAIN and case.problem.found == Found.EVALUATION:
            yield _reopened(case, scene.quarter)


def on_visits(scene: Scene, plans: Mapping[str, Plan]) -> dict[str, list[Problem]]:
    """Say which visits see what the cases tell: the nearest visit of the institution.

    Parameters
    ----------
    scene
        The county.
    plans
        Visits of one quarter by number, those alone that are held.
    """
    quarters = {str(quarter_of(plan.day)) for plan in plans.values()}
    seen: dict[str, list[Problem]] = defaultdict(list)
    for case in cases(scene):
        problem = case.problem
        there = [n for n, plan in plans.items() if problem.area_code in plan.institutions]
        if problem.found == Found.VISIT and problem.quarter in quarters and there:
            _order, nearest = min((_apart(case, plans[n].day), n) for n in there)
            seen[nearest].append(problem)
    return seen


def as_seen(case: Case, seen: Mapping[tuple[str, str, str], tuple[str, date]]) -> Case:
    """Return a case with the visit that saw it, opened the day after at the earliest.

    Parameters
    ----------
    case
        As the table tells it.
    seen
        Origin and day by quarter, institution and evidence. What no visit saw was found by
        the evaluation.
    """
    problem = case.problem
    if problem.found != Found.VISIT:
        return case
    key = problem.quarter, problem.area_code, problem.evidence
    if key not in seen:
        origin = problem.origin.replace(Found.VISIT, Found.EVALUATION, 1)
        return replace(case, problem=replace(problem, origin=origin, found=Found.EVALUATION))
    origin, on = seen[key]
    opened = max(case.opened, on + timedelta(days=1))
    return replace(case, problem=replace(problem, origin=origin), opened=opened)


def _apart(case: Case, day: date) -> tuple[bool, int]:
    """Order visits: after the figures that the evidence names, then the nearest."""
    return day <= _eve(case.opened), abs((case.opened - day).days)


def _eve(day: date) -> date:
    """Return the last day of the month before a day."""
    return day.replace(day=1) - timedelta(days=1)


def _rows() -> list[list[str]]:
    """Read the table; a line that begins with a space goes on from the one before."""
    lines = _TABLE.strip().replace("\n  ", " ").splitlines()
    return [line.split(maxsplit=7) for line in lines]


def _case(scene: Scene, number: int, row: list[str]) -> Case:
    when, area, path, source, problem_class, severity, *told = row
    indicator, evidence = ("" if word == "-" else word for word in told)
    quarter = Quarter(scene.quarter.year, int(when[0]))
    opened = quarter.first + timedelta(days=int(when[2:]))
    problem = Problem(
        f"{source} {quarter}-{number:03}",
        Found(source),
        str(quarter),
        area,
        evidence or _figures(scene, area, indicator, opened),
        ProblemClass(problem_class),
        Severity(severity),
        item=_item(scene, indicator),
        indicator=indicator,
    )
    return Case(problem.origin, problem, opened, path)


def _reopened(old: Case, quarter: Quarter) -> Case:
    told = (old.problem.origin, Found.EVALUATION, str(quarter), old.problem.area_code)
    problem = Problem(
        *told,
        "三季度村卫生站补助再次应拨未拨，涉及2个站，重新立项。",
        old.problem.problem_class,
        old.problem.severity,
        indicator=old.problem.indicator,
    )
    opened = quarter.first + timedelta(days=70)
    return Case(f"again {old.key}", problem, opened, "in_hand", old.key)


def _figures(scene: Scene, area: str, indicator: str, opened: date) -> str:
    """Say what the figures of the demonstration say, at the end of the month before it."""
    eve = _eve(opened)
    counts = scene.counts(indicator, f"{eve:%Y-%m}")
    own = {area, *(clinic.code for clinic in scene.roster.on(scene.day).children(area))}
    pairs = [pair for code, pair in counts.items() if code in own and pair[0] >= 0 and pair[1] > 0]
    parts, wholes = (sum(int(n) for n in side) for side in zip(*pairs, strict=True))
    name = scene.indicators[indicator].name.zh
    return f"{eve.month}月末{name}{parts / wholes:.1%}（{parts}/{wholes}），未达序时进度。"


def _item(scene: Scene, indicator: str) -> str:
    return scene.indicators[indicator].service_item if indicator in scene.indicators else ""
