"""Every page, in both languages and at both levels: it draws, and says nothing odd."""

import pytest

from pages.ui import frame, load
from tests.conftest import ROOT

PAGES = sorted(p.stem for p in (ROOT / "pages").glob("*.py") if p.stem != "__init__")
MADE_UP = {"zh": "示例数据", "en": "Demonstration data"}
SCREENS = {screen.file: screen for part in frame.SECTIONS.values() for screen in part}


def test_every_page_is_in_the_navigation():
    assert sorted(SCREENS) == PAGES


@pytest.mark.parametrize("level", ["institution", "clinic"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_draws_and_calls_made_up_figures_so(open_page, name, lang, level):
    app = open_page(name, lang=lang, level=level)
    assert not app.exception
    assert not app.error
    assert app.title[0].value
    words = " ".join(element.value for element in app.markdown)
    assert (MADE_UP[lang] in words) == load.is_demonstration()


@pytest.mark.parametrize("name", PAGES)
def test_draws_for_the_oldest_month_one_item_and_one_institution(open_page, name):
    item, unit = next(iter(load.service_items())), next(iter(load.institutions()))
    app = open_page(name, period=load.periods()[-1], item=item, unit=unit)
    assert not app.exception
    assert not app.error


def test_a_page_started_on_its_own_draws_the_frame_once(open_page):
    app = open_page("allocation")
    assert len(app.title) == 1
    assert app.selectbox(key="scheme").value == next(iter(load.schemes()))
