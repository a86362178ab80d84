"""Made-up trainings of the demonstration (示例数据): each centre one, hospitals some."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from lib.adapters.demonstration.quarter.scene import Scene, as_posted
from lib.model.journal import Attachment, Draft
from lib.model.roster import CLINIC, INSTITUTION_KINDS
from lib.model.supervision import training
from lib.model.supervision.rulebook import Rulebook
from lib.model.supervision.training import Attendance, Level, Mode, Training
from lib.model.supervision.visiting import Setting

_HELD = """
bureau|03-12|国家基本公共卫生服务项目年度部署与规范解读|6|county|lecture|01
C1|06-18|高血压、糖尿病基层规范管理服务能力提升|6|county|lecture|07
L3|07-16|慢病用药与双向转诊带教|3|town|support|07
C2|09-11|0～6岁儿童与孕产妇健康管理业务提升|6|county|lecture|04
L4|09-24|电子健康档案真实性与质控线上培训|2|village|online|01
C3|10-22|老年人体质辨识与中医适宜技术|4|county|off_job|11
C1|11-19|老年人健康体检质量控制|3|county|online|06
"""
"""Organiser, day of the year, subject, hours, level, mode, service item."""


def trainings(scene: Scene, rulebook: Rulebook) -> tuple[Draft, ...]:
    """Return the register of the year of the figures."""
    found: list[Draft] = []
    trained = scene.counts("MGT03", f"{scene.day:%Y-%m}")
    for line in _HELD.split():
        organiser, day, title, hours, level, mode, item = line.split("|")
        on = date.fromisoformat(f"{scene.day.year}-{day}")
        people = _attendance(scene, organiser, trained)
        came = sum(one.staff + one.village_doctors for one in people)
        tested = came if mode != Mode.SUPPORT else 0
        passed = tested - round(tested * float(scene.dice(title).uniform(0.03, 0.11)))
        wish = Training(
            organiser,
            on,
            title,
            Fraction(hours),
            Level(level),
            Mode(mode),
            item,
            planned=came + came // 12,
            attendance=people,
            tested=tested,
            passed=passed,
        )
        setting = Setting(scene.roster, rulebook, on)
        found += training.record(as_posted(found), wish, setting, _material(wish))
    return tuple(found)


def _attendance(
    scene: Scene, organiser: str, trained: Mapping[str, tuple[int, int]]
) -> tuple[Attendance, ...]:
    """Send some of everyone's staff, or of the block's if a lead hospital asks."""
    dice = scene.dice(f"attendance {organiser}")
    found = []
    for area in scene.roster.of_kind(*INSTITUTION_KINDS):
        if organiser.startswith("L") and area.block != organiser:
            continue
        clinics = sum(child.kind == CLINIC for child in scene.roster.children(area.code))
        staff = round(trained.get(area.code, (8, 8))[0] * float(dice.uniform(0.1, 0.5)))
        doctors = round(clinics * float(dice.uniform(0.5, 0.95)))
        found.append(Attendance(area.code, staff, doctors))
    return tuple(found)


def _material(wish: Training) -> Attachment:
    text = f"培训通知与签到汇总（示例数据）\r\n{wish.title}\r\n实到{wish.attended}人次\r\n"
    return Attachment(f"培训材料-{wish.day.isoformat()}.txt", text.encode("utf-8-sig"))
