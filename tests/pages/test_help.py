"""Help: every page has its texts, the words can be found, the guide cannot go stale."""

import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from lib.errors import ParameterError
from lib.model.authors import Author
from lib.model.scenarios import Scenario
from pages.ui import frame, help_first, help_guide, help_marks, help_texts, help_way, load, state
from pages.ui.load import help as texts
from pages.ui.load import proposals
from pages.ui.text import _, catalogue
from tests.browser import guide as pictures
from tests.conftest import ROOT
from tests.pages.own_store import copied
from tests.pages.reading import newest

SCREENS = {screen.file: screen for part in frame.SECTIONS.values() for screen in part}
CHAPTERS = texts.chapters()
GUIDE = "\n".join(CHAPTERS.values())
TERMS = texts.glossary().terms
MOST_BYTES = 4_000_000


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", ["first", "words", "guide"])
def test_every_view_draws(open_page, view, lang):
    app = open_page("help", help=view, lang=lang)
    assert not app.exception
    assert not app.error
    assert len([*app.markdown, *app.table]) > 1


@pytest.mark.parametrize("page", SCREENS)
def test_every_page_of_the_navigation_has_its_help(page):
    found = texts.pages()[page]
    parts = [getattr(found, part) for part in help_texts.PARTS]
    assert all(part.zh.endswith("。") and part.en.endswith(".") for part in parts)
    assert 3 <= "".join(part.zh for part in parts).count("。") <= 6


def test_help_is_drawn_only_when_it_is_asked_for(open_page):
    app = open_page("coverage")
    purpose = texts.pages()["coverage"].purpose.zh
    assert purpose not in " ".join(element.value for element in app.markdown)
    app.session_state["help of coverage"] = True
    app.run()
    assert not app.exception
    assert purpose in " ".join(element.value for element in app.markdown)


@pytest.mark.parametrize("page", [{}, {"overview": {}}, {"elsewhere": {}}])
def test_a_page_without_help_and_help_without_a_page_are_refused(page):
    with pytest.raises(ParameterError):
        help_texts.parse_pages(page, ["overview"])


def test_the_glossary_has_the_words_of_the_trade():
    assert 55 <= len(TERMS) <= 90
    words = {term.term.zh for term in TERMS}
    assert {"机构", "时序进度", "销号", "结果指纹"} <= words
    assert all(term.meaning.zh.endswith("。") for term in TERMS)
    assert all(term.meaning.zh.count("。") == 1 for term in TERMS)
    assert all(term.page in SCREENS for term in TERMS)


@settings(max_examples=60)
@given(st.data())
def test_a_word_is_found_by_any_part_of_it(data):
    term = data.draw(st.sampled_from(TERMS))
    text = data.draw(st.sampled_from([term.term.zh, term.term.en, term.meaning.zh]))
    first = data.draw(st.integers(0, len(text) - 1))
    last = data.draw(st.integers(first + 1, len(text)))
    found = texts.glossary().found(text[first:last].upper())
    assert term in found
    assert term in texts.glossary().found(text[first:last], term.group)


def test_the_glossary_is_searched_on_the_page(open_page):
    app = open_page("help", help="words")
    app.text_input(key="glossary search").set_value("最大余额").run()
    (table,) = [element.value for element in app.table]
    assert "最大余额法" in table.to_string()
    assert len(table) == len(texts.glossary().found("最大余额"))
    app.text_input(key="glossary search").set_value("没有这样的词").run()
    assert not app.table


def glossary_of(*terms):
    both = {"zh": "甲", "en": "A"}
    return {"groups": {"one": both}, "sources": {"own": both}, "terms": list(terms)}


def one_term(**other):
    both = {"zh": "甲", "en": "A"}
    known = {"term": both, "meaning": both, "group": "one", "page": "map", "source": "own"}
    return {**known, **other}


@pytest.mark.parametrize(
    "terms",
    [
        [one_term(), one_term()],
        [one_term(page="elsewhere")],
        [one_term(group="two")],
        [one_term(source="nobody")],
        [one_term(more="1")],
        [one_term(meaning={"zh": "甲"})],
    ],
)
def test_a_slip_in_the_glossary_is_refused(terms):
    assert len(help_texts.parse_glossary(glossary_of(one_term()), ["map"]).terms) == 1
    with pytest.raises(ParameterError):
        help_texts.parse_glossary(glossary_of(*terms), ["map"])


