"""The scales in a real browser: the result follows the hand, and settles on the engine's."""

import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from lib.model import comparison, scenario_codes, scenarios
from lib.model.evaluation import evaluate, reconsider
from lib.project import Project
from tests.browser import dashboard

CHRONIC = "慢性病患者健康管理（高血压、糖尿病）"
POOL = "Σ 119,876,922.00元 = 资金池 ✓"
SEVERAL = 5
_WATCH = """
() => {
  const head = document.querySelector(".heng-news h4");
  const bars = document.querySelector(".heng-list");
  window.states = [];
  const note = () => {
    const state = `${head.textContent} ${bars.textContent}`;
    if (window.states.at(-1) !== state) window.states.push(state);
  };
  new MutationObserver(note).observe(head, {subtree: true, childList: true, characterData: true});
}
"""
_SETTLED = """
(before) => {
  const head = document.querySelector(".heng-news h4").textContent;
  return head !== before && !head.includes("≈")
    && !document.querySelector(".heng-waits")
    && !document.querySelector(".heng-list").textContent.includes("≈");
}
"""


@pytest.fixture
def open_scales(open_page):
    """Open the page, and wait for what the browser itself draws: the scales come last."""

    def opened(size="desk", path="whatif", **options):
        page = open_page(path, dashboard.SIZES[size], **options)
        page.wait_for_selector(".heng-row")
        page.wait_for_selector(".heng-bar")
        return page

    return opened


def slider(page, name=CHRONIC):
    return page.locator(f".heng-scales input[type=range][aria-label='{name}']")


def number(page, name=CHRONIC):
    return page.locator(f".heng-scales input[type=number][aria-label^='{name}']")


def headline(page):
    return page.locator(".heng-news h4").inner_text()


def fen(page):
    """Change of every institution as the bars carry it, by code."""
    bars = page.locator(".heng-bar").all()
    return {bar.get_attribute("data-area"): int(bar.get_attribute("data-fen")) for bar in bars}


def shown(page):
    """What stands on the screen: the news, the bars, the ranks and the weights."""
    points = page.locator(".heng-number").all()
    return {
        "news": headline(page),
        "bars": page.locator(".heng-list").inner_text(),
        "ranks": page.locator(".heng-slope svg").text_content(),
        "weights": [field.input_value() for field in points],
    }


def settle(page, before):
    """Wait until the engine has answered for where the hand stands."""
    page.wait_for_function(_SETTLED, arg=before)
    dashboard.settle(page)


def engine(address):
    """Change of every institution that the engine computes for an address, and the ranks."""
    asked = {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()}
    scenario = scenario_codes.decode({key: asked.get(key, "") for key in scenario_codes.KEYS})
    project = Project()
    rules = project.schemes()[asked["scheme"]].on(date(2025, 12, 31), project.context())
    dataset = project.dataset(project.store())
    baseline = evaluate(dataset, rules, clinics=False)
    again = reconsider(dataset, baseline, scenarios.apply(rules, scenario))
    return scenario, comparison.compare(baseline, again)


def the_sum_holds(page):
    weights = sum(float(weight) for weight in shown(page)["weights"])
    return page.get_by_text(POOL).is_visible() and round(weights, 2) == 100


def by_key(page):
    slider(page).focus()
    page.keyboard.press("ArrowRight")


def by_number(page):
    number(page).fill("15.25")
    number(page).press("Enter")


def by_mouse(page):
    grab(page)
    page.mouse.up()


def grab(page, steps=12):
    """Take hold of a slider and pull it to the right, without letting go."""
    box = slider(page).bounding_box()
    points, most = float(slider(page).input_value()), float(slider(page).get_attribute("max"))
    x = box["x"] + 8 + (box["width"] - 16) * points / most
    y = box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y, steps=steps)


@pytest.mark.parametrize("move", [by_key, by_number, by_mouse])
def test_moving_a_weight_changes_the_amounts_and_the_sum_stays_the_pool(open_scales, move):
    page = open_scales()
    before = shown(page)
    assert the_sum_holds(page)
    move(page)
    settle(page, before["news"])
    after = shown(page)
    assert after["weights"] != before["weights"]
    assert after["bars"] != before["bars"]
    assert the_sum_holds(page)
    page.get_by_role("button", name=re.compile("恢复基准")).click()
    settle(page, after["news"])
    assert shown(page) == before


def test_results_follow_the_hand_and_settle_on_the_engine_s_to_the_fen(open_scales):
    page = open_scales("projector")
    before = headline(page)
    page.evaluate(_WATCH)
    grab(page, steps=40)
    on_the_way = page.evaluate("window.states")
    assert len({state for state in on_the_way if "≈" in state}) >= SEVERAL
    page.mouse.up()
    settle(page, before)
    scenario, compared = engine(page.url)
    assert scenario.items["07"] > 14
    assert fen(page) == {c.area.code: c.difference for c in compared.changes}
    assert any(fen(page).values())
    ranks = page.locator(".heng-slope svg text[text-anchor=end]").all_text_contents()
    assert sorted(int(words.rsplit(" ", 1)[1]) for words in ranks) == sorted(
        c.rank_before for c in compared.changes
    )


