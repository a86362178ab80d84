"""A file on its way into the store: from bytes to figures, and what stops it."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.adapters.store import imports, layouts, observations, undoing
from lib.adapters.store.changes import open_store
from lib.deliveries import Consent, Desk, consent_key
from lib.errors import ImportRejectedError, InputError
from lib.model.authors import Author
from lib.model.intake import layouts as plans
from lib.model.intake.figures import Stage
from lib.model.observations import parse_period
from lib.project import Project

PROJECT = Project()
NOW = datetime(2026, 1, 5, 9, 0)  # noqa: DTZ001 (county time)
AUTHOR = Author("李晓", NOW)
HEADER = "机构名称,建立电子健康档案人数,辖区内常住居民数"


def csv(*rows, title="2025年1-9月"):
    return "\n".join([title, HEADER, *rows]).encode("gb18030")


WHOLE = {"罗阳街道": 205_000, "湖镇镇": 48_000, "公庄镇": 40_000}
GOOD = csv(*(f"{name},{whole // 2},{whole}" for name, whole in WHOLE.items()))


@pytest.fixture
def desk(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'heng.sqlite'}", tmp_path / "keys")
    yield Desk(PROJECT, store, NOW.date())
    store.engine.dispose()


def examined(desk, content, stage=Stage.CLAIMED, name="月报.csv"):
    workbook = desk.open_file(content, name)
    return desk.examine(workbook, desk.propose(workbook), stage)


def kept(desk, content, stage=Stage.CLAIMED, note="已核对"):
    found = examined(desk, content, stage)
    return desk.keep(found, Consent(consent_key(found), NOW, note), AUTHOR)


def figure(desk, area="B10", indicator="EHR01", month="2025-09"):
    dataset = PROJECT.dataset(desk.store).observations
    here = (dataset["area_code"] == area) & (dataset["indicator"] == indicator)
    rows = dataset[here & (dataset["month"] == parse_period(month))]
    return [(row.numerator, row.denominator) for row in rows.itertuples()]


def test_a_good_file_is_stored_with_the_cell_of_every_figure(desk):
    receipt = kept(desk, GOOD)
    assert (receipt.new, receipt.changed) == (3, 0)
    assert figure(desk) == [(24_000, 48_000)]
    version = observations.history(desk.store, "B10", "EHR01", parse_period("2025-09"))[0]
    assert (version.origin.file, version.origin.cells) == ("月报.csv", "B4/C4")
    assert version.actor == "李晓"


def test_nothing_is_stored_before_keep(desk):
    examined(desk, GOOD)
    assert observations.revision(desk.store) == 0


def test_the_same_click_twice_stores_once(desk):
    found = examined(desk, GOOD)
    consent = Consent(consent_key(found), NOW, "已核对")
    assert desk.keep(found, consent, AUTHOR) == desk.keep(found, consent, AUTHOR)
    assert len(imports.listing(desk.store)) == 1


def test_the_same_file_again_changes_nothing(desk):
    kept(desk, GOOD)
    assert examined(desk, GOOD).difference.unchanged == 3


def test_undoing_brings_back_what_was_there(desk):
    kept(desk, GOOD)
    corrected = kept(desk, GOOD.replace(b"24000,48000", b"24500,48000"))
    assert figure(desk) == [(24_500, 48_000)]
    undoing.undo(desk.store, corrected.import_id, Author("李晓", NOW, "报错"))
    assert figure(desk) == [(24_000, 48_000)]
    assert PROJECT.dataset(desk.store).fingerprint == PROJECT.dataset(desk.store, 1).fingerprint


@settings(max_examples=10)
@given(st.permutations(list(WHOLE)))
def test_the_order_of_rows_does_not_matter(order):
    desk = Desk(PROJECT, SHARED.store, NOW.date())
    rows = csv(*(f"{name},{WHOLE[name] // 2},{WHOLE[name]}" for name in order))
    found = examined(desk, rows).reading.figures.sort_values("area_code")
    assert found["numerator"].tolist() == [102_500, 24_000, 20_000]


def test_an_error_blocks_and_names_the_cell(desk):
    bad = GOOD.replace(b"24000,48000", b"48001,48000")
    found = examined(desk, bad)
    assert [(f.rule, f.cell) for f in found.obstacles] == [("numerator_above_denominator", "B4")]
    with pytest.raises(ImportRejectedError):
        desk.keep(found, Consent("k", NOW, "好"), AUTHOR)
    assert observations.revision(desk.store) == 0


def test_warnings_need_a_note(desk):
    found = examined(desk, GOOD.replace(b"24000,48000", b"24000,60000"))
    assert found.warnings
    with pytest.raises(InputError, match="only be accepted with a note"):
        desk.keep(found, Consent("k", NOW), AUTHOR)


def test_a_file_with_people_in_it_is_refused_at_the_door(desk):
    people = "姓名,身份证号\n王小明,11010519491231002X\n".encode()
    with pytest.raises(ImportRejectedError):
        desk.open_file(people, "名单.csv")


def test_an_answered_name_is_remembered_for_the_layout(desk):
    asked = csv("湖镇中心,24000,48000", "罗阳街道,100000,205000")
    found = examined(desk, asked)
    question = next(f for f in found.obstacles if f.rule.startswith("area_"))
    plan = plans.with_name(found.plan, str(question.values.get("written", question.value)), "B10")
    answered = desk.examine(found.workbook, plan, Stage.CLAIMED)
    assert answered.obstacles == ()
    desk.keep(answered, Consent(consent_key(answered), NOW, "已核对"), AUTHOR)
    assert layouts.names(desk.store)
    again = examined(desk, asked.replace("1-9月".encode("gb18030"), "1-10月".encode("gb18030")))
    assert again.obstacles == ()


def test_verified_figures_stand_beside_the_claimed_ones_and_count(desk):
    kept(desk, GOOD)
    kept(desk, csv("湖镇镇,23000,48000"), Stage.VERIFIED)
    assert figure(desk) == [(23_000, 48_000)]
    both = observations.stages(desk.store)
    assert both["claimed_numerator"].tolist() == [24_000]
    assert both["gap"].tolist() == pytest.approx([-1000 / 48_000])


def test_a_month_alone_is_added_to_the_months_before(desk):
    def alone(month, count):
        heads = "机构名称,65岁及以上老年人规范健康管理服务人数,辖区内65岁及以上常住居民数"
        return f"2025年{month}月当月\n{heads}\n湖镇镇,{count},5000".encode()

    early = examined(desk, alone(2, 250))
    assert "month_before_missing" in {f.rule for f in early.obstacles}
    kept(desk, alone(1, 300))
    kept(desk, alone(2, 250))
    assert figure(desk, indicator="ELD01", month="2025-02") == [(550, 5000)]


def test_two_plans_of_one_file_have_two_keys(desk):
    found = examined(desk, GOOD)
    other = replace(found, plan=plans.skipped(found.plan, found.plan.sheets[0].sheet))
    assert consent_key(found) == consent_key(examined(desk, GOOD)) != consent_key(other)


@pytest.fixture(autouse=True, scope="module")
def shared(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shared")
    SHARED.store = open_store(f"sqlite:///{folder / 'heng.sqlite'}", folder / "keys")
    yield
    SHARED.store.engine.dispose()


class SHARED:
    """An empty store that is only read."""

    store = None
