"""Made-up surveys of the demonstration (示例数据): two rounds and a year of complaints.

The counts are those of the figures, so that the interviews tell the same story; only at the
institution of the highest satisfaction the second round ended early, with 22 interviews.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from lib.adapters.demonstration.quarter.scene import Scene, as_posted
from lib.model.journal import Draft, Posting
from lib.model.quarters import Quarter
from lib.model.roster import CLINIC, INSTITUTION_KINDS, Area
from lib.model.surveys import complaints, recording
from lib.model.surveys.complaints import Complaint, Verdict, Way
from lib.model.surveys.interviews import Interview, Mode
from lib.model.surveys.questionnaires import (
    AWARENESS,
    MEASURED,
    SATISFACTION,
    UTILISATION,
    SurveyRules,
    parse_rules,
)
from lib.model.surveys.rounds import Round

_RULES = Path(__file__).parents[4] / "data" / "survey.yaml"
_SMALL = 22
_DAYS = {1: ((5, 12), (6, 13), (6, 20)), 2: ((11, 10), (12, 12), (12, 19))}
"""First day, last day and day of closing, by half of the year."""
_LEANING = {"chronic": 1.1, "maternal": 1.3, "parent": 1.2, "elderly": 0.7}
"""How much likelier than others a class is to know and to use."""
_SERVICES = {
    "chronic": ("07", "01"),
    "maternal": ("05", "11"),
    "parent": ("03", "04"),
    "elderly": ("06", "02"),
}
_CHANNELS = ("staff", "bulletin", "leaflet", "media", "lecture", "neighbour")
_MATTERS = (
    ("06", "体检当日等候两小时以上，现场无人引导"),
    ("07", "随访只打电话未上门，仍登记为上门随访"),
    ("03", "接种日临时改期，未提前告知家长"),
    ("01", "未经本人同意变更健康档案信息"),
    ("05", "产后访视人员未在约定时间到达"),
    ("", "咨询窗口态度生硬，问题未得到解答"),
    ("06", "体检结果两个月未反馈"),
    ("02", "宣传栏内容半年未更新"),
)
_UPHELD = "经核查情况属实，已责令整改并向投诉人说明。"
_REJECTED = "经核查与事实不符，已向投诉人解释。"

_Deed = Callable[[tuple[Posting, ...]], Sequence[Draft]]


def drafts(scene: Scene) -> tuple[Draft, ...]:
    """Return the postings of the demonstration, oldest first."""
    rules = parse_rules(yaml.safe_load(_RULES.read_text(encoding="utf-8")))
    year = scene.day.year
    dice = scene.dice("survey")
    rounds = [
        draft
        for half in (1, 2)
        if date(year, *_DAYS[half][1]) <= scene.day
        for draft in _round(scene, rules, half, dice)
    ]
    return (*rounds, *_complaints(scene, rules, scene.dice("complaint")))


def _round(scene: Scene, rules: SurveyRules, half: int, dice: np.random.Generator) -> list[Draft]:
    """Open a round, ask, close it."""
    year, (first, last, closed) = scene.day.year, _DAYS[half]
    code = f"{year}H{half}"
    areas = scene.roster.on(scene.day).of_kind(*INSTITUTION_KINDS)
    wish = Round(
        code,
        date(year, *first),
        date(year, *last),
        tuple(Mode),
        rules.on(date(year, *first)).version,
        tuple(area.code for area in areas),
    )
    counts = _counts(scene, rules, half)
    villages = {area.code: _villages(scene, area) for area in areas}
    asked = {
        code: tuple(_asked(counts[code], villages[code], dice))
        for code in wish.area_codes
        if code in counts
    }
    note = "个别机构因道路施工提前结束调查，缺额已在报告中说明。" if half > 1 else ""
    known = {code: frozenset(own) for code, own in villages.items()}
    done: list[Draft] = []
    deeds: list[_Deed] = [
        recording.opening(wish),
        recording.recording(code, asked, rules, known),
        recording.closing(code, date(year, *closed), note, rules),
    ]
    for deed in deeds:
        done.extend(deed(as_posted(done)))
    return done


def _counts(scene: Scene, rules: SurveyRules, half: int) -> dict[str, dict[str, tuple[int, int]]]:
    """Return the counts of the figures by institution and question; one of them cut short."""
    sheet = rules.on(scene.day)
    period = f"{scene.day.year}-{6 * half:02}"
    tables = {q: scene.counts(sheet.questions[q].indicator, period) for q in MEASURED}
    there = sorted(set.intersection(*(set(table) for table in tables.values())))
    found = {code: {q: tables[q][code] for q in MEASURED} for code in there}
    if half > 1 and found:
        best = max(there, key=lambda code: _share(found[code][SATISFACTION]))
        found[best] = {
            q: (round(_SMALL * _share(count)), _SMALL) for q, count in found[best].items()
        }
    return found


def _share(count: tuple[int, int]) -> float:
    return count[0] / count[1]


def _villages(scene: Scene, area: Area) -> tuple[str, ...]:
    children = scene.roster.on(scene.day).children(area.code)
    return tuple(child.code for child in children if child.kind == CLINIC)


def _asked(
    counts: Mapping[str, tuple[int, int]], villages: Sequence[str], dice: np.random.Generator
) -> Iterator[Interview]:
    """Make interviews whose answers add up to the counts."""
    most = max(sample for _, sample in counts.values())
    size = most if most == _SMALL else max(40, most)
    chosen = sorted(dice.choice(len(villages), size=min(4, len(villages)), replace=False))
    classes = list(islice(cycle(_ten(dice)), size))
    leaning = np.array([_LEANING[one] for one in classes])
    aware = _spread(counts[AWARENESS], leaning, dice)
    used = _spread(counts[UTILISATION], leaning, dice)
    users = np.argsort([0 if use else 1 for use in used], kind="stable")
    users = users[: max(counts[SATISFACTION][1], sum(bool(use) for use in used))]
    marks = _marks(counts[SATISFACTION], users, dice)
    for place in range(size):
        village = villages[chosen[min(place // 10, len(chosen) - 1)]]
        respondent, knows, use = classes[place], aware[place], used[place]
        services = None if use is None else _services(respondent, dice) if use else ()
        yield Interview(
            village,
            Mode(dice.choice(list(Mode), p=(0.7, 0.2, 0.1))),
            respondent,
            int(dice.choice((1, 2, 3), p=(0.7, 0.2, 0.1))),
            f"访员{int(dice.integers(1, 13)):02}",
            knows,
            (str(dice.choice(_CHANNELS)),) if knows else (),
            services,
            place in users,
            marks.get(place),
        )


def _ten(dice: np.random.Generator) -> list[str]:
    """Return the classes of ten interviews in a village, in some order."""
    ten = ["chronic"] * 4 + ["maternal"] * 2 + ["parent"] * 2 + ["elderly"] * 2
    return [str(one) for one in dice.permutation(ten)]


def _spread(
    count: tuple[int, int], leaning: np.ndarray[Any, Any], dice: np.random.Generator
) -> list[bool | None]:
    """Deal out so many yes and no among the interviews; the rest did not answer."""
    yes, sample = count
    size = len(leaning)
    order = dice.permutation(size)[:sample]
    liking = leaning[order] / leaning[order].sum()
    chosen = set(dice.choice(order, size=yes, replace=False, p=liking).tolist()) if yes else set()
    asked = set(order.tolist())
    return [(place in chosen) if place in asked else None for place in range(size)]


def _marks(
    count: tuple[int, int], users: np.ndarray[Any, Any], dice: np.random.Generator
) -> dict[int, int]:
    satisfied, sample = count
    order = dice.permutation(users)[:sample].tolist()
    good = dice.choice((4, 5), size=sample, p=(0.6, 0.4))
    poor = dice.choice((3, 2, 1), size=sample, p=(0.75, 0.2, 0.05))
    both = zip(order, good, poor, strict=True)
    return {
        place: int(better if number < satisfied else worse)
        for number, (place, better, worse) in enumerate(both)
    }


def _services(respondent: str, dice: np.random.Generator) -> tuple[str, ...]:
    first, second = _SERVICES[respondent]
    return (first, second) if dice.random() < 0.4 else (first,)  # noqa: PLR2004 (two in five)


def _complaints(scene: Scene, rules: SurveyRules, dice: np.random.Generator) -> list[Draft]:
    """Make a register whose justified cases are those of the figures, and others besides."""
    told = sorted(_told(scene, dice), key=lambda one: (one[0].on, one[0].area_code))
    done: list[Draft] = []
    for wish, justified in told:
        entered = complaints.receiving(wish, wish.on)(as_posted(done))
        done.extend(entered)
        if justified is None:
            continue
        on = min(scene.day, wish.on + timedelta(days=int(dice.integers(3, rules.decide_within))))
        verdict = Verdict(on, justified, _UPHELD if justified else _REJECTED)
        own = as_posted(entered)
        done.extend(complaints.deciding(entered[0].subject, verdict, on, own[-1].number)(own))
    return done


def _told(scene: Scene, dice: np.random.Generator) -> Iterator[tuple[Complaint, bool | None]]:
    """Return complaints and what becomes of them; None for those that still wait."""
    before: dict[str, int] = {}
    quarters = [Quarter(scene.day.year, n) for n in range(1, scene.quarter.number + 1)]
    for quarter in quarters:
        counts = scene.counts(complaints.INDICATOR, f"{quarter.last:%Y-%m}")
        for code, (justified, _) in counts.items():
            for _again in range(justified - before.get(code, 0)):
                yield _one(code, quarter, dice), True
            if dice.random() < 0.3:  # noqa: PLR2004 (about a third has one that is not upheld)
                yield _one(code, quarter, dice), False
            before[code] = justified
    codes = sorted(before)
    for days in (19, 3, 1):
        code = codes[int(dice.integers(len(codes)))]
        yield _one(code, scene.quarter, dice, scene.day - timedelta(days=days)), None


def _one(
    code: str, quarter: Quarter, dice: np.random.Generator, on: date | None = None
) -> Complaint:
    item, matter = _MATTERS[int(dice.integers(len(_MATTERS)))]
    day = on or quarter.first + timedelta(days=int(dice.integers(2, 75)))
    return Complaint(code, day, Way(dice.choice(list(Way), p=(0.5, 0.2, 0.2, 0.1))), matter, item)
