"""What the rooms show in a meeting, and the tables of its slides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from lib.model.papers.content import Column, Entry, Table, joined
from lib.model.papers.ledger import LedgerLine
from lib.model.papers.minutes import Decision
from lib.model.papers.rooms import Asked, Checked, Rounds, interval
from lib.model.papers.written import MISSING, change, clean, number, percent

_NAME = Column("单位", "单位", 24)
_LATE = (
    Column("编号", "编号", 16),
    _NAME,
    Column("问题", "问题", 50),
    Column("期限", "整改期限", 16),
    Column("超期", "超期（天）", 10),
)
_CHECKED = (
    _NAME,
    Column("核查", "可核实（份）", 12),
    Column("不真实", "不真实（份）", 12),
    Column("率", "不真实率", 12),
    Column("区间", "95%区间", 20),
)
_ASKED = (
    _NAME,
    Column("样本", "有效样本", 12),
    Column("率", "满意度", 12),
    Column("区间", "95%区间", 20),
    Column("档", "同档", 8),
)
_VISITED = (
    Column("单位", "督导主体", 26),
    Column("已覆盖", "已覆盖", 10),
    Column("基数", "基数", 8),
    Column("覆盖率", "覆盖率", 10),
    Column("应达", "应达", 8),
    Column("缺报告", "缺报告", 10),
    Column("结论", "结论", 14),
    Column("培训", "本年度培训（次）", 14),
)
_BLOCKS = (
    Column("单位", "片区（牵头医院）", 28),
    Column("得分", "加权平均分", 12),
    Column("名次", "名次", 8),
    Column("变化", "较上季", 10),
    Column("区间", "95%区间", 18),
    Column("活动", "本季帮扶（次）", 12),
    Column("人日", "人日", 10),
    Column("未帮扶", "未帮扶成员", 26),
)
_MEASURES = (
    Column("编号", "编号", 8),
    Column("措施", "措施", 40),
    Column("状态", "状态", 14),
    Column("计划", "计划进度", 10),
    Column("实际", "实际进度", 10),
    Column("里程碑", "滞后、超期里程碑", 14),
)
_YEAR = (
    Column("项目", "项目", 28),
    Column("实际", "实际完成", 12),
    Column("目标", "按进度应完成", 12),
    Column("上年", "上年同期", 12),
    Column("增减", "较上年（个百分点）", 14),
)


@dataclass(frozen=True, slots=True)
class BlockLine:
    """A block among the blocks."""

    name: str
    score: Fraction | None
    rank: int | None
    change: Fraction | None
    ends: tuple[float, float] | None
    activities: int
    person_days: Fraction
    gaps: tuple[str, ...]
    """Members that got no help in the quarter."""


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure of the plan, or a task."""

    code: str
    name: str
    state: str
    """Sign and word."""
    planned: Fraction | None
    """Percent, 0 to 100."""
    actual: Fraction | None
    late: int
    """Milestones lagging or past due."""


@dataclass(frozen=True, slots=True)
class YearLine:
    """A service item of the county against its target and the year before, shares (/1)."""

    item: str
    done: Fraction | None
    due: Fraction | None
    then: Fraction | None

    @property
    def gain(self) -> Fraction | None:
        """Percentage points gained on the year before."""
        if self.done is None or self.then is None:
            return None
        return (self.done - self.then) * 100


@dataclass(frozen=True, slots=True)
class Screens:
    """What the rooms show in a meeting."""

    rounds: Rounds = field(default_factory=Rounds)
    waiting: tuple[Decision, ...] = ()
    """Earlier decisions that are still to be carried out."""
    overdue: tuple[LedgerLine, ...] = ()
    checked: tuple[Checked, ...] = ()
    """By institution, those with most false files first."""
    asked: tuple[Asked, ...] = ()
    """Satisfaction by institution."""
    blocks: tuple[BlockLine, ...] = ()
    tasks: tuple[MeasureLine, ...] = ()
    measures: tuple[MeasureLine, ...] = ()
    risks: tuple[str, ...] = ()
    year: tuple[YearLine, ...] = ()


def visited_table(rounds: Rounds) -> Table:
    """Return who visited how many, and who trained."""
    trained = {one.body: one.held for one in rounds.trained}
    rows: tuple[Mapping[str, Entry], ...] = tuple(
        {
            "单位": one.body,
            "已覆盖": number(one.visited),
            "基数": number(one.base),
            "覆盖率": percent(one.share),
            "应达": number(one.needed),
            "缺报告": number(one.unreported),
            "结论": "● 达到" if one.visited >= one.needed else "▼ 未达到",
            "培训": number(trained.get(one.body)),
        }
        for one in rounds.visits
    )
    return Table(_VISITED, rows)


def year_table(shown: Screens) -> Table:
    """Return every item against its target and the year before."""
    rows: tuple[Mapping[str, Entry], ...] = tuple(
        {
            "项目": one.item,
            "实际": percent(one.done),
            "目标": percent(one.due),
            "上年": percent(one.then),
            "增减": change(one.gain, 1),
        }
        for one in shown.year
    )
    return Table(_YEAR, rows)


def late_table(found: Sequence[LedgerLine]) -> Table:
    """Return the items past their deadline."""
    return Table(_LATE, tuple(map(_late, found)))


def checked_table(found: Sequence[Checked]) -> Table:
    """Return what the checks of each institution found."""
    return Table(_CHECKED, _checked(found))


def asked_table(found: Sequence[Asked]) -> Table:
    """Return the satisfaction with each institution."""
    return Table(_ASKED, _asked(found))


def block_table(found: Sequence[BlockLine]) -> Table:
    """Return the blocks."""
    return Table(_BLOCKS, tuple(map(_block, found)))


def _late(line: LedgerLine) -> Mapping[str, Entry]:
    return {
        "编号": clean(line.number),
        "单位": clean(line.unit),
        "问题": clean(line.problem),
        "期限": line.deadline.isoformat() if line.deadline else MISSING,
        "超期": number(line.days_late),
    }


def _checked(found: Sequence[Checked]) -> tuple[Mapping[str, Entry], ...]:
    return tuple(
        {
            "单位": one.name,
            "核查": number(one.records),
            "不真实": number(one.false),
            "率": percent(one.share),
            "区间": interval(one.interval) if one.interval else MISSING,
        }
        for one in found
    )


def _asked(found: Sequence[Asked]) -> tuple[Mapping[str, Entry], ...]:
    return tuple(
        {
            "单位": one.name,
            "样本": number(one.sample),
            "率": percent(one.share),
            "区间": interval(one.interval) if one.interval else MISSING,
            "档": one.band or MISSING,
        }
        for one in found
    )


def _block(one: BlockLine) -> Mapping[str, Entry]:
    ends: Entry = MISSING
    if one.ends is not None:
        ends = joined([number(Fraction(end), 2) for end in one.ends], "～")
    return {
        "单位": one.name,
        "得分": number(one.score, 2),
        "名次": number(one.rank),
        "变化": change(one.change, 2),
        "区间": ends,
        "活动": number(one.activities),
        "人日": number(one.person_days, 1),
        "未帮扶": "、".join(one.gaps) or "无",
    }


def measure_table(found: Sequence[MeasureLine]) -> Table:
    """Return measures, or tasks, with their lights."""
    rows: tuple[Mapping[str, Entry], ...] = tuple(
        {
            "编号": one.code,
            "措施": clean(one.name),
            "状态": one.state,
            "计划": number(one.planned, 1, "%"),
            "实际": number(one.actual, 1, "%"),
            "里程碑": number(one.late),
        }
        for one in found
    )
    return Table(_MEASURES, rows)
