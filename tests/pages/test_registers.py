"""Registers on the screen: every view draws, rows are entered, brought in, withdrawn, read back."""

from fractions import Fraction

import pytest

from lib.adapters.store import journal
from lib.model.registers import ledger
from pages.ui import load
from pages.ui.load import registers
from pages.ui.text import _, short_name
from tests.pages.reading import newest, numbers, with_heading

VIEWS = ("accreditation", "contract", "staff", "investment", "practice")
MARKUP = "<b>**x**</b> $y$ :red[z]"


@pytest.fixture
def opened(open_page):
    """Open a view, a part of its side, as somebody who has entered a name."""

    def open_view(view, part="trend", **query):
        app = open_page("registers", registers=view, **query)
        app.text_input(key="operator").set_value("王敏")
        return app.segmented_control(key=f"register side {view}").set_value(part).run()

    return open_view


@pytest.fixture
def reader(speaking):
    speaking("zh")
    newest(lambda: None)


def standing(store, book):
    return ledger.stand(journal.postings(store, book))


def headline(app):
    return next(m.value for m in app.markdown if m.value.startswith("####"))


def widget(elements, label):
    return next(e for e in elements if e.label.removesuffix(" *") == label)


def chosen(app, code):
    return next(box for box in app.selectbox if box.key.startswith(f"register row {code}"))


def press(app, key):
    return app.button(key=key).click().run()


def uploaded(app, content, name):
    return app.file_uploader[0].upload(name, content, "text/csv").run()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_draws_in_both_languages(open_page, view, lang):
    app = open_page("registers", registers=view, lang=lang)
    assert not app.exception
    assert not app.error
    assert numbers(headline(app))


