"""P2, P5, P7: the screens in a real browser, against an empty Streamlit app."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from playwright.sync_api import Page

from tests.bench.timing import Timing, row
from tests.browser import dashboard

EMPTY = """
import streamlit as st
def one():
    st.title("one")
    value = st.slider("weight", 0, 100, 50)
    st.markdown(f"value {value}")
def two():
    st.title("two")
st.navigation([st.Page(one), st.Page(two)]).run()
"""
RUNS = 15
_WATCH = """
(selector) => {
  const seen = () => [...document.querySelectorAll(selector)].map((e) => e.innerText).join("|");
  const before = seen();
  const watched = (window.watched = {start: null, took: null});
  addEventListener("keydown", () => { watched.start = performance.now(); },
                   {once: true, capture: true});
  new MutationObserver((_, observer) => {
    if (watched.start === null || seen() === before) return;
    watched.took = performance.now() - watched.start;
    observer.disconnect();
  }).observe(document.body, {subtree: true, childList: true, characterData: true});
}
"""
_HEADLINE = "[data-testid='stMain'] h4"
_TEXT = "[data-testid='stMarkdown']"


def run(engine: Timing) -> None:
    """Print the rows of the screens."""
    with empty_app() as empty, dashboard.serve() as ours, dashboard.browse() as browser:
        page, other = browser.new_page(), browser.new_page()
        for one in (page, other):
            one.set_viewport_size({"width": 1366, "height": 768})
        reaction = react(page, f"{ours}/whatif", _HEADLINE)
        floor = react(other, empty, _TEXT)
        ratio = (
            f"p50 {reaction.median / floor.median:.1f}x (goal 2x), "
            f"p95 {reaction.percentile(0.95) / floor.percentile(0.95):.1f}x (goal 3x); "
            f"engine {engine.median / reaction.median:.0%} (goal 5 %)"
        )
        row("P2", "what-if, key on a slider to new amounts", reaction, f"empty {floor}", ratio)
        _switches(page, ours, other, empty)
    _starts()


def react(page: Page, address: str, shown: str) -> Timing:
    """Time from a key on the first slider to other text where the result stands."""
    page.goto(address)
    dashboard.settle(page)
    slider = page.locator("[data-testid='stSlider'] input").nth(3)
    if not slider.count():
        slider = page.locator("[data-testid='stSlider'] input").first
    times = []
    for number in range(RUNS + 2):
        slider.focus()
        page.evaluate(_WATCH, shown)
        page.keyboard.press("ArrowRight" if number % 2 else "ArrowLeft")
        page.wait_for_function("window.watched.took !== null")
        times.append(page.evaluate("window.watched.took") / 1000)
        page.wait_for_timeout(600)
    return Timing(tuple(times[2:]))


def _switches(page: Page, ours: str, other: Page, empty: str) -> None:
    """Time from a click in the navigation to the settled page, caches warm."""
    other.goto(empty)
    dashboard.settle(other)
    floor = _switch(other, ["two", "one"])
    page.goto(ours)
    dashboard.settle(page)
    links = page.locator("[data-testid='stSidebarNavLink']")
    names = [links.nth(n).inner_text().splitlines()[-1] for n in range(links.count())]
    for name in names[1:] + names[:1]:
        page.locator("[data-testid='stSidebarNavLink']", has_text=name).click()
        dashboard.settle(page)
    for name in names:
        back = names[0] if name != names[0] else names[-1]
        timing = _switch(page, [name, back], only=name)
        ratio = f"p95 {timing.percentile(0.95) / floor.percentile(0.95):.1f}x (goal 3x, map 6x)"
        row("P5", f"switch to {name}", timing, f"empty {floor}", ratio)


def _switch(page: Page, names: list[str], only: str = "") -> Timing:
    times = []
    for number in range(2 * 5):
        name = names[number % 2]
        start = perf_counter()
        page.locator("[data-testid='stSidebarNavLink']", has_text=name).click()
        page.wait_for_timeout(30)
        dashboard.settle_quickly(page)
        if not only or name == only:
            times.append(perf_counter() - start)
    return Timing(tuple(times))


def _starts() -> None:
    """Time from the start of the process to the first page in the browser."""
    timings = {"ours": [], "empty": []}
    with dashboard.browse() as browser:
        for _ in range(3):
            for name, serve in (("ours", dashboard.serve), ("empty", empty_app)):
                page = browser.new_page()
                start = perf_counter()
                with serve() as address:
                    page.goto(address)
                    dashboard.settle_quickly(page)
                    timings[name].append(perf_counter() - start)
                page.close()
    ours, empty = (Timing(tuple(timings[name])) for name in ("ours", "empty"))
    ratio = f"{ours.median / empty.median:.1f}x (goal 2x)"
    row("P7", "start to first meaningful page", ours, f"empty {empty}", ratio)


@contextmanager
def empty_app() -> Iterator[str]:
    """Serve the least app that has a slider and two pages, with Streamlit's defaults."""
    with TemporaryDirectory() as folder:
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY, encoding="utf-8")
        with dashboard.serve(script.name, Path(folder)) as address:
            yield address
