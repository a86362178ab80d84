"""Papers on the screen: made, issued once, downloaded again, checked."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document

from lib.adapters.store import journal
from lib.errors import InputError
from lib.model.papers.checking import Verdict
from lib.model.papers.content import Kind
from lib.model.papers.issuing import BOOK, issued
from pages.ui import load, paper_preview, paper_words, state
from pages.ui.load import paper_checks, papers
from pages.ui.load.papers import Options
from pages.ui.text import _
from tests.lib.adapters.papers.test_reading import rewritten
from tests.pages.reading import newest

FROM_THE_ENGINE = [k for k in paper_words.KINDS if k not in {Kind.LEDGER, Kind.MINUTES}]
SEPTEMBER = "2025-09"


@pytest.fixture
def opened(open_page):
    """Open a view of the page."""

    def open_view(view="make", paper="ranking", **query):
        return open_page("papers", papers=view, paper=paper, **query)

    return open_view


@pytest.fixture
def reader(speaking):
    """A reader of the newest period, outside of any page."""
    speaking("zh")
    newest(lambda: None)
    state.put(state.OPERATOR, "王敏")


def issue(app):
    app = app.text_input(key="operator").set_value("王敏").run()
    return app.button(key="issue paper").click().run()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", ["make", "issued", "check"])
def test_every_view_draws_in_both_languages(opened, view, lang):
    app = opened(view, lang=lang)
    assert not app.exception
    assert not app.error


@pytest.mark.parametrize("paper", FROM_THE_ENGINE)
def test_every_paper_of_the_engine_is_drawn(opened, paper):
    app = opened(paper=paper)
    assert not app.exception
    assert not app.error
    assert any("示例数据" in caption.value for caption in app.caption)


@pytest.mark.parametrize("paper", [Kind.LEDGER, Kind.MINUTES])
def test_a_paper_of_another_room_is_drawn_or_says_what_is_missing(opened, paper):
    app = opened(paper=paper)
    assert not app.exception
    assert app.error or len(app.dataframe)


@pytest.mark.parametrize("period", [SEPTEMBER, "2025-12"])
def test_the_preview_is_what_stands_in_the_file(opened, period, reader):
    app = opened(paper="allocation", period=period)
    state.choose(period=period)
    newest(lambda: None)
    paper = papers.compose(Kind.ALLOCATION, Options())
    rows = paper_preview.grid(paper.tables["资金"])
    assert app.dataframe[0].value.to_dict("records") == rows
    [table] = Document(BytesIO(papers.render(paper, Options()))).tables
    cells = [[cell.text for cell in row.cells] for row in table.rows][1:]
    assert cells == [list(row.values()) for row in rows]


def test_issuing_needs_a_name(opened, figures):
    before = journal.postings(figures, BOOK)
    app = opened().button(key="issue paper").click().run()
    assert app.error
    assert journal.postings(figures, BOOK) == before


def test_an_issued_paper_is_kept_with_its_file_seal_and_mark(opened, figures, reader):
    app = issue(opened(paper="ranking"))
    assert not app.error
    assert app.success
    [last, *_rest] = issued(journal.postings(figures, BOOK))
    kept = journal.file(figures, last.record.sha256)
    text = "\n".join(p.text for p in Document(BytesIO(kept.content)).paragraphs)
    assert last.mark in text
    assert last.record.seal in text
    assert last.record.seal == load.outcome().seal
    assert (last.by, last.record.operator) == ("王敏", "王敏")
    listed = opened("issued").dataframe[0].value
    assert last.mark in list(listed[_("Registration mark")])


def test_a_second_click_issues_nothing_more(figures, reader):
    author = state.author()
    first = papers.issue(Kind.SUMMONS, Options(unit="B04"), "one click", author)
    count = len(issued(journal.postings(figures, BOOK)))
    assert papers.issue(Kind.SUMMONS, Options(unit="B04"), "one click", author) == first
    assert len(issued(journal.postings(figures, BOOK))) == count


def test_the_papers_to_all_institutions_are_issued_together_once(figures, reader):
    author = state.author()
    batch = papers.issue_all(Kind.STATEMENT, Options(), "all at once", author)
    count = len(issued(journal.postings(figures, BOOK)))
    assert len({one.mark for one in batch}) == len(load.institutions()) == len(batch)
    assert papers.issue_all(Kind.STATEMENT, Options(), "all at once", author) == batch
    assert len(issued(journal.postings(figures, BOOK))) == count
    assert papers.together(batch[3]) == batch
    with ZipFile(BytesIO(papers.issued_archive(batch))) as package:
        for one in batch:
            found = paper_checks.check(package.read(one.record.file), "a")
            assert (found.verdict, found.paper) == (Verdict.UNTOUCHED, one)


@pytest.mark.parametrize(
    "kind", [Kind.ALLOCATION, Kind.STATEMENT, Kind.BULLETIN, Kind.MEETING, Kind.NOTICE]
)
def test_an_issued_paper_is_known_again_and_a_changed_digit_is_found(figures, reader, kind):
    options = Options(unit="B05")
    paper = papers.issue(kind, options, f"check {kind}", state.author())
    content = papers.file(paper).content
    found = paper_checks.check(content, "C:\\随便\\名.docx")
    assert (found.verdict, found.paper) == (Verdict.UNTOUCHED, paper)
    where = "slides/slide" if kind == Kind.MEETING else "document.xml"
    score = str(paper.record.day.year).encode()
    changed = rewritten(content, lambda part: part.replace(score, b"2035", 1), where)
    found = paper_checks.check(changed, "a")
    assert (found.verdict, found.paper) == (Verdict.CHANGED, paper)
    assert any("2035" in one.now for one in found.differences)


def test_sheets_are_issued_and_known_as_well(figures, reader):
    options = Options(as_sheets=True)
    paper = papers.issue(Kind.RANKING, options, "sheets", state.author())
    assert paper.record.form == "xlsx"
    assert paper_checks.check(papers.file(paper).content, "a").verdict == Verdict.UNTOUCHED


def test_the_store_still_gives_the_result_now_and_as_it_was(figures, reader):
    paper = papers.issue(Kind.RANKING, Options(), "standing", state.author())
    found = paper_checks.standing(paper)
    assert (found.now, found.then) == (True, True)


def test_a_seal_is_found_on_the_page_and_a_foreign_one_is_not(opened, figures, reader):
    paper = papers.issue(Kind.RANKING, Options(), "typed", state.author())
    app = opened("check", lang="zh").text_input(key="seal to check").set_value(paper.mark).run()
    assert app.success
    assert paper.mark in app.dataframe[0].value.to_string()
    app = app.text_input(key="seal to check").set_value("0000-0000-0000").run()
    assert app.warning
    assert not app.dataframe
    app = app.text_input(key="seal to check").set_value("00").run()
    assert app.error


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"PK\x03\x04broken"])
def test_what_is_no_document_is_refused_before_it_is_read(reader, content):
    with pytest.raises(InputError):
        paper_checks.check(content, "a.docx")


def test_a_draft_is_not_registered_and_says_so(figures, reader):
    before = journal.postings(figures, BOOK)
    document = Document(BytesIO(papers.make("ranking")))
    assert "草稿" in document.sections[0].header.paragraphs[0].text
    assert journal.postings(figures, BOOK) == before


def test_a_mobile_number_in_a_letter_is_refused_with_a_sentence(opened):
    app = opened(paper="bulletin")
    app = app.text_input(key="paper contact").set_value("13800000000").run()
    assert app.error
    assert not app.exception


def test_names_in_typed_texts_stay_text(opened):
    app = opened(paper="bulletin")
    app = app.text_input(key="paper addressee").set_value("**甲** $x$ <b>").run()
    assert not app.exception
    assert any("\\*\\*甲\\*\\*" in m.value for m in app.markdown)
