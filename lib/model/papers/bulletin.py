"""督导通报: what the quarter showed, who is praised, what is wrong where, and by when it ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from lib.model.papers.content import (
    Column,
    Entry,
    Kind,
    Paper,
    Picture,
    Table,
    Words,
    joined,
    say,
)
from lib.model.papers.findings import Findings, ranked
from lib.model.papers.letters import Letter
from lib.model.papers.ranking import RANKS, rank_row, short
from lib.model.papers.stamp import Stamp
from lib.model.papers.written import MISSING, number, numeral, percent, period
from lib.model.scores import county_score

_SIGNS = {"green": "● 达到进度", "amber": "▲ 接近进度", "red": "▼ 落后进度"}
_ITEMS = (
    Column("序号", "序号", 5),
    Column("项目", "项目", 24),
    Column("目标", "按进度应完成", 12),
    Column("实际", "实际完成", 12),
    Column("差距", "差距（个百分点）", 12),
    Column("判断", "判断", 12),
)


@dataclass(frozen=True, slots=True)
class Visited:
    """What one centre or hospital did in the quarter."""

    body: str
    """Name of the centre."""
    visited: int
    base: int
    """Units that it had to reach: 17 or 22."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Authenticity in the quarter: counts only, no institution is named by it."""

    records: int
    false: int


@dataclass(frozen=True, slots=True)
class Rounds:
    """What other rooms know of the quarter; empty where nobody has recorded it."""

    visits: tuple[Visited, ...] = ()
    checked: Checked | None = None
    surveys: tuple[str, ...] = ()
    """Sentences of the survey, already with their numbers."""
    problems: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Institutions by problem in words; empty takes what the figures show."""


def bulletin(
    found: Findings, letter: Letter, stamp: Stamp, rounds: Rounds, picture: Picture | None
) -> Paper:
    """Write the bulletin of a quarter.

    Parameters
    ----------
    found
        What the engine found.
    letter
        Who issues it, to whom, and by when an answer is due.
    stamp
        From what it was made.
    rounds
        What was visited, checked and asked.
    picture
        Map of the scores, if there is one.
    """
    quarter = f"{stamp.day.year}年第{numeral((stamp.day.month + 2) // 3)}季度"
    moves = ranked(found.moves())
    fields: dict[str, Words] = {
        **letter.fields(),
        "标题": (f"关于{quarter}基本公共卫生服务项目督导情况的通报",),
        "季度": (quarter,),
        "总体情况": _overall(found, stamp.day),
        "图注": (f"全县各单位得分分布（截至{stamp.day.year}年{stamp.day.month}月）",),
    }
    return Paper(
        kind=Kind.BULLETIN,
        title=f"{quarter}督导通报",
        stamp=stamp,
        fields=fields,
        lists={
            "督导覆盖": _visits(rounds),
            "表扬": _praised(found),
            "问题": _problems(found, rounds),
            "真实性": _checked(rounds),
            "群众评价": tuple((line,) for line in rounds.surveys) or (("本季度未录入。",),),
            "要求": letter.paragraphs() or _demands(),
        },
        tables={
            "项目": item_table(found),
            "排名": Table(RANKS, tuple(rank_row(found, move) for move in moves)),
        },
        pictures={"地图": picture},
    )


def _overall(found: Findings, day: date) -> Words:
    scores = found.outcome.scores
    moves = found.moves()
    lights = [one.light for one in found.standings if one.code.isdigit()]
    return say(
        "{when}，全县{n}个单位评价加权平均{score}分，{up}个单位位次上升、{down}个下降。"
        "{items}个服务项目中，{green}个达到进度、{amber}个接近进度、{red}个落后进度。",
        when=period(day),
        n=number(len(moves)),
        score=number(county_score(scores), 2),
        up=number(sum((m.places or 0) > 0 for m in moves)),
        down=number(sum((m.places or 0) < 0 for m in moves)),
        items=number(len(lights)),
        green=number(lights.count("green")),
        amber=number(lights.count("amber")),
        red=number(lights.count("red")),
    )


def _visits(rounds: Rounds) -> tuple[Words, ...]:
    if not rounds.visits:
        return (("本季度督导记录未录入。",),)
    return tuple(
        say(
            "{body}督导指导{n}个单位，覆盖率{share}（应覆盖基数{base}个）。",
            body=one.body,
            n=number(one.visited),
            share=percent(Fraction(one.visited, one.base) if one.base else None),
            base=number(one.base),
        )
        for one in rounds.visits
    )


def _praised(found: Findings, count: int = 3) -> tuple[Words, ...]:
    moves = ranked(found.moves())
    best = [_placed(move.area.name, move.score) for move in moves[:count]]
    up = sorted((m for m in moves if (m.places or 0) > 0), key=lambda m: -(m.places or 0))
    lines: list[Words] = [say("得分居前的单位：{names}。", names=joined(best))] if best else []
    climbed = [(move.area.name, "（上升", number(move.places), "位）") for move in up[:count]]
    if climbed:
        lines.append(say("位次进步较大的单位：{names}。", names=joined(climbed)))
    return tuple(lines)


def _placed(name: str, score: Fraction | None) -> Words:
    return say("{name}（{score}分）", name=name, score=number(score, 2))


def _problems(found: Findings, rounds: Rounds) -> tuple[Words, ...]:
    told: Mapping[str, tuple[str, ...]] = rounds.problems or {
        f"{short(found.items[code])}项目有指标落后进度": names
        for code, names in found.behind_by_item().items()
    }
    return tuple(
        say(
            "（{place}）{what}，涉及{n}个单位：{names}。",
            place=numeral(place),
            what=what,
            n=number(len(names)),
            names="、".join(names),
        )
        for place, (what, names) in enumerate(told.items(), 1)
    ) or (("未发现指标落后进度。",),)


def _checked(rounds: Rounds) -> tuple[Words, ...]:
    if rounds.checked is None:
        return (("本季度真实性核查结果未录入。",),)
    share = (
        Fraction(rounds.checked.false, rounds.checked.records) if rounds.checked.records else None
    )
    line = say(
        "本季度核查档案和服务记录{n}份，判定不真实{false}份，不真实率{share}。",
        n=number(rounds.checked.records),
        false=number(rounds.checked.false),
        share=percent(share),
    )
    return (line,)


def item_table(found: Findings, *, national: bool = False) -> Table:
    """Return the service items of the county: due by now, done, difference, light.

    `national` keeps the services to residents, which the nation numbers.
    """
    return Table(_ITEMS, _item_rows(found, national=national))


def _item_rows(found: Findings, *, national: bool) -> tuple[Mapping[str, Entry], ...]:
    rows: list[Mapping[str, Entry]] = []
    shown = found.standings if not national else [s for s in found.standings if s.code.isdigit()]
    for one in shown:
        known = one.done is not None and one.due is not None
        gap = (one.done - one.due) * 100 if one.done is not None and one.due is not None else None
        rows.append(
            {
                "序号": number(len(rows) + 1),
                "项目": short(found.items[one.code]),
                "目标": percent(one.due),
                "实际": percent(one.done),
                "差距": number(gap, 1),
                "判断": _SIGNS.get(one.light, MISSING) if known else MISSING,
            }
        )
    return tuple(rows)


def _demands() -> tuple[Words, ...]:
    return (
        ("（一）压实责任。各单位主要负责人对照问题清单逐项研究，明确责任人和完成时限。",),
        ("（二）限期整改。按照整改通知书要求按期完成整改，整改结果由县卫生健康局组织复核。",),
        ("（三）真实规范。严格按照服务规范开展服务、据实填报数据，严禁弄虚作假。",),
    )