def test_while_the_hand_rests_without_letting_go_the_engine_answers_too(open_scales):
    page = open_scales()
    before = headline(page)
    grab(page)
    settle(page, before)
    rested = headline(page)
    x, y = (slider(page).bounding_box()[side] for side in ("x", "y"))
    page.mouse.move(x + 8, y + 8, steps=10)
    page.mouse.up()
    settle(page, rested)
    scenario, compared = engine(page.url)
    assert scenario.items["07"] == 0
    assert fen(page) == {c.area.code: c.difference for c in compared.changes}


def test_a_weight_brought_back_within_one_drag_leaves_the_rules_in_force(open_scales):
    page = open_scales()
    before = shown(page)
    slider(page).focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    settle(page, before["news"])
    away = headline(page)
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    settle(page, away)
    assert shown(page) == before
    assert "w=" not in page.url


def test_the_scales_are_worked_by_keys_alone(open_scales):
    page = open_scales()
    page.locator(".heng-scales button").first.focus()
    reached = []
    for _ in range(3):
        reached.append(
            page.evaluate(
                "[document.activeElement.type, document.activeElement.getAttribute('aria-label'),"
                " getComputedStyle(document.activeElement).outlineStyle]"
            )
        )
        page.keyboard.press("Tab")
    assert [kind for kind, _, _ in reached] == ["button", "range", "number"]
    assert all(label for _, label, _ in reached)
    assert all(outline == "solid" for _, _, outline in reached[1:])
    at = [float(number(page).input_value())]
    slider(page).focus()
    for key in ("ArrowRight", "ArrowDown", "PageUp", "Home"):
        page.keyboard.press(key)
        at.append(float(number(page).input_value()))
    assert at == [14, 14.5, 14, 19, 0]
    assert slider(page).get_attribute("aria-valuetext").startswith("0.00")


def test_a_lock_holds_a_weight_and_the_others_give_way(open_scales):
    page = open_scales()
    name = "老年人健康管理"
    before = number(page, name).input_value()
    page.locator(f".heng-scales button[aria-label$='{name}']").click()
    page.wait_for_function(
        "(name) => document.querySelector(`.heng-scales input[aria-label='${name}']`).disabled",
        arg=name,
    )
    news = headline(page)
    by_key(page)
    settle(page, news)
    assert number(page, name).input_value() == before
    assert the_sum_holds(page)


def test_marks_on_a_slider_say_what_tips_there(open_scales):
    page = open_scales()
    ticks = page.locator(".heng-tick")
    assert ticks.count()
    words = ticks.first.get_attribute("title")
    assert words
    described = page.locator(".heng-scales input[type=range]").evaluate_all(
        "(ranges) => ranges.map((r) => r.getAttribute('aria-description')).join(' ')"
    )
    assert words in described


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_read_in_light_and_in_dark_and_are_said_aloud(open_scales, scheme):
    page = open_scales(color_scheme=scheme)
    by_key(page)
    settle(page, "")
    page.wait_for_function(
        "document.querySelector('.heng-news [role=status]').textContent"
        " === document.querySelector('.heng-news h4').textContent"
    )
    for part in (".heng-news h4", ".heng-up", ".heng-down", ".heng-number", ".heng-amount"):
        assert contrast(page, part) >= 4.5, part


def contrast(page, part):
    """Contrast of the text of an element to the ground of the page (WCAG 2)."""
    ink, ground = page.evaluate(
        """(part) => [getComputedStyle(document.querySelector(part)).color,
        getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor]""",
        part,
    )
    light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_the_link_shows_the_same_to_somebody_else(open_scales):
    page = open_scales()
    before = headline(page)
    by_key(page)
    settle(page, before)
    page.get_by_role("button", name=re.compile("保存与分享")).click()
    link = page.locator("[data-testid=stPopoverBody] code").inner_text()
    other = open_scales(path=link.split("/", 3)[3])
    assert shown(other) == shown(page)


@pytest.mark.parametrize("size", dashboard.SIZES)
def test_news_and_hand_are_seen_together_and_use_the_height(open_scales, size):
    page = open_scales(size)
    height = dashboard.SIZES[size][1]
    page.wait_for_function(
        """(height) => Math.max(...[...document.querySelectorAll(".heng-bar")].map(
            (bar) => bar.getBoundingClientRect().bottom)) <= height""",
        arg=height,
    )
    for sight in (
        page.locator(".heng-news h4"),
        page.get_by_text(POOL),
        page.get_by_text("测算结果，非正式拨款依据"),
        slider(page),
    ):
        box = sight.bounding_box()
        assert box["y"] + box["height"] <= height
    bottom = max(b.bounding_box()["y"] for b in page.locator(".heng-bar").all())
    assert bottom > 0.85 * height
