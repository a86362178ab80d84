"""A meeting in a real browser: keys turn screens, decisions are kept, questions take few clicks."""

import pytest
from playwright.sync_api import expect

from lib.adapters.store import journal
from lib.model.meetings import records
from pages.ui import questions_list
from tests.browser import dashboard

MOST_CLICKS = 3
SCREENS = {"supervision": 11, "leading_group": 7}


@pytest.fixture(autouse=True)
def patient():
    """Wait as long for a sentence as a busy machine needs."""
    expect.set_options(timeout=30_000)


def begin(page, kind="季度督导评审会"):
    page.get_by_role("combobox", name="会议").first.click()
    page.get_by_role("option", name=kind).click()
    page.get_by_label("标题").fill("四季度评审会")
    page.get_by_label("主持人（职务）").fill("县卫生健康局局长")
    page.get_by_role("button", name="开始", exact=True).click()
    expect(page.locator(".heng-stage")).to_be_visible()


def at(page, number):
    """Wait until the stage is at a screen, and everything on it is drawn."""
    place = page.locator(".heng-stage-dots [aria-current]")
    expect(place).to_have_text([str(number)])  # one bar: for a moment there may be two
    dashboard.settle(page)


def held(own):
    return records.stand(journal.postings(own, records.BOOK))


def test_arrow_keys_lead_through_the_whole_agenda_and_back(signed, own):
    page = signed("meeting")
    begin(page)
    for number in range(1, SCREENS["supervision"] + 1):
        at(page, number)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        page.keyboard.press("ArrowRight" if number % 2 else "PageDown")
    page.keyboard.press("ArrowLeft")
    at(page, SCREENS["supervision"] - 1)
    expect(page.locator("[data-testid=stSidebar]")).to_be_hidden()
    page.keyboard.press("n")
    expect(page.locator(".heng-stage-notes")).to_contain_text("现场拖动")


def test_letters_and_arrows_typed_into_a_decision_turn_nothing(signed, own):
    page = signed("meeting")
    begin(page, "领导小组会议")
    at(page, 1)
    page.get_by_role("button", name="记录决定").click()
    field = page.get_by_label("决定事项")
    field.fill("末位三家限期提升 n")
    field.press("ArrowRight")
    page.get_by_label("责任单位").fill("县慢病中心")
    page.get_by_label("责任单位").press("Enter")  # Tab would open the calendar over the button
    dashboard.settle(page)
    page.get_by_role("button", name="记下", exact=True).click()
    expect(page.get_by_text("已记下：末位三家限期提升 n")).to_be_visible()
    at(page, 1)
    (meeting,) = (m for m in held(own) if m.is_open and m.opening.kind == "leading_group")
    assert [d.resolution.owner for d in meeting.decisions] == ["县慢病中心"]
    page.locator(".heng-stage-dots button").last.click()
    at(page, SCREENS["leading_group"])
    expect(page.get_by_text("1. 末位三家限期提升 n")).to_be_visible()
    page.get_by_role("button", name="结束会议").click()
    expect(page.get_by_text("会议已结束")).to_be_visible()
    expect(page.locator("[data-testid=stSidebar]")).to_be_visible()


@pytest.mark.parametrize("code", questions_list.QUESTIONS)
def test_a_stock_question_is_answered_in_at_most_three_clicks(open_page, code):
    page = open_page()
    clicks = []

    def click(target):
        clicks.append(target)
        target.click()
        dashboard.settle(page)

    click(page.get_by_role("link", name="十问速答"))
    click(page.get_by_test_id("stRadioOption").nth(list(questions_list.QUESTIONS).index(code)))
    answer = page.locator(".st-key-answer")
    expect(answer.locator("h3")).to_be_visible()
    expect(answer.locator("h3")).to_be_in_viewport()
    assert len(clicks) <= MOST_CLICKS
