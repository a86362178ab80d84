"""The cases: their figures are those of the demonstration, their people nobody."""

import re

import pytest

from lib.adapters.demonstration.quarter.rectification_cases import PATHS, cases
from lib.adapters.demonstration.quarter.scene import Scene
from lib.model.intake.personal import holds_number
from lib.model.rectification.states import NEXT, Deed, State
from lib.project import Project


@pytest.fixture(scope="module")
def scene(demonstration):
    known = Project().context().indicators
    return Scene(demonstration.roster, demonstration.observations, known, 7)


def test_figures_in_the_evidence_are_the_sums_of_the_clinics(scene):
    found = [c for c in cases(scene) if "未达序时进度" in c.problem.evidence]
    assert len(found) > 10
    for case in found:
        problem = case.problem
        month, part, whole = re.match(r"(\d+)月末.*（(\d+)/(\d+)）", problem.evidence).groups()
        rows = scene.observations
        own = {a.code for a in scene.roster.on(scene.day).children(problem.area_code)}
        own.add(problem.area_code)
        chosen = rows[
            rows["area_code"].isin(own)
            & (rows["indicator"] == problem.indicator)
            & (rows["month"] == scene.quarter.year * 12 + int(month) - 1)
            & (rows["denominator"] > 0)
        ]
        assert chosen["numerator"].sum() == int(part)
        assert chosen["denominator"].sum() == int(whole)


def test_sensitive_indicators_are_left_alone(scene):
    for case in cases(scene):
        code = case.problem.indicator
        assert not code or not scene.indicators[code].sensitive
        assert not holds_number(case.problem.evidence)


@pytest.mark.parametrize("path", PATHS)
def test_every_path_is_a_legal_one(path):
    state = State.NEW
    assert PATHS[path][0][0] == Deed.OPEN
    for deed, _share, text in PATHS[path][1:]:
        state = NEXT[state][deed]
        assert text
