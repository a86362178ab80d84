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
DRAG_STEPS = 120
_WATCH = """
(selector) => {
  const seen = () => [...document.querySelectorAll(selector)].map((e) => e.innerText).join("|");
  const before = seen();
  const watched = (window.watched = {start: null, first: null, took: null});
  addEventListener("keydown", () => { watched.start = performance.now(); },
                   {once: true, capture: true});
  new MutationObserver((_, observer) => {
    const now = seen();
    if (watched.start === null || now === before) return;
    watched.first ??= performance.now() - watched.start;
    if (now.includes("≈")) return;
    watched.took = performance.now() - watched.start;
    observer.disconnect();
  }).observe(document.body, {subtree: true, childList: true, characterData: true});
}
"""
_COUNT = """
(selector) => {
  const shown = document.querySelector(selector);
  const counted = (window.counted = {times: [], last: shown.innerText});
  new MutationObserver(() => {
    if (!shown.innerText.includes("≈") || shown.innerText === counted.last) return;
    counted.last = shown.innerText;
    counted.times.push(performance.now());
  }).observe(shown, {subtree: true, childList: true, characterData: true});
}
"""
_HEADLINE = "[data-testid='stMain'] h4"
_RANGE = ".heng-scales input[type=range]"
_TEXT = "[data-testid='stMarkdown']"


def run(engine: Timing) -> None:
    """Print the rows of the screens."""
    with empty_app() as empty, dashboard.serve() as ours, dashboard.browse() as browser:
        page, other = browser.new_page(), browser.new_page()
        for one in (page, other):
            one.set_viewport_size({"width": 1366, "height": 768})
        first, reaction = react(page, f"{ours}/whatif", _RANGE, _HEADLINE)
        _, floor = react(other, empty, "[data-testid='stSlider'] input", _TEXT)
        ratio = (
            f"p50 {reaction.median / floor.median:.1f}x (goal 2x), "
            f"p95 {reaction.percentile(0.95) / floor.percentile(0.95):.1f}x (goal 3x); "
            f"engine {engine.median / reaction.median:.0%} (goal 5 %)"
        )
        row(
            "P2",
            "what-if, key on a slider to the engine's amounts",
            reaction,
            f"empty {floor}",
            ratio,
        )
        row("", "what-if, key on a slider to interpolated amounts", first, "", "")
        row("", "what-if, different results shown while dragging", "", "", _drag(page))
        _switches(page, ours, other, empty)
    _starts()


def react(page: Page, address: str, slider: str, shown: str) -> tuple[Timing, Timing]:
    """Time from a key on a slider to other text where the result stands: any, and the last."""
    page.goto(address)
    dashboard.settle(page)
    page.wait_for_selector(shown)
    found = page.locator(slider)
    moved = found.nth(min(3, found.count() - 1))
    first, last = [], []
    for number in range(RUNS + 2):
        moved.focus()
        page.evaluate(_WATCH, shown)
        page.keyboard.press("ArrowRight" if number % 2 else "ArrowLeft")
        page.wait_for_function("window.watched.took !== null")
        first.append(page.evaluate("window.watched.first") / 1000)
        last.append(page.evaluate("window.watched.took") / 1000)
        page.wait_for_timeout(600)
    return Timing(tuple(first[2:])), Timing(tuple(last[2:]))


def _drag(page: Page) -> str:
    """Drag a slider as fast as the mouse can be told to; count the results that were shown."""
    box = page.locator(_RANGE).nth(8).bounding_box()
    if box is None:
        return "the slider is not in sight"
    x, y = box["x"] + box["width"] * 0.3, box["y"] + box["height"] / 2
    page.evaluate(_COUNT, _HEADLINE)
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(DRAG_STEPS):
        page.mouse.move(x + step % 60, y)
    page.mouse.up()
    times = page.evaluate("window.counted.times")
    rate = (len(times) - 1) / (times[-1] - times[0]) * 1000
    return f"{rate:.0f} a second (goal 10)"


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
