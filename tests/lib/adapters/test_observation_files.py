"""Observations on disk: read whole, or refused cell by cell."""

import pytest

from lib.adapters.observation_files import HEADER, load_dataset
from lib.errors import ImportRejectedError, InputError
from lib.model.evaluation import evaluate
from tests import small

AREAS = small.roster({"B01": 10, "B02": 20})
FIRST_LINE = ",".join(HEADER)
GOOD = ["B01,X,2025-12,3,4,,reported", "B02,X,2025-12,,,,missing", "B02,Y,2025,,,1.5,reported"]


def load(folder, lines, *, encoding="utf-8", header=FIRST_LINE):
    path = folder / "o.csv"
    path.write_bytes("\n".join([header, *lines, ""]).encode(encoding))
    return load_dataset(AREAS, path, {"X", "Y"})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_codes_stay_text_counts_stay_whole_and_rows_are_those_of_the_file(tmp_path, encoding):
    found = load(tmp_path, GOOD, encoding=encoding).observations
    assert found["area_code"].tolist() == ["B01", "B02", "B02"]
    assert found["numerator"].tolist() == [3, -1, -1]
    assert found["value"].tolist() == ["", "", "1.5"]
    assert found["row"].tolist() == [2, 3, 4]


@pytest.mark.parametrize(
    ("line", "column", "message"),
    [
        ("B99,X,2025-12,1,2,,reported", "area_code", "unknown area"),
        ("B01,Q,2025-12,1,2,,reported", "indicator", "unknown indicator"),
        ("B01,X,2025-13,1,2,,reported", "period", "not a period"),
        ("B01,X,2025-12,1,2,,sent", "status", "unknown status"),
        ("B01,X,2025-12,1.5,2,,reported", "numerator", "not a whole number"),
        ("B01,X,2025-12,-1,2,,reported", "numerator", "not a whole number"),
        ("B01,X,2025-12,1,many,,reported", "denominator", "not a whole number"),
        ("B01,X,2025-12,,,,reported", "value", "either counts or a value"),
        ("B01,X,2025-12,1,2,3,reported", "value", "either counts or a value"),
        ("B01,X,2025-12,1,2,,missing", "value", "beside a status without one"),
        ("B01,X,2025-12,,,lots,reported", "value", "not a number"),
    ],
)
def test_a_faulty_cell_is_refused_with_its_place(tmp_path, line, column, message):
    with pytest.raises(ImportRejectedError) as refused:
        load(tmp_path, [*GOOD[1:], line])
    problems = [p for p in refused.value.problems if message in p.message]
    assert [(p.column, p.row) for p in problems] == [(column, 4)]


def test_the_same_figure_twice_is_refused(tmp_path):
    with pytest.raises(ImportRejectedError) as refused:
        load(tmp_path, [GOOD[0], GOOD[0]])
    assert refused.value.problems[0].message == "the same figure twice"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "not a table"),
        (b"a,b\n1,2\n", "first line"),
        ("机构编码,指标\n".encode("gb18030"), "not a table in UTF-8"),
    ],
)
def test_what_is_no_such_table_is_refused(tmp_path, content, message):
    path = tmp_path / "o.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        load_dataset(AREAS, path, {"X"})


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match=r"nowhere.csv does not exist"):
        load_dataset(AREAS, tmp_path / "nowhere.csv", {"X"})


def test_the_fingerprint_knows_no_order_and_sees_every_cell(tmp_path):
    first = load(tmp_path, GOOD).fingerprint
    assert load(tmp_path, GOOD[::-1]).fingerprint == first
    assert load(tmp_path, [GOOD[0].replace("3,4", "4,4"), *GOOD[1:]]).fingerprint != first


def test_values_without_counts_are_scored_exactly(tmp_path):
    held = small.rules({"Y": 100}, {"Y": {"unit": "plain"}}, comparison_decimals="none")
    lines = ["B01,Y,2025,,,12.345,reported", "B02,Y,2025,,,1e1,reported"]
    scores = evaluate(load(tmp_path, lines), held).scores
    assert [str(value) for value in scores.full] == ["2469/200", "10"]
