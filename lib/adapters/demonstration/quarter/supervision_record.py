"""What a made-up visit of the demonstration saw (示例数据), in agreement with the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from lib.adapters.demonstration.quarter.scene import Scene
from lib.model.journal import Attachment
from lib.model.problems import Found, Problem, ProblemClass, Severity
from lib.model.quarters import Quarter, quarter_of
from lib.model.roster import CLINIC
from lib.model.supervision.checklists import Answer
from lib.model.supervision.rulebook import Rulebook
from lib.model.supervision.visits import Plan, Record

_LOOKED_AT = {
    "C1": ("HTN02", "ELD01"),
    "C2": ("CHD02", "MAT01"),
    "C3": ("TCM01",),
    "L1": ("CHD02",),
    "L2": ("TCM01",),
    "L3": ("HTN02",),
    "L4": ("HTN02",),
    "L5": ("HTN02",),
}
_LEAST_BEHIND = 0.02
"""Below the county by so much, and the visit makes it a finding."""
_SEVERE = 0.12
_OFTEN = 0.55
_SEEN = (
    ("抽查{n}份随访记录，{k}份缺少生活方式指导，已当场反馈", ProblemClass.FOLLOW_UP),
    ("电话回访{n}人，{k}人表示未接受过记录中的服务", ProblemClass.AUTHENTICITY),
    ("本季度村卫生站督导记录{n}份中{k}份无整改反馈，已当场反馈", ProblemClass.ORGANISATION),
    ("公卫补助发放表{n}份中{k}份签收不全，当场补签", ProblemClass.MONEY),
)


@dataclass(slots=True)
class Reader:
    """The scene with rates that were looked up once."""

    scene: Scene
    rulebook: Rulebook
    rates: dict[tuple[str, Quarter], dict[str, float]] = field(default_factory=dict)
    told: Mapping[str, Sequence[Problem]] = field(default_factory=dict)
    """What the cases of the ledger say that a visit saw, by its number."""
    homes: dict[str, str] = field(init=False)
    """Institution of every clinic."""

    def __post_init__(self) -> None:
        clinics = self.scene.roster.of_kind(CLINIC)
        self.homes = {clinic.code: clinic.parent_code for clinic in clinics}

    def of(self, indicator: str, quarter: Quarter) -> dict[str, float]:
        """Return the rate of every institution at the end of the quarter before.

        What clinics produce is added up: their institution reports no figure of its own.
        """
        key = indicator, quarter
        if key not in self.rates:
            sums: dict[str, tuple[int, int]] = {}
            counts = self.scene.counts(indicator, f"{quarter.later(-1).last:%Y-%m}")
            for code, (part, whole) in counts.items():
                own = self.homes.get(code, code)
                known = sums.get(own, (0, 0))
                sums[own] = known[0] + part, known[1] + whole
            self.rates[key] = {code: n / d for code, (n, d) in sums.items() if d > 0}
        return self.rates[key]

    def dice(self, number: str) -> np.random.Generator:
        """Return the dice of a visit."""
        return self.scene.dice(f"visit {number}")


def record(reader: Reader, number: str, plan: Plan) -> Record:
    """Return what was seen on a visit."""
    dice, quarter = reader.dice(number), quarter_of(plan.day)
    gap = _gap(reader, plan, quarter)
    version = reader.rulebook.checklist(plan.day)
    good = min(0.95, max(0.45, 0.80 - 2.0 * gap[0]))
    answers = {q.code: _answer(float(dice.random()), good) for q in version.of(plan.body)}
    clinics = [
        area.code
        for code in plan.institutions
        for area in reader.scene.roster.children(code)
        if area.kind == CLINIC
    ]
    chosen = dice.choice(clinics, size=min(2, len(clinics)), replace=False).tolist()
    is_centre = plan.body.startswith("C")
    return Record(
        day=plan.day,
        institutions=plan.institutions,
        leader="deputy" if is_centre else "hospital",
        members=("office", "doctor") if is_centre else ("specialist", "nurse"),
        checklist=version.version,
        answers=answers,
        clinics=tuple(sorted(chosen)),
        findings=(*reader.told.get(number, ()), *_findings(reader, plan, quarter, dice)),
    )


def report_file(reader: Reader, number: str, plan: Plan, seen: Record) -> Attachment:
    """Return the report of a visit, a small text that any program opens."""
    roster = reader.scene.roster
    names = "、".join(roster.find(code).name for code in plan.institutions)
    lines = [
        "博罗县基本公共卫生服务项目季度督导报告（示例数据）",
        f"编号：{number}",
        f"督导单位：{roster.find(plan.body).name}",
        f"督导日期：{plan.day.isoformat()}",
        f"被督导单位：{names}",
        f"检查表版本：{seen.checklist}，检查{len(seen.answers)}项",
        "",
        "一、基本情况：查阅资料、抽查档案、走访村卫生站，并与负责人交换意见。",
        "二、发现的问题：",
        *(f"{line}. {found.evidence}" for line, found in enumerate(seen.findings, 1)),
        *(() if seen.findings else ("未发现突出问题。",)),
        "三、整改要求：请在规定期限内完成整改并报送佐证材料。",
        "",
        "本报告由程序生成，仅供演示。",
    ]
    content = "\r\n".join(lines).encode("utf-8-sig")
    return Attachment(f"督导报告-{number}.txt", content)


def _gap(reader: Reader, plan: Plan, quarter: Quarter) -> tuple[float, str, str]:
    """Return by how much the worst looked-at figure lies below the county's middle."""
    found = [(0.0, "", "")]
    for indicator in _LOOKED_AT[plan.body]:
        rates = reader.of(indicator, quarter)
        own = {c: rates[c] for c in plan.institutions if c in rates}
        middle = float(np.median(list(rates.values()) or [0]))
        found += [(middle - rate, indicator, code) for code, rate in own.items()]
    return max(found)


def _answer(throw: float, good: float) -> Answer:
    if throw < good:
        return Answer.MET
    return Answer.PARTLY if throw < good + 0.7 * (1 - good) else Answer.NOT


def _findings(
    reader: Reader, plan: Plan, quarter: Quarter, dice: np.random.Generator
) -> list[Problem]:
    behind, indicator, code = _gap(reader, plan, quarter)
    found = []
    if behind >= _LEAST_BEHIND:
        rate = reader.of(indicator, quarter)[code]
        known = reader.scene.indicators[indicator]
        words = f"{known.name.zh}{rate:.1%}，低于各机构中位数{behind * 100:.1f}个百分点"
        grave = Severity.GRAVE if behind >= _SEVERE else Severity.GENERAL
        told = ("", Found.VISIT, str(quarter), code, words, ProblemClass.BEHIND, grave)
        found.append(Problem(*told, item=known.service_item, indicator=indicator))
    if dice.random() < _OFTEN:
        text, kind = _SEEN[int(dice.integers(len(_SEEN)))]
        words = text.format(n=10, k=int(dice.integers(1, 4)))
        area = plan.institutions[int(dice.integers(len(plan.institutions)))]
        grave = Severity.GRAVE if kind is ProblemClass.AUTHENTICITY else Severity.GENERAL
        found.append(Problem("", Found.VISIT, str(quarter), area, words, kind, grave))
    return found
