"""Every page in a real browser: offline, quiet, nothing cut off, reachable by its address."""

import pytest

from pages.ui.text import catalogue
from tests.browser import dashboard
from tests.pages.test_pages import SCREENS

LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en"}
ENGLISH_WORDS = """() => {
  const ours = "[data-testid=stMain], script, style, noscript, [translate=no], [role=img]";
  const words = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode, text = node.nodeValue.trim();
    if (/[A-Za-z]{3}/.test(text) && !node.parentElement.closest(ours)) words.add(text);
  }
  return [...words];
}"""
FITS = """() => [document.scrollingElement, document.querySelector("[data-testid=stMain]")]
  .every(box => box.scrollWidth <= box.clientWidth)"""


def heading(name, lang):
    title = SCREENS[name].title
    return catalogue(lang).get(title, title)


def speaks(page, name, lang):
    """Wait until a page is there in a language; it is whole, and fits both screens."""
    page.locator("h1", has_text=heading(name, lang)).wait_for()
    dashboard.settle(page)
    assert page.locator("h1").all_inner_texts() == [heading(name, lang)]
    assert page.evaluate("document.documentElement.lang") == LANGUAGE_TAGS[lang]
    assert page.locator("[data-testid=stException]").count() == 0
    for width, height in dashboard.SIZES.values():
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(FITS)  # charts follow the window a moment later


@pytest.mark.parametrize("name", dashboard.PAGES)
def test_opens_by_its_address_and_fits_both_screens_in_both_languages(open_page, name):
    page = open_page(f"{dashboard.path_to(name)}?lang=zh", dashboard.SIZES["desk"])
    speaks(page, name, "zh")
    page.locator("[data-testid=stSidebar] button", has_text="English").click()
    speaks(page, name, "en")


def test_an_address_says_the_language(open_page):
    speaks(open_page("coverage?lang=en", dashboard.SIZES["desk"]), "coverage", "en")


def test_the_first_request_after_a_start_may_be_a_deep_link(open_page):
    with dashboard.serve() as fresh:
        page = open_page("allocation?lang=zh", at=fresh)
        assert page.locator("h1").all_inner_texts() == [heading("allocation", "zh")]
        assert page.locator("[data-testid=stSidebarNavLink]").count() == len(SCREENS)
        page.close()  # before its server: an open page would miss it


def test_the_name_of_the_default_page_leads_to_it(open_page):
    page = open_page(dashboard.DEFAULT_PAGE)
    assert page.locator("h1").all_inner_texts() == [heading(dashboard.DEFAULT_PAGE, "zh")]
    assert page.locator("[role=dialog]").count() == 0


def test_filters_stay_while_moving_between_pages(open_page):
    page = open_page("map?level=clinic")
    page.locator("[data-testid=stSidebarNavLink]", has_text=heading("coverage", "zh")).click()
    page.locator("h1", has_text=heading("coverage", "zh")).wait_for()
    page.wait_for_function("location.search.includes('level=clinic')")


def test_streamlits_own_words_follow_the_language(open_page):
    page = open_page("method?lang=zh")
    page.locator("[data-testid=stMainMenu] button, button[data-testid=stMainMenuButton]").click()
    page.get_by_text("打印", exact=True).wait_for()
    assert [w for w in page.evaluate(ENGLISH_WORDS) if w not in {"English", "Heng"}] == []
    page.keyboard.press("Escape")
    page.locator("[data-testid=stSidebar] button", has_text="English").click()
    page.locator("h1", has_text=heading("method", "en")).wait_for()
    page.wait_for_function("document.documentElement.lang === 'en'")
    page.locator("[data-testid=stMainMenu] button, button[data-testid=stMainMenuButton]").click()
    page.get_by_text("Print", exact=True).wait_for()
