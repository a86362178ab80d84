"""Made-up rectification of the demonstration (示例数据): a ledger of three quarters, and payments.

Every posting goes through the model, day by day, so that the story is legal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

import numpy as np

from lib.adapters.demonstration.quarter import rectification_cases, supervision
from lib.adapters.demonstration.quarter.rectification_cases import Case
from lib.adapters.demonstration.quarter.scene import Scene, as_posted
from lib.model.journal import Attachment, Draft, Posting
from lib.model.parameters import Reference
from lib.model.problems import Severity
from lib.model.quarters import quarter_of
from lib.model.rectification import deeds, held, openings, paying
from lib.model.rectification.acts import Act, Wish
from lib.model.rectification.items import BOOK, Ledger, stand
from lib.model.rectification.rules import Counting, Holding, LedgerRules, Recurrence, Terms
from lib.model.rectification.states import Deed
from lib.model.roster import INSTITUTION_KINDS
from lib.model.supervision import visits

_AFTER_THE_FIGURES = timedelta(days=8)
_OFFICE, _REVIEWERS = "县卫健局示例人员子", ("复核组示例人员丑", "复核组示例人员寅")
_WORKERS = ("公卫科示例人员甲", "公卫科示例人员乙", "公卫科示例人员丙", "公卫科示例人员丁")
_OWNERS = ("分管副院长", "公卫科负责人")
_PER_HEAD = 9_900
_INSTALMENTS = ((3, 31, Fraction(3, 10)), (6, 30, Fraction(1, 5)), (9, 30, Fraction(1, 5)))
_SOURCE = Reference("示例", "programme", "general_knowledge")
RULES = LedgerRules(
    terms=(
        Terms(
            date(2015, 1, 1),
            Counting.CALENDAR,
            {Severity.GENERAL: 15, Severity.GRAVE: 10, Severity.SEVERE: 7},
            15,
            _SOURCE,
        ),
    ),
    recurrence=(Recurrence(date(2015, 1, 1), 2, _SOURCE),),
    held=(
        Holding(
            date(2015, 1, 1),
            {
                Severity.GENERAL: Fraction(0),
                Severity.GRAVE: Fraction(1, 100),
                Severity.SEVERE: Fraction(2, 100),
            },
            {
                Severity.GENERAL: Fraction(1, 100),
                Severity.GRAVE: Fraction(2, 100),
                Severity.SEVERE: Fraction(5, 100),
            },
            Fraction(1, 10),
            _SOURCE,
        ),
    ),
)
"""As data/rectification.yaml has them; a test compares."""


@dataclass
class _Story:
    """The postings so far; everything goes through the model."""

    dice: np.random.Generator
    today: date
    drafts: list[Draft] = field(default_factory=list)
    _own: dict[str, list[Posting]] = field(default_factory=dict)
    _money: list[Posting] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)
    """Number of the item that each case opened."""

    def act(self, by: str, on: date) -> Act:
        return Act(by, on, self.today)

    def post(self, drafts: Iterable[Draft]) -> None:
        for draft in drafts:
            self.drafts.append(draft)
            kept = self._own.setdefault(draft.subject, []) if draft.book == BOOK else self._money
            kept += as_posted((draft,))

    def own(self, number: str) -> list[Posting]:
        return self._own[number] + self._money

    def items(self) -> list[Posting]:
        return [posting for own in self._own.values() for posting in own]

    def ledger(self) -> Ledger:
        return stand(self.items())

    def pay(self, dues: Iterable[held.Due], on: date) -> None:
        act = self.act(_OFFICE, on)
        self.post(paying.pay(self.items() + self._money, dues, act, RULES))


def drafts(scene: Scene) -> tuple[Draft, ...]:
    """Return the postings of the demonstration, oldest first."""
    story = _Story(scene.dice("rectification"), scene.day + _AFTER_THE_FIGURES)
    seen = _seen(scene)
    events: list[tuple[date, int, _Step | tuple[held.Due, ...]]] = [
        (on, order, step)
        for order, case in enumerate(rectification_cases.cases(scene))
        for on, step in _path(story, rectification_cases.as_seen(case, seen))
    ]
    events += [(on, -1, dues) for on, dues in _payments(scene)]
    for on, _order, step in sorted(events, key=lambda event: event[:2]):
        if isinstance(step, tuple):
            story.pay(step, on)
        else:
            step.do(story, on)
    return tuple(story.drafts)


@dataclass(frozen=True)
class _Step:
    """One deed of a case."""

    case: Case
    deed: Deed
    worker: str
    reviewer: str
    text: str

    def do(self, story: _Story, on: date) -> None:
        if self.deed == Deed.OPEN:
            self._open(story, on)
            return
        number = story.numbers[self.case.key]
        by = {
            Deed.ISSUE: _OFFICE,
            Deed.EXTEND: _OFFICE,
            Deed.RETURN: self.reviewer,
            Deed.CLOSE: self.reviewer,
        }.get(self.deed, self.worker)
        act, known = story.act(by, on), story.own(number)
        wish = Wish(number, self.text, files=self._evidence(number, on))
        if self.deed == Deed.ISSUE:
            wish = Wish(number, self.text, owner=_OWNERS[int(number[-1]) % len(_OWNERS)])
            made = deeds.issue(known, (wish,), act, RULES)
        elif self.deed == Deed.EXTEND:
            made = deeds.extend(known, self._later(story, number), act, RULES)
        elif self.deed == Deed.CLOSE:
            made = paying.close_out(known, wish, act)
        else:
            made = deeds.SINGLE[self.deed](known, wish, act)
        story.post(made)

    def _open(self, story: _Story, on: date) -> None:
        act, old = story.act(_OFFICE, on), story.numbers.get(self.case.reopens)
        if old is None:
            made = openings.open_items(story.items(), (self.case.problem,), act)
        else:
            wish = Wish(old, self.case.problem.evidence)
            made = openings.reopen(story.items(), wish, self.case.problem.quarter, act)
        story.numbers[self.case.key] = made[0].subject
        story.post(made)

    def _evidence(self, number: str, on: date) -> tuple[Attachment, ...]:
        if self.deed != Deed.SUBMIT:
            return ()
        content = f"示例数据\n整改报告{number}\n{on.isoformat()}\n{self.text}\n"
        return (Attachment(f"整改报告-{number}（示例）.txt", content.encode("utf-8-sig")),)

    def _later(self, story: _Story, number: str) -> Wish:
        deadline = stand(story.own(number)).find(number).deadline or story.today
        return Wish(number, self.text, deadline=deadline + timedelta(days=10))


def _seen(scene: Scene) -> dict[tuple[str, str, str], tuple[str, date]]:
    """Return origin and day of what visits found, by quarter, institution and evidence."""
    held = visits.stand(as_posted(supervision.drafts(scene))).values()
    return {
        (found.quarter, found.area_code, found.evidence): (found.origin, visit.day)
        for visit in held
        for found in visit.findings
    }


def _path(story: _Story, case: Case) -> list[tuple[date, _Step]]:
    """Lay out the days of a case; what would be after today does not happen."""
    worker = _WORKERS[int(story.dice.integers(len(_WORKERS)))]
    reviewer = _REVIEWERS[int(story.dice.integers(len(_REVIEWERS)))]
    on, issued, steps = case.opened, case.opened, []
    term = RULES.terms[0].days[case.problem.severity]
    for deed, share, text in rectification_cases.PATHS[case.path]:
        if deed == Deed.ISSUE:
            on = issued = case.opened + timedelta(days=int(story.dice.integers(1, 3)))
        elif deed != Deed.OPEN:
            days = int(share * term) + int(story.dice.integers(0, 2))
            on = max(on, issued + timedelta(days=days))
        if on > story.today:
            break
        steps.append((on, _Step(case, deed, worker, reviewer, text)))
    return steps


def _payments(scene: Scene) -> list[tuple[date, tuple[held.Due, ...]]]:
    """Pay the instalments of the year by head, as the scheme of the demonstration has it."""
    year = scene.day.year
    areas = scene.roster.on(scene.day).of_kind(*INSTITUTION_KINDS)
    return [
        (
            date(year, month, day),
            tuple(
                held.Due(area.code, f"{year}-{n}", int(_PER_HEAD * area.population * part))
                for area in areas
                if area.population
            ),
        )
        for n, (month, day, part) in enumerate(_INSTALMENTS, 1)
        if quarter_of(date(year, month, day)) <= scene.quarter
    ]
