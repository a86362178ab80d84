"""Slides: every chart and table is native, and its numbers are the engine's."""

from dataclasses import replace
from io import BytesIO

import pytest
from pptx import Presentation

from lib.adapters.papers.decks import write_slides
from lib.adapters.papers.forms.slide_master import CONTENT, PLACE, TITLE
from lib.errors import ParameterError
from lib.model.papers.content import Figure, Kind, Shape, said
from lib.model.papers.findings import brief
from tests import papers
from tests.papers import agrees


def deck_of(found, templates, **changes):
    paper = papers.paper(Kind.MEETING, found)
    return paper, Presentation(BytesIO(write_slides(replace(paper, **changes), templates)))


def texts(slide):
    return [s.text_frame.text for s in slide.shapes if s.has_text_frame]


def charts(deck):
    return [s.chart for slide in deck.slides for s in slide.shapes if s.has_chart]


def tables(deck):
    found = [s.table for slide in deck.slides for s in slide.shapes if s.has_table]
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in found]


def test_every_number_of_every_slide_is_in_the_file(found, templates):
    paper, deck = deck_of(found, templates)
    for slide, content in zip(list(deck.slides)[1:], paper.slides, strict=True):
        written = "\n".join(texts(slide))
        for part in content.headline:
            assert said(part) in written
        if content.shape == Shape.TABLE:
            [shape] = [s for s in slide.shapes if s.has_table]
            cells = [[c.text for c in row.cells] for row in shape.table.rows][1:]
            rows = [*content.table.rows, *([content.table.total] if content.table.total else [])]
            keys = [column.key for column in content.table.columns]
            assert cells == [[said(row[key]) for key in keys] for row in rows]
        if content.shape in {Shape.BARS, Shape.COLUMNS}:
            [shape] = [s for s in slide.shapes if s.has_chart]
            plot = shape.chart.plots[0]
            for series, key in zip(plot.series, content.series, strict=True):
                wanted = [row[key] for row in content.table.rows]
                assert all(isinstance(one, Figure) for one in wanted)
                assert list(series.values) == [float(one.value) for one in wanted]


def test_the_county_dashboard_has_the_fourteen_items_of_the_engine(found, templates):
    _, deck = deck_of(found, templates)
    plot = charts(deck)[0].plots[0]
    national = [one for one in found.standings if one.code.isdigit()]
    assert len(plot.categories) == len(national) == 14
    done, due = (series.values for series in plot.series)
    assert list(done) == [float(one.done * 100) for one in national]
    assert list(due) == [float(one.due * 100) for one in national]


def test_ranking_and_money_are_the_engine_s(found, templates):
    _, deck = deck_of(found, templates)
    scores, money = charts(deck)[1:3]
    by_name = {brief(a): a.code for a in found.outcome.areas}
    for name, value in zip(
        scores.plots[0].categories, scores.plots[0].series[0].values, strict=True
    ):
        assert value == float(found.outcome.scores.of(by_name[name]))
    for name, value in zip(money.plots[0].categories, money.plots[0].series[0].values, strict=True):
        assert value == found.outcome.allocation.row(by_name[name]).amount / 1_000_000
    ranks = [row for table in tables(deck) if "名次" in table[0] for row in table[1:]]
    assert len(ranks) == 22 + 6
    names = {a.name: a.code for a in found.outcome.areas}
    for row in ranks:
        assert agrees(row[0], found.outcome.scores.rank_of(names[row[1]]))
        assert agrees(row[2], found.outcome.scores.of(names[row[1]]))


def test_the_table_of_money_adds_up_to_the_pool(found, templates):
    _, deck = deck_of(found, templates)
    rows = [r for table in tables(deck) if "应拨（元）" in table[0] for r in table[1:]]
    total = papers.parsed(rows[-1][2])
    assert rows[-1][0] == "合计"
    assert sum(papers.parsed(row[2]) for row in rows[:-1]) == total
    assert total * 100 == found.outcome.allocation.pool - found.outcome.allocation.carried_over


def test_charts_carry_their_numbers_as_a_workbook_to_edit(newest, templates):
    _, deck = deck_of(newest, templates)
    assert all(chart.part.chart_workbook.xlsx_part is not None for chart in charts(deck))


def test_the_seal_is_on_the_cover_and_in_the_properties(newest, templates):
    paper, deck = deck_of(newest, templates)
    assert newest.outcome.seal in "\n".join(texts(deck.slides[0]))
    assert deck.core_properties.keywords == newest.outcome.seal
    assert all("示例数据" in "\n".join(texts(slide)) for slide in deck.slides)
    assert deck.slides[1].notes_slide.notes_text_frame.text == said(paper.slides[0].notes[0])


def test_a_picture_stands_in_its_place(newest, templates):
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
        "0000000049454e44ae426082"
    )
    slides = papers.paper(Kind.MEETING, newest, picture=papers.drawn(png)).slides
    _, deck = deck_of(newest, templates, slides=slides)
    pictures = [s for slide in deck.slides for s in slide.shapes if s.shape_type == 13]
    assert [p.image.blob for p in pictures] == [png]


@pytest.mark.parametrize("named", [CONTENT, PLACE])
def test_a_template_without_a_layout_or_place_is_named(newest, templates, tmp_path, named):
    deck = Presentation(templates / "meeting.pptx")
    layout = next(one for one in deck.slide_layouts if one.name == CONTENT)
    if named == CONTENT:
        layout.name = "别的"
    else:
        next(p for p in layout.placeholders if p.name == PLACE).name = "别的"
    deck.save(tmp_path / "meeting.pptx")
    with pytest.raises(ParameterError, match=rf"meeting\.pptx.*{named}"):
        write_slides(papers.paper(Kind.MEETING, newest), tmp_path)


def test_a_moved_place_moves_the_chart(newest, templates, tmp_path):
    deck = Presentation(templates / "meeting.pptx")
    layout = next(one for one in deck.slide_layouts if one.name == CONTENT)
    place = next(p for p in layout.placeholders if p.name == PLACE)
    place.left = place.left * 2
    deck.save(tmp_path / "meeting.pptx")
    _, moved = deck_of(newest, tmp_path)
    [chart] = [s for s in moved.slides[1].shapes if s.has_chart]
    assert chart.left == place.left


@pytest.mark.parametrize("content", [None, b"", b"no deck"])
def test_a_template_that_cannot_be_read_is_named(newest, tmp_path, content):
    if content is not None:
        (tmp_path / "meeting.pptx").write_bytes(content)
    with pytest.raises(ParameterError, match=r"meeting\.pptx"):
        write_slides(papers.paper(Kind.MEETING, newest), tmp_path)


def test_titles_fill_their_places(newest, templates):
    paper, deck = deck_of(newest, templates)
    names = {p.placeholder_format.idx: p.name for p in deck.slide_layouts[1].placeholders}
    [title] = [p for p in deck.slides[1].placeholders
               if names[p.placeholder_format.idx] == TITLE]  # fmt: skip
    assert title.text_frame.text == paper.slides[0].title
