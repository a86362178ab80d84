"""The heat grid answers the pointer: a cell leads to its indicator, a row to its clinics."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser import dashboard

HEADER, HALF_A_ROW, TICK = 36, 14, 17  # pixels in the table of institutions


def query(page):
    return {key: values[0] for key, values in parse_qs(urlsplit(page.url).query).items()}


def click_on(page, mark):
    box = mark.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


@pytest.mark.parametrize(("item", "mark"), [("07", ".textpoint text"), ("all", ".points path")])
def test_a_cell_leads_to_its_indicator_and_institution(open_page, item, mark):
    page = open_page(f"coverage?item={item}", dashboard.SIZES["desk"])
    marks = page.locator(f".scatterlayer {mark}")
    click_on(page, marks.nth(marks.count() // 2))
    page.wait_for_function("location.search.includes('coverage=indicator')")
    page.locator("[data-testid=stMetric]").first.wait_for()
    dashboard.settle(page)
    assert query(page)["unit"]
    chosen = page.locator("[data-testid=stSelectbox] input").evaluate_all(
        "a => a.map(i => i.value)"
    )
    assert any(words.startswith(query(page)["indicator"]) for words in chosen)


def test_a_ticked_institution_shows_its_clinics(open_page):
    page = open_page("coverage?coverage=indicator&indicator=ELD01", dashboard.SIZES["desk"])
    box = page.locator("[data-testid=stDataFrame]").bounding_box()
    page.mouse.click(box["x"] + TICK, box["y"] + HEADER + HALF_A_ROW)
    page.wait_for_function("location.search.includes('level=clinic')")
    dashboard.settle(page)
    assert query(page)["unit"]
    assert query(page)["indicator"] == "ELD01"


def test_the_whole_grid_is_on_the_first_screen(open_page):
    width, height = dashboard.SIZES["desk"]
    page = open_page("coverage?item=all", (width, height))
    box = page.locator("[data-testid=stPlotlyChart]").bounding_box()
    assert box["y"] + box["height"] <= height
