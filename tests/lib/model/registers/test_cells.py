"""Cells: what is written is read, what is read is written back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.parameters import Text
from lib.model.registers import cells
from lib.model.registers.cells import CellError, read, tidy, written
from lib.model.registers.declarations import Column, Shape
from tests.lib.model.registers.declared import declared, rows

EVERY = [(r, c) for r in declared().registers.values() for c in r.columns.values()]


def column(shape, **more):
    return Column("c", Text("栏", "Column"), Shape(shape), **more)


@pytest.mark.parametrize("code", sorted(declared().registers))
@given(data=st.data())
def test_a_value_written_and_read_is_the_same(code, data):
    row = data.draw(rows(code))
    for name, one in declared().registers[code].columns.items():
        once = read(one, written(one, row[name], str), str)
        again = read(one, written(one, once, str), str)
        assert again == once
        if one.shape is not Shape.TEXT:
            assert once == row[name]


@given(st.text(max_size=30))
def test_tidying_twice_changes_nothing_more(text):
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize(
    ("shape", "cell", "value"),
    [
        ("count", "1,234 人", 1234),
        ("count", "１２", 12),
        ("count", 3.0, 3),
        ("count", "—", None),
        ("count", None, None),
        ("yuan", 12500.5, 1250050),
        ("yuan", "0.01", 1),
        ("percent", "93.25%", 9325),
        ("year", "2025年", 2025),
        ("year", 2025, 2025),
        ("day", "2025年9月3日", "2025-09-03"),
        ("day", "2025/9/3", "2025-09-03"),
        ("code", "TR2025-001", "TR2025-001"),
        ("text", "—", "—"),
    ],
)
def test_cells_as_people_write_them(shape, cell, value):
    assert read(column(shape), cell, str) == value


@pytest.mark.parametrize(
    ("shape", "cell"),
    [
        ("count", "约300"),
        ("count", "85%/100%"),
        ("count", "<5"),
        ("count", 1.5),
        ("yuan", "1.005"),
        ("day", "2025-02-30"),
        ("day", "20250930"),
        ("day", 45930),
        ("code", "a b"),
        ("year", "去年"),
    ],
)
def test_what_is_no_such_cell_is_refused_with_what_was_written(shape, cell):
    with pytest.raises(CellError) as told:
        read(column(shape), cell, str)
    assert told.value.values["text"] == str(cell)


def test_words_are_known_by_name_in_both_languages_and_by_code():
    target = declared().registers["accreditation"].columns["target"]
    assert {read(target, w, str) for w in ("推荐标准", "recommended standard", "RECOMMENDED")} == {
        "recommended"
    }
    with pytest.raises(CellError):
        read(target, "优秀", str)


def test_an_institution_must_be_certain():
    with pytest.raises(CellError):
        read(column("area"), "某卫生院", lambda _name: "")


def test_bounds_are_told_as_they_are_written():
    [fault] = cells.faults(column("yuan", least=1), 99)
    assert fault.values["least"] == 1
    assert cells.faults(column("yuan", least=1), 100) == []
    [fault] = cells.faults(column("text", most=3), "四个字的")
    assert (fault.values["count"], fault.values["limit"]) == (4, 3)
    assert cells.faults(column("count", needed=True), None)[0].column == "c"
    assert [f.column for f in cells.faults(column("year"), 1999)] == ["c"]
