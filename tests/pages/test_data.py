"""The import page: upload, understood as, problems, store, receipt, undo."""

import pytest

from lib.adapters.store.changes import open_store
from pages.ui import load
from pages.ui.load import kept
from tests.conftest import ROOT

HEADS = "机构名称,建立电子健康档案人数,辖区内常住居民数"
GOOD = f"2025年1-9月\n{HEADS}\n湖镇镇,24000,48000\n公庄镇,20000,40000\n".encode()


@pytest.fixture
def own_store(monkeypatch, tmp_path):
    """The pages on an empty store; the demonstration comes back afterwards."""
    store = open_store(f"sqlite:///{tmp_path / 'heng.sqlite'}", tmp_path / "keys")
    monkeypatch.setattr(kept, "store", lambda: store)
    load.refresh()
    yield store
    store.engine.dispose()
    monkeypatch.undo()
    load.refresh()


def uploaded(open_page, content, name="月报.csv"):
    app = open_page("data")
    app.sidebar.text_input(key="operator").set_value("李晓")
    return app.file_uploader[0].set_value((name, content, "text/csv")).run()


def words(app):
    return " ".join(
        e.value for part in (app.markdown, app.success, app.warning, app.error) for e in part
    )


def test_an_empty_store_sends_every_page_to_the_import(own_store, open_page):
    app = open_page("overview")
    assert not app.exception
    assert "还没有数据" in words(app)


def test_a_good_file_is_understood_stored_and_undone(own_store, open_page):
    app = uploaded(open_page, GOOD)
    assert not app.exception
    assert "2个单位" in words(app)
    assert [m.value for m in app.metric][:2] == ["2", "2"]
    app.text_input(key="import note").set_value("已核对")
    app.button[0].click().run()
    assert "第1次导入已存入" in words(app)
    app = app.segmented_control(key="choice data").set_value("history").run()
    app.text_input(key="undo reason").set_value("只是试一试")
    app.button[0].click().run()
    assert "第1次导入已撤销" in words(app)


def test_an_error_stands_in_the_way_and_is_listed_with_its_cell(own_store, open_page):
    app = uploaded(open_page, GOOD.replace(b"24000", b"49000"))
    assert "1处问题须先解决" in words(app)
    assert not app.button
    listed = next(t.value for t in app.table if "问题" in t.value.columns)
    assert listed["位置"].str.endswith("B3").any()


def test_a_file_with_people_in_it_is_refused(own_store, open_page):
    people = "姓名,身份证号\n王小明,11010519491231002X\n".encode()
    app = uploaded(open_page, people)
    assert app.error
    shown = words(app) + str([table.value.to_dict() for table in app.table])
    assert "身份证" in shown
    assert "王小明" not in shown
    assert "11010519491231002X" not in shown


def test_what_is_no_table_is_a_sentence(own_store, open_page):
    app = uploaded(open_page, b"%PDF-1.7 no table", "通知.pdf")
    assert app.error
    assert not app.exception


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", ["history", "templates", "trace"])
def test_every_view_draws(open_page, view, lang):
    app = open_page("data", data=view, lang=lang)
    assert not app.exception
    assert not app.error


def test_a_name_nobody_knows_is_asked(own_store, open_page):
    app = uploaded(open_page, GOOD.replace("湖镇镇".encode(), "湖镇中心".encode()))
    asked = next(box for box in app.selectbox if box.key.startswith("name "))
    app = asked.set_value("B10").run()
    assert "须先解决" not in words(app)


def test_an_operator_without_a_name_is_asked_for_it(own_store, open_page):
    app = open_page("data")
    app = app.file_uploader[0].set_value(("月报.csv", GOOD, "text/csv")).run()
    app.text_input(key="import note").set_value("已核对")
    app.button[0].click().run()
    assert "操作人姓名" in words(app)


def test_the_repository_has_no_store_of_the_tests():
    assert "heng-tests" in str(kept.Project().database) or ROOT not in kept.Project().keys.parents


RATES = "2025年1-9月\n机构名称,电子健康档案建档率(%)\n湖镇镇,0.91\n公庄镇,0.95\n".encode()


def test_a_share_where_per_cent_is_meant_is_asked_and_the_answer_counts(own_store, open_page):
    app = uploaded(open_page, RATES)
    asked = next(r for r in app.radio if r.key.startswith("share "))
    assert "0.91" in asked.label
    app = asked.set_value("fraction").run()
    assert "须先解决" not in words(app)
    assert not app.exception


def test_a_sheet_can_be_left_out_and_taken_up_again(own_store, open_page):
    app = uploaded(open_page, GOOD)
    app = next(t for t in app.toggle if t.key.startswith("read ")).set_value(False).run()
    assert "没有" in words(app)
    assert not app.exception
    app = next(t for t in app.toggle if t.key.startswith("read ")).set_value(True).run()
    assert [m.value for m in app.metric][:1] == ["2"]


def test_the_columns_of_a_sheet_that_was_left_out_can_still_be_said(own_store, open_page):
    content = (
        GOOD.decode().replace("机构名称", "对象").replace("湖镇镇", "甲").replace("公庄镇", "乙")
    )
    app = uploaded(open_page, content.encode())
    assert not app.exception
    assert next(t for t in app.toggle if t.key.startswith("read ")).value is False
    shown = next(frame.value for frame in app.dataframe if "识别为" in frame.value.columns)
    assert shown["表头"].tolist()[0] == "对象"
