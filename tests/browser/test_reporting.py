"""Monthly reports in a real browser: sent back with a reason, approved, followed up."""

import pytest
from playwright.sync_api import expect

from lib.adapters.store import follow_ups, reports
from lib.model.observations import parse_period
from lib.model.reporting import Verdict
from tests.browser import dashboard

MONTH = "2025-09"
SENDER, SENDER_CODE = "湖镇镇卫生院", "B10"
REASON = "高血压分母与上月不符，请核对后重报"


@pytest.fixture(autouse=True)
def patient():
    """Wait as long for a sentence as a busy machine needs."""
    expect.set_options(timeout=30_000)


def choose(page, label, words):
    """Choose from a list by typing; the list is longer than the screen."""
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.press_sequentially(words)
    page.get_by_role("option").first.click()
    page.keyboard.press("Escape")
    dashboard.settle(page)


def last_verdict(store):
    """Return what was decided last on the report of `SENDER`."""
    decided = reports.decisions(store, [parse_period(MONTH)])
    return max((d for d in decided if d.area_code == SENDER_CODE), key=lambda d: d.at).verdict


def test_a_report_is_sent_back_with_a_reason_then_approved(signed, own):
    page = signed(f"reporting?reporting=month&period={MONTH}")
    choose(page, "选择要审核的月报", SENDER)
    page.get_by_role("button", name="退回").click()
    page.get_by_label("退回原因（机构可见）").fill(REASON)
    page.get_by_role("button", name="退回（1）").click()
    expect(page.get_by_text(f"已退回：{SENDER}")).to_be_visible()
    assert last_verdict(own) is Verdict.RETURNED
    expect(page.get_by_role("heading", level=2)).to_contain_text("1家退回")
    choose(page, "选择要审核的月报", SENDER)
    page.get_by_role("button", name="审核通过（1）").click()
    expect(page.get_by_text(f"已审核通过：{SENDER}")).to_be_visible()
    assert last_verdict(own) is Verdict.APPROVED


def test_a_doubtful_figure_is_followed_up_and_closed(signed, own):
    page = signed(f"reporting?reporting=followups&period={MONTH}")
    page.get_by_label("疑问说明").fill(REASON)
    page.get_by_label("责任人").fill("王敏")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_text("已登记跟踪")).to_be_visible()
    page.get_by_label("处理结果").fill("已更正")
    page.get_by_role("button", name="办结", exact=True).click()
    expect(page.get_by_text("号跟踪事项已办结")).to_be_visible()
    (found,) = follow_ups.listing(own)
    assert (found.matter.note, found.outcome) == (REASON, "已更正")
