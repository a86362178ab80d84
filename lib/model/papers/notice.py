"""整改通知书 with its receipt, and 约谈通知: what an institution has to answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lib.errors import N_, InputError
from lib.model.papers.content import Column, Entry, Kind, Paper, Table, Words, say
from lib.model.papers.findings import Findings
from lib.model.papers.letters import Letter
from lib.model.papers.ranking import short
from lib.model.papers.stamp import Stamp
from lib.model.papers.written import MISSING, clean, number, period
from lib.model.papers.written import day as written_day
from lib.model.progress import Progress

_COLUMNS = (
    Column("序号", "序号", 5),
    Column("编号", "编号", 12),
    Column("项目", "服务项目", 14),
    Column("指标", "指标", 20),
    Column("问题", "存在问题（事实和依据）", 36),
    Column("条款", "规则条款", 16),
    Column("措施", "整改要求", 24),
    Column("期限", "期限", 12),
)
_MOST = 20


@dataclass(frozen=True, slots=True)
class NoticedProblem:
    """One line of a notice; texts are data and stay what they are.

    Examples
    --------
    >>> NoticedProblem("健康档案", "", "10份档案中2份无法核实", "", "逐份核实").measure
    '逐份核实'
    """

    item: str
    indicator: str
    evidence: Entry
    clause: str
    measure: str
    number: str = ""
    """In the ledger; empty for a figure that is no item yet."""
    deadline: date | None = None
    """None takes the deadline of the letter."""


@dataclass(frozen=True, slots=True)
class Overdue:
    """A severe problem that was not put right in time: a reason for a talk (约谈)."""

    number: str
    what: str
    deadline: date
    days: int
    """Past the deadline."""


def notice(unit: str, problems: Sequence[NoticedProblem], letter: Letter, stamp: Stamp) -> Paper:
    """Write the notice to an institution to put things right.

    Raises
    ------
    InputError
        If there is nothing to put right.
    """
    if not problems:
        raise InputError(
            N_("There is no problem to notify {name} of."),
            hint=N_("Choose another institution, or open an item in the ledger first."),
            name=unit,
        )
    fields: dict[str, Words] = {
        **letter.fields(),
        "标题": ("基本公共卫生服务项目整改通知书",),
        "主送机关": (clean(unit),),
        "单位": (clean(unit),),
        "考核期": (period(stamp.day),),
        "问题数": (number(len(problems)),),
    }
    rows = tuple(_row(place, problem) for place, problem in enumerate(problems, 1))
    rows = tuple({**row, "期限": row["期限"] or fields["期限"]} for row in rows)
    return Paper(
        Kind.NOTICE,
        f"{clean(unit)}整改通知书",
        stamp,
        fields,
        lists={"补充": letter.paragraphs()},
        tables={"问题": Table(_COLUMNS, rows)},
    )


def from_figures(found: Findings, area: str) -> tuple[NoticedProblem, ...]:
    """Return the figures of an institution that are behind schedule as problems."""
    return tuple(
        NoticedProblem(
            short(found.items.get(one.indicator.service_item, one.indicator.service_item)),
            one.indicator.name.zh,
            _evidence(one),
            f"评价方案指标{one.indicator.code}",
            "查明原因，限期达到序时进度",
        )
        for one in found.behind(area)[:_MOST]
    )


def summons(unit: str, reasons: Sequence[Words], letter: Letter, stamp: Stamp) -> Paper:
    """Write the invitation to a talk (约谈通知).

    Raises
    ------
    InputError
        If no reason is given.
    """
    if not reasons:
        raise InputError(
            N_("There is no reason to summon {name} for."),
            hint=N_("Write the reason into the field of further paragraphs."),
            name=unit,
        )
    fields: dict[str, Words] = {
        **letter.fields(),
        "标题": ("约谈通知",),
        "主送机关": (clean(unit),),
        "单位": (clean(unit),),
    }
    numbered = tuple(say("{n}．{why}", n=number(n), why=why) for n, why in enumerate(reasons, 1))
    return Paper(Kind.SUMMONS, f"{clean(unit)}约谈通知", stamp, fields, lists={"事由": numbered})


def overdue_reasons(late: Sequence[Overdue]) -> tuple[Words, ...]:
    """Write severe overdue items as reasons for a talk, one line each."""
    return tuple(
        say(
            "严重问题（编号{item}）“{what}”应于{deadline}前完成整改，已超期{days}天。",
            item=clean(one.number),
            what=clean(one.what).rstrip("。"),
            deadline=written_day(one.deadline),
            days=number(one.days),
        )
        for one in late
    )


def reasons_of(found: Findings, area: str) -> tuple[Words, ...]:
    """Return what the figures give as reasons for a talk: rank, score, items behind."""
    move = next(m for m in found.moves() if m.area.code == area)
    behind = found.behind(area)
    placed = say(
        "{when}考核得分{score}分，在{n}个单位中列第{rank}位。",
        when=period(found.outcome.rules.day),
        score=number(move.score, 2),
        n=number(len(found.outcome.areas)),
        rank=number(move.rank),
    )
    if not behind:
        return (placed,)
    return (placed, say("{n}项指标落后序时进度。", n=number(len(behind))))


def _evidence(one: Progress) -> Words:
    return say(
        "实际{value}，按进度应达到{expected}",
        value=_value(one, one.value),
        expected=_value(one, one.expected),
    )


def _value(one: Progress, value: object) -> Entry:
    unit = {"percent": "%", "per_10000": "‱"}.get(str(one.indicator.unit), "")
    return number(value, 1, unit)  # type: ignore[arg-type]  # Fraction or None


def _row(place: int, problem: NoticedProblem) -> Mapping[str, Entry]:
    evidence = problem.evidence
    return {
        "序号": number(place),
        "编号": clean(problem.number) or MISSING,
        "项目": clean(problem.item),
        "指标": clean(problem.indicator),
        "问题": clean(evidence) if isinstance(evidence, str) else evidence,
        "条款": clean(problem.clause),
        "措施": clean(problem.measure),
        "期限": written_day(problem.deadline) if problem.deadline else "",
    }
