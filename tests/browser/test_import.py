"""The officer's path: template, upload, answers, problems, storing, tracing, undoing."""

from io import BytesIO

import openpyxl
import pytest
from playwright.sync_api import expect

from lib.adapters.store import imports
from tests.browser import dashboard
from tests.deliveries.fixtures import make

HEADS = "机构名称,建立电子健康档案人数,辖区内常住居民数"
WRONG = f"{HEADS}\n湖镇中心,24000,48000\n公庄镇,49000,40000\n"
GOOD = f"2025年1-9月\n{HEADS}\n湖镇镇,24000,48000\n公庄镇,20000,40000\n"
UPLOAD = "[data-testid=stFileUploaderDropzoneInput]"
NEVER = ("姓名,身份证号\n王小明,11010519491231002X\n" * 3).encode()


@pytest.fixture(autouse=True)
def patient():
    """Wait as long for a sentence as for a page: the machine may be busy."""
    expect.set_options(timeout=30_000)


def drop(page, file):
    """Hand a file in and wait for what is said about it."""
    page.locator(UPLOAD).set_input_files(file)
    page.get_by_role("tab", name="识别为").wait_for()
    dashboard.settle(page)


def view(page, name):
    page.get_by_test_id("stMain").get_by_role("radio", name=name).click()
    dashboard.settle(page)


def choose(page, label, words):
    """Choose from a list by typing; the list is longer than the screen."""
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(words)
    page.get_by_role("option").first.click()
    dashboard.settle(page)


def downloaded(page, name):
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


def own_imports(store):
    return [i for i in imports.listing(store) if not i.demonstration and not i.is_undone]


def store_it(page, clicks=1):
    page.get_by_role("button", name="个数据").click(click_count=clicks)
    expect(page.get_by_text("次导入已存入")).to_be_visible()
    dashboard.settle(page)


def undo_all(page, store):
    for _import in own_imports(store):
        page.get_by_label("事由").fill("演练结束")
        page.get_by_role("button", name="撤销").click()
        expect(page.get_by_text("次导入已撤销")).to_be_visible()
        dashboard.settle(page)


def filled_in(content):
    """Fill a template as an institution's clerk does: counts in every empty cell."""
    book = openpyxl.load_workbook(BytesIO(content))
    for sheet in book.worksheets[:-1]:
        empty = [c for row in sheet.iter_rows(5) for c in row if c.value is None and row[0].value]
        for number, cell in enumerate(empty):
            sheet[cell.coordinate] = 300 + 7 * number if cell.column % 2 else 200 + 3 * number
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def take_a_template(page):
    """Download a template, fill it in, hand it in: nothing of it has to be asked."""
    view(page, "填报模板")
    name, template = downloaded(page, "下载模板")
    assert name.startswith("填报模板-")
    view(page, "导入文件")
    drop(page, {"name": name, "mimeType": "", "buffer": filled_in(template)})
    expect(page.get_by_text("张工作表")).to_be_visible()
    expect(page.get_by_text("列待确认")).to_have_count(0)


def answer_questions(page):
    """Hand in a file with a doubtful name, no month and a wrong cell; take it back, marked."""
    drop(page, {"name": "月报.csv", "mimeType": "text/csv", "buffer": WRONG.encode()})
    expect(page.get_by_text("2处问题须先解决")).to_be_visible()
    assert page.get_by_role("button", name="个数据").count() == 0
    choose(page, "湖镇中心", "湖镇镇卫生院")
    expect(page.get_by_text("1处问题须先解决")).to_be_visible()
    choose(page, "月份", "9月")
    expect(page.get_by_text("分子49000大于分母40000").first).to_be_visible()
    page.get_by_role("tab", name="问题").click()
    name, marked = downloaded(page, "下载标注了问题单元格的原表")
    assert name == "示例数据-月报-已标注.xlsx"
    sheet = openpyxl.load_workbook(BytesIO(marked)).worksheets[1]
    assert "49000" in sheet["B3"].comment.text


def go_to(page, name):
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
    dashboard.settle(page)


def trace(page):
    """Ask where a figure comes from: the file and its cells."""
    view(page, "数据溯源")
    choose(page, "机构或村卫生站", "湖镇镇卫生院")
    choose(page, "指标", "EHR01")
    cells = page.locator("[data-testid=stDataFrame] td")
    expect(cells.filter(has_text="健康档案报表GBK.csv").first).to_be_attached()
    expect(cells.filter(has_text="B12").first).to_be_attached()


def test_the_officers_path_from_the_template_to_the_way_back(signed, own, tmp_path):
    page = signed("data")
    take_a_template(page)
    page.reload()
    dashboard.settle(page)
    assert own_imports(own) == []
    page.get_by_label("操作人").fill("李晓")
    page.keyboard.press("Enter")
    dashboard.settle(page)
    answer_questions(page)

    page.locator(UPLOAD).set_input_files(make("F03", tmp_path))
    expect(page.get_by_text("22个单位")).to_be_visible()
    dashboard.settle(page)
    page.get_by_label("接受警告的说明").or_(page.get_by_label("备注")).fill("已核对")
    store_it(page, clicks=2)
    assert [i.file for i in own_imports(own)] == ["健康档案报表GBK.csv"]
    for name in ("总览", "指标进度", "单位画像"):
        go_to(page, name)
        assert page.get_by_text("示例数据").count() == 0
    go_to(page, "导入")
    trace(page)
    view(page, "导入记录")
    undo_all(page, own)
    expect(page.get_by_text("示例数据").first).to_be_visible()


def test_a_list_of_persons_is_refused_and_another_file_can_follow(signed, own, tmp_path):
    page = signed("data")
    page.locator(UPLOAD).set_input_files({"name": "名单.csv", "mimeType": "", "buffer": NEVER})
    expect(page.get_by_text("身份证号码")).to_be_visible()
    assert page.get_by_text("王小明").count() == 0
    drop(page, make("F01", tmp_path))
    expect(page.get_by_text("未发现问题，可以存入")).to_be_visible()


def test_of_two_who_import_at_once_the_second_is_told(signed, own, tmp_path):
    first, second = signed("data"), signed("data", who="王敏")
    other = GOOD.replace("24000", "24001").encode()
    drop(first, {"name": "甲.csv", "mimeType": "text/csv", "buffer": GOOD.encode()})
    drop(second, {"name": "乙.csv", "mimeType": "text/csv", "buffer": other})
    first.get_by_label("备注").or_(first.get_by_label("接受警告的说明")).fill("已核对")
    store_it(first)
    second.get_by_label("备注").or_(second.get_by_label("接受警告的说明")).fill("已核对")
    second.get_by_role("button", name="个数据").click()
    expect(second.get_by_text("他人更改了数据")).to_be_visible()
    store_it(second)
    assert len(own_imports(own)) == 2
    view(second, "导入记录")
    undo_all(second, own)
