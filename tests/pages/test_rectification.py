"""Rectification on the screen: every view draws; the way of an item and a payment, to the store."""

from datetime import date
from fractions import Fraction
from io import BytesIO

import pytest
from openpyxl import load_workbook

from lib.adapters.store import journal
from lib.errors import InputError
from lib.model.authors import Author
from lib.model.problems import Found, Problem, Severity
from lib.model.rectification.held import stand_money
from lib.model.rectification.items import stand
from lib.model.rectification.states import Deed, State
from pages.ui import (
    load,
    problem_words,
    rectification_board,
    rectification_export,
    rectification_money,
    rectification_pay,
    state,
)
from pages.ui import rectification_words as words
from pages.ui.load import clock, rectification
from pages.ui.load import rectification_alerts as loaded
from pages.ui.text import _
from tests.pages.reading import newest, numbers

VIEWS = ("board", "ledger", "alerts", "money")
PDF = ("整改报告.pdf", b"%PDF-1.7", "application/pdf")


@pytest.fixture
def reader(speaking):
    """A reader of the newest period, outside of any page."""
    speaking("zh")
    newest(lambda: None)


@pytest.fixture
def signed(open_page):
    def opened(view, **query):
        app = open_page("rectification", rectification=view, **query)
        return app.text_input(key="operator").set_value("王敏").run()

    return opened


def ledger_of(store):
    return stand(journal.postings(store, "item"))


def keyed(elements, start):
    return next(e for e in elements if e.key and e.key.startswith(start))


def press(app, label):
    return next(b for b in app.button if b.label == label).click().run()


def headline(app):
    return next(m.value for m in app.markdown if m.value.startswith("### "))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_draws_in_both_languages(open_page, view, lang):
    app = open_page("rectification", rectification=view, lang=lang, problem="2025Q4-010")
    assert not app.exception
    assert not app.error
    assert headline(app)


def test_the_headline_counts_what_is_in_the_store(open_page, figures):
    ledger = ledger_of(figures)
    header = headline(open_page("rectification"))
    open_, overdue, _year, _quarter, rate, *_rest = numbers(header)
    assert (open_, overdue) == (len(ledger.open), len(ledger.overdue(clock.today())))
    found = rectification.rates(clock.quarter())
    assert rate == round(Fraction(100) * found.closing, 1)


def test_whatever_waits_for_the_office_is_on_the_board(reader):
    waiting = {item.number for item, _what in rectification_board.decisions(clock.today())}
    ledger = rectification.ledger()
    late = {item.number for item in ledger.overdue(clock.today())}
    asked = {i.number for i in ledger.open if i.state in (State.NEW, State.TO_REVIEW)}
    assert late | asked <= waiting


def test_bars_are_the_items_of_the_ledger(reader):
    items = tuple(rectification.ledger().items.values())
    found = rectification_board.counts(items, clock.today())
    assert sum(counted.total() for counted in found.values()) == len(items)
    assert sum(counted["overdue"] for counted in found.values()) == len(rectification.overdue())


def do(app, deed, text, by="", **more):
    """Choose a deed of the item that is opened, fill in its form and send it."""
    app = keyed(app.segmented_control, "deed ").set_value(deed).run()
    keyed(app.text_area, "text ").set_value(text)
    names = [e for e in app.text_input if (e.key or "").startswith("by ")]
    next(e for e in names if e.key.removeprefix("by ").isalnum()).set_value(by)
    if "owner" in more:
        keyed(app.text_input, "owner ").set_value(more["owner"])
    if "files" in more:
        app.file_uploader[0].set_value(more["files"])
    return press(app, words.deed(deed))


def test_an_item_of_a_visit_says_so_and_leads_there(signed, figures):
    number, visit = next(
        (n, problem_words.seen_on(i.problem)[0])
        for n, i in ledger_of(figures).items.items()
        if problem_words.seen_on(i.problem)[0]
    )
    app = signed("ledger", problem=number)
    steps = next(t.value for t in app.dataframe if _("What was said") in t.value)
    assert visit in steps[_("What was said")].iloc[0]
    assert app.button(key=f"visit of {number}")


def test_an_item_goes_from_opening_to_close_out_on_the_page(signed, figures):
    app = signed("ledger")
    keyed(app.text_area, "evidence ").set_value("测试：村卫生站督导记录缺1站")
    press(app, _("Open the item"))
    assert not app.error
    number = next(reversed(ledger_of(figures).items))
    app = signed("ledger", problem=number)
    do(app, Deed.ISSUE, "限期整改")
    assert app.error  # nobody is in charge yet
    assert ledger_of(figures).find(number).state == State.NEW
    do(app, Deed.ISSUE, "限期整改", owner="分管副院长")
    do(app, Deed.START, "已部署", "院方乙")
    do(app, Deed.SUBMIT, "已整改", "院方乙")
    assert app.error  # without evidence
    assert ledger_of(figures).find(number).state == State.IN_HAND
    do(app, Deed.SUBMIT, "已整改", "院方乙", files=PDF)
    do(app, Deed.CLOSE, "同意", "院方乙")
    assert app.error  # by one of those who put it right
    do(app, Deed.CLOSE, "同意")
    assert [e.value for e in app.error] == []
    item = ledger_of(figures).find(number)
    assert (item.state, item.closed.by) == (State.CLOSED, "王敏")
    (mark,) = item.submitted.files
    assert journal.file(figures, mark.sha256).content == PDF[1]


