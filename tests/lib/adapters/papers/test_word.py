"""Every number of every Word paper is read back and compared with the engine."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from io import BytesIO

import pytest
from docx import Document
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.adapters.papers.word import context, write_word
from lib.errors import ParameterError
from lib.model.papers.content import Kind, said
from lib.model.papers.minutes import Decision, minutes
from lib.model.papers.ranking import short
from lib.model.scores import county_score
from tests import papers
from tests.papers import LETTER, MEETING, agrees, by_name, word_tables, word_text

WORD = [kind for kind in Kind if kind != Kind.MEETING]
NASTY = '=HYPERLINK("x")<b>&{{标题}}{% if %}\x00\x0b*_[a](b)\''


def edited(folder, tmp_path, kind, old, new):
    """Copy a template with one text replaced, as somebody would in Word."""
    document = Document(folder / f"{kind}.docx")
    paragraphs = [p for p in document.paragraphs if old in p.text]
    for table in document.tables:
        paragraphs += [p for row in table.rows for c in row.cells for p in c.paragraphs]
    changed = [run for p in paragraphs for run in p.runs if old in run.text]
    assert changed
    for run in changed:
        run.text = run.text.replace(old, new)
    document.save(tmp_path / f"{kind}.docx")
    return tmp_path


@pytest.mark.parametrize("kind", WORD)
def test_every_number_of_a_paper_stands_in_its_document(kind, found, templates):
    paper = papers.paper(kind, found)
    text = word_text(write_word(paper, templates))
    for figure in paper.figures():
        assert figure.text in text
        assert agrees(figure.text, figure.value)


@pytest.mark.parametrize("kind", WORD)
def test_no_number_stands_in_a_document_that_its_paper_does_not_know(kind, found, templates):
    paper = papers.paper(kind, found)
    fixed = " ".join(said(line) for group in paper.lists.values() for line in group)
    cells = [said(e) for t in paper.tables.values() for r in t.rows for e in r.values()]
    known = Counter(papers.numbers(" ".join([*(f.text for f in paper.figures()), fixed, *cells])))
    known.update(n for line in paper.fields.values() for n in papers.numbers(said(line)))
    frame = {"1", "2", "3"}  # annexes are numbered in the template
    written = set(papers.numbers(word_text(write_word(paper, templates))))
    assert written - frame <= set(known)


def test_the_ranking_is_the_engine_s(found, templates):
    content = write_word(papers.paper(Kind.RANKING, found), templates)
    ranks, items = (by_name(table) for table in word_tables(content))
    scores, before = found.outcome.scores, found.previous
    assert len(ranks) == len(items) == 22
    for area in scores.areas:
        row, code = ranks[area.name], area.code
        assert agrees(row["名次"], scores.rank_of(code))
        assert agrees(row["得分"], scores.of(code))
        assert agrees(row["较上季位次"], before.rank_of(code) - scores.rank_of(code))
        assert agrees(row["较上季得分"], scores.of(code) - before.of(code))
    assert said(papers.paper(Kind.RANKING, found).fields["全县得分"]) in word_text(content)
    assert agrees(said(papers.paper(Kind.RANKING, found).fields["全县得分"]), county_score(scores))


def test_points_by_item_are_the_engine_s_and_withheld_ones_are_left_out(found, templates):
    content = write_word(papers.paper(Kind.RANKING, found), templates)
    items = by_name(word_tables(content)[1])
    withheld = 0
    for area in found.outcome.areas:
        for code in found.scored_items():
            heading = short(found.items[code])
            heading += "（不公开）" if code in found.sensitive_items() else ""
            earned, most = found.visible.part(area.code, code)
            withheld += not most
            assert agrees(items[area.name][heading], earned if most else None)
    assert withheld


def test_the_public_ranking_has_no_item_with_sensitive_figures(found, templates):
    paper = papers.paper(Kind.RANKING, found, public=True)
    text = word_text(write_word(paper, templates))
    for code in found.sensitive_items() & set(found.scored_items()):
        assert short(found.items[code]) not in text
    assert "不公开" not in "".join(text.split("不在本表公开"))


@pytest.mark.parametrize("in_wan", [False, True])
def test_the_table_of_payments_is_the_engine_s_to_the_fen_and_adds_up(found, templates, in_wan):
    paper = papers.paper(Kind.ALLOCATION, found, in_wan=in_wan)
    [table] = word_tables(write_word(paper, templates))
    rows, shared = by_name(table), found.outcome.allocation
    per = Fraction(1, 1_000_000 if in_wan else 100)
    for area, row in zip(found.outcome.areas, shared.rows, strict=True):
        shown = rows[area.name]
        paid = {
            "应拨": row.amount,
            "已预拨": row.advance,
            "扣减": row.recovered + sum(row.advances) - row.advance,
            "本次拨付": row.settlement,
            "其中村级": row.village,
        }
        assert {k: papers.parsed(shown[k]) for k in paid} == {k: v * per for k, v in paid.items()}
        assert papers.parsed(shown["服务人口"]) == row.population
        assert agrees(shown["考核得分"], found.outcome.scores.of(area.code))
        assert agrees(shown["系数"], row.coefficient)
    for heading in ("应拨", "已预拨", "扣减", "奖励", "本次拨付", "其中村级"):
        lines = [papers.parsed(row[heading]) for name, row in rows.items() if name != "合计"]
        assert sum(lines) == papers.parsed(rows["合计"][heading])
    assert papers.parsed(rows["合计"]["应拨"]) == (shared.pool - shared.carried_over) * per


def test_the_statement_is_the_engine_s_and_its_equation_holds(found, templates):
    area = found.outcome.areas[3]
    row = found.outcome.allocation.row(area.code)
    items, money = word_tables(write_word(papers.paper(Kind.STATEMENT, found), templates))
    told = {line[1]: papers.parsed(line[2]) * 100 for line in money[1:]}
    assert told["应拨合计"] == row.amount
    assert told["本次拨付"] == row.settlement
    assert told["应拨中：村级"] + told["应拨中：本单位"] == row.amount
    less = sum(fen for name, fen in told.items() if name.startswith("减"))
    assert told["应拨合计"] - less == told["本次拨付"]
    earned = {line[0]: line[2] for line in items[1:]}
    for code in found.scored_items():
        got, most = found.visible.part(area.code, code)
        assert agrees(earned[short(found.items[code])], got if most else None)


def test_the_bulletin_has_every_item_and_every_rank(found, templates):
    items, ranks = word_tables(write_word(papers.paper(Kind.BULLETIN, found), templates))
    by_item = {row[1]: row for row in items[1:]}
    for one in found.standings:
        row = by_item[short(found.items[one.code])]
        assert agrees(row[2], one.due * 100)
        assert agrees(row[3], one.done * 100)
        assert agrees(row[4], (one.done - one.due) * 100)
    for name, row in by_name(ranks).items():
        [code] = [a.code for a in found.outcome.areas if a.name == name]
        assert agrees(row["得分"], found.outcome.scores.of(code))


def test_a_notice_lists_the_figures_behind_with_their_values(newest, templates):
    paper = papers.paper(Kind.NOTICE, newest)
    [table] = word_tables(write_word(paper, templates))
    behind = newest.behind(newest.outcome.areas[3].code)
    assert len(table) - 1 == len(behind) > 0
    for row, one in zip(table[1:], behind, strict=True):
        value, expected = papers.numbers(row[2])
        assert row[1].endswith(f"：{one.indicator.name.zh}")
        assert agrees(value, one.value)
        assert agrees(expected, one.expected)


def test_the_seal_is_in_the_text_and_in_the_properties(newest, templates):
    content = write_word(papers.paper(Kind.RANKING, newest), templates)
    document = Document(BytesIO(content))
    assert newest.outcome.seal in "".join(p.text for p in document.paragraphs)
    assert document.core_properties.keywords == newest.outcome.seal
    assert document.core_properties.identifier == "93D5-FAF5-BC21"
    headers = [s.header.paragraphs[0].text for s in document.sections]
    assert all("示例数据" in text for text in headers)


def test_a_draft_says_so_on_every_page(newest, templates):
    paper = papers.paper(Kind.RANKING, newest)
    draft = replace(paper, stamp=replace(paper.stamp, mark=""))
    document = Document(BytesIO(write_word(draft, templates)))
    section = document.sections[0]
    for header in (section.header, section.even_page_header):
        assert "草稿" in header.paragraphs[0].text


@pytest.mark.parametrize("kind", WORD)
def test_pages_are_of_the_official_size(kind, templates):
    section = Document(templates / f"{kind}.docx").sections[0]
    size = sorted((section.page_width, section.page_height))
    assert [round(side / Mm(1)) for side in size] == [210, 297]
    if section.page_width < section.page_height:
        sides = (section.top_margin, section.bottom_margin)
        sides += (section.left_margin, section.right_margin)
        assert [round(side / Mm(1)) for side in sides] == [37, 35, 28, 26]


def test_an_edited_template_is_what_comes_out(newest, templates, tmp_path):
    folder = edited(templates, tmp_path, "ranking", "各项目得分", "附表：{{单位数}}家分项得分")
    text = word_text(write_word(papers.paper(Kind.RANKING, newest), folder))
    assert "附表：22家分项得分" in text


@pytest.mark.parametrize(
    "change",
    [
        ("{{标题}}", "{{标提}}", "标提"),
        ("{{行.得分}}", "{{行.分数}}", "分数"),
        ("{{标题}}", "{{标题", "标题"),
        ("{{标题}}", "{{标题|没有}}", "没有"),
        ("{{标题}}", "{{标题.__class__.__mro__}}", "ranking.docx"),
    ],
)
def test_a_broken_template_is_named_with_its_placeholder(newest, templates, tmp_path, change):
    old, new, named = change
    folder = edited(templates, tmp_path, "ranking", old, new)
    with pytest.raises(ParameterError) as error:
        write_word(papers.paper(Kind.RANKING, newest), folder)
    assert "ranking.docx" in str(error.value)
    assert named in str(error.value)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"plain text"])
def test_a_template_that_is_no_document_is_named(newest, tmp_path, content):
    (tmp_path / "ranking.docx").write_bytes(content)
    with pytest.raises(ParameterError, match=r"ranking\.docx"):
        write_word(papers.paper(Kind.RANKING, newest), tmp_path)


def test_a_missing_template_is_named(newest, tmp_path):
    with pytest.raises(ParameterError, match=r"ranking\.docx"):
        write_word(papers.paper(Kind.RANKING, newest), tmp_path)


def test_markup_in_typed_texts_stays_text(newest, templates):
    meeting = replace(MEETING, decisions=(Decision(NASTY, NASTY),), dissent=(NASTY,))
    paper = minutes(meeting, LETTER, papers.stamp(newest))
    table = word_tables(write_word(paper, templates))[2]
    shown = NASTY.replace("\x00", "").replace("\x0b", "")
    assert table[1][1:3] == [shown, shown]


@given(st.text(max_size=40))
@settings(max_examples=8)
def test_whatever_is_typed_comes_out_as_it_was_or_without_what_no_file_holds(
    demonstration, templates, text
):
    found = papers.findings(demonstration, papers.DAYS[1])
    paper = minutes(replace(MEETING, decisions=(Decision("甲" + text, "乙"),)), LETTER,
                    papers.stamp(found))  # fmt: skip
    wanted = context(paper)["议定"][0]["事项"]
    table = word_tables(write_word(paper, templates))[2]
    assert table[1][1] == wanted
