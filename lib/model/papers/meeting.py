"""Slides of a meeting: the county, the ranking, the money, the scenarios, the decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from lib.model.papers import screens
from lib.model.papers.allocation_table import amounts, shared_money
from lib.model.papers.bulletin import item_table
from lib.model.papers.content import (
    Column,
    Entry,
    Kind,
    Paper,
    Picture,
    Shape,
    Slide,
    Table,
    Words,
    joined,
    say,
)
from lib.model.papers.findings import Findings, brief, ranked
from lib.model.papers.letters import Letter
from lib.model.papers.minutes import (
    Decision,
    ScenarioLine,
    decision_columns,
    decision_rows,
    scenario_columns,
    scenario_rows,
)
from lib.model.papers.ranking import RANKS, rank_row, short
from lib.model.papers.screens import ROWS, split
from lib.model.papers.shown import Screens
from lib.model.papers.stamp import Stamp
from lib.model.papers.written import day, number, percent, period, wan, yuan
from lib.model.scores import county_score

__all__ = ["ROWS", "split"]

_PODIUM = 3
_RANKED = ("名次", "单位", "得分", "等次", "位次变化", "薄弱项目")
_PAID = (
    Column("单位", "单位", 24),
    Column("考核得分", "考核得分", 8),
    Column("应拨", "应拨（元）", 14),
    Column("已预拨", "已预拨（元）", 14),
    Column("本次拨付", "本次拨付（元）", 14),
    Column("村级", "其中村级（元）", 14),
)


@dataclass(frozen=True, slots=True)
class Step:
    """A screen of the agenda."""

    screen: str
    """One of those that meetings know; see data/meeting.yaml."""
    notes: tuple[str, ...] = ()
    """What whoever presents it says."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a meeting adds to the figures."""

    title: str
    on: date
    picture: Picture | None = None
    scenarios: tuple[ScenarioLine, ...] = ()
    decisions: tuple[Decision, ...] = ()
    steps: tuple[Step, ...] = ()
    """Its screens in order; none shows figures, money, scenarios and decisions."""
    shown: Screens = field(default_factory=Screens)
    """What the rooms show."""


def slides(found: Findings, agenda: Agenda, letter: Letter, stamp: Stamp) -> Paper:
    """Write the slides of a meeting."""
    drawn = tuple(_all(found, agenda, stamp))
    fields: dict[str, Words] = {
        **letter.fields(),
        "标题": (agenda.title,),
        "副标题": (f"{letter.issuer}　{day(agenda.on)}",),
    }
    return Paper(Kind.MEETING, agenda.title, stamp, fields, slides=drawn)


_USUAL = tuple(map(Step, ("dashboard", "ranking", "map", "funds", "whatif", "decisions")))


def _all(found: Findings, agenda: Agenda, stamp: Stamp) -> Iterator[Slide]:
    makers = _makers(found, agenda, stamp)
    for step in agenda.steps or _USUAL:
        notes: tuple[Words, ...] = tuple((line,) for line in step.notes)
        for place, slide in enumerate(makers[step.screen]() if step.screen in makers else ()):
            yield replace(slide, notes=(*notes, *slide.notes)) if place == 0 else slide


def _makers(
    found: Findings, agenda: Agenda, stamp: Stamp
) -> Mapping[str, Callable[[], Iterator[Slide]]]:
    """Say which screen of an agenda makes which slides; one unit is shown live only."""
    shown = agenda.shown
    return {
        "previous": lambda: screens.previous(shown),
        "dashboard": lambda: _county(found, stamp),
        "ranking": lambda: _ranking(found),
        "map": lambda: _drawn(agenda, stamp),
        "voice": lambda: screens.voice(shown),
        "coverage": lambda: screens.coverage(shown),
        "blocks": lambda: screens.blocks(shown),
        "funds": lambda: _money(found),
        "whatif": lambda: _weighed(agenda),
        "decisions": lambda: _decided(agenda),
        "one_page": lambda: _one_page(found, agenda),
        "year": lambda: screens.year(shown),
        "plan": lambda: screens.plan(shown),
        "risks": lambda: screens.risks(shown),
        "allocation": lambda: _money(found),
    }


def _drawn(agenda: Agenda, stamp: Stamp) -> Iterator[Slide]:
    if agenda.picture:
        head = say("{when}各单位得分分布", when=period(stamp.day))
        yield Slide("得分分布图", head, Shape.PICTURE, picture=agenda.picture)


def _weighed(agenda: Agenda) -> Iterator[Slide]:
    if agenda.scenarios:
        head = say("共比较{n}个方案", n=number(len(agenda.scenarios)))
        table = Table(scenario_columns(), scenario_rows(agenda.scenarios))
        yield from split(Slide("方案比较", head, Shape.TABLE, table), ROWS - 4)


def _one_page(found: Findings, agenda: Agenda) -> Iterator[Slide]:
    """Show money, items, first and last, tasks and risks in one sentence each."""
    moves = ranked(found.moves())
    lights = [one.light for one in found.standings if one.code.isdigit()]
    names = [[brief(m.area) for m in part] for part in (moves[:_PODIUM], moves[-_PODIUM:])]
    points: list[Words] = []
    if found.outcome.allocation is not None:
        shared = shared_money(found)
        paid = sum(row.advance for row in shared.rows)
        points.append(
            say(
                "资金：资金池{pool}万元，已预拨{paid}万元（{share}）。",
                pool=wan(shared.pool),
                paid=wan(paid),
                share=percent(_share(paid, shared.pool)),
            )
        )
    points.append(
        say(
            "项目：{n}个服务项目中{green}个达到进度、{amber}个接近、{red}个落后。",
            n=number(len(lights)),
            **{name: number(lights.count(name)) for name in ("green", "amber", "red")},
        )
    )
    points.append(
        say("位次：前三名{best}；后三名{last}。", best=joined(names[0]), last=joined(names[1]))
    )
    points += screens.task_lines(agenda.shown)
    points.append(say("需要会议决定{n}项。", n=number(len(agenda.shown.risks))))
    head = say("全县加权平均{score}分", score=number(county_score(found.outcome.scores), 2))
    yield Slide("一页看全", head, Shape.POINTS, points=tuple(points))


