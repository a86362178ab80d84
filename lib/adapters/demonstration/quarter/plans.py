"""Made-up progress of the plan and a made-up responsibility register (示例数据).

Only the three measures that the county's plan is known to have get days, departments and
milestones; the other eleven stay empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from functools import partial

from lib.adapters.demonstration.quarter.scene import Scene, as_posted
from lib.model.journal import Draft, Posting
from lib.model.parameters import Reference, Text
from lib.model.plans import deeds, register
from lib.model.plans.outline import Measure, Outline, Task
from lib.model.plans.shapes import Duty, Entry, Milestone, Rung, Update
from lib.model.roster import INSTITUTION_KINDS

_BEGIN, _END = date(2025, 1, 1), date(2026, 12, 31)
_TASK = "T2"
_MADE_UP = Reference("示例", "county", "general_knowledge")
_SILENT = 2  # institutions that have not filed their register

MEASURES = """
M-1|完善3个健康管理中心管理体系|县卫生健康局|慢病中心、妇幼中心、中医药中心
M-2|建立5家二级医院分块服务模式|县域医共体总院|5家牵头医院、县卫生健康局
M-3|完善基层医疗卫生机构网格化服务|县卫生健康局|22家基层机构、各镇（街道）
"""
"""Code, name as in data/plan.yaml, lead department, co-departments."""

_MILESTONES = """
M-1|三中心年度工作计划和督导清单印发|三中心|2025-01-06|2025-03-31|3|份||1
M-1|三中心年度业务提升培训各不少于1次|三中心|2025-03-01|2025-11-30|3|个|training|1
M-1|第四季度业务指导覆盖50%以上乡镇|三中心|2025-10-01|2025-12-31|50|%|coverage|2
M-1|督导问题清单与整改销号闭环运行|县公卫办|2025-07-01|2026-03-31|100|%||1
M-1|三中心工作年度评估|县公卫办|2026-09-01|2026-12-20|3|份||1
M-2|牵头医院与片区机构签订服务协议|医共体总院|2025-02-01|2025-06-30|22|家||1
M-2|专科医师每周下沉坐诊覆盖片区机构|5家牵头医院|2025-07-01|2025-12-31|22|家||2
M-2|双向转诊与技术帮扶台账规范运行|5家牵头医院|2025-09-01|2026-03-31|22|家||1
M-2|分块服务年度评估|医共体总院|2026-07-01|2026-12-15|5|份||1
M-3|22家机构网格划分和责任公示|县公卫办|2025-01-10|2025-05-31|22|家||1
M-3|343个村卫生站网格责任到站|22家基层机构|2025-03-01|2026-02-28|343|个||2
M-3|优绩优酬绩效分配办法在机构落实|县卫健局人事股|2025-06-01|2026-05-31|22|家||1
M-3|季度档案真实率不低于95%|县公卫办|2025-10-01|2026-03-31|95|%|authenticity|1
M-3|群众满意度不低于85%|县公卫办|2026-02-01|2026-06-30|85|%|satisfaction|1
"""
"""Measure, title, lead, start, due, target, unit, figure of the dashboard, weight."""

_UPDATES = """
M-1-001|2025-02-20|2||
M-1-001|2025-03-25|3|示例〔2025〕3号 三中心年度工作计划|
M-3-001|2025-04-15|14||
M-3-001|2025-05-28|22|22家机构网格责任公示照片（示例）|
M-2-001|2025-05-30|15||山区片区机构与牵头医院对接较慢
M-2-001|2025-07-18|22|片区服务协议22份（示例）|
M-1-002|2025-06-20|1|慢病中心培训签到表（示例）|
M-1-002|2025-10-24|3|三中心培训通知和签到表（示例）|
M-3-002|2025-06-30|121||
M-3-002|2025-09-30|236||
M-2-002|2025-09-30|9||
M-1-004|2025-09-30|30||
M-2-003|2025-10-31|6||
M-3-003|2025-10-31|5||绩效总量核定口径尚未统一
M-3-003|2025-12-26|7||绩效总量核定未完成，需县财政、人社会商
M-2-002|2025-12-29|17||5家山区机构排班未落实，需医共体总院协调师资
M-2-003|2025-12-29|10||转诊信息系统接口未全部打通
M-1-004|2025-12-30|66||
M-1-003|2025-12-30|50|三中心第四季度业务指导通报（示例）|
M-3-002|2025-12-30|318||
M-3-004|2025-12-30|52||
"""
"""Milestone, day, current value, evidence, risk."""

_DUTIES = """
leading_group|县公卫项目领导小组|组长|统筹项目高质量发展，审定资金分配和重大事项|M-1 M-2 M-3|G0
leading_group|县公卫项目领导小组|副组长|督促补助资金及时足额拨付||G1
office|县公卫项目管理办公室|主任|日常调度、季度督导评审和整改销号|M-1|G0 01 02 F
office|县公卫项目管理办公室|数据专员|月报审核、档案真实性核查抽样|M-3|01 G2
office|县疾病预防控制中心|公卫科科长|传染病、结核病和健康素养工作指导||09 10 14
office|县精神卫生防治机构|防治科科长|严重精神障碍患者管理业务指导||08
office|县卫生监督所|监督科科长|卫生监督协管业务指导||12
centre|C1|中心主任|慢性病、老年人健康管理业务指导|M-1|06 07
centre|C2|中心主任|妇幼健康、预防接种业务指导|M-1|03 04 05
centre|C3|中心主任|中医药健康管理业务指导|M-1|11
lead_hospital|L1|分管院长|本片区业务培训、技术帮扶和双向转诊|M-2|04 05
lead_hospital|L2|分管院长|本片区业务培训、技术帮扶和双向转诊|M-2|11
lead_hospital|L3|分管院长|本片区业务培训、技术帮扶和双向转诊|M-2|
lead_hospital|L4|分管院长|本片区业务培训、技术帮扶和双向转诊|M-2|
lead_hospital|L5|分管院长|本片区业务培训、技术帮扶和双向转诊|M-2|
"""
"""Level, body, role, duty, measures, service items; 13 has nobody."""

_Decide = Callable[[Sequence[Posting]], Sequence[Draft]]


def drafts(scene: Scene) -> tuple[Draft, ...]:
    """Return the postings of the demonstration, oldest first."""
    told: list[Draft] = []
    posted: list[Posting] = []
    for decide in _story(scene):
        for draft in decide(posted):
            told.append(draft)
            posted += as_posted((draft,), len(posted))
    return tuple(told)


def _story(scene: Scene) -> Iterator[_Decide]:
    known = _outline()
    for code, entry in _entries():
        yield partial(deeds.enter_measure, outline=known, code=code, entry=entry)
    for row in _rows(_MILESTONES):
        yield partial(deeds.set_milestone, milestone=_milestone(row))
    for row in _rows(_UPDATES):
        update = _update(row)
        if update.on <= scene.day:
            yield partial(deeds.report, code=row[0], update=update, today=scene.day)
    for duty in _duties(scene):
        yield partial(register.enter, duty=duty, roster=scene.roster)


def _outline() -> Outline:
    """Return the part of data/plan.yaml that the story needs."""
    named = [(code, Text(name, name)) for code, name, *_ in _rows(MEASURES)]
    measures = tuple(Measure(code, name, _TASK, None, _MADE_UP) for code, name in named)
    return Outline((Task(_TASK, Text(_TASK, _TASK), _MADE_UP),), measures, ())


def _entries() -> Iterator[tuple[str, Entry]]:
    for code, name, lead, partners in _rows(MEASURES):
        yield code, Entry(name, _TASK, lead, tuple(partners.split("、")), _BEGIN, _END)


def _milestone(row: Sequence[str]) -> Milestone:
    measure, title, lead, start, due, target, unit, meter, weight = row
    return Milestone(
        measure=measure,
        title=title,
        lead=lead,
        partners=(),
        start=date.fromisoformat(start),
        due=date.fromisoformat(due),
        weight=Fraction(weight),
        target=Fraction(target),
        unit=unit,
        meter=meter,
    )


def _update(row: Sequence[str]) -> Update:
    _code, day, value, evidence, risk = row
    return Update(date.fromisoformat(day), Fraction(value), evidence=evidence, risk=risk)


def _duties(scene: Scene) -> Iterator[Duty]:
    for rung, body, role, text, measures, items in _rows(_DUTIES):
        codes = (tuple(measures.split()), tuple(items.split()))
        yield Duty(Rung(rung), body, role, text, _BEGIN, None, *codes)
    institutions = scene.roster.on(scene.day).of_kind(*INSTITUTION_KINDS)
    for area in institutions[:-_SILENT]:
        role = "院长" if area.kind == "township_hospital" else "中心主任"
        text = "本辖区项目组织实施、资金使用和数据真实"
        yield Duty(Rung.INSTITUTION, area.code, role, text, _BEGIN, None, ("M-3",))
        text = "网格内居民建档、随访和信息上报"
        yield Duty(Rung.CLINIC, area.code, "各村卫生站站长", text, _BEGIN, None, ("M-3",))


def _rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(line.split("|")) for line in table.strip().splitlines()]
