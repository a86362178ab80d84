"""Slides of a meeting: nothing is lost when a table is divided."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lib.model.papers.content import Column, Kind, Shape, Slide, Table, said
from lib.model.papers.meeting import Agenda, slides, split
from tests import papers


@given(st.integers(0, 50), st.integers(1, 15))
def test_a_divided_table_keeps_every_row_in_order_and_its_sums_last(rows, most):
    table = Table((Column("a", "甲"),), tuple({"a": str(n)} for n in range(rows)), {"a": "合计"})
    parts = list(split(Slide("甲", (), Shape.TABLE, table), most))
    assert [row for part in parts for row in part.table.rows] == list(table.rows)
    assert all(len(part.table.rows) <= most for part in parts)
    assert [bool(part.table.total) for part in parts] == [False] * (len(parts) - 1) + [True]


def test_without_money_scenarios_and_picture_their_slides_are_missing(newest):
    poor = replace(newest, outcome=replace(newest.outcome, allocation=None))
    bare = slides(poor, Agenda("会", papers.MEETING.on), papers.LETTER, papers.stamp(newest))
    titles = [slide.title for slide in bare.slides]
    assert not any(word in title for title in titles for word in ("资金", "方案", "分布图"))
    assert titles[-1] == "议定事项"


def test_the_sums_are_checked_on_the_slide(found):
    [money] = [s for s in papers.paper(Kind.MEETING, found).slides if s.title == "资金分配（万元）"]
    assert "＝资金池" in said(money.headline)
