"""督导通报: what the quarter showed, who is praised, what is wrong where, and by when it ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from lib.model.movement import Move
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
from lib.model.papers.ranking import CLOSED, RANKS, rank_row, short
from lib.model.papers.rooms import (
    Found,
    Rounds,
    checked_lines,
    closing_lines,
    survey_lines,
    visit_lines,
)
from lib.model.papers.rules import Praise
from lib.model.papers.stamp import Stamp
from lib.model.papers.written import MISSING, clean, number, numeral, percent, period
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


_CLOSED_ITEM = "项目：涉及敏感数据，问题单独反馈，不在本通报列出。"
_NONE_BEST: Words = ("得分居前的单位均有超期问题或严重真实性问题，不予表扬。",)
_NONE_UP: Words = ("没有位次进步达到规定的单位。",)


@dataclass(frozen=True, slots=True)
class Terms:
    """By what rule a bulletin is written."""

    praise: Praise
    picture: Picture | None = None
    """Map of the scores, if there is one."""
    public: bool = False
    """Whether it leaves the offices: then weak items with sensitive figures are left out."""


def bulletin(found: Findings, letter: Letter, stamp: Stamp, rounds: Rounds, terms: Terms) -> Paper:
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
    terms
        Rule of praise, map, and whether it leaves the offices.
    """
    quarter = f"{stamp.day.year}年第{numeral((stamp.day.month + 2) // 3)}季度"
    moves = ranked(found.moves())
    fields: dict[str, Words] = {
        **letter.fields(),
        "标题": (f"关于{quarter}基本公共卫生服务项目督导情况的通报",),
        "季度": (quarter,),
        "密级": ("可公开" if terms.public else f"内部资料　{CLOSED}",),
        "依据": (f"《{clean(stamp.scheme_name)}》评价方案",),
        "总体情况": _overall(found, stamp.day),
        "图注": (f"全县各单位得分分布（截至{stamp.day.year}年{stamp.day.month}月）",),
    }
    return Paper(
        kind=Kind.BULLETIN,
        title=f"{quarter}督导通报",
        stamp=stamp,
        fields=fields,
        lists={
            "督导覆盖": visit_lines(rounds),
            "表扬": tuple(_praised(found, rounds, terms.praise)),
            "问题": _problems(found, rounds),
            "真实性": checked_lines(rounds),
            "群众评价": survey_lines(rounds),
            "整改": closing_lines(rounds),
            "要求": letter.paragraphs() or _demands(),
        },
        tables={
            "项目": item_table(found),
            "排名": Table(RANKS, tuple(_ranked_rows(found, moves, public=terms.public))),
        },
        pictures={"地图": terms.picture},
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


def _praised(found: Findings, rounds: Rounds, rule: Praise) -> Iterator[Words]:
    """Praise by the declared rule, and say the rule."""
    moves = ranked(found.moves())
    worthy = [move for move in moves if move.area.code not in rounds.barred]
    best = [m for m in worthy if m.rank is not None and m.rank <= rule.best]
    climbed = sorted(
        (m for m in worthy if (m.places or 0) >= rule.places), key=lambda m: -(m.places or 0)
    )[: rule.climbed]
    yield say(
        "通报表扬规则：得分列前{best}位，或位次较上季上升{places}位以上（取前{climbed}个）；"
        "有超期未销号问题，或查实有组织编造、真实率低于底线的单位，不列入。",
        best=number(rule.best),
        places=number(rule.places),
        climbed=number(rule.climbed),
    )
    names = [_placed(move.area.name, move.score) for move in best]
    yield say("得分居前的单位：{names}。", names=joined(names)) if names else _NONE_BEST
    rises = [(m.area.name, "（上升", number(m.places), "位）") for m in climbed]
    yield say("位次进步较大的单位：{names}。", names=joined(rises)) if rises else _NONE_UP


def _placed(name: str, score: Fraction | None) -> Words:
    return say("{name}（{score}分）", name=name, score=number(score, 2))


def _problems(found: Findings, rounds: Rounds) -> tuple[Words, ...]:
    """List problems by service item with the institutions; sensitive items name nobody."""
    seen = {one.item: one for one in rounds.found if one.item}
    behind, closed = found.behind_by_item(), found.sensitive_items()
    codes = dict.fromkeys((*found.scored_items(), *seen))
    told: list[Words] = [
        (_item(found, code), _CLOSED_ITEM)
        if code in closed
        else _problem(_item(found, code), behind.get(code, ()), seen.get(code))
        for code in codes
        if code in behind or code in seen
    ]
    told += [_problem(one.what or "其他", (), one) for one in rounds.found if not one.item]
    numbered = ((f"（{numeral(place)}）", *line) for place, line in enumerate(told, 1))
    return tuple(numbered) or (("未发现指标落后进度，督导未发现问题。",),)


def _problem(item: str, names: tuple[str, ...], visited: Found | None) -> Words:
    parts: list[Words] = []
    if names:
        parts.append(
            say("有指标落后进度的{n}个单位：{names}", n=number(len(names)), names="、".join(names))
        )
    if visited is not None:
        parts.append(
            say(
                "督导发现问题{count}个，涉及{n}个单位：{names}",
                count=number(visited.count),
                n=number(len(visited.names)),
                names="、".join(visited.names),
            )
        )
    return (f"{item}：", *joined(parts, "；"), "。")


def _item(found: Findings, code: str) -> str:
    return short(found.items[code]) if code in found.items else code


def _ranked_rows(
    found: Findings, moves: Sequence[Move], *, public: bool
) -> Iterator[Mapping[str, Entry]]:
    for move in moves:
        yield rank_row(found, move, public=public)


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
