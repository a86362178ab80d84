"""A whole quarter played through the browser, from the plan to the sealed paper.

The tests of this file are the steps of one quarter, in order, on one store of their own.
"""

import re
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from docx import Document
from playwright.sync_api import expect

from lib.adapters.store import imports, journal
from lib.adapters.store.imports import Delivery
from lib.model.evaluation import evaluate
from lib.model.intake import figures
from lib.model.intake.figures import Stage
from lib.model.meetings import records
from lib.model.observations import parse_period
from lib.model.plans import standing as plans
from lib.model.plans.shapes import MILESTONES
from lib.model.rectification import held, items
from lib.model.supervision import visits
from lib.model.surveys import rounds as surveys
from lib.project import Project
from tests import spreadsheets
from tests.browser import dashboard
from tests.conftest import AUTHOR

CLERK = "园洲填报员"
KIND, CHECKED = "老年人健康体检", ("B06", "ELD03")
FOLLOWED = ("B06", "CHD03")
HEADS = "2025年1-12月\n机构名称,按年龄要求接受系统管理的3岁以下儿童数,年度辖区内3岁以下儿童数"
CHRONIC = "慢性病患者健康管理（高血压、糖尿病）"
SCREENS = 11
TITLE = "四季度工作评审会"
CENTRE, TOWN, TOWN_CODE = "中医药中心", "园洲", "B06"
FOUND = "抽查的随访表缺血糖记录"


def planned(store):
    """Return the visits that are planned."""
    every = visits.stand(journal.postings(store, visits.BOOK)).values()
    return [visit for visit in every if visit.state == visits.State.PLANNED]


def visited(store):
    """Return the visits of the late centre that count for the quarter."""
    every = visits.stand(journal.postings(store, visits.BOOK)).values()
    return [v for v in every if v.body == "C3" and v.number.startswith("2025Q4") and v.counts]


def found(store):
    """Return the item that came of the finding."""
    ledger = items.stand(journal.postings(store, items.BOOK))
    return next(item for item in ledger.items.values() if item.problem.evidence == FOUND)


@pytest.fixture(autouse=True)
def patient():
    """Wait as long for a sentence as a busy machine needs."""
    expect.set_options(timeout=30_000)


def purse(store):
    return held.stand_money(journal.postings(store, held.BOOK))


def at_item(store):
    return f"rectification?rectification=ledger&problem={found(store).number}"


def engine(store):
    """Evaluate what the store holds, beside the server."""
    project = Project()
    rules = project.schemes()["standard-100"].on(date(2025, 12, 31), project.context())
    return evaluate(project.dataset(store), rules, clinics=False)


def score(outcome):
    return outcome.scores.full[outcome.scores.line(TOWN_CODE)]


def line(outcome):
    return next(row for row in outcome.allocation.rows if row.area == TOWN_CODE)


def in_force(store, figure, month="2025-12"):
    """Return the counts of a figure that count now."""
    rows = Project().dataset(store).observations
    area, indicator = figure
    here = (rows["area_code"] == area) & (rows["indicator"] == indicator)
    (found_row,) = rows[here & (rows["month"] == parse_period(month))].to_dict("records")
    return int(found_row["numerator"]), int(found_row["denominator"])


def downloaded(me, name):
    """Press a button of a download; return the name and the content of the file."""
    me.clicks += 1
    with me.page.expect_download() as waiting:
        me.page.get_by_role("button", name=name).first.click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


def words(content):
    """Return every paragraph and cell of a Word file."""
    document = Document(BytesIO(content))
    cells = {c.text for t in document.tables for row in t.rows for c in row.cells}
    return cells | {paragraph.text for paragraph in document.paragraphs}


def interviewed(template):
    """Fill the template in as an interviewer does: three people of one village."""
    book = openpyxl.load_workbook(BytesIO(template))
    villages = list(book.worksheets[1].iter_rows(min_col=5, max_col=6, values_only=True))
    place = next(row for row in villages if row[0] and row[0] == f"{TOWN}镇卫生院")
    for answer in ("是", "是", "否"):
        told = (
            "电话",
            "老年人",
            1,
            "访员03",
            answer,
            "宣传栏" if answer == "是" else None,
            "健康档案",
        )
        book.worksheets[0].append([*place, *told, "是", 4])
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def own_figures(store):
    """Store the figures of the last month as the county's own."""
    rows = Project().dataset(store).observations
    mine = rows[rows["month"] == parse_period("2025-12")]
    absent = {c: "" for c in figures.COLUMNS if c not in mine} | {"stated": float("nan"), "row": 1}
    table = mine.assign(**absent)[list(figures.COLUMNS)].astype(figures.COLUMNS)
    digest = "0" * 64
    told = {"received_at": AUTHOR.at, "note": ""}
    delivery = Delivery("own", "年报.csv", digest, table, stage=Stage.CLAIMED, **told)
    imports.commit(store, delivery, AUTHOR)


