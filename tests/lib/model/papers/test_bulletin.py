"""The bulletin says what was found, and that nothing was recorded where nothing was."""

from dataclasses import replace

from lib.model.papers.bulletin import bulletin, item_table
from lib.model.papers.content import Kind, said
from lib.model.papers.findings import ranked
from lib.model.papers.rooms import Rounds
from tests import papers


def test_nothing_recorded_is_said_and_not_a_zero(newest):
    paper = bulletin(newest, papers.LETTER, papers.stamp(newest), Rounds(), papers.TERMS)
    for name in ("督导覆盖", "真实性", "群众评价", "整改"):
        [line] = paper.lists[name]
        assert "未录入" in said(line)
        assert not papers.numbers(said(line))


def test_problems_count_the_institutions_they_name(found):
    for line in papers.paper(Kind.BULLETIN, found).lists["问题"]:
        for part in said(line).rstrip("。").split("；"):
            head, colon, names = part.rpartition("：")
            if colon and "单位" in head:
                assert papers.numbers(head)[-1] == str(len(names.split("、")))


def test_items_with_sensitive_figures_name_nobody(newest):
    lines = [said(line) for line in papers.paper(Kind.BULLETIN, newest).lists["问题"]]
    [closed] = [line for line in lines if "严重精神障碍" in line]
    assert not papers.numbers(closed)
    assert not any(name in closed for name in ("石湾", "泰美"))


def test_who_is_praised_follows_the_rule_that_is_printed(found):
    rule, best, _climbed = papers.paper(Kind.BULLETIN, found).lists["表扬"]
    assert papers.numbers(said(rule)) == ["3", "2", "3"]
    first = [m.area.name for m in ranked(found.moves()) if m.rank <= 3]
    assert all(name in said(best) for name in first)


def test_who_is_late_or_untrue_is_not_praised(found):
    barred = {m.area.code: "超期" for m in found.moves()}
    rounds = replace(papers.ROUNDS, barred=barred)
    paper = bulletin(found, papers.LETTER, papers.stamp(found), rounds, papers.TERMS)
    _rule, best, climbed = (said(line) for line in paper.lists["表扬"])
    assert not any(m.area.name in best + climbed for m in found.moves())


def test_for_the_public_no_sensitive_item_stands_in_the_ranking(newest):
    for public in (False, True):
        paper = papers.paper(Kind.BULLETIN, newest, public=public)
        weak = "".join(said(row["薄弱项目"]) for row in paper.tables["排名"].rows)
        assert ("严重精神障碍" in weak) == (not public)
        assert ("不公开" in said(paper.fields["密级"])) == (not public)


def test_the_national_items_are_numbered_from_one(newest):
    rows = item_table(newest, national=True).rows
    assert [row["序号"].value for row in rows] == list(range(1, 15))