@pytest.mark.parametrize("part", ["entry", "import", "history"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_part_beside_a_table_draws(opened, view, part):
    app = opened(view, part)
    assert not app.exception
    assert not app.error


@pytest.mark.parametrize("view", VIEWS[:4])
def test_every_institution_has_a_line(open_page, view):
    app = open_page("registers", registers=view)
    (names, *_others) = with_heading(app.dataframe, _("Institution"))
    names = set(names[_("Institution")])
    assert len(names) == len(load.institutions()) == 22


def test_the_headline_says_what_the_model_says(open_page, reader):
    found = registers.kpis()
    told = numbers(headline(open_page("registers", registers="accreditation")))
    assert {found.accreditation.taking_part, found.accreditation.basic} <= set(told)
    told = headline(open_page("registers", registers="staff"))
    assert f"{found.staff.together:,}" in told


def test_what_was_invested_adds_up_and_is_divided_by_the_residents(open_page, reader):
    held, areas = registers.held(), load.institutions()
    app = open_page("registers", registers="investment", period="2025-12")
    table = with_heading(app.dataframe, _("Invested per resident (yuan)"))[0]
    table = table.set_index(_("Institution"))
    for code, area in areas.items():
        fen = sum(row["amount"] for row in held.invested(2025) if row["area"] == code)
        line = table.loc[short_name(area)]
        assert numbers(line["2025"]) == [Fraction(fen, 1_000_000)]
        (each,) = numbers(line[_("Invested per resident (yuan)")])
        assert abs(each - Fraction(fen, 100 * area.population)) <= Fraction(1, 200)


def test_small_counts_of_the_ill_are_not_shown_anywhere(opened, reader):
    hidden = registers.hidden()
    few = [at for at in hidden.reasons if at[1:] == (2025, "tuberculosis")]
    assert few
    app = opened("contract")
    app = app.selectbox(key="register group").set_value("tuberculosis").run()
    table = with_heading(app.dataframe, _("Members"))[0].set_index(_("Institution"))
    for code, _year, _group in few:
        line = table.loc[short_name(load.institutions()[code])]
        assert line[_("Members")] == _("not shown")
        assert line[_("Sign-up rate")] == _("not shown")
        assert line[_("Signed")] in {_("not shown"), f"<{load.rules().small_cell}"}
    rows = [row for row in registers.rows("contract") if row["人群"] == "肺结核患者"]
    assert sum(row["签约数（人）"] == "不显示" for row in rows) >= len(few)
    app = opened("contract", "entry")
    offered = chosen(app, "contract").options
    assert not [o for o in offered if "肺结核" in o and "平安" in o and "2024" in o]


def test_a_row_is_entered_changed_and_withdrawn_and_its_history_says_so(opened, figures):
    app = opened("staff", "entry")
    widget(app.number_input, "年度").set_value(2023)
    widget(app.selectbox, "机构").set_value("B07")
    for heading, count in (("公卫专职（人）", 11), ("公卫兼职（人）", 5), ("乡村医生（人）", 9)):
        widget(app.number_input, heading).set_value(count)
    widget(app.text_area, "备注").set_value(MARKUP)
    app = press(app, "register save staff")
    assert [box.value for box in app.error] == []
    entry = standing(figures, "staff")["staff/2023/B07"]
    assert (entry.values["full_time"], entry.values["note"], entry.by) == (11, MARKUP, "王敏")
    app = chosen(app, "staff").set_value("staff/2023/B07").run()
    widget(app.number_input, "公卫专职（人）").set_value(12)
    app = press(app, "register save staff")
    assert standing(figures, "staff")["staff/2023/B07"].values["full_time"] == 12
    app = chosen(app, "staff").set_value("staff/2023/B07").run()
    app = press(app, "register withdraw staff")
    assert app.error
    assert "staff/2023/B07" in standing(figures, "staff")
    widget(app.text_input, _("Reason")).set_value("重复登记")
    app = press(app, "register withdraw staff")
    assert not app.error
    assert "staff/2023/B07" not in standing(figures, "staff")
    changes = with_heading(opened("staff", "history").dataframe, _("Before"))[0]
    assert changes.iloc[0][_("Reason")] == "重复登记"
    assert changes.iloc[1][[_("Before"), _("After")]].tolist() == ["11", "12"]
    assert MARKUP not in " ".join(m.value for m in app.markdown)


def test_without_a_name_or_a_needed_cell_nothing_is_stored(open_page, opened, figures):
    before = journal.version(figures, "staff")
    app = open_page("registers", registers="staff")
    app = app.segmented_control(key="register side staff").set_value("entry").run()
    assert press(app, "register save staff").error
    assert press(opened("staff", "entry"), "register save staff").error
    assert journal.version(figures, "staff") == before


def test_a_taken_key_is_not_overwritten_by_a_new_row(opened, figures):
    before = standing(figures, "staff")["staff/2025/B01"]
    app = opened("staff", "entry")
    widget(app.number_input, "年度").set_value(2025)
    widget(app.selectbox, "机构").set_value("B01")
    for heading in ("公卫专职（人）", "公卫兼职（人）", "乡村医生（人）"):
        widget(app.number_input, heading).set_value(1)
    assert press(app, "register save staff").error
    assert standing(figures, "staff")["staff/2025/B01"] == before


@pytest.mark.parametrize("code", ["accreditation", "gaps", "contract", "practice"])
def test_what_is_exported_changes_nothing_when_it_comes_back(reader, code):
    content = registers.form(code, registers.rows(code), str, "示例数据")
    reading = registers.opened(code, content, "导出.xlsx")
    assert (reading.new, reading.changed) == (0, 0)
    assert reading.unchanged == len(registers.entries(code))


def test_a_file_is_brought_in_whole_and_the_same_file_again_changes_nothing(
    opened, figures, reader
):
    rows = [row for row in registers.rows("investment") if row["编号"] == "TR2025-001"]
    rows += [rows[0] | {"编号": "TR2025-900", "金额（元）": 1234.56}]
    content = load.csv_file(rows, "")
    app = uploaded(opened("investment", "import"), content, "投入.csv")
    app = press(app, "register bring in investment")
    assert not app.error
    entry = standing(figures, "investment")["investment/TR2025-900"]
    assert (entry.values["amount"], entry.origin) == (123456, "投入.csv!3")
    version = journal.version(figures, "investment")
    app = uploaded(opened("investment", "import"), content, "投入.csv")
    assert "register bring in investment" not in [button.key for button in app.button]
    assert journal.version(figures, "investment") == version


def test_a_file_with_one_bad_cell_is_refused_with_its_address(opened, figures, reader):
    rows = [r for r in registers.rows("investment") if str(r["编号"]).startswith("TR2025-00")]
    rows[0] |= {"编号": "TR2025-901"}
    rows[1] |= {"金额（元）": "约三万"}
    version = journal.version(figures, "investment")
    app = uploaded(opened("investment", "import"), load.csv_file(rows, ""), "投入.csv")
    assert app.error
    places = with_heading(app.table, _("Place"))[0][_("Place")].tolist()
    assert [place.rpartition(" ")[2] for place in places] == ["F3"]
    assert journal.version(figures, "investment") == version


def test_a_step_out_of_order_is_refused_in_words(opened, figures):
    app = opened("accreditation", "entry")
    app = chosen(app, "accreditation").set_value("accreditation/B11/2025").run()
    widget(app.selectbox, "市级复核结果").set_value("passed")
    app = press(app, "register save accreditation")
    assert app.error
    assert (
        standing(figures, "accreditation")["accreditation/B11/2025"].values["prefecture_result"]
        is None
    )


def test_the_files_of_a_practice_can_be_taken_away(open_page, reader):
    entry = registers.entries("practice")["practice/JY2025-01"]
    assert [file.name for file in entry.files] == ["做法说明（示例）.txt"]
    app = open_page("registers", registers="practice")
    assert not app.exception
    assert entry.values["title"] in " ".join(m.value for m in app.markdown)


def test_an_earlier_period_shows_the_year_before(open_page):
    app = open_page("registers", registers="contract", period="2024-12")
    assert headline(app).startswith("#### 2024")
