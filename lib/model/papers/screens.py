"""Slides of the quarter's work: earlier decisions, people's voice, visits, blocks, plan, risks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lib.model.papers.content import Shape, Slide, Table, Words, say
from lib.model.papers.minutes import decision_columns, decision_rows
from lib.model.papers.rooms import checked_lines, checked_short, closing_lines, survey_lines
from lib.model.papers.shown import (
    Screens,
    asked_table,
    block_table,
    checked_table,
    late_table,
    measure_table,
    visited_table,
    year_table,
)
from lib.model.papers.written import clean, number

ROWS = 11
"""Lines of a table that can be read from the back of a room."""


def previous(shown: Screens) -> Iterator[Slide]:
    """Show what became of earlier decisions, and how much was put right."""
    head = say(
        "以前会议决定未办结{n}项；整改事项超期未销号{late}项",
        n=number(len(shown.waiting)),
        late=number(len(shown.overdue)),
    )
    points = closing_lines(shown.rounds)
    yield Slide("整改销号情况", head, Shape.POINTS, points=points)
    if shown.waiting:
        table = Table(decision_columns(), decision_rows(shown.waiting))
        yield from split(Slide("以前会议决定办理情况", head, Shape.TABLE, table))
    if shown.overdue:
        table = late_table(shown.overdue)
        yield from split(Slide("超期未销号事项", head, Shape.TABLE, table), ROWS - 3)


def voice(shown: Screens) -> Iterator[Slide]:
    """Show authenticity and satisfaction, both with their intervals."""
    head, told = checked_short(shown.rounds), checked_lines(shown.rounds)
    if shown.checked:
        table = checked_table(shown.checked)
        yield from split(Slide("档案真实性核查", head, Shape.TABLE, table, notes=told))
    else:
        yield Slide("档案真实性核查", head, Shape.POINTS, points=told)
    yield Slide("群众评价", ("全县结果",), Shape.POINTS, points=survey_lines(shown.rounds))
    if shown.asked:
        alike: Words = ("同档单位差异不显著，不排先后",)
        yield from split(Slide("各单位满意度", alike, Shape.TABLE, asked_table(shown.asked)))


def coverage(shown: Screens) -> Iterator[Slide]:
    """Show which centre visited how many, and who trained."""
    visits = shown.rounds.visits
    if not visits:
        yield Slide("督导覆盖", ("本季度督导记录未录入",), Shape.POINTS)
        return
    passing = sum(one.visited >= one.needed for one in visits)
    head = say("{all}个中心中{n}个达到覆盖要求", all=number(len(visits)), n=number(passing))
    yield Slide("督导覆盖和培训", head, Shape.TABLE, visited_table(shown.rounds))


def blocks(shown: Screens) -> Iterator[Slide]:
    """Compare the blocks."""
    if not shown.blocks:
        return
    named = sum(len(one.gaps) for one in shown.blocks)
    head = say(
        "{n}个片区；本季度{gaps}个成员单位没有得到帮扶",
        n=number(len(shown.blocks)),
        gaps=number(named),
    )
    yield Slide("片区比较", head, Shape.TABLE, block_table(shown.blocks))


def plan(shown: Screens) -> Iterator[Slide]:
    """Show the lights of tasks and measures."""
    if not shown.measures:
        yield Slide("任务和措施", ("任务措施未录入",), Shape.POINTS)
        return
    known = [one for one in shown.measures if one.actual is not None]
    head = say(
        "{all}条措施中{n}条已录入进度；{late}个里程碑滞后或超期",
        all=number(len(shown.measures)),
        n=number(len(known)),
        late=number(sum(one.late for one in shown.measures)),
    )
    yield Slide("重点任务", head, Shape.TABLE, measure_table(shown.tasks))
    yield from split(Slide("措施进展", head, Shape.TABLE, measure_table(known)))


def risks(shown: Screens) -> Iterator[Slide]:
    """List what needs a decision."""
    head = say("需要会议决定{n}项", n=number(len(shown.risks)))
    points = tuple(
        say("{n}．{text}", n=number(n), text=clean(text)) for n, text in enumerate(shown.risks, 1)
    )
    yield Slide("需要决策的事项", head, Shape.POINTS, points=points or (("无。",),))


def year(shown: Screens) -> Iterator[Slide]:
    """Set every item against its target and against the year before."""
    if not shown.year:
        return
    pairs = [(one.done, one.then) for one in shown.year]
    gains = [done - then for done, then in pairs if done is not None and then is not None]
    head = say(
        "{n}个项目可与上年比较，{up}个高于上年同期",
        n=number(len(gains)),
        up=number(sum(gain > 0 for gain in gains)),
    )
    yield from split(Slide("十四项与目标、上年比较", head, Shape.TABLE, year_table(shown)), 14)


def task_lines(shown: Screens) -> tuple[Words, ...]:
    """Write each task in a line."""
    return tuple(
        say("{code} {name}：{state} {share}", code=one.code, name=one.name, state=one.state,
            share=number(one.actual, 1, "%"))
        for one in shown.tasks
    )  # fmt: skip


def split(slide: Slide, most: int = ROWS) -> Iterator[Slide]:
    """Divide a slide whose table is longer than can be read; the sums come last."""
    table = slide.table
    if table is None or len(table.rows) <= most:
        yield slide
        return
    starts = range(0, len(table.rows), most)
    for page, start in enumerate(starts, 1):
        last = start + most >= len(table.rows)
        part = Table(table.columns, table.rows[start : start + most], table.total if last else {})
        yield replace(slide, title=f"{slide.title}（{page}/{len(starts)}）", table=part)
