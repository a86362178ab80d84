"""Own properties and substitutes for fonts inside Office files."""

from io import BytesIO
from zipfile import ZipFile

from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation

from lib.adapters.papers.packages import properties_of, with_fonts, with_properties

TEXT = st.text(st.characters(min_codepoint=32, max_codepoint=0xD7FF), max_size=30)


def blank(make=Document):
    buffer = BytesIO()
    make().save(buffer)
    return buffer.getvalue()


@given(st.dictionaries(TEXT.filter(bool), TEXT, max_size=4))
@settings(max_examples=25)
def test_properties_come_back_as_they_were_written(properties):
    assert properties_of(with_properties(blank(), properties)) == properties


def test_written_again_they_replace_the_old_ones_and_the_file_still_opens():
    for make in (Document, Presentation):
        once = with_properties(blank(make), {"a": "1", "b": "2"})
        twice = with_properties(once, {"a": "3"})
        assert properties_of(twice) == {"a": "3"}
        make(BytesIO(twice))
        with ZipFile(BytesIO(twice)) as package:
            links = package.read("_rels/.rels").decode()
        assert links.count("custom-properties") == 1


def test_a_file_without_own_properties_has_none():
    assert properties_of(blank()) == {}


def test_the_same_content_makes_the_same_file():
    content = blank()
    assert with_properties(content, {"a": "1"}) == with_properties(content, {"a": "1"})


def test_official_fonts_name_their_substitutes():
    with ZipFile(BytesIO(with_fonts(blank()))) as package:
        fonts = package.read("word/fontTable.xml").decode()
    assert "方正小标宋简体" in fonts
    assert "altName" in fonts
