"""Deeds of a page: done once, said once, however a click elsewhere cuts the script short."""

import pytest
from streamlit.testing.v1 import AppTest


def form(book, cut, refused):
    """A form that enters a word into a book; where asked to, the script is stopped right after."""
    import streamlit as st
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    from lib.errors import InputError
    from pages.ui import deeds

    deeds.report_back()
    word = st.text_input("word", key=f"word {deeds.key_of('entry')}")

    def enter(key):
        if word in refused:
            raise InputError("no")
        book.setdefault(key, word)
        if word in cut:
            get_script_run_ctx().script_requests.request_stop()
        return word

    if st.button("enter", key="enter"):
        deeds.attempt_once("entry", enter, f"entered {word}")
    st.caption(str(deeds.take_made("entry")))


def enter(app, word):
    app.text_input[0].set_value(word)
    return app.button(key="enter").click().run()


@pytest.fixture
def book():
    return {}


@pytest.fixture
def page(book):
    script = {"book": book, "cut": ("second",), "refused": ("bad",)}
    return AppTest.from_function(form, kwargs=script).run()


def test_what_was_done_is_said_once_and_the_form_is_empty(page, book):
    page = enter(page, "first")
    assert list(book.values()) == ["first"]
    assert [one.value for one in page.success] == ["entered first"]
    assert page.text_input[0].value == ""
    assert page.caption[0].value == "first"
    page = page.run()
    assert not page.success
    assert page.caption[0].value == "None"


def test_a_deed_that_was_cut_short_is_said_later_and_the_next_word_is_not_lost(page, book):
    page = enter(page, "second").run()
    assert [one.value for one in page.success] == ["entered second"]
    enter(page, "third")
    assert list(book.values()) == ["second", "third"]


def test_a_refusal_keeps_what_was_written_and_its_key(page, book):
    page = enter(page, "bad")
    assert page.error
    assert (page.text_input[0].value, book) == ("bad", {})
    enter(page, "good")
    assert list(book.values()) == ["good"]
