"""The verbs of the command line, on the example of the documentation."""

from datetime import date

import pytest

from lib.commands import evaluating
from lib.errors import ModelError
from tests.conftest import ROOT

EXAMPLE = ROOT / "docs" / "example"
FILES = evaluating.Files(
    EXAMPLE / "roster.csv", EXAMPLE / "observations.csv", EXAMPLE / "scheme.yaml"
)
WRITTEN = {
    *("attainment.csv", "scores.csv", "allocation.csv", "explain.json", "notices.txt", "seal.txt"),
}


def test_the_documented_example_runs_and_says_what_it_did(tmp_path):
    said = evaluating.evaluate(FILES, date(2025, 12, 31), tmp_path)
    assert said.startswith("4 areas evaluated on 2025-12-31")
    assert {path.name for path in tmp_path.iterdir()} == WRITTEN


def test_the_documented_results_are_those_of_the_engine(tmp_path):
    evaluating.evaluate(FILES, date(2025, 12, 31), tmp_path)
    documented = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    for name in ("scores.csv", "allocation.csv"):
        for line in (tmp_path / name).read_text(encoding="utf-8-sig").splitlines():
            assert line in documented


def test_nothing_is_written_when_something_is_wrong(tmp_path):
    broken = tmp_path / "o.csv"
    text = FILES.observations.read_text(encoding="utf-8")
    broken.write_text(text.replace("6000,9600", "9700,9600"), encoding="utf-8")
    out = tmp_path / "out"
    with pytest.raises(ModelError, match="first EXAMS of 甲镇卫生院: 9700 of 9600"):
        evaluating.evaluate(
            evaluating.Files(FILES.roster, broken, FILES.scheme), date(2025, 12, 31), out
        )
    assert not out.exists()


def test_results_from_demonstration_data_say_so(tmp_path):
    copy = tmp_path / "observations.csv"
    copy.write_bytes(FILES.observations.read_bytes())
    (tmp_path / "observations.json").write_text('{"label": "示例数据"}', encoding="utf-8")
    files = evaluating.Files(FILES.roster, copy, FILES.scheme)
    said = evaluating.evaluate(files, date(2025, 12, 31), tmp_path / "out")
    assert "示例数据" in said
    notices = (tmp_path / "out" / "notices.txt").read_text(encoding="utf-8")
    assert notices.startswith("示例数据")


def test_results_from_other_data_do_not(tmp_path):
    assert "示例数据" not in evaluating.evaluate(FILES, date(2025, 12, 31), tmp_path)
