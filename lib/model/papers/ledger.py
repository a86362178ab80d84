"""整改台账: every item with all that happened to it, and the rates of the quarter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lib.model.papers.content import Column, Entry, Kind, Paper, Table, Words, say
from lib.model.papers.letters import Letter
from lib.model.papers.rooms import Closing, Rounds, closing_lines
from lib.model.papers.stamp import Stamp
from lib.model.papers.written import MISSING, clean, number

_COLUMNS = (
    Column("序号", "序号", 5),
    Column("编号", "编号", 12),
    Column("来源", "来源", 8),
    Column("季度", "季度", 10),
    Column("单位", "责任单位", 18),
    Column("村站", "村站", 14),
    Column("项目", "服务项目", 14),
    Column("指标", "指标", 20),
    Column("类别", "问题类别", 12),
    Column("程度", "程度", 6),
    Column("问题", "问题和依据", 34),
    Column("下发", "下发日期", 11),
    Column("期限", "整改期限", 11),
    Column("延期", "延期", 6),
    Column("责任人", "责任人（岗位）", 12),
    Column("措施", "整改措施", 24),
    Column("进展", "进展", 24),
    Column("佐证", "完成佐证", 16),
    Column("状态", "状态", 8),
    Column("超期", "超期天数", 8),
    Column("复核", "复核人", 10),
    Column("复核日期", "复核日期", 11),
    Column("复核结果", "复核结果", 18),
    Column("销号", "销号日期", 11),
    Column("关联", "关联（复发、重开）", 14),
)


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One item of the ledger, in words; the days past its deadline are the ledger's own."""

    number: str
    unit: str
    found: str
    """Source: 督导, 考核, 调查, 投诉, 数据质控."""
    problem_class: str
    problem: str
    severity: str
    issued: date | None
    deadline: date | None
    state: str
    days_late: int = 0
    reviewer: str = ""
    """A role; never the one who put it right."""
    reviewed: date | None = None
    result: str = ""
    closed: date | None = None
    quarter: str = ""
    clinic: str = ""
    item: str = ""
    indicator: str = ""
    is_extended: bool = False
    owner: str = ""
    measure: str = ""
    progress: str = ""
    proofs: str = ""
    earlier: str = ""
    """Number of the item that came back, or is taken up again."""


def ledger(
    lines: Sequence[LedgerLine], closing: Sequence[Closing], letter: Letter, stamp: Stamp
) -> Paper:
    """Write the ledger as it stands on the day of the letter.

    Parameters
    ----------
    lines
        Its items.
    closing
        Rates of the quarter under review and of the one before.
    letter
        Who issues it.
    stamp
        From what it was made.
    """
    rows = tuple(_row(place, line) for place, line in enumerate(lines, 1))
    fields: dict[str, Words] = {
        **letter.fields(),
        "标题": ("博罗县基本公共卫生服务项目整改台账",),
        "概况": _counts(lines),
        "制表": (stamp.operator,),
        "审核": ("　　　　",),
    }
    rates = closing_lines(Rounds(closing=tuple(closing)))
    table = Table(_COLUMNS, rows)
    return Paper(
        Kind.LEDGER, "整改台账", stamp, fields, lists={"销号率": rates}, tables={"台账": table}
    )


def _counts(lines: Sequence[LedgerLine]) -> Words:
    open_ = [line for line in lines if line.closed is None]
    return say(
        "本表共{n}项，已销号{closed}项，未销号{open}项，其中超期{late}项。",
        n=number(len(lines)),
        closed=number(len(lines) - len(open_)),
        open=number(len(open_)),
        late=number(sum(line.days_late > 0 for line in open_)),
    )


def _row(place: int, line: LedgerLine) -> Mapping[str, Entry]:
    return {
        "序号": number(place),
        "编号": clean(line.number),
        "来源": clean(line.found),
        "季度": clean(line.quarter) or MISSING,
        "单位": clean(line.unit),
        "村站": clean(line.clinic),
        "项目": clean(line.item) or MISSING,
        "指标": clean(line.indicator),
        "类别": clean(line.problem_class),
        "程度": clean(line.severity),
        "问题": clean(line.problem),
        "下发": _day(line.issued),
        "期限": _day(line.deadline),
        "延期": "已延期" if line.is_extended else "",
        "责任人": clean(line.owner) or MISSING,
        "措施": clean(line.measure) or MISSING,
        "进展": clean(line.progress),
        "佐证": clean(line.proofs),
        "状态": clean(line.state),
        "超期": number(line.days_late) if line.days_late else MISSING,
        "复核": clean(line.reviewer) or MISSING,
        "复核日期": _day(line.reviewed),
        "复核结果": clean(line.result),
        "销号": _day(line.closed),
        "关联": clean(line.earlier),
    }


def _day(when: date | None) -> str:
    return MISSING if when is None else when.isoformat()