def test_every_role_has_five_to_seven_steps_and_what_is_told_of_them_can_be_told():
    assert list(texts.roles()) == ["leader", "office", "analyst", "centre", "institution"]
    assert all(5 <= len(role.steps) <= 7 for role in texts.roles().values())
    assert help_marks.marks() == set(help_texts.MARKS)
    used = {step.done for role in texts.roles().values() for step in role.steps if step.done}
    assert used <= set(help_texts.MARKS)


@pytest.mark.parametrize("role", texts.roles())
def test_every_step_leads_to_its_page(open_page, role):
    app = open_page("help", role=role)
    links = [element.proto.page for element in app.get("page_link")]
    pages = [step.page for step in texts.roles()[role].steps]
    assert links == ["" if page == "overview" else page for page in pages]


def test_made_up_figures_are_no_imported_figures(figures, speaking):
    speaking("zh")
    newest(lambda: None)
    assert load.is_demonstration()
    assert not help_marks.is_done("figures")
    assert help_marks.is_done("visit")


def test_a_step_is_done_once_there_is_a_record_of_it(figures, tmp_path, open_page, speaking):
    with copied(figures, tmp_path):
        speaking("zh")
        newest(lambda: None)
        assert help_marks.is_done("scenario") == bool(proposals.saved())
        author = Author("测试", state.clock(), "")
        proposals.keep(("会上提议", ""), Scenario(base_share=Fraction(1, 2)), "help test", author)
        assert help_marks.is_done("scenario")
        app = open_page("help", role="analyst")
        number = [step.done for step in texts.roles()["analyst"].steps].index("scenario") + 1
        lines = [e.value for e in app.markdown if f"**{number}**" in e.value]
    assert [line[0] for line in lines] == [help_first.DONE]


@pytest.mark.parametrize("page", SCREENS)
def test_the_guide_names_every_page(page):
    assert f"<!-- page: {page} -->" in GUIDE
    headings = re.findall("^#+ (.+)$", GUIDE, re.MULTILINE)
    assert [h for h in headings if h in catalogue("zh")[SCREENS[page].title]]


def test_every_picture_of_the_guide_exists_and_every_picture_is_in_it():
    shown = set(re.findall(r"\]\(images/([\w-]+)\.png\)", GUIDE))
    kept = {file.stem for file in (texts.GUIDE / "images").glob("*")}
    assert shown == kept == set(pictures.PICTURES)


def test_the_pictures_are_of_one_size_and_small():
    files = sorted((texts.GUIDE / "images").glob("*.png"))
    for file in files:
        with Image.open(file) as image:
            assert (image.size, image.mode) == ((1366, 768), "P"), file
    assert sum(file.stat().st_size for file in files) < MOST_BYTES


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_whatever_the_guide_quotes_stands_on_the_screen(chapter):
    """「」 quotes buttons and fields, “” other words; both are in the catalogue."""
    known = set(catalogue("zh").values())
    quoted = re.findall("「(.+?)」|“(.+?)”", CHAPTERS[chapter])
    assert quoted
    assert sorted({"".join(q) for q in quoted} - known) == []


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_links_of_the_guide_lead_to_chapters(chapter):
    ways = re.findall(r"(?<!!)\[[^\]]+\]\(([^)]+)\)", CHAPTERS[chapter])
    assert {way.removesuffix(".md") for way in ways} <= set(CHAPTERS)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_the_guide_is_read_inside_the_dashboard(open_page, chapter):
    app = open_page("help", help="guide", guide=chapter)
    assert not app.exception
    found = help_guide.blocks(CHAPTERS[chapter])
    assert found[0].kind == "title"
    assert len(app.get("image")) == sum(block.kind == "picture" for block in found)
    assert len(app.get("page_link")) == sum(block.kind == "page" for block in found)
    said = "\n".join(element.value for element in app.markdown)
    assert "<!--" not in said
    assert "](images/" not in said
    assert [h.value for h in app.subheader] == [b.text for b in found if b.kind == "heading"]


def test_one_turns_from_chapter_to_chapter(open_page):
    codes = list(CHAPTERS)
    app = open_page("help", help="guide")
    for code in codes[1:]:
        app.button(key=f"guide to {code}").click().run()
        assert not app.exception
        first = next(b.text for b in help_guide.blocks(CHAPTERS[code]) if b.kind == "heading")
        assert app.subheader[0].value == first


def test_the_index_names_every_chapter():
    index = (ROOT / "docs" / "guide" / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"\[(.+?)\]\((.+?)\.md\)", index)
    assert named == [(help_guide.title(text), code) for code, text in CHAPTERS.items()]


def test_titles_are_those_of_the_navigation(speaking):
    speaking("zh")
    assert [help_way.title(page) for page in SCREENS] == [_(s.title) for s in SCREENS.values()]