def _county(found: Findings, stamp: Stamp) -> Iterator[Slide]:
    shown = item_table(found, national=True)
    lights = [one.light for one in found.standings if one.code.isdigit()]
    head = say(
        "全县加权平均{score}分；{n}个服务项目中{green}个达到进度、{amber}个接近、{red}个落后",
        score=number(county_score(found.outcome.scores), 2),
        n=number(len(lights)),
        green=number(lights.count("green")),
        amber=number(lights.count("amber")),
        red=number(lights.count("red")),
    )
    title = f"全县十四项进度（{period(stamp.day)}）"
    yield Slide(title, head, Shape.BARS, shown, ("实际", "目标"), notes=(_behind(found),))
    yield from split(Slide("十四项完成情况", head, Shape.TABLE, shown), 14)


def _behind(found: Findings) -> Words:
    named = [
        say("{item}{n}个单位", item=short(found.items[code]), n=number(len(names)))
        for code, names in found.behind_by_item().items()
    ]
    return say("有指标落后进度的项目：{all}。", all=joined(named) or "无")


def _ranking(found: Findings) -> Iterator[Slide]:
    moves = found.moves()
    columns = tuple(column for column in RANKS if column.key in _RANKED)
    rows = tuple(
        {key: cell for key, cell in rank_row(found, move).items() if key in _RANKED}
        for move in moves
    )
    up, down = (sum(sign * (m.places or 0) > 0 for m in moves) for sign in (1, -1))
    head = say(
        "{n}个单位：较上季位次上升{up}个、下降{down}个",
        n=number(len(moves)),
        up=number(up),
        down=number(down),
    )
    table = Table(columns, rows)
    by_name = Table(
        (columns[1], columns[2]),
        tuple({"单位": brief(m.area), "得分": number(m.score, 2)} for m in moves),
    )
    yield Slide("考核得分", head, Shape.COLUMNS, by_name, ("得分",))
    yield from split(Slide("考核排名", head, Shape.TABLE, table))
    yield _ends(found)


def _ends(found: Findings) -> Slide:
    moves = ranked(found.moves())
    columns = tuple(column for column in RANKS if column.key in _RANKED)
    chosen = moves if len(moves) < 2 * _PODIUM else (*moves[:_PODIUM], *moves[-_PODIUM:])
    rows = tuple(
        {key: cell for key, cell in rank_row(found, move).items() if key in _RANKED}
        for move in chosen
    )
    spread = None
    if moves and moves[0].score is not None and moves[-1].score is not None:
        spread = moves[0].score - moves[-1].score
    head = say("首末位相差{gap}分", gap=number(spread, 2))
    return Slide("前三名与后三名", head, Shape.TABLE, Table(columns, rows))


def _money(found: Findings) -> Iterator[Slide]:
    if found.outcome.allocation is None:
        return
    shared = shared_money(found)
    whole = sum(row.amount for row in shared.rows)
    sign = "＝" if whole + shared.carried_over == shared.pool else "≠"
    head = say(
        "Σ校验：应拨合计{whole}元＋结转{rest}元{sign}资金池{pool}元；已预拨{paid}",
        whole=yuan(whole),
        rest=yuan(shared.carried_over),
        sign=sign,
        pool=yuan(shared.pool),
        paid=percent(_share(sum(row.advance for row in shared.rows), whole)),
    )
    areas = found.outcome.areas
    rows = tuple(
        {
            "单位": area.name,
            "考核得分": number(found.outcome.scores.of(area.code), 2),
            **{k: v for k, v in amounts(row, in_wan=False).items() if k not in {"扣减", "奖励"}},
        }
        for area, row in zip(areas, shared.rows, strict=True)
    )
    total: dict[str, Entry] = {
        "单位": "合计",
        "考核得分": "",
        **{
            key: yuan(sum(read))
            for key, read in {
                "应拨": [row.amount for row in shared.rows],
                "已预拨": [row.advance for row in shared.rows],
                "本次拨付": [row.settlement for row in shared.rows],
                "村级": [row.village for row in shared.rows],
            }.items()
        },
    }
    chart = Table(
        (Column("单位", "单位", 24), Column("应拨", "应拨（万元）", 12)),
        tuple(
            {"单位": brief(a), "应拨": wan(r.amount)}
            for a, r in zip(areas, shared.rows, strict=True)
        ),
    )
    yield Slide("资金分配（万元）", head, Shape.COLUMNS, chart, ("应拨",))
    yield from split(Slide("资金分配表", head, Shape.TABLE, Table(_PAID, rows, total)))


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None


def _decided(agenda: Agenda) -> Iterator[Slide]:
    if not agenda.decisions:
        points: tuple[Words, ...] = (("（会上记录）",),)
        yield Slide("议定事项", ("提请会议研究决定",), Shape.POINTS, points=points)
        return
    head = say("共{n}项", n=number(len(agenda.decisions)))
    table = Table(decision_columns(), decision_rows(agenda.decisions))
    yield from split(Slide("议定事项", head, Shape.TABLE, table), ROWS - 3)
