"""Made-up activities of the lead hospitals (示例数据), through the year of the figures.

Who is far behind and improves (公庄) gets much help; who slips (园洲) gets none in the second
half of the year; in the last quarter three members are left out altogether.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

import numpy as np

from lib.adapters.demonstration.quarter.scene import Scene
from lib.adapters.demonstration.stories import IMPROVES, SLIPS
from lib.model.blocks.activities import Activity, Kind, enter
from lib.model.blocks.membership import Block, blocks
from lib.model.journal import Draft
from lib.model.quarters import Quarter

_QUARTERS = 4
_SATURDAY = 5
_USUAL = {"L1": 4, "L2": 3, "L3": 3, "L4": 3, "L5": 2}
"""Activities at each member in a quarter, about."""
_LEFT_OUT = (SLIPS, "B15", "B21")
"""Members without any activity in the last quarter."""


@dataclass(frozen=True, slots=True)
class _Habit:
    """What an activity of a kind looks like."""

    staff: tuple[int, int]
    halves: tuple[int, int]
    """Half days each person stays."""
    patients: tuple[int, int]
    outputs: tuple[str, ...]


_HABITS = {
    Kind.CLINIC: _Habit(
        (2, 4),
        (1, 4),
        (18, 65),
        ("接诊并带教，登记高血压、糖尿病首诊测量", "专家门诊，调整慢病用药方案"),
    ),
    Kind.TRAINING: _Habit(
        (1, 3),
        (1, 2),
        (15, 48),
        ("随访规范培训，现场考核合格", "档案填写与动态管理培训，发放操作要点"),
    ),
    Kind.QUALITY: _Habit(
        (2, 3), (1, 2), (10, 30), ("抽查档案并反馈问题清单", "复核随访记录，现场纠正不规范项")
    ),
    Kind.SUPPORT: _Habit(
        (1, 2), (2, 6), (0, 20), ("协助建立高危人群追踪台账", "指导家庭医生团队排班与入户路线")
    ),
    Kind.REFERRAL: _Habit((1, 1), (1, 1), (3, 16), ("双向转诊衔接，下转患者纳入随访",)),
}
_SHARES = (0.34, 0.18, 0.18, 0.16, 0.14)
"""How often each kind is drawn, in the order of the habits."""


def drafts(scene: Scene) -> tuple[Draft, ...]:
    """Return the postings of the demonstration, oldest first."""
    dice = scene.dice("blocks")
    found = {block.code: block for block in blocks(scene.roster, scene.day)}
    done = [
        activity
        for back in reversed(range(_QUARTERS))
        for block in found.values()
        for activity in _quarter(block, scene.quarter.later(-back), dice, is_last=back == 0)
    ]
    ordered = sorted(
        dict.fromkeys(done), key=lambda one: (one.on, one.hospital, one.member, one.kind)
    )
    return enter((), ordered, found, scene.day)


def _quarter(
    block: Block, quarter: Quarter, dice: np.random.Generator, *, is_last: bool
) -> Iterator[Activity]:
    for member in block.helped:
        usual = _USUAL.get(block.code, 2) + 2 * (member.code == IMPROVES)
        count = int(dice.poisson(usual)) or 1
        if (is_last and member.code in _LEFT_OUT) or _is_dropped(member.code, quarter):
            count = 0
        for _ in range(count):
            yield _activity(block, member.code, quarter, dice)


def _is_dropped(member: str, quarter: Quarter) -> bool:
    """Tell whether the one that slips was left alone: in the second half of the year."""
    return member == SLIPS and quarter.half == 2  # noqa: PLR2004 (the second half)


def _activity(block: Block, member: str, quarter: Quarter, dice: np.random.Generator) -> Activity:
    kind = tuple(_HABITS)[int(dice.choice(len(_HABITS), p=_SHARES))]
    habit = _HABITS[kind]
    return Activity(
        hospital=block.code,
        member=member,
        on=_workday(quarter, dice),
        kind=kind,
        staff=_between(habit.staff, dice),
        days=Fraction(_between(habit.halves, dice), 2),
        patients=_between(habit.patients, dice),
        output=str(habit.outputs[int(dice.integers(len(habit.outputs)))]),
    )


def _workday(quarter: Quarter, dice: np.random.Generator) -> date:
    """Draw a day that is no Saturday or Sunday."""
    days = (quarter.last - quarter.first).days + 1
    every = (quarter.first + timedelta(days=number) for number in range(days))
    working = [day for day in every if day.weekday() < _SATURDAY]
    return working[int(dice.integers(len(working)))]


def _between(ends: tuple[int, int], dice: np.random.Generator) -> int:
    return int(dice.integers(ends[0], ends[1] + 1))
