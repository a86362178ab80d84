"""Every fixture of the domain goes through the pipeline as `expected.yaml` says."""

from pathlib import Path

import pytest
import yaml

from lib.model.intake.findings import blocking
from tests.deliveries import county
from tests.deliveries.__main__ import main
from tests.deliveries.fixtures import FIXTURES, make

EXPECTED = yaml.safe_load((Path(__file__).parent / "expected.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def results():
    return {code: county.delivered(write(), name) for code, (name, write) in FIXTURES.items()}


def true_figures(delivered):
    return sum(
        county.counts(code, county.ROSTER.find(area), month % 12 + 1) == numbers
        for (area, code, month), numbers in delivered.counts().items()
    )


def test_there_are_twenty_five_of_them():
    assert list(FIXTURES) == list(EXPECTED) == [f"F{number:02}" for number in range(1, 26)]


@pytest.mark.parametrize("code", EXPECTED)
def test_a_fixture_is_read_as_expected(results, code):
    expected, found = EXPECTED[code], results[code]
    assert len(found.reading.figures) == expected["figures"]
    assert len(found.reading.totals) == expected.get("totals", 0)
    if "true" in expected:
        assert true_figures(found) == expected["true"]


@pytest.mark.parametrize("code", EXPECTED)
def test_a_fixture_has_the_findings_it_was_made_for_and_no_others(results, code):
    expected, found = EXPECTED[code], results[code]
    wanted = {
        (rule, cell) for rule, cells in expected.get("findings", {}).items() for cell in cells
    }
    also = set(expected.get("also", ()))
    assert wanted <= found.told()
    assert {(rule, cell) for rule, cell in found.told() if rule not in also} == wanted
    assert bool(blocking(found.findings)) == expected.get("blocked", False)


def test_the_same_report_gives_the_same_figures_in_every_form(results):
    for code, expected in EXPECTED.items():
        if "same_as" in expected:
            assert results[code].counts() == results[expected["same_as"]].counts()
    assert results["F03"].counts() == results["F04"].counts() == results["F02"].counts()


def test_findings_never_repeat_an_identity_number(results):
    held = [str(cell) for row in results["F18"].workbook.sheets[0].rows for cell in row]
    numbers = [cell for cell in held if len(cell) == 18]
    told = "".join(f"{finding}{finding.value}" for finding in results["F18"].findings)
    assert len(numbers) == 22
    assert not any(number in told for number in numbers)


def test_fixtures_are_written_into_a_folder(tmp_path):
    assert main([str(tmp_path / "new")]) == 0
    assert len(list((tmp_path / "new").iterdir())) == 25
    assert (
        make("F03", tmp_path).read_bytes() == (tmp_path / "new" / FIXTURES["F03"][0]).read_bytes()
    )
    assert main([]) == 2
