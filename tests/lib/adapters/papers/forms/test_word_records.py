"""Templates of ledger and minutes leave out tables that have no rows."""

from dataclasses import replace

from lib.adapters.papers.word import write_word
from lib.model.papers.content import Kind
from lib.model.papers.minutes import minutes
from tests import papers


def test_empty_tables_of_minutes_are_left_out(newest, templates):
    bare = replace(papers.MEETING, scenarios=(), decisions=())
    paper = minutes(bare, papers.LETTER, papers.stamp(newest))
    assert papers.word_tables(write_word(paper, templates)) == []
    full = papers.word_tables(write_word(papers.paper(Kind.MINUTES, newest), templates))
    assert [table[0][0] for table in full] == ["方案", "方案", "序号", "方案"]


def test_the_ledger_puts_what_belongs_together_into_one_cell(newest, templates):
    [table] = papers.word_tables(write_word(papers.paper(Kind.LEDGER, newest), templates))
    head, first, second = table
    late = dict(zip(head, second, strict=True))
    assert late["状态"] == "整改中（超期19天）"
    assert late["整改期限"] == "2025.12.20 已延期"
    assert dict(zip(head, first, strict=True))["来源"] == "督导 2025Q4"
