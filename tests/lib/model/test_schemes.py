"""A scheme file becomes rules, or is refused with the place at fault."""

from datetime import date
from fractions import Fraction

import pytest

from lib.errors import ParameterError
from lib.model.aggregation import Treatment
from lib.model.observations import Status
from lib.project import Project, load_scheme
from tests import small
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"tree": {"X": 60, "Y": 50}}, "add up to 110, not 100"),
        ({"status_treatment": {"missing": "zero"}}, "lacks exempt, not_applicable"),
        (
            {"status_treatment": {"missing": "forget", "not_applicable": "full", "exempt": "full"}},
            "forget",
        ),
        ({"scoring": {"X": {"function": "S4", "mode": "share"}}}, "no default"),
        (
            {"scoring": {"default": {"function": "S5", "answer": "yes"}, "Q": {}}},
            "mean nothing here: Q",
        ),
        ({"rank_basis": "luck"}, "rank_basis"),
        ({"target_basis": "later"}, "target_basis"),
    ],
)
def test_a_contradiction_is_refused(change, message):
    with pytest.raises(ParameterError, match=message):
        small.rules(**{"tree": {"X": 50, "Y": 50}, "indicators": {"X": {}, "Y": {}}, **change})


def test_a_tree_may_only_name_indicators_in_use():
    with pytest.raises(ParameterError, match="not in use on 2025-12-31: Y"):
        small.rules({"X": 50, "Y": 50}, {"X": {}, "Y": {"valid_to": "2024-12-31"}})


def test_treatments_are_read_by_status():
    held = small.rules({"X": 100}).treatments
    assert held == {
        Status.MISSING: Treatment.ZERO,
        Status.NOT_APPLICABLE: Treatment.REWEIGHT,
        Status.EXEMPT: Treatment.SHRINK,
    }


def test_within_the_year_targets_of_flows_are_those_due():
    project = Project()
    file, context = project.schemes()["standard-100"], project.context()
    june, december = (file.on(date(2025, m, 30), context).scoring["ELD01"] for m in (6, 12))
    assert (december.target, december.floor) == (65, 50)
    assert june.target == Fraction(45, 100) * 65
    assert file.on(date(2025, 6, 30), context).scoring["EHR02"].target == 65


def test_an_error_in_a_file_names_the_file_and_the_line(tmp_path):
    text = (ROOT / "data" / "schemes" / "standard-100.yaml").read_text(encoding="utf-8")
    assert text.count("MGT01: 2") == 1
    broken = tmp_path / "broken.yaml"
    broken.write_text(text.replace("MGT01: 2", "MGT01: 3"), encoding="utf-8")
    with pytest.raises(ParameterError, match=r"broken.yaml, line \d+: .*add up to"):
        load_scheme(broken).on(date(2025, 12, 31), Project().context())
