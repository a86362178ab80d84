"""Files of a register: what was exported comes back unchanged, what is wrong has an address."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.adapters import table_files, uploads
from lib.adapters.workbooks.register_form import form
from lib.model.intake.findings import FindingsError
from lib.model.intake.names import name_index
from lib.model.intake.sheets import Sheet, Workbook
from lib.model.registers import ledger, sheets
from lib.model.registers.cells import HIDDEN
from lib.model.registers.contract import COUNTS
from lib.model.registers.ledger import Wish
from lib.model.registers.sheets import Desk
from lib.model.roster import Area
from tests.lib.model.registers.declared import anything_goes, checker, posted, register, rows

NAMES = {"B04": "石湾镇卫生院", "B05": "铁场卫生院", "B15": "平安卫生院"}
INDEX = name_index([Area(c, n, "township_hospital", "", 9) for c, n in NAMES.items()])
REMARK = "示例数据：由程序生成，不是真实数字。"
HEAD = ("年度", "机构", "公卫专职（人）", "公卫兼职（人）", "其中全科医生（人）")
HEAD += ("其中公卫医师（人）", "其中护士（人）", "乡村医生（人）", "空缺岗位（个）", "备注")
GOOD = (2025, "石湾镇卫生院", 20, 9, 4, 3, 7, 8, 1, None)


def desk(code, standing=(), check=anything_goes):
    postings = posted(standing)
    rows_ = ledger.stand(postings)
    return Desk(register(code), INDEX, rows_, ledger.seen(postings), check)


def exported(held, unseen=lambda _entry: frozenset()):
    entries = list(ledger.of(held.register, held.rows).values())
    return sheets.rows(held.register, entries, NAMES.get, unseen)


def standing(code, found):
    kept = {register(code).subject(row): row for row in found}
    wishes = [Wish(row) for row in kept.values()]
    return ledger.enter(register(code), wishes, anything_goes)(())


def staff(*lines, head=HEAD, above=()):
    width = len(head)
    table = [tuple(line) + (None,) * (width - len(line)) for line in (*above, head, *lines)]
    return Workbook("公卫人员.xlsx", "", "xlsx", 1, (Sheet("公卫人员", tuple(table)),))


def findings(workbook, held=None):
    with pytest.raises(FindingsError) as told:
        sheets.read(workbook, held or desk("staff", check=checker()))
    return [(finding.cell, str(finding)) for finding in told.value.findings]


@pytest.mark.parametrize("code", ["accreditation", "gaps", "contract", "staff", "practice"])
@given(data=st.data())
@settings(max_examples=15)
def test_what_was_exported_as_text_changes_nothing_when_it_comes_back(code, data):
    held = desk(code, standing(code, data.draw(st.lists(rows(code), min_size=1, max_size=4))))
    content = table_files.write_csv(exported(held), REMARK)
    reading = sheets.read(uploads.read(content, "导出.csv"), held)
    assert (reading.new, reading.changed, reading.unchanged) == (0, 0, len(held.rows))
    postings = posted(standing(code, [e.values for e in held.rows.values()]))
    assert ledger.enter(held.register, reading.wishes, anything_goes)(postings) == []


@given(found=st.lists(rows("investment"), min_size=1, max_size=12))
@settings(max_examples=8)
def test_what_was_exported_as_a_workbook_changes_nothing_when_it_comes_back(found):
    held = desk("investment", standing("investment", found))
    content = form(held.register, exported(held), list(NAMES.values()), str, REMARK)
    reading = sheets.read(uploads.read(content, "导出.xlsx"), held)
    assert (reading.new, reading.changed, reading.unchanged) == (0, 0, len(held.rows))


def test_a_count_that_is_not_shown_stays_as_it_stands():
    ill = {"year": 2025, "area": "B15", "group": "mental", "total": 4, "signed": 3}
    held = desk("contract", standing("contract", [ill]))
    [row] = exported(held, lambda _entry: COUNTS)
    assert {row["人群总数（人）"], row["签约数（人）"]} == {HIDDEN}
    content = table_files.write_csv([row])
    assert sheets.read(uploads.read(content, "a.csv"), held).unchanged == 1
    with pytest.raises(FindingsError, match="5 problems") as told:
        sheets.read(uploads.read(content, "a.csv"), desk("contract"))
    assert "Nothing stands here yet" in str(told.value.findings[0])


def test_the_order_of_columns_and_rows_above_and_below_do_not_matter():
    turned = staff(
        GOOD[::-1],
        (REMARK,),
        head=tuple(h + "*" for h in HEAD[::-1]),
        above=[("公卫人员登记表",)],
    )
    reading = sheets.read(turned, desk("staff", check=checker()))
    assert (reading.new, reading.wishes[0].values["nurses"]) == (1, 7)
    assert reading.wishes[0].origin == "公卫人员.xlsx!3"


def test_a_changed_row_counts_as_changed_and_knows_what_was_seen():
    first = sheets.read(staff(GOOD), desk("staff")).wishes[0]
    held = desk("staff", standing("staff", [first.values]))
    reading = sheets.read(staff((*GOOD[:6], 8, *GOOD[7:])), held)
    assert (reading.new, reading.changed, reading.unchanged) == (0, 1, 0)
    assert reading.wishes[0].seen == 1


@pytest.mark.parametrize(
    ("line", "cell", "words"),
    [
        ((*GOOD[:2], "二十", *GOOD[3:]), "C2", "no number"),
        ((*GOOD[:2], 20.5, *GOOD[3:]), "C2", "no whole number"),
        ((*GOOD[:2], -1, *GOOD[3:]), "C2", "between 0 and 9999"),
        ((*GOOD[:2], None, *GOOD[3:]), "C2", "may not be empty"),
        ((2025, "石湾", *GOOD[2:]), "B2", "no institution"),
        (("2025年9月", *GOOD[1:]), "A2", "no number"),
        ((*GOOD[:9], "字" * 501), "J2", "501 letters"),
    ],
)
def test_a_bad_cell_is_named_by_its_address(line, cell, words):
    [(where, said)] = findings(staff(line))
    assert where == cell
    assert words in said


def test_every_bad_cell_of_a_file_is_named_at_once():
    bad = (*GOOD[:2], "?", "x", *GOOD[4:])
    assert [cell for cell, _ in findings(staff(bad, bad))] == ["C2", "D2", "C3", "D3"]


def test_the_same_row_twice_is_refused():
    assert findings(staff(GOOD, GOOD)) == [("A3", "The same row stands in line 2 already.")]


def test_headings_are_taken_strictly():
    [(cell, said)] = findings(staff(GOOD, head=(*HEAD[:6], "护士人数", *HEAD[7:])))[:1]
    assert (cell, "护士人数" in said) == ("G1", True)
    assert "is missing" in findings(staff(GOOD[:9], head=HEAD[:9]))[0][1]
    assert "twice" in findings(staff((*GOOD, 1), head=(*HEAD, HEAD[2])))[0][1]
    assert "No row of headings" in findings(staff(GOOD, head=("a",) * 10))[0][1]
    assert "no rows to read" in findings(staff())[0][1]


def test_a_file_with_personal_data_is_refused_as_a_whole():
    line = (*GOOD[:9], "联系电话 13812345678")
    [(_, said)] = findings(staff(line))
    assert "13812345678" not in said
