"""The ledger's rates count what is due, closed and late."""

from lib.model.papers.content import Kind, said
from lib.model.papers.ledger import ledger
from tests import papers


def test_the_counts_and_rates_are_those_of_the_ledger(newest):
    paper = papers.paper(Kind.LEDGER, newest)
    assert papers.numbers(said(paper.fields["概况"])) == ["2", "1", "1", "1"]
    first, second = (said(line) for line in paper.lists["销号率"])
    found = ["22", "19", "12", "63.2", "57.9", "6", "8", "38.1", "15.7"]
    assert papers.numbers(first) == found
    assert "平均" not in second
    late = [said(row["超期"]) for row in paper.tables["台账"].rows]
    assert late == ["—", "19"]


def test_every_field_of_an_item_has_its_column(newest):
    [row, _] = papers.paper(Kind.LEDGER, newest).tables["台账"].rows
    assert {said(row[key]) for key in ("复核", "复核结果", "季度")} == {
        "县域慢病管理中心质控岗", "合格", "2025Q4"
    }  # fmt: skip


def test_an_empty_ledger_has_no_rate(newest):
    paper = ledger((), (), papers.LETTER, papers.stamp(newest))
    assert [said(line) for line in paper.lists["销号率"]] == ["整改台账未录入。"]
