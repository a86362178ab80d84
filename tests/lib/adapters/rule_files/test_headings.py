"""The list of headings is read strictly, with file and line in every refusal."""

import pytest

from lib.adapters.rule_files.headings import COLUMNS, load_headings
from lib.errors import ParameterError
from lib.model.intake.headings import Alias
from lib.model.intake.plans import Part
from lib.project import Project
from tests.conftest import ROOT

HEADER = ",".join(COLUMNS)


@pytest.fixture
def written(tmp_path):
    def write(*lines, encoding="utf-8"):
        path = tmp_path / "headings.csv"
        path.write_bytes("\n".join(lines).encode(encoding))
        return path

    return write


def test_the_projects_own_list_names_only_indicators_of_the_catalogue():
    aliases = load_headings(ROOT / "data" / "headings.csv")
    assert {alias.indicator for alias in aliases} == Project().context().indicators.keys()


def test_the_sources_of_the_projects_own_list_are_explained():
    readme = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    sources = {alias.source for alias in load_headings(ROOT / "data" / "headings.csv")}
    assert {source for source in sources if f"`{source}`" not in readme} == set()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_rows_become_aliases_with_or_without_a_mark(written, encoding):
    path = written(HEADER, "EHR01,numerator,电子建档人数,usage", "", encoding=encoding)
    assert load_headings(path) == (Alias("EHR01", Part.NUMERATOR, "电子建档人数", "usage"),)


def test_several_indicators_may_share_a_heading(written):
    path = written(HEADER, "EHR01,denominator,常住人口,usage", "EHR02,denominator,常住人口,usage")
    assert len(load_headings(path)) == 2


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["indicator,part,heading", "A,rate,建档率"], "line 1"),
        ([HEADER, "A,rate,建档率"], "line 2: 3 cells"),
        ([HEADER, "A,ratio,建档率,x"], "“ratio”"),
        ([HEADER, ",rate,建档率,x"], "line 2: the indicator or the heading is empty"),
        ([HEADER, "A,rate,（%）,x"], "line 2: the indicator or the heading is empty"),
        ([HEADER, "A,rate,高血压/,x"], "line 2: the indicator or the heading is empty"),
        ([HEADER, "A,rate,建档率,x", "A,rate,建 档 率（%）,y"], "already stands on line 2"),
        ([HEADER, 'A,rate,"建档率,x'], "not valid CSV"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(written, lines, said):
    with pytest.raises(ParameterError) as refusal:
        load_headings(written(*lines))
    assert said in str(refusal.value)
    assert "headings.csv" in str(refusal.value)


def test_a_file_of_another_encoding_is_refused(written):
    with pytest.raises(ParameterError, match="UTF-8"):
        load_headings(written(HEADER, "A,rate,建档率,x", encoding="gb18030"))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ParameterError, match=r"headings\.csv"):
        load_headings(tmp_path / "headings.csv")