def test_several_new_items_are_issued_with_one_click(signed, figures):
    app = signed("ledger")
    before = [i.number for i in ledger_of(figures).open if i.state == State.NEW]
    keyed(app.text_input, "bulk owner ").set_value("分管副院长")
    keyed(app.text_area, "bulk text ").set_value("限期整改，按期报送佐证")
    app = app.button(key="issue now").click().run()
    assert not app.error
    ledger = ledger_of(figures)
    assert before
    assert {ledger.find(number).state for number in before} == {State.ISSUED}


def test_an_alert_becomes_an_item_with_one_click_and_only_once(signed, figures):
    app = signed("alerts")
    button = keyed(app.button, "rectify figure ")
    origin = button.key.removeprefix("rectify ")
    app = button.click().run()
    assert not app.error
    ledger = ledger_of(figures)
    item = ledger.find(ledger.origins[origin])
    assert (item.problem.found, item.state) == (Found.FIGURES, State.NEW)
    assert button.key not in [b.key for b in app.button]
    assert any(item.number in t.value[_("Item number")].tolist() for t in app.dataframe)


def test_one_figure_warns_once_the_gravest_kind_first_and_nothing_withheld(reader):
    found = loaded.alerts(clock.quarter())
    assert len({alert.origin for alert in found}) == len(found) > 20
    hidden = {(p.area.code, p.indicator.code) for p in load.progress() if p.withheld}
    assert not hidden & {(alert.area_code, alert.indicator) for alert in found}
    assert [a.kind for a in found] == sorted((a.kind for a in found), key=list(loaded.Kind).index)


def test_every_column_of_the_official_ledger_is_exported(reader):
    items = tuple(rectification.ledger().items.values())
    rows = rectification_export.rows(items)
    assert len(rows) == len(items)
    assert len(rows[0]) == 25
    closed = [row for row in rows if row[_("Closed on")]]
    assert all(row[_("Evidence of completion")] and row[_("Reviewer")] for row in closed)
    content = rectification.workbook("整改台账", rows, "示例数据")
    sheet = load_workbook(BytesIO(content)).active
    assert [cell.value for cell in sheet[3]] == list(rows[0])
    assert sheet.max_row == 3 + len(rows)


def test_sums_on_the_screen_are_those_of_the_store(open_page, figures, reader):
    accounts = tuple(stand_money(journal.postings(figures, "held")).accounts.values())
    due, paid, held = rectification_money.totals(accounts, clock.today())
    assert paid + held == due
    rows = rectification_money.sum_rows(accounts, clock.today())
    assert sum(round(row[_("Amount held")] * 100) for row in rows) == held
    assert {row[_("Check")] for row in rows} == {"✓"}
    running = rectification_money.running_rows(list(accounts))
    assert sum(round(row[_("Paid out")] * 100) for row in running) == paid
    assert round(running[-1][_("Held after it")] * 100) == held


def test_a_payment_is_registered_with_its_held_parts_once(signed, figures, reader):
    app = signed("money")
    assert not app.error
    assert app.button(key="pay now").disabled  # nobody is chosen yet
    keyed(app.checkbox, "everyone ").check().run()
    app = app.button(key="pay now").click().run()
    assert not app.error
    purse = stand_money(journal.postings(figures, "held"))
    settled = [a for a in purse.accounts.values() if a.payment.due.purpose.endswith("settlement")]
    engine = load.outcome(date(2025, 12, 31)).allocation
    owed = {row.area: row.settlement for row in engine.rows if row.settlement > 0}
    assert {a.area_code: a.payment.due.entitlement for a in settled} == owed
    assert any(a.payment.parts for a in settled)
    today = clock.today()
    assert all(a.paid_on(today) + a.held_on(today) == owed[a.area_code] for a in settled)
    assert rectification_pay.dues("2025-settlement") == {}


def test_the_instalments_of_the_story_are_those_of_the_engine(figures, reader):
    purse = stand_money(journal.postings(figures, "held"))
    engine = load.outcome(date(2025, 12, 31)).allocation
    for row in engine.rows:
        for number, fen in enumerate(row.advances, 1):
            account = purse.accounts[purse.paid_for[row.area, f"2025-{number}"]]
            assert account.payment.due.entitlement == fen


@pytest.mark.parametrize("typed", ["", "abc", "1.234", "-5", "1.2.3", "0x10", "１２a"])
def test_what_is_no_amount_is_told_as_a_sentence(typed):
    with pytest.raises(InputError):
        rectification_pay.fen(typed)


def test_amounts_are_read_to_the_fen():
    assert [rectification_pay.fen(t) for t in ("1,234.5", "0.01", "7")] == [123450, 1, 700]


def test_the_same_origin_opens_one_item_whoever_clicks(reader, figures):
    author = Author("王敏", state.clock())
    problem = Problem("test 1", Found.VISIT, "2025Q4", "B05", "测试", severity=Severity.GENERAL)
    (posted,) = rectification.open_items((problem,), "once", author)
    assert rectification.open_items((problem,), "once", author) == (posted,)
    with pytest.raises(InputError, match=posted.subject):
        rectification.open_items((problem,), "twice", author)
    assert rectification.open_origins()["test 1"] == posted.subject
    assert rectification.of_institution("B05")[-1].number == posted.subject
