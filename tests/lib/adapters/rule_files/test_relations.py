"""Relations on disk: read strictly, and what ours say."""

import pytest

from lib.adapters.rule_files.catalogue import load_indicators
from lib.adapters.rule_files.relations import HEADER, load_relations
from lib.errors import ParameterError
from lib.model.intake.plans import Part
from lib.model.observations import NO_COUNT
from tests.conftest import ROOT

DATA = ROOT / "data"
INDICATORS = load_indicators(DATA / "indicators.csv")
ROW = ["EHR02", "numerator", "EHR01", "numerator", "甲是乙的一部分。", "Part of it.", "SPEC3"]


def load(folder, *rows, header=HEADER, encoding="utf-8"):
    path = folder / "relations.csv"
    path.write_text("\n".join(",".join(row) for row in (header, *rows)) + "\n", encoding=encoding)
    return load_relations(path, INDICATORS)


def changed(column, value):
    row = list(ROW)
    row[HEADER.index(column)] = value
    return row


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_relation_is_read(tmp_path, encoding):
    (relation,) = load(tmp_path, ROW, encoding=encoding)
    assert (relation.part_indicator, relation.part) == ("EHR02", Part.NUMERATOR)
    assert relation.reason.en == "Part of it."


def test_empty_lines_at_the_end_are_passed_over(tmp_path):
    assert len(load(tmp_path, ROW, [""] * 7)) == 1


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("part_indicator", "EHR99"),
        ("whole_indicator", ""),
        ("part", "rate"),
        ("whole", "Numerator"),
        ("reason_zh", ""),
        ("reason_en", " "),
        ("source", "NOWHERE"),
    ],
)
def test_a_bad_cell_is_refused_with_file_line_and_column(tmp_path, column, value):
    with pytest.raises(ParameterError, match=rf"relations.csv, 3 > {column}"):
        load(tmp_path, changed("part_indicator", "EHR03"), changed(column, value))


@pytest.mark.parametrize("again", [ROW, changed("whole_indicator", "EHR02")])
def test_a_relation_stands_once_and_not_with_itself(tmp_path, again):
    with pytest.raises(ParameterError, match=r"relations.csv, 3: .* stands twice"):
        load(tmp_path, changed("reason_zh", "丙"), again)


@pytest.mark.parametrize(
    ("header", "row"), [(HEADER[:-1], ROW[:-1]), (HEADER, ROW[:-1]), ((*HEADER[:-1], "by"), ROW)]
)
def test_other_columns_are_refused(tmp_path, header, row):
    with pytest.raises(ParameterError, match="expected the columns part_indicator, part"):
        load(tmp_path, row, header=header)


def test_a_file_that_is_not_there_or_not_utf8_is_told(tmp_path):
    with pytest.raises(ParameterError, match=r"nothing.csv cannot be read"):
        load_relations(tmp_path / "nothing.csv", INDICATORS)
    with pytest.raises(ParameterError, match=r"relations.csv is not written in UTF-8"):
        load(tmp_path, ROW, encoding="gb18030")


def test_an_open_quotation_is_told_with_its_line(tmp_path):
    with pytest.raises(ParameterError, match=r"relations.csv, line 2: the file is not valid CSV"):
        load(tmp_path, changed("reason_en", '"open'))


def test_our_relations_hold_in_every_month_of_the_demonstration(demonstration):
    relations = load_relations(DATA / "relations.csv", INDICATORS)
    assert len(relations) >= 20
    figures = demonstration.observations
    for relation in relations:
        part = figures[figures["indicator"] == relation.part_indicator]
        whole = figures[figures["indicator"] == relation.whole_indicator]
        pairs = part.merge(whole, on=["area_code", "month"], suffixes=("_part", "_whole"))
        less, more = pairs[f"{relation.part}_part"], pairs[f"{relation.whole}_whole"]
        told = (less != NO_COUNT) & (more != NO_COUNT)
        assert (less[told] <= more[told]).all()
