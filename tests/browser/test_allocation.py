"""Allocation in a real browser: a number opens, and the workbook computes what is paid."""

import pytest

from pages.ui import load, state
from tests import spreadsheets
from tests.browser import dashboard

PERIOD = "2025-12"
ROW = 28  # pixels


@pytest.fixture(scope="module")
def outcome():
    """The outcome that the server shows, computed here from the same files."""
    version = load.version()
    return load._outcome(version, "standard-100", state.last_day(PERIOD))  # noqa: SLF001


@pytest.mark.skipif(spreadsheets.SOFFICE is None, reason="no LibreOffice")
def test_the_workbook_from_the_browser_computes_what_the_engine_pays(open_page, outcome, tmp_path):
    page = open_page(f"allocation?period={PERIOD}", accept_downloads=True)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载 Excel（含公式）").click()
    assert waiting.value.suggested_filename == f"示例数据-资金分配-{PERIOD}.xlsx"
    content = open(waiting.value.path(), "rb").read()  # noqa: PTH123, SIM115
    (workbook,) = spreadsheets.recalculated([content], tmp_path)
    assert workbook.sheetnames[:5] == ["说明", "参数", "资金分配", "村级分配", "得分"]
    paid = spreadsheets.amounts(workbook, "资金分配")
    for area, row in zip(outcome.areas, outcome.allocation.rows, strict=True):
        found = paid[area.name]
        for column, fen in {
            "基础经费": row.base,
            "绩效经费": row.performance,
            "应拨金额": row.amount,
            "已预拨": row.advance,
            "结算": row.settlement,
            "其中村级部分": row.village,
        }.items():
            assert spreadsheets.fen(found[column]) == fen
    clinics = spreadsheets.amounts(workbook, "村级分配", "D")
    wanted = {village.area: village.amount for village in outcome.villages.rows}
    assert {code: spreadsheets.fen(row["应拨金额"]) for code, row in clinics.items()} == wanted


def test_a_click_on_a_number_opens_it_and_the_way_leads_back(open_page):
    page = open_page(f"allocation?period={PERIOD}", dashboard.SIZES["projector"])
    table = page.locator("[data-testid=stDataFrame]").first
    box = table.bounding_box()
    table.click(position={"x": box["width"] - 60, "y": ROW * 4.5 + 10})
    page.get_by_role("button", name="全部机构").wait_for()
    dashboard.settle(page)
    page.wait_for_function("location.search.includes('number=village')")
    assert "unit=B0" in page.url
    assert page.locator("[data-testid=stPlotlyChart]").count() == 1
    page.get_by_role("button", name="全部机构").click()
    page.get_by_text("点击任一数字").wait_for()
    assert "unit=" not in page.url
