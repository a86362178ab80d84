"""The ledger's rates count what is due, closed and late."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from lib.model.papers.content import said
from lib.model.papers.ledger import LedgerLine, ledger
from tests import papers

DAYS = st.dates(date(2025, 10, 1), date(2026, 3, 1))


@given(DAYS, st.one_of(st.none(), DAYS), DAYS)
def test_days_late_end_with_the_close(deadline, closed, today):
    line = LedgerLine("1", "甲", "", "", "", "", None, deadline, "", closed=closed)
    assert line.days_late(today) == max(0, ((closed or today) - deadline).days)


def test_the_rates_of_given_items(newest):
    paper = ledger(papers.LINES, papers.LETTER, papers.stamp(newest))
    numbers = papers.numbers(said(paper.fields["概况"]))
    assert numbers == ["2", "1", "2", "50.0", "50.0", "1"]
    late = [said(row["超期"]) for row in paper.tables["台账"].rows]
    assert late == ["—", "19"]


def test_an_empty_ledger_has_no_rate(newest):
    text = said(ledger((), papers.LETTER, papers.stamp(newest)).fields["概况"])
    assert text.count("—") == 2
