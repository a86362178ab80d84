"""Made-up supervision of the demonstration (示例数据): a year of visits and trainings.

The story: in the last quarter the centre for chronic diseases passes, the centre for mothers
and children passes with exactly 9 of 17 towns, the TCM centre is one town short: the report of
a visit that it made is not in yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import numpy as np
import yaml

from lib.adapters.demonstration.quarter import rectification_cases
from lib.adapters.demonstration.quarter.scene import Scene, as_posted
from lib.adapters.demonstration.quarter.supervision_record import Reader, record, report_file
from lib.adapters.demonstration.quarter.supervision_training import trainings
from lib.model.journal import Draft, Posting
from lib.model.quarters import Quarter
from lib.model.supervision import coverage, rounds, visiting
from lib.model.supervision.bodies import Body
from lib.model.supervision.coverage import Unit
from lib.model.supervision.rulebook import Rulebook, parse_rulebook
from lib.model.supervision.visiting import Setting
from lib.model.supervision.visits import Plan

_RULES = Path(__file__).parents[4] / "data" / "supervision.yaml"
_TOWNS = {
    "C1": (10, 9, 10, 11),
    "C2": (9, 9, 10, 9),
    "C3": (9, 9, 9, 10),
}
"""Visits of each centre in each quarter; of C3's last ten, one is cancelled, one unreported."""
_STOPS = 2
_WRITTEN = timedelta(days=6)
"""From a visit to its report."""
_BEHIND, _CALLED_OFF = "C3", "镇街当日迎接上级检查，改期另行安排"
_COMING = (("C1", 0, 2), ("C2", 1, 1), ("C3", 2, 1), ("L3", 3, 1))
"""Body, week and towns of what is planned for the quarter after the figures."""


@dataclass(slots=True)
class _Diary:
    """What has been posted so far, so that the next deed is decided on it."""

    drafts: list[Draft] = field(default_factory=list)
    own: dict[str, list[Posting]] = field(default_factory=dict)

    def add(self, drafts: Sequence[Draft]) -> None:
        """Post drafts."""
        for draft in drafts:
            self.drafts.append(draft)
            self.own.setdefault(draft.subject, []).extend(as_posted((draft,), len(self.drafts) - 1))

    def of(self, number: str) -> tuple[list[Posting], str, int]:
        """Return the postings of a visit, its number and the last of them."""
        return self.own[number], number, self.own[number][-1].number


def drafts(scene: Scene) -> tuple[Draft, ...]:
    """Return the postings of the demonstration, oldest first."""
    rulebook, diary, dice = _rulebook(), _Diary(), scene.dice("supervision")
    reader = Reader(scene, rulebook)
    last = scene.quarter
    for back in (3, 2, 1, 0):
        quarter = last.later(-back)
        setting = Setting(scene.roster, rulebook, quarter.first)
        plans = tuple(_plans(scene, rulebook, quarter, dice))
        diary.add(visiting.plan((), plans, setting))
        numbers = (draft.subject for draft in diary.drafts[-len(plans) :])
        planned = dict(zip(numbers, plans, strict=True))
        held = {n: plan for n, plan in planned.items() if not _fate(scene, n, plan, diary)}
        reader.told = rectification_cases.on_visits(scene, held)
        for number, plan in planned.items():
            _play(diary, reader, number, plan)
    setting = Setting(scene.roster, rulebook, last.later().first)
    diary.add(visiting.plan((), tuple(_coming(scene, rulebook)), setting))
    return (*diary.drafts, *trainings(scene, rulebook))


def _rulebook() -> Rulebook:
    with _RULES.open(encoding="utf-8") as file:
        return parse_rulebook(yaml.load(file, Loader=yaml.CSafeLoader))


def _plans(
    scene: Scene, rulebook: Rulebook, quarter: Quarter, dice: np.random.Generator
) -> Iterator[Plan]:
    """Plan a quarter: centres a few towns each week, hospitals their block in turn."""
    weeks = rounds.open_weeks(quarter, quarter.first, rulebook)
    for place, body in enumerate(rulebook.bodies.values()):
        units = _chosen(scene, rulebook, body, quarter, dice)
        pace = _STOPS if body.is_centre else 1
        for line, unit in enumerate(units):
            week = weeks[(line // pace * 2 + place) % len(weeks)]
            days = rounds.open_days(week, quarter, quarter.first, rulebook)
            yield Plan(body.code, days[place % len(days)], unit.institutions)


def _chosen(
    scene: Scene,
    rulebook: Rulebook,
    body: Body,
    quarter: Quarter,
    dice: np.random.Generator,
) -> list[Unit]:
    """Choose towns; in the second quarter of a half those first that were not visited yet."""
    units = list(coverage.units(scene.roster, rulebook, body, quarter.last))
    half = np.random.default_rng([scene.seed, quarter.year, quarter.half, ord(body.code[1])])
    order = [units[line] for line in half.permutation(len(units))]
    wanted = _TOWNS.get(body.code, (0, 0, 0, 0))[quarter.number - 1] or -(-len(units) // 2)
    if quarter.number % 2:
        return order[:wanted]
    rest = order[_TOWNS[body.code][quarter.number - 2] if body.is_centre else wanted :]
    again = [unit for unit in order if unit not in rest]
    extra = [again[line] for line in dice.permutation(len(again))]
    return [*rest, *extra][:wanted]


def _play(diary: _Diary, reader: Reader, number: str, plan: Plan) -> None:
    """Hold a visit and report on it; the last two of the late centre go another way."""
    scene, rulebook = reader.scene, reader.rulebook
    fate = _fate(scene, number, plan, diary)
    if fate == "cancelled":
        diary.add(visiting.cancel(*diary.of(number), plan.day - timedelta(days=1), _CALLED_OFF))
        return
    setting = Setting(scene.roster, rulebook, plan.day + _WRITTEN)
    seen = record(reader, number, plan)
    diary.add(visiting.hold(*diary.of(number), seen, setting))
    if fate != "unreported":
        attached = report_file(reader, number, plan, seen)
        diary.add(visiting.report(*diary.of(number), plan.day + _WRITTEN, attached))


def _fate(scene: Scene, number: str, plan: Plan, diary: _Diary) -> str:
    """Say whether a visit goes as usual: all but the last two planned by the late centre do."""
    if plan.body != _BEHIND or not number.startswith(str(scene.quarter)):
        return ""
    own = sorted(
        subject
        for subject, postings in diary.own.items()
        if subject.startswith(str(scene.quarter)) and postings[0].content["body"] == _BEHIND
    )
    return {own[-1]: "cancelled", own[-2]: "unreported"}.get(number, "")


def _coming(scene: Scene, rulebook: Rulebook) -> Iterator[Plan]:
    """Plan the beginning of the next quarter."""
    quarter = scene.quarter.later()
    start = quarter.first + timedelta(days=10)
    weeks = rounds.open_weeks(quarter, start, rulebook)
    for code, week, count in _COMING:
        units = coverage.units(scene.roster, rulebook, rulebook.body(code), quarter.last)
        day = rounds.open_days(weeks[week], quarter, start, rulebook)[week]
        for unit in units[week * 3 : week * 3 + count] or units[:1]:
            yield Plan(code, day, unit.institutions)
