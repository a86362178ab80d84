"""The tables of papers as workbooks: numbers as numbers, nothing that runs."""

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from lib.adapters.papers.sheets import write_sheets
from lib.model.papers import ledger
from lib.model.papers.content import Figure, Kind, said
from tests import papers

KINDS = (Kind.RANKING, Kind.ALLOCATION, Kind.STATEMENT, Kind.LEDGER)


@pytest.mark.parametrize("kind", KINDS)
def test_every_number_is_a_number_of_the_paper(kind, found):
    paper = papers.paper(kind, found)
    book = load_workbook(BytesIO(write_sheets(paper)))
    for name, table in paper.tables.items():
        rows = [*table.rows, *([table.total] if table.total else [])]
        for line, row in enumerate(rows, 4):
            for place, column in enumerate(table.columns, 1):
                cell, entry = book[name].cell(line, place), row[column.key]
                if isinstance(entry, Figure) and entry.value is not None:
                    assert cell.value == pytest.approx(float(entry.value), rel=1e-15, abs=1e-15)
                    assert cell.data_type == "n"
                else:
                    assert (cell.value or "") == said(entry)


def test_the_seal_is_in_the_properties_and_on_a_sheet(newest):
    book = load_workbook(BytesIO(write_sheets(papers.paper(Kind.RANKING, newest))))
    named = {one.name: one.value for one in book.custom_doc_props.props}
    assert named["结果指纹"] == newest.outcome.seal
    assert newest.outcome.seal in "".join(str(row[0].value) for row in book["制作信息"].rows)


@pytest.mark.parametrize("nasty", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")', "{=1}"])
def test_a_text_that_looks_like_a_formula_stays_a_text(newest, nasty):
    line = replace(papers.LINES[0], problem=nasty, unit=nasty)
    paper = ledger.ledger((line,), (), papers.LETTER, papers.stamp(newest))
    cells = [c for row in load_workbook(BytesIO(write_sheets(paper)))["台账"].rows for c in row]
    assert [c.data_type for c in cells if c.value == nasty] == ["s", "s"]
    assert not [c for c in cells if c.data_type == "f"]