def take_down(me, what, texts, said, shown=""):
    """Fill in one of the two small forms of the stage."""
    me.page.get_by_role("button", name=what).first.click()
    form = me.page.get_by_test_id("stPopoverBody")
    for place, text in enumerate(texts):
        field = form.get_by_role("textbox").nth(place)
        field.fill(text)
        field.press("Control+Enter")  # the next field after a tab would open its calendar
        me.settle()
    expect(form).to_contain_text(shown)
    form.get_by_role("button", name="记下").click()
    me.said(said)
    me.page.keyboard.press("Escape")
    expect(form).to_have_count(0)


class Player:
    """Somebody at a page, whose clicks are counted."""

    def __init__(self, page):
        self.page, self.clicks = page, 0

    @property
    def main(self):
        return self.page.get_by_test_id("stMain")

    def settle(self):
        dashboard.settle(self.page)

    def click(self, target):
        self.clicks += 1
        target.click()
        self.settle()

    def press(self, name, *, exact=True):
        self.click(self.main.get_by_role("button", name=name, exact=exact))

    def view(self, name):
        self.click(self.main.get_by_role("radio", name=name, exact=True))

    def choose(self, label, words, *, several=False):
        """Choose from a list by typing; the list is longer than the screen."""
        self.clicks += 2
        box = self.main.get_by_role("combobox", name=label, exact=True)
        box.click()
        box.press_sequentially(words)
        self.page.get_by_role("option").filter(has_text=words).first.click()
        if several:
            self.page.keyboard.press("Escape")
        self.settle()

    def write(self, label, text):
        self.clicks += 1
        named = {"name": label, "exact": True}
        field = self.main.get_by_role("textbox", **named)
        field = field.or_(self.main.get_by_role("spinbutton", **named))
        field.fill(text)
        field.press("Tab")
        self.settle()

    def date(self, label, digits):
        """Type a day into a field of days, year first."""
        self.clicks += 1
        self.main.get_by_role("spinbutton", name=f"year, {label}", exact=True).click()
        self.page.keyboard.type(digits)
        self.page.keyboard.press("Tab")
        self.settle()

    def attach(self, name, content, place=0):
        self.clicks += 1
        dropped = {"name": name, "mimeType": "", "buffer": content}
        self.main.locator("[data-testid=stFileUploaderDropzoneInput]").nth(place).set_input_files(
            dropped
        )
        shown = self.main.get_by_text(name[:6])  # a long name is cut in the middle
        expect(shown.last).to_be_visible()
        self.settle()

    def reads(self, words):
        expect(self.main.get_by_text(words).first).to_be_visible()
        self.settle()

    def said(self, words):
        """Wait until something is said to be done."""
        expect(self.main.get_by_test_id("stAlert").filter(has_text=words)).to_be_visible()
        self.settle()

    def do(self, name, words, *, last=False):
        """Press a button and wait until its deed is said to be done."""
        self.clicks += 1
        named = self.main.get_by_role("button", name=re.compile(name))
        (named.last if last else named).click()
        self.said(words)


def test_a_milestone_is_reported_with_its_proof(signed, own):
    me = Player(signed("plan?plan=entry"))
    me.choose("节点", "M-1-004")
    me.write("当前值（%）", "80")
    me.write("佐证材料", "督导问题销号清单")
    me.attach("销号清单.txt", "示例数据".encode())
    me.do("保存", "已保存：督导问题清单与整改销号闭环运行")
    me.reads("实际80%")
    milestone = plans.stand(journal.postings(own, MILESTONES)).milestones["M-1-004"]
    assert [name for _sha256, name in milestone.updates[-1].files] == ["销号清单.txt"]


def test_the_proposal_for_the_next_round_is_accepted(signed, own):
    me = Player(signed("supervision?supervision=next"))
    before = len(planned(own))
    me.do("采纳", "次督导已列入计划")
    me.reads("无需再安排")
    assert len(planned(own)) > before


