"""整改台账: every item with its state and days, and the rates it adds up to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from lib.model.papers.content import Column, Entry, Kind, Paper, Table, Words, say
from lib.model.papers.letters import Letter
from lib.model.papers.stamp import Stamp
from lib.model.papers.written import MISSING, clean, number, percent

CLOSED = "已销号"
_COLUMNS = (
    Column("序号", "序号", 5),
    Column("编号", "编号", 12),
    Column("单位", "责任单位", 18),
    Column("来源", "来源", 8),
    Column("类别", "问题类别", 12),
    Column("问题", "问题", 34),
    Column("程度", "程度", 6),
    Column("下发", "下发日期", 11),
    Column("期限", "整改期限", 11),
    Column("状态", "状态", 8),
    Column("复核", "复核人", 10),
    Column("销号", "销号日期", 11),
    Column("超期", "超期天数", 8),
)


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One item of the ledger, in words."""

    number: str
    unit: str
    found: str
    problem_class: str
    problem: str
    severity: str
    issued: date | None
    deadline: date | None
    state: str
    reviewer: str = ""
    """A role; never the one who put it right."""
    closed: date | None = None

    def days_late(self, today: date) -> int:
        """Count the days beyond the deadline, up to the close or today."""
        if self.deadline is None:
            return 0
        return max(0, ((self.closed or today) - self.deadline).days)


def ledger(lines: Sequence[LedgerLine], letter: Letter, stamp: Stamp) -> Paper:
    """Write the ledger as it stands on the day of the letter."""
    rows = tuple(_row(place, line, letter.on) for place, line in enumerate(lines, 1))
    fields: dict[str, Words] = {
        **letter.fields(),
        "标题": ("博罗县基本公共卫生服务项目整改台账",),
        "概况": _rates(lines, letter.on),
        "制表": (stamp.operator,),
        "审核": ("　　　　",),
    }
    return Paper(Kind.LEDGER, "整改台账", stamp, fields, tables={"台账": Table(_COLUMNS, rows)})


def _rates(lines: Sequence[LedgerLine], today: date) -> Words:
    due = [line for line in lines if line.deadline is not None and line.deadline <= today]
    closed = [line for line in due if line.closed]
    in_time = [line for line in closed if not line.days_late(today)]
    late = [line for line in lines if not line.closed and line.days_late(today)]
    return say(
        "共{n}项，已销号{closed}项；到期{due}项，到期销号率{rate}，按期销号率{timely}；"
        "超期未销号{late}项。",
        n=number(len(lines)),
        closed=number(sum(line.closed is not None for line in lines)),
        due=number(len(due)),
        rate=percent(Fraction(len(closed), len(due)) if due else None),
        timely=percent(Fraction(len(in_time), len(due)) if due else None),
        late=number(len(late)),
    )


def _row(place: int, line: LedgerLine, today: date) -> Mapping[str, Entry]:
    late = line.days_late(today)
    return {
        "序号": number(place),
        "编号": clean(line.number),
        "单位": clean(line.unit),
        "来源": clean(line.found),
        "类别": clean(line.problem_class),
        "问题": clean(line.problem),
        "程度": clean(line.severity),
        "下发": _day(line.issued),
        "期限": _day(line.deadline),
        "状态": clean(line.state),
        "复核": clean(line.reviewer) or MISSING,
        "销号": _day(line.closed),
        "超期": number(late) if late else MISSING,
    }


def _day(when: date | None) -> str:
    return MISSING if when is None else when.isoformat()
