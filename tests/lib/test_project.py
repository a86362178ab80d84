"""The project's own folder joins into one whole."""

from datetime import date
from shutil import copytree

import pytest

from lib.errors import ParameterError
from lib.model.evaluation import evaluate
from lib.project import Project, known_indicators, load_scheme
from tests.conftest import ROOT

PROJECT = Project()


@pytest.mark.parametrize("code", ["standard-100", "standard-1000"])
@pytest.mark.parametrize("day", [date(2024, 12, 31), date(2025, 6, 30), date(2025, 12, 31)])
def test_both_schemes_evaluate_the_demonstration_to_the_fen(demonstration, code, day):
    rules = PROJECT.schemes()[code].on(day, PROJECT.context())
    outcome = evaluate(demonstration, rules)
    allocation = outcome.allocation
    assert len(outcome.areas) == 22
    assert len(outcome.villages.rows) == 343
    assert sum(row.amount for row in allocation.rows) + allocation.carried_over == allocation.pool
    for row in allocation.rows:
        assert sum(v.amount for v in outcome.villages.of(row.area)) == row.village


def test_the_pool_is_the_subsidy_of_the_year_for_every_resident(demonstration):
    pools = [
        evaluate(
            demonstration,
            PROJECT.schemes()["standard-100"].on(date(year, 12, 31), PROJECT.context()),
            clinics=False,
        ).allocation.pool
        for year in (2024, 2025)
    ]
    assert pools == [11_382_253_200, 11_987_692_200]


def test_every_scored_indicator_is_known():
    context, schemes = PROJECT.context(), PROJECT.schemes()
    known = known_indicators(context, [file.scheme for file in schemes.values()])
    for file in schemes.values():
        assert set(file.on(date(2025, 12, 31), context).tree.indicators) <= known


def test_an_edited_file_changes_the_fingerprint(tmp_path):
    copytree(ROOT / "data", tmp_path / "data")
    project = Project(tmp_path)
    before = project.fingerprint()
    path = tmp_path / "data" / "targets.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert project.fingerprint() != before


def test_a_rule_that_does_not_hold_on_the_day_names_its_file():
    with pytest.raises(
        ParameterError, match=r"standard-100.yaml, line \d+: .*no value on 2020-01-01"
    ):
        load_scheme(ROOT / "data" / "schemes" / "standard-100.yaml").on(
            date(2020, 1, 1), PROJECT.context()
        )
