"""The bulletin says what was found, and that nothing was recorded where nothing was."""

from lib.model.papers.bulletin import Rounds, bulletin, item_table
from lib.model.papers.content import Kind, said
from tests import papers


def test_coverage_is_visited_over_base(newest):
    [first, _] = papers.paper(Kind.BULLETIN, newest).lists["督导覆盖"]
    assert "58.8%" in said(first)


def test_nothing_recorded_is_said_and_not_a_zero(newest):
    paper = bulletin(newest, papers.LETTER, papers.stamp(newest), Rounds(), None)
    for name in ("督导覆盖", "真实性", "群众评价"):
        [line] = paper.lists[name]
        assert "未录入" in said(line)
        assert not papers.numbers(said(line))


def test_problems_count_the_institutions_they_name(found):
    for line in papers.paper(Kind.BULLETIN, found).lists["问题"]:
        text = said(line)
        names = text.rpartition("：")[2].rstrip("。").split("、")
        assert papers.numbers(text.partition("涉及")[2])[0] == str(len(names))


def test_the_national_items_are_numbered_from_one(newest):
    rows = item_table(newest, national=True).rows
    assert [row["序号"].value for row in rows] == list(range(1, 15))
