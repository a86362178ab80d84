"""Every word has a translation, and every translation the same blanks to fill."""

import string
from types import SimpleNamespace

import pytest
from babel.messages.extract import extract_from_dir

from pages.ui import text
from tests.conftest import ROOT

MESSAGES = {
    str(message[2])
    for folder in ("lib", "pages")
    for message in extract_from_dir(
        ROOT / folder, [("**.py", "python")], keywords={"_": None, "N_": None}
    )
}
TRANSLATED = [code for code in text.LANGUAGES if code != "en"]


def blanks(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_message_is_translated(code):
    known = text.catalogue(code)
    assert sorted(message for message in MESSAGES if not known.get(message)) == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_translation_is_left_over(code):
    assert sorted(set(text.catalogue(code)) - MESSAGES) == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_keep_their_blanks(code):
    known = text.catalogue(code)
    assert [english for english, other in known.items() if blanks(english) != blanks(other)] == []


def test_chinese_is_spoken_until_the_reader_says_otherwise():
    assert text._("Overview") == "总览"


def test_a_thing_without_an_english_name_keeps_its_chinese_one(speaking):
    speaking("en")
    assert text.name(SimpleNamespace(zh="罗阳", en="")) == "罗阳"
    assert text.name(SimpleNamespace(name="罗阳", name_en="Luoyang")) == "Luoyang"


def test_filling_a_template_puts_names_and_lists_into_words(speaking):
    areas = (SimpleNamespace(zh="罗阳", en="Luoyang"), "X1")
    assert text.fill("{areas}", {"areas": areas}) == "罗阳、X1"
    speaking("en")
    assert text.fill("{areas}", {"areas": areas}) == "Luoyang, X1"