def test_a_visit_with_its_report_makes_a_centre_pass(signed, own):
    me = Player(signed("supervision"))
    me.reads("8 / 17")
    me.view("督导记录")
    me.choose("督导", "＋")
    me.choose("督导单位", CENTRE)
    me.date("日期", "20251230")
    me.choose("机构", TOWN, several=True)
    me.click(me.main.get_by_role("radio", name="不符合").nth(1))
    me.press("其余均符合", exact=False)
    me.write("问题个数", "1")
    me.choose("问题类别", "随访")
    me.choose("严重程度", "严重")
    me.write("依据", FOUND)
    me.do("保存督导记录", "请接着上传督导报告")
    me.attach("督导报告.txt", "督导报告（示例数据）".encode())
    me.do("上传督导报告", "该次督导计入覆盖率")
    me.do("立项", "已列入整改台账")
    me.view("看板")
    me.reads("3个中心中3个达标")
    assert len(visited(own)) == 9


def test_the_finding_is_issued_with_a_deadline(signed, own):
    me = Player(signed(at_item(own)))
    me.write("整改要求", "限期补齐血糖记录并复查全部随访表")
    me.write("责任人（职务）", "公卫科负责人")
    me.do("下发", "已办理“下发”", last=True)
    deadline = found(own).deadline
    me.reads(f"期限{deadline.year}年{deadline.month}月{deadline.day}日")


def test_a_payment_holds_a_part_for_it(signed, own):
    me = Player(signed("rectification?rectification=money"))
    me.press("登记拨付", exact=False)
    box = me.page.get_by_test_id("stPopoverBody").get_by_role("combobox", name="机构")
    box.click()
    box.press_sequentially(TOWN)
    me.page.get_by_role("option").first.click()
    me.page.keyboard.press("Escape")
    me.page.get_by_role("button", name="登记（1）").click()
    me.said("已登记1笔拨付")
    assert purse(own).waiting_for(found(own).number) > 0


def test_the_institution_hands_in_its_evidence(signed, own):
    me = Player(signed(at_item(own), who=CLERK))
    me.write("整改措施", "逐份补齐并由科室互查")
    me.do("开始整改", "已办理“开始整改”", last=True)
    me.view("提交复核")
    me.write("整改情况", "12份随访表已补齐")
    me.attach("整改佐证.txt", "整改佐证（示例数据）".encode())
    me.do("提交复核", "已办理“提交复核”", last=True)
    me.view("销号")
    me.write("复核结果", "本人复核")
    me.page.get_by_test_id("stFormSubmitButton").get_by_role("button").last.click()
    me.said("不能由其复核")
    assert found(own).is_open


def test_what_was_held_is_released_once_however_many_close_it(signed, own):
    number = found(own).number
    waiting = purse(own).waiting_for(number)
    first, second = (Player(signed(at_item(own), who=who)) for who in ("王敏", "陈复核"))
    for reviewer in (first, second):
        reviewer.view("销号")
        reviewer.write("复核结果", "抽查10份，均已补齐")
    first.do("销号", "已办理“销号”", last=True)
    second.page.get_by_test_id("stFormSubmitButton").get_by_role("button").last.click()
    second.reads(f"{number} 已销号")
    released = [r for a in purse(own).accounts.values() for r in a.releases if r.item == number]
    assert (len(released), sum(r.fen for r in released)) == (1, waiting)
    assert purse(own).waiting_for(number) == 0


def test_a_check_finds_false_files_and_its_counts_go_before_the_claimed(signed, own):
    before = engine(own)
    me = Player(signed("authenticity?authenticity=draw"))
    me.choose("机构", TOWN)
    me.choose("抽样类别", KIND)
    me.write("抽样口令", "瑞雪兆丰年")
    me.do("^抽取$", "已抽取")
    me.view("登记结果")
    me.choose("抽样单", TOWN)
    me.write("真实规范", "6")
    me.write("不真实（编造）", "4")
    me.write("核查人（科室或岗位）", "县公卫项目办")
    me.attach("核查表.txt", "签字核查表（示例数据）".encode())
    me.do("登记结果", "的结果已登记")
    me.view("看板")
    me.do("转为核实数", "项核实数已生效")
    assert in_force(own, CHECKED) == (6, 10)
    assert score(engine(own)) < score(before)


def test_a_round_of_interviews_is_imported_and_closed(signed, own):
    me = Player(signed("survey?survey=rounds"))
    me.click(me.main.get_by_text("开设新轮次"))
    me.choose("半年", "上半年")
    me.date("开始日", "20260104")
    me.date("截止日", "20260108")
    me.do("开设轮次", "已开设")
    name, template = downloaded(me, "下载模板（Excel）")
    me.attach(name, interviewed(template))
    me.do("确认入库", "已录入3份访谈")
    me.write("说明", "试访，样本不足")
    me.do("结束轮次", "已结束")


