"""A notice lists what is wrong; a summons says why."""

from datetime import date

import pytest

from lib.errors import InputError
from lib.model.papers import notice as notices
from lib.model.papers.content import said
from tests import papers


def test_every_figure_behind_is_a_line_with_both_values(newest):
    for area in newest.outcome.areas:
        found = notices.from_figures(newest, area.code)
        assert len(found) == min(20, len(newest.behind(area.code)))
        for one in found:
            assert len(papers.numbers(said(one.evidence))) == 2


@pytest.mark.parametrize("write", [notices.notice, notices.summons])
def test_without_a_reason_there_is_no_paper(newest, write):
    with pytest.raises(InputError, match="甲院"):
        write("甲院", (), papers.LETTER, papers.stamp(newest))


def test_reasons_begin_with_score_and_rank(newest):
    area = newest.outcome.areas[0]
    first = said(notices.reasons_of(newest, area.code)[0])
    assert f"第{newest.outcome.scores.rank_of(area.code)}位" in first


def test_an_item_of_the_ledger_has_its_own_deadline_and_another_takes_the_letter_s(newest):
    own = notices.NoticedProblem(
        "健康档案", "", "2份不实", "", "核实", "2025Q4-1", date(2026, 1, 9)
    )
    other = notices.NoticedProblem("健康档案", "", "2份不实", "", "核实")
    paper = notices.notice("甲院", (own, other), papers.LETTER, papers.stamp(newest))
    told = [(said(row["编号"]), said(row["期限"])) for row in paper.tables["问题"].rows]
    assert told == [("2025Q4-1", "2026年1月9日"), ("—", "2026年1月23日")]


def test_severe_overdue_items_are_reasons_with_their_days():
    late = notices.Overdue("2025Q3-016", "两份检验单不一致。", date(2025, 9, 24), 106)
    [line] = map(said, notices.overdue_reasons([late]))
    assert "“两份检验单不一致”应于2025年9月24日前" in line
    assert line.endswith("已超期106天。")
