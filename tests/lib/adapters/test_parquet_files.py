"""Parquet says what CSV says, and is checked as strictly."""

import pandas as pd
import pytest
from hypothesis import given, settings

from lib.adapters import observation_files, parquet_files
from lib.adapters.roster_files import read_roster
from lib.errors import ImportRejectedError, InputError
from tests.conftest import ROOT
from tests.small import worlds

EXAMPLE = ROOT / "docs" / "example"
CODES = ("EXAMS", "FOLLOWED", "NEWBORN", "SATISFIED")


@pytest.fixture(scope="module")
def example():
    roster = read_roster(EXAMPLE / "roster.csv")
    return observation_files.load_dataset(roster, EXAMPLE / "observations.csv", CODES)


@pytest.fixture
def file(example, tmp_path):
    path = tmp_path / "observations.parquet"
    parquet_files.write_observations(example.observations, path)
    return path


def changed(file, **cells):
    """The same file with some cells of the first row replaced."""
    table = pd.read_parquet(file).astype(object)
    for column, cell in cells.items():
        table.loc[0, column] = cell
    table = table.astype({"numerator": "Int64", "denominator": "Int64", "value": "string"})
    table.to_parquet(file)
    return file


def test_a_file_says_what_the_csv_said(example, file):
    read = parquet_files.read_dataset(example.roster, file, CODES)
    assert read.fingerprint == example.fingerprint


@settings(max_examples=15)
@given(world=worlds())
def test_any_figures_come_back_as_they_were(world, tmp_path_factory):
    path = tmp_path_factory.mktemp("world") / "observations.parquet"
    parquet_files.write_observations(world.observations, path)
    read = parquet_files.read_dataset(world.roster, path, ("X", "Y", "Z"))
    columns = ["month", "numerator", "denominator", "status"]
    assert read.observations[columns].to_numpy().tolist() == (
        world.observations[columns].to_numpy().tolist()
    )
    assert read.observations["value"].tolist() == world.observations["value"].tolist()


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"area_code": "Z"}, "unknown area"),
        ({"indicator": "Z"}, "unknown indicator"),
        ({"period": "2025-13"}, "not a period"),
        ({"status": "gone"}, "unknown status"),
        ({"status": "missing"}, "a figure beside a status without one"),
        ({"denominator": None, "numerator": None}, "a reported figure needs either counts"),
        ({"numerator": None}, "counts come in pairs"),
        ({"numerator": -3}, "counts come in pairs"),
        ({"denominator": None, "numerator": None, "value": "many"}, "not a number"),
        ({"denominator": None, "numerator": None, "value": "inf"}, "not a number"),
    ],
)
def test_a_faulty_cell_is_named_and_nothing_is_kept(example, file, cells, said):
    with pytest.raises(ImportRejectedError) as rejected:
        parquet_files.read_dataset(example.roster, changed(file, **cells), CODES)
    assert any(p.row == 1 and p.message.startswith(said) for p in rejected.value.problems)


def test_a_figure_that_stands_twice_is_refused(example, file):
    table = pd.read_parquet(file)
    pd.concat([table, table.iloc[[2]]]).to_parquet(file)
    with pytest.raises(ImportRejectedError) as rejected:
        parquet_files.read_dataset(example.roster, file, CODES)
    assert rejected.value.problems[0].message == "the same figure twice"


@pytest.mark.parametrize("content", [b"", b"no parquet", None])
def test_what_is_no_such_file_is_said(example, tmp_path, content):
    path = tmp_path / "observations.parquet"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=r"observations\.parquet"):
        parquet_files.read_dataset(example.roster, path, CODES)


def test_other_columns_are_refused(example, file):
    pd.read_parquet(file).drop(columns="status").to_parquet(file)
    with pytest.raises(InputError, match="does not hold observations"):
        parquet_files.read_dataset(example.roster, file, CODES)