def test_the_people_s_voice_becomes_figures(signed, own):
    me = Player(signed("survey?survey=rounds&round=2025H2"))
    me.do("个数据转为", "调查结果已转为评价数据")
    standing = surveys.stand(journal.postings(own, surveys.BOOK))["2025H2"]
    assert standing.transferred


def test_an_appeal_is_filed_by_one_and_decided_by_another(signed, own):
    before = engine(own)
    me = Player(signed("appeal", who=CLERK))
    me.click(me.main.get_by_text("公示核实结果"))
    me.do("^公示$", "已公示")
    me.click(me.main.get_by_text("提出申诉"))
    me.choose("核实数据", f"{TOWN} · {CHECKED[1]}")
    me.write("申诉理由", "2份为同日补录，附原始登记")
    me.do("提交申诉", "已提交申诉")
    judge = Player(signed("appeal", who="王敏"))
    for number in ("2025Q4-005", "2025Q4-006"):
        judge.write("裁定理由", "原始登记可信，采信")
        judge.do("作出裁定", f"已裁定：{number}")
    assert score(engine(own)) > score(before)


def test_a_meeting_moves_a_weight_decides_hears_another_view_and_ends(signed, own):
    me = Player(signed("meeting"))
    page = me.page
    me.click(page.get_by_role("link", name="权重模拟", exact=True))
    points = page.locator(f".heng-scales input[type=number][aria-label^='{CHRONIC}']")
    points.fill("15.25")
    points.press("Enter")
    page.wait_for_function("location.search.includes('15.25')")
    me.settle()
    me.click(page.get_by_role("link", name="会议模式", exact=True))
    me.write("标题", TITLE)
    me.write("主持人（职务）", "县卫生健康局局长")
    page.get_by_role("button", name="开始", exact=True).click()
    for number in range(1, SCREENS + 1):
        expect(page.locator(".heng-stage-dots [aria-current]")).to_have_text(str(number))
        if number < SCREENS:
            page.keyboard.press("ArrowRight")
    me.settle()
    told = ("采用慢病权重15.25分", "县卫生健康局")
    take_down(me, "记录决定", told, "已记下", "连同正在测算的方案")
    take_down(me, "不同意见", ("县妇幼保健院", "建议先试行半年"), "不同意见已记入")
    page.get_by_role("button", name="结束会议").click()
    me.reads("会议已结束")
    held_ones = records.stand(journal.postings(own, records.BOOK))
    meeting = next(one for one in held_ones if one.opening.title == TITLE)
    assert [other.text for other in meeting.dissents] == ["建议先试行半年"]
    assert meeting.decisions[0].resolution.proposal is not None


@pytest.mark.parametrize("kind", ["会议纪要", "督导通报", "资金分配表"])
def test_a_paper_is_issued_and_its_seal_holds(signed, own, kind):
    me = Player(signed("papers"))
    me.view(kind)
    me.do("签发并登记", "已签发")
    name, content = downloaded(me, "下载最近一次签发的文件")
    text = words(content)
    if kind == "资金分配表":
        wanted = {f"{row.amount / 100:,.2f}" for row in engine(own).allocation.rows}
        assert wanted <= text
    if kind == "会议纪要":
        assert any("建议先试行半年" in line for line in text)
    me.view("验章")
    me.attach(name, content)
    me.reads("原件：与签发时完全一致")


@pytest.mark.skipif(spreadsheets.SOFFICE is None, reason="no LibreOffice")
def test_one_cell_of_a_table_is_followed_to_the_fen_and_the_workbook(signed, own, tmp_path):
    """The county's own figures begin here: the demonstration goes out of sight."""
    own_figures(own)
    before = engine(own)
    part, whole = in_force(own, FOLLOWED)
    me = Player(signed("data"))
    table = f"{HEADS}\n{TOWN}镇卫生院,{part // 2},{whole}\n"
    me.attach("月报.csv", table.encode())
    me.main.get_by_label("备注").or_(me.main.get_by_label("接受警告的说明")).fill("已核对")
    me.page.get_by_role("button", name="个数据").click()
    me.reads("次导入已存入")
    after = engine(own)
    row = line(after)
    assert in_force(own, FOLLOWED) == (part // 2, whole)
    assert row.amount < line(before).amount
    me.click(me.page.get_by_role("link", name="资金分配", exact=True))
    _name, content = downloaded(me, "下载 Excel（含公式）")
    (workbook,) = spreadsheets.recalculated([content], tmp_path)
    paid = spreadsheets.amounts(workbook, "资金分配")[f"{TOWN}镇卫生院"]
    assert spreadsheets.fen(paid["应拨金额"]) == row.amount
    me.choose("机构", f"{TOWN}镇卫生院")
    me.reads(f"{row.amount / 100:,.2f}")
