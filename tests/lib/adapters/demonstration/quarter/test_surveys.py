"""The survey of the demonstration: legal, and the same story as the figures."""

from datetime import timedelta

import pytest

from lib.adapters.demonstration.quarter import surveys
from lib.adapters.demonstration.quarter.scene import Scene
from lib.adapters.rule_files.yaml_documents import read_document
from lib.model.journal import Posting
from lib.model.quarters import Quarter
from lib.model.roster import INSTITUTION_KINDS
from lib.model.surveys import complaints, rounds
from lib.model.surveys.estimates import estimate
from lib.model.surveys.interviews import check
from lib.model.surveys.questionnaires import MEASURED, parse_rules
from lib.model.surveys.quotas import gaps
from lib.project import Project

RULES = parse_rules(read_document(Project().data / "survey.yaml").content)
SMALL = 22


@pytest.fixture(scope="module")
def scene(demonstration):
    project = Project()
    indicators = project.context().indicators
    return Scene(project.roster(), demonstration.observations, indicators, 20250101)


@pytest.fixture(scope="module")
def book(scene):
    return [
        Posting(number, d.book, d.subject, d.kind, d.content, "示例", None)
        for number, d in enumerate(surveys.drafts(scene), 1)
    ]


@pytest.fixture(scope="module")
def ledger(book):
    return rounds.stand(book)


def test_both_rounds_are_closed_and_every_institution_is_in_them(scene, ledger):
    codes = {a.code for a in scene.roster.of_kind(*INSTITUTION_KINDS)}
    assert list(ledger) == ["2025H1", "2025H2"]
    assert all(standing.closed_on for standing in ledger.values())
    assert all(set(standing.interviews()) == codes for standing in ledger.values())


def test_every_interview_is_one_that_could_be_entered(scene, ledger):
    codes = [a.code for a in scene.roster.of_kind(*INSTITUTION_KINDS)]
    clinics = {code: {c.code for c in scene.roster.children(code)} for code in codes}
    for standing in ledger.values():
        check(standing.interviews(), RULES, clinics)


@pytest.mark.parametrize(("code", "period"), [("2025H1", "2025-06"), ("2025H2", "2025-12")])
def test_answers_add_up_to_the_figures_except_where_the_round_was_cut_short(
    scene, ledger, code, period
):
    held = ledger[code].interviews()
    short = {area for area, rows in held.items() if len(rows) == SMALL}
    assert len(short) == (1 if code == "2025H2" else 0)
    for question in MEASURED:
        known = scene.counts(RULES.questionnaires[0].questions[question].indicator, period)
        for found in estimate(question, held, RULES, {}).estimates:
            if found.area_code not in short:
                assert (found.count.found, found.count.sample) == known[found.area_code]


def test_only_the_institution_cut_short_misses_quotas(ledger):
    missing = {g.area_code: g for g in gaps(ledger["2025H2"], RULES) if g.missing}
    assert len(missing) == 1
    assert not [g for g in gaps(ledger["2025H1"], RULES) if g.missing]


def test_justified_complaints_are_those_of_the_figures(scene, book):
    cases = complaints.stand(book).values()
    for number in (1, 2, 3, 4):
        quarter = Quarter(2025, number)
        known = scene.counts("MAS04", f"{quarter.last:%Y-%m}")
        found = complaints.tally(cases, quarter, dict.fromkeys(known))
        assert {t.area_code: t.justified for t in found} == {c: n for c, (n, _) in known.items()}


def test_some_complaints_still_wait_and_one_of_them_too_long(scene, book):
    today = scene.day + timedelta(8)
    waiting = [c for c in complaints.stand(book).values() if c.decided_on is None]
    assert len(waiting) == 3
    assert sum(c.is_overdue(today, RULES) for c in waiting) == 1


def test_the_same_dice_tell_the_same_story(scene, book):
    assert [d.content for d in surveys.drafts(scene)] == [p.content for p in book]
