"""资金分配表: who receives what, from what, and what goes on to the villages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from lib.errors import N_, AllocationError
from lib.model.allocation import Allocation, Row
from lib.model.papers.content import Column, Entry, Kind, Paper, Table, Words, say
from lib.model.papers.findings import Findings
from lib.model.papers.letters import Letter
from lib.model.papers.stamp import Stamp
from lib.model.papers.written import MISSING, money, number, wan, yuan
from lib.model.roster import Area

COLUMNS = (
    Column("序号", "序号", 5),
    Column("单位", "单位", 24),
    Column("服务人口", "服务人口（人）", 10),
    Column("考核得分", "考核得分", 8),
    Column("系数", "系数", 8),
    Column("应拨", "应拨", 14),
    Column("已预拨", "已预拨", 14),
    Column("扣减", "扣减", 12),
    Column("奖励", "奖励", 12),
    Column("本次拨付", "本次拨付", 14),
    Column("村级", "其中村级", 14),
    Column("备注", "备注", 12),
)
_AMOUNTS: Mapping[str, Callable[[Row], int]] = {
    "应拨": lambda row: row.amount,
    "已预拨": lambda row: row.advance,
    "扣减": lambda row: row.recovered + (sum(row.advances) - row.advance),
    "奖励": lambda row: row.award + max(0, row.rank_award),
    "本次拨付": lambda row: row.settlement,
    "村级": lambda row: row.village,
}


def allocation_table(found: Findings, letter: Letter, stamp: Stamp, *, in_wan: bool) -> Paper:
    """Write the table of payments, to the fen in either unit.

    Raises
    ------
    AllocationError
        If the rules share no money.

    Notes
    -----
    本次拨付 = 应拨 − 已预拨 − 扣减. What is due later in the year and what is kept back from
    last year's settlement stand under 扣减; awards are part of 应拨.
    """
    shared = shared_money(found)
    rows = tuple(
        _line(found, area, row, place, in_wan=in_wan)
        for place, (area, row) in enumerate(zip(found.outcome.areas, shared.rows, strict=True), 1)
    )
    fields: dict[str, Words] = {
        **letter.fields(),
        "标题": (f"博罗县{stamp.day.year}年基本公共卫生服务项目补助资金分配表",),
        "计量单位": ("万元" if in_wan else "元",),
        "说明": _remark(shared),
        "制表": (stamp.operator,),
        "审核": ("　　　　",),
    }
    title = f"{stamp.day.year}年补助资金分配表"
    total = _total(shared, in_wan=in_wan)
    table = Table(COLUMNS, rows, total)
    return Paper(Kind.ALLOCATION, title, stamp, fields, tables={"资金": table})


def shared_money(found: Findings) -> Allocation:
    """Return the allocation.

    Raises
    ------
    AllocationError
        If the rules share no money.
    """
    if found.outcome.allocation is None:
        raise AllocationError(
            N_("The scheme shares no money on {day}."),
            hint=N_("Choose a scheme with a pool, or another period."),
            day=found.outcome.rules.day.isoformat(),
        )
    return found.outcome.allocation


def amounts(row: Row, *, in_wan: bool) -> dict[str, Entry]:
    """Return the money of one institution by column."""
    return {key: money(read(row), in_wan=in_wan) for key, read in _AMOUNTS.items()}


def _line(
    found: Findings, area: Area, row: Row, place: int, *, in_wan: bool
) -> Mapping[str, Entry]:
    return {
        "序号": number(place),
        "单位": area.name,
        "服务人口": number(row.population),
        "考核得分": number(found.outcome.scores.of(area.code), 2),
        "系数": number(row.coefficient or None, 4),
        **amounts(row, in_wan=in_wan),
        "备注": "应收回" if row.settlement < 0 else "",
    }


def _total(shared: Allocation, *, in_wan: bool) -> Mapping[str, Entry]:
    sums = {
        key: money(sum(read(row) for row in shared.rows), in_wan=in_wan)
        for key, read in _AMOUNTS.items()
    }
    return {
        "序号": "",
        "单位": "合计",
        "服务人口": number(shared.residents),
        "考核得分": MISSING,
        "系数": MISSING,
        **sums,
        "备注": "",
    }


def _remark(shared: Allocation) -> Words:
    villages = sum(row.village for row in shared.rows)
    whole = sum(row.amount for row in shared.rows)
    held = "合计等于" if whole + shared.carried_over == shared.pool else "合计不等于"
    return say(
        "资金池{pool}元（{wan}万元），应拨合计{whole}元，结转{rest}元，{held}资金池；"
        "其中村级{share}%。本次拨付＝应拨－已预拨－扣减，扣减含未到期预拨和上年应收回。",
        pool=yuan(shared.pool),
        wan=wan(shared.pool),
        whole=yuan(whole),
        rest=yuan(shared.carried_over),
        held=held,
        share=number(Fraction(villages * 100, whole) if whole else None, 1),
    )
