"""The grid map in a real browser: down and up by clicks, and the map stays open meanwhile."""

import pytest

from tests.browser import dashboard

FRAME = "iframe[title='streamlit_folium.st_folium']"
INSTITUTIONS, CLINICS = 22, 343
AREAS = "path.leaflet-interactive"
FILLS = f"[...document.querySelectorAll('{AREAS}')].map(p => p.getAttribute('fill')).join()"
POINT_INSIDE = """([areas, number]) => {
  const area = document.querySelectorAll(areas)[number], box = area.getBoundingClientRect();
  for (let across = 1; across < 20; across++) for (let down = 1; down < 20; down++) {
    const x = box.x + box.width * across / 20, y = box.y + box.height * down / 20;
    if (document.elementFromPoint(x, y) === area) return [x, y];
  }
}"""


class Map:
    """A map on an open page, as a reader sees and clicks it."""

    def __init__(self, page, areas):
        self.page = page
        self.wait(areas)

    @property
    def frame(self):
        return self.page.query_selector(FRAME).content_frame()

    def wait(self, areas):
        """Wait until so many areas are drawn."""
        locator = self.page.frame_locator(FRAME).locator(AREAS)
        locator.nth(areas - 1).wait_for(timeout=60_000)
        self.frame.wait_for_function(
            f"document.querySelectorAll('{AREAS}').length === {areas}", timeout=60_000
        )

    def click(self, number):
        """Click inside an area, where nothing lies over it."""
        dashboard.settle(self.page)
        x, y = self.frame.evaluate(POINT_INSIDE, [AREAS, number])
        box = self.page.query_selector(FRAME).bounding_box()
        self.page.mouse.click(box["x"] + x, box["y"] + y)

    def fills(self):
        """Return the fill of every area."""
        return self.frame.evaluate(FILLS)

    def recolour(self, label):
        """Choose another measure and wait for its colours."""
        before = self.fills()
        self.page.locator("button", has_text=label).first.click()
        self.frame.wait_for_function(f"({FILLS}) !== {before!r}", timeout=60_000)


def test_down_to_the_clinics_and_back_up_twice(open_page):
    page = open_page("map?lang=zh")
    drawn = Map(page, INSTITUTIONS)
    for number, clinics in ((3, 6), (17, 13)):
        drawn.click(number)
        page.wait_for_function("location.search.includes('unit=B')")
        drawn.wait(clinics)
        drawn.click(2)
        page.get_by_role("button", name="返回所属机构").wait_for()
        assert "clinic=4413" in page.url
        page.get_by_role("button", name="返回全县").click()
        drawn.wait(INSTITUTIONS)
        page.wait_for_function("!location.search.includes('unit=')")
        dashboard.settle(page)
        assert page.get_by_role("button", name="返回全县").count() == 0


def test_another_colour_keeps_the_open_map_and_its_view(open_page):
    drawn = Map(open_page("map?lang=zh"), INSTITUTIONS)
    drawn.frame.evaluate("map.setZoom(map.getZoom() + 1, {animate: false}); window.kept = true")
    zoom = drawn.frame.evaluate("map.getZoom()")
    drawn.recolour("人均资金")
    assert drawn.frame.evaluate("[window.kept, map.getZoom()]") == [True, zoom]


def test_a_link_opens_the_clinics_of_an_institution(open_page):
    page = open_page("map?lang=zh&unit=B18&show=light&indicator=HTN02")
    Map(page, 13)
    assert page.get_by_role("button", name="返回全县").is_visible()


def test_all_clinics_of_the_county_fit_on_one_map(open_page):
    drawn = Map(open_page("map?lang=zh&level=clinic"), CLINICS)
    assert set(drawn.fills().split(",")) != {"url(#no-data)"}


@pytest.mark.parametrize("size", dashboard.SIZES.values(), ids=dashboard.SIZES)
def test_map_legend_and_panel_fit_the_window(open_page, size):
    page = open_page("map?lang=zh", size=size)
    Map(page, INSTITUTIONS)
    for part in (
        page.locator(FRAME),
        page.get_by_text("无数据").last,
        page.get_by_text("得分后三"),
    ):
        box = part.bounding_box()
        assert box["y"] + box["height"] <= size[1]
        assert box["x"] + box["width"] <= size[0]


def test_labels_lie_on_their_areas(open_page):
    drawn = Map(open_page("map?lang=zh"), INSTITUTIONS)
    off = drawn.frame.evaluate(
        """() => [...document.querySelectorAll('.leaflet-tooltip.label')].filter(label => {
             const box = label.getBoundingClientRect();
             const x = box.x + box.width / 2, y = box.y + box.height / 2;
             return !document.elementsFromPoint(x, y).some(e => e.matches('path'));
           }).map(label => label.innerText)"""
    )
    assert off == []


def test_leaving_the_page_and_coming_back_does_not_repeat_a_click(open_page):
    page = open_page("map?lang=zh")
    Map(page, INSTITUTIONS).click(3)
    page.get_by_role("button", name="返回全县").click()
    page.wait_for_function("!location.search.includes('unit=')")
    for name in ("方法", "网格地图"):
        page.locator("[data-testid=stSidebarNavLink]", has_text=name).click()
        page.locator("h1", has_text=name).wait_for()
    drawn = Map(page, INSTITUTIONS)
    dashboard.settle(page)
    assert "unit=" not in page.url
    drawn.click(3)
    page.wait_for_function("location.search.includes('unit=B')")
