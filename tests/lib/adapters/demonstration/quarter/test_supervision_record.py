"""What a made-up visit saw: in agreement with the figures, and about no person."""

from datetime import date

import pytest

from lib.adapters.demonstration.quarter.scene import Scene
from lib.adapters.demonstration.quarter.supervision_record import Reader, record, report_file
from lib.model.intake.personal import holds_number
from lib.model.problems import ProblemClass
from lib.model.supervision.visits import Plan
from lib.project import Project
from tests.lib.model.supervision.making import rulebook

PLANS = [Plan("C1", date(2025, 11, 5), (f"B{n:02}",)) for n in range(1, 23)]


@pytest.fixture(scope="module")
def reader(demonstration):
    known = Project().indicators()
    scene = Scene(demonstration.roster, demonstration.observations, known, 7)
    return Reader(scene, rulebook())


def test_a_figure_that_is_told_is_the_figure_of_the_quarter_before(reader):
    seen = [f for n, p in enumerate(PLANS) for f in record(reader, f"{n}", p).findings]
    behind = [f for f in seen if f.problem_class is ProblemClass.BEHIND]
    assert behind
    for found in behind:
        counts = reader.scene.counts(found.indicator, "2025-09")
        clinics = {area.code for area in reader.scene.roster.children(found.area_code)}
        own = [pair for code, pair in counts.items() if code in clinics | {found.area_code}]
        rate = sum(part for part, _ in own) / sum(whole for _, whole in own)
        assert f"{rate:.1%}" in found.evidence


def test_a_report_is_small_says_that_it_is_made_up_and_names_nobody(reader):
    seen = record(reader, "2025Q4-001", PLANS[0])
    text = report_file(reader, "2025Q4-001", PLANS[0], seen).content.decode("utf-8-sig")
    assert "示例数据" in text
    assert len(text) < 3_000
    assert not holds_number(text)
