"""Closing in a real browser: a closed month refuses a file, an adopted evaluation stays."""

import pytest
from playwright.sync_api import expect

from lib.adapters.store import imports, periods
from tests.browser import dashboard

HEADS = "机构名称,建立电子健康档案人数,辖区内常住居民数"
FILE = f"2025年1-9月\n{HEADS}\n湖镇镇,24000,48000\n公庄镇,20000,40000\n"


@pytest.fixture(autouse=True)
def patient():
    """Wait as long for a sentence as a busy machine needs."""
    expect.set_options(timeout=30_000)


def test_a_closed_month_refuses_a_file_until_it_is_open_again(signed, own):
    page = signed("periods")
    months = page.get_by_role("combobox", name="月份").first
    months.click()
    months.press_sequentially("2025年9月")
    page.get_by_role("option").first.click()
    page.keyboard.press("Escape")
    page.get_by_label("事由").first.fill("年度考核已结束")
    page.get_by_role("button", name="封存", exact=True).click()
    expect(page.get_by_text("已封存：2025年9月")).to_be_visible()
    assert len(periods.closed(own)) == 1

    page.get_by_role("link", name="导入", exact=True).click()
    expect(page.get_by_role("heading", name="导入")).to_be_visible()
    dashboard.settle(page)
    upload = page.locator("[data-testid=stFileUploaderDropzoneInput]")
    upload.set_input_files({"name": "九月.csv", "mimeType": "text/csv", "buffer": FILE.encode()})
    page.get_by_label("备注").or_(page.get_by_label("接受警告的说明")).fill("补报")
    page.get_by_role("button", name="个数据").click()
    expect(page.get_by_text("年度考核已结束")).to_be_visible()
    expect(page.get_by_text("九月.csv").first).to_be_visible()
    assert [i.file for i in imports.listing(own) if not i.demonstration] == []

    page.get_by_role("link", name="封存", exact=True).click()
    expect(page.get_by_role("heading", name="封存").first).to_be_visible()
    dashboard.settle(page)
    page.get_by_label("事由").last.fill("补报九月数据")
    page.get_by_role("button", name="解封").click()
    expect(page.get_by_text("已解封：2025年9月")).to_be_visible()
    assert periods.closed(own) == ()


def test_an_adopted_evaluation_is_made_again_to_the_fen_and_replayed(signed):
    page = signed("periods?closing=adopted&period=2025-12")
    page.get_by_label("标题").fill("2025年度绩效评价")
    page.get_by_label("事由").fill("县卫生健康局会议通过")
    page.get_by_role("button", name="采用", exact=True).click()
    page.get_by_role("button", name="重算比对").click()
    expect(page.get_by_text("指纹一致，金额分毫不差")).to_be_visible()
    page.get_by_role("radio", name="复算分解").click()
    expect(page.get_by_text("四种组合的资金总额")).to_be_visible()
    expect(page.locator("[data-testid=stMetric]")).to_have_count(4)
