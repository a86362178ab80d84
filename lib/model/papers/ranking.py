"""排名表: rank, institution, score, change, and what each service item brought."""

from __future__ import annotations

from collections.abc import Mapping

from lib.model.movement import Move
from lib.model.papers.content import Column, Entry, Kind, Paper, Table, Words, joined, say
from lib.model.papers.findings import Findings
from lib.model.papers.letters import Letter
from lib.model.papers.stamp import Stamp
from lib.model.papers.written import MISSING, change, number, percent, period
from lib.model.scores import county_score

CLOSED = "不公开"
_DECIMALS = 2
_SHORTEST = 4
RANKS = (
    Column("名次", "名次", 6),
    Column("单位", "单位", 27),
    Column("得分", "得分", 8),
    Column("等次", "等次", 8),
    Column("位次变化", "较上季位次", 12),
    Column("得分变化", "较上季得分", 10),
    Column("薄弱项目", "薄弱项目（得分率）", 52),
)


def ranking(found: Findings, letter: Letter, stamp: Stamp, *, public: bool) -> Paper:
    """Write the ranking; for the public, items with sensitive figures are left out.

    Parameters
    ----------
    found
        What the engine found.
    letter
        Who issues it.
    stamp
        From what it was made.
    public
        Whether it leaves the offices: then nothing marked 不公开 is in it.
    """
    moves = found.moves()
    closed = found.sensitive_items()
    items = [code for code in found.scored_items() if not (public and code in closed)]
    score = county_score(found.outcome.scores)
    fields: dict[str, Words] = {
        **letter.fields(),
        "标题": (f"博罗县基本公共卫生服务项目{period(stamp.day)}评价排名表",),
        "密级": ("可公开" if public else f"内部资料　{CLOSED}",),
        "说明": _remark(found, public=public),
        "全县得分": (number(score, _DECIMALS),),
        "单位数": (number(len(moves)),),
    }
    return Paper(
        kind=Kind.RANKING,
        title=f"{period(stamp.day)}评价排名表",
        stamp=stamp,
        fields=fields,
        tables={
            "排名": Table(RANKS, tuple(rank_row(found, m, public=public) for m in moves)),
            "各项得分": _by_item(found, items, closed),
        },
    )


def rank_row(found: Findings, move: Move, *, public: bool = False) -> Mapping[str, Entry]:
    """Return the line of an institution: rank, score, change, three weakest items."""
    closed = found.sensitive_items() if public else frozenset()
    worst = [pair for pair in found.worst_items(move.area.code) if pair[0] not in closed]
    marked = found.sensitive_items()
    weak = [
        (short(found.items[code]), f"（{CLOSED}）" if code in marked else "", percent(share, 0))
        for code, share in worst
    ]
    return {
        "名次": number(move.rank),
        "单位": move.area.name,
        "得分": number(move.score, _DECIMALS),
        "等次": found.grade(move.score) or MISSING,
        "位次变化": change(move.places),
        "得分变化": change(move.gain, _DECIMALS),
        "薄弱项目": joined(weak) or MISSING,
    }


def short(name: str) -> str:
    """Cut the name of a service item to what a heading has room for.

    Examples
    --------
    >>> short("慢性病患者健康管理（高血压、糖尿病）"), short("预防接种")
    ('慢性病', '预防接种')
    """
    found = name.partition("（")[0].partition("及")[0]
    for beginning in ("城乡居民", "免费提供"):
        found = found.removeprefix(beginning)
    for ending in ("健康管理", "管理", "服务", "患者", "行动"):
        if found.endswith(ending) and len(found.removesuffix(ending)) >= _SHORTEST - 1:
            found = found.removesuffix(ending)
    return found


def _by_item(found: Findings, items: list[str], closed: frozenset[str]) -> Table:
    codes = {code: short(found.items[code]) for code in items}
    varying = tuple(
        Column(code, f"{said}（{CLOSED}）" if code in closed else said, 8, varies=True)
        for code, said in codes.items()
    )
    rows = tuple(_item_row(found, move, items) for move in found.moves())
    return Table((RANKS[0], RANKS[1], *varying), rows)


def _item_row(found: Findings, move: Move, items: list[str]) -> Mapping[str, Entry]:
    parts = {code: found.visible.part(move.area.code, code) for code in items}
    return {
        "名次": number(move.rank),
        "单位": move.area.name,
        **{code: number(got if most else None, _DECIMALS) for code, (got, most) in parts.items()},
    }


def _remark(found: Findings, *, public: bool) -> Words:
    count = len(found.sensitive_items() & set(found.scored_items()))
    if public:
        text = "得分按百分制；涉及敏感数据的{n}个项目不在本表公开。"
    else:
        text = "得分按百分制；{n}个项目涉及敏感数据，标注“不公开”，人数过少的不列分项得分。"
    return say(text, n=number(count))
