"""考核结果告知和资金结算单: one institution's score, how it came about, and its money."""

from __future__ import annotations

from collections.abc import Mapping

from lib.model.allocation import Row
from lib.model.papers.allocation_table import shared_money
from lib.model.papers.content import Column, Entry, Figure, Kind, Paper, Table, Words, joined, say
from lib.model.papers.findings import Findings
from lib.model.papers.letters import Letter
from lib.model.papers.ranking import rank_row, short
from lib.model.papers.stamp import Stamp
from lib.model.papers.written import number, percent, period, yuan
from lib.model.roster import Area

_PARTS = (
    Column("项目", "项目", 24),
    Column("满分", "可得分", 8),
    Column("得分", "得分", 8),
    Column("得分率", "得分率", 8),
)
_MONEY = (
    Column("序号", "序号", 5),
    Column("事项", "事项", 30),
    Column("金额", "金额（元）", 16),
)


def statement(found: Findings, area: str, letter: Letter, stamp: Stamp) -> Paper:
    """Write the statement of an institution.

    Raises
    ------
    AllocationError
        If the rules share no money.
    """
    shared, body = shared_money(found), found.area(area)
    row = shared.row(area)
    move = next(m for m in found.moves() if m.area.code == area)
    line = {k: v if isinstance(v, tuple) else (v,) for k, v in rank_row(found, move).items()}
    fields: dict[str, Words] = {
        **letter.fields(),
        "标题": (f"关于{body.name}{period(stamp.day)}考核结果和补助资金结算的告知单",),
        "主送机关": (body.name,),
        "单位": (body.name,),
        "考核期": (period(stamp.day),),
        "服务人口": (number(row.population),),
        "单位数": (number(len(found.outcome.areas)),),
        **{key: line[key] for key in ("名次", "得分", "等次", "位次变化", "得分变化")},
        "薄弱项目": line["薄弱项目"],
        "应拨": (yuan(row.amount),),
        "本次拨付": (yuan(row.settlement),),
        "结算公式": _equation(row),
        "村级": (yuan(row.village),),
    }
    return Paper(
        kind=Kind.STATEMENT,
        title=f"{body.name}结算单",
        stamp=stamp,
        fields=fields,
        tables={
            "分项": Table(_PARTS, _parts(found, body)),
            "资金": Table(_MONEY, _money(row)),
        },
    )


def _parts(found: Findings, area: Area) -> tuple[Mapping[str, Entry], ...]:
    shown: list[Mapping[str, Entry]] = []
    for code in found.scored_items():
        got, most = found.visible.part(area.code, code)
        shown.append(
            {
                "项目": short(found.items[code]),
                "满分": number(most or None, 2),
                "得分": number(got if most else None, 2),
                "得分率": percent(got / most if most else None),
            }
        )
    return tuple(shown)


def _money(row: Row) -> tuple[Mapping[str, Entry], ...]:
    parts = {
        "按人口拨付": row.base,
        "按绩效拨付": row.performance,
        "奖励": row.award,
        "名次奖惩": row.rank_award,
        "否决扣减": row.withheld,
        "保底封顶调整": row.adjustment,
        "增减幅调整": row.corridor,
    }
    lines = {
        name: fen for name, fen in parts.items() if fen or name in ("按人口拨付", "按绩效拨付")
    }
    undue = sum(row.advances) - row.advance
    told: dict[str, int] = {
        **lines,
        "应拨合计": row.amount,
        "减：已预拨": row.advance,
        **({"减：未到期预拨": undue} if undue else {}),
        **({"减：上年应收回": row.recovered} if row.recovered else {}),
        "本次拨付": row.settlement,
        "应拨中：村级": row.village,
        "应拨中：本单位": row.township,
    }
    return tuple(
        {"序号": number(place), "事项": name, "金额": yuan(fen)}
        for place, (name, fen) in enumerate(told.items(), 1)
    )


def _equation(row: Row) -> Words:
    """Write the settlement as an equation that the reader can add up."""
    undue = sum(row.advances) - row.advance
    terms: list[tuple[str, Figure]] = [("应拨", yuan(row.amount)), ("－已预拨", yuan(row.advance))]
    terms += [("－未到期预拨", yuan(undue))] if undue else []
    terms += [("－上年应收回", yuan(row.recovered))] if row.recovered else []
    return say("{terms}＝本次拨付{paid}", terms=joined(terms, ""), paid=yuan(row.settlement))
