"""The scales in a real browser: a slider is moved, amounts change, the sum stays the pool."""

import re

import pytest

from tests.browser import dashboard

CHRONIC = "慢性病患者健康管理（高血压、糖尿病）"
POOL = "Σ 119,876,922.00 元 = 资金池 ✓"


def slider(page, name=CHRONIC):
    return page.locator(f"[data-testid=stSlider] input[aria-label='{name}']")


def shown(page):
    """What stands on the screen: the news, the bars, and the weights."""
    return {
        "news": page.locator("[data-testid=stMain] h4").inner_text(),
        "bars": page.locator(".js-plotly-plot").first.text_content(),
        "weights": page.locator("[data-testid=stSliderThumbValue]").all_inner_texts(),
    }


def wait_for_change(page, before):
    page.wait_for_function(
        """([news, bars]) =>
            document.querySelector('[data-testid=stMain] h4').innerText !== news
            && document.querySelector('.js-plotly-plot').textContent !== bars""",
        arg=[before["news"], before["bars"]],
    )
    dashboard.settle(page)


def the_sum_holds(page):
    weights = sum(float(weight) for weight in shown(page)["weights"])
    return page.get_by_text(POOL).is_visible() and round(weights, 2) == 100


def by_key(page):
    slider(page).focus()
    page.keyboard.press("ArrowRight")


def by_mouse(page):
    thumb = slider(page).locator("xpath=ancestor::div[@data-rac][1]")
    handle = thumb.bounding_box()
    x, y = handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y, steps=5)
    page.mouse.up()


@pytest.mark.parametrize("move", [by_key, by_mouse])
def test_moving_a_weight_changes_the_amounts_and_the_sum_stays_the_pool(open_page, move):
    page = open_page("whatif", dashboard.SIZES["desk"])
    slider(page).scroll_into_view_if_needed()
    before = shown(page)
    assert the_sum_holds(page)
    move(page)
    wait_for_change(page, before)
    after = shown(page)
    assert after["weights"] != before["weights"]
    assert the_sum_holds(page)
    page.get_by_role("button", name=re.compile("恢复基准")).click()
    wait_for_change(page, after)
    assert shown(page) == before


def test_the_link_shows_the_same_to_somebody_else(open_page):
    page = open_page("whatif", dashboard.SIZES["desk"])
    before = shown(page)
    by_key(page)
    wait_for_change(page, before)
    page.get_by_role("button", name=re.compile("链接")).click()
    link = page.locator("[data-testid=stPopoverBody] code").inner_text()
    other = open_page(link.split("/", 3)[3], dashboard.SIZES["desk"])
    assert shown(other) == shown(page)


def test_news_and_hand_are_seen_together_on_a_small_screen(open_page):
    page = open_page("whatif", dashboard.SIZES["desk"])
    height = dashboard.SIZES["desk"][1]
    for sight in (
        page.locator("[data-testid=stMain] h4"),
        page.get_by_text(POOL),
        page.get_by_text("测算结果，非正式拨款依据"),
        page.locator(".js-plotly-plot").first,
        page.locator("[data-testid=stSlider]").first,
    ):
        box = sight.bounding_box()
        assert box["y"] + box["height"] <= height
