"""An appeal on the screen: everybody's change before the decision, the first mark in sight."""

import re

import pytest

from pages.ui import load
from pages.ui.text import _
from tests.pages.reading import newest


@pytest.fixture
def appealed(open_page, speaking):
    """Open the page for an institution and appeal one of its figures."""

    def enter(lang="zh", code="MAT01", **counts):
        speaking(lang)
        app = open_page("appeal", appeals="desk", lang=lang, unit="B16")
        app.selectbox(key="appeal what").set_value(code).run()
        boxes = {b.key[7]: b for b in app.number_input}
        for part, value in counts.items():
            boxes[part].set_value(value)
        next(b for b in app.button if b.label == _("Show what it does")).click()
        return app.run()

    return enter


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_an_appeal_the_page_says_what_it_is_for(open_page, lang):
    app = open_page("appeal", appeals="desk", lang=lang)
    assert not app.exception
    assert not app.error
    assert len(app.dataframe) == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_appeal_shows_the_first_mark_and_everybodys_change(appealed, lang):
    app = appealed(lang)
    assert not app.exception
    figures, everybody = (frame.value for frame in app.dataframe)
    assert len(everybody) == len(load.institutions())
    first, asked = figures.iloc[0, 3], figures.iloc[0, 4]
    assert first == asked  # nothing was changed yet


def test_what_one_gains_the_others_lose(appealed):
    app = appealed("en", n=0)
    told = " ".join(m.value for m in app.markdown)
    assert re.search(r"If accepted, .*−[\d,.]+ yuan", told)
    assert "add up to 0.00 yuan ✓" in told


def test_an_impossible_figure_is_refused_with_a_sentence_and_can_be_taken_back(appealed):
    app = appealed("en", n=10**8)
    assert "is impossible" in app.error[0].value
    assert "100,000,000" in app.dataframe[0].value.iloc[0, 4]
    next(b for b in app.button if b.label == _("Take all back")).click()
    app.run()
    assert not app.error
    assert len(app.dataframe) == 0


def test_sensitive_figures_are_not_offered(open_page, speaking):
    speaking("zh")
    newest(lambda: None)
    app = open_page("appeal", appeals="desk")
    offered = app.selectbox(key="appeal what").options
    sensitive = [code for code, one in load.indicators().items() if one.sensitive]
    assert sensitive
    assert not [o for o in offered if o.split()[0] in sensitive]
