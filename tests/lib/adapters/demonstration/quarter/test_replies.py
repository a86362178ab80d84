"""Replies of the demonstration: legal, in every state, and in agreement with its figures."""

from datetime import timedelta

import pytest

from lib.adapters.demonstration.quarter import replies
from lib.adapters.demonstration.quarter.scene import Scene
from lib.adapters.rule_files.yaml_documents import read_document
from lib.model.intake.figures import Stage
from lib.model.replies.columns import Held, line, owed
from lib.model.replies.ledger import BOOK, stand
from lib.model.replies.terms import parse_terms
from lib.model.roster import Roster
from lib.project import Project
from tests.conftest import ROOT
from tests.lib.model.replies import books

TERMS = parse_terms(read_document(ROOT / "data" / "replies.yaml").content)


@pytest.fixture(scope="module")
def scene(demonstration):
    known = Project().context().indicators
    return Scene(demonstration.roster, demonstration.observations, known, 7)


@pytest.fixture(scope="module")
def ledger(scene):
    return stand(books.posted(*replies.drafts(scene)))


@pytest.fixture(scope="module")
def held(scene):
    """What the store will hold, by figure and stage."""
    found = {}
    for stage in (Stage.VERIFIED, Stage.APPEALED, Stage.FINAL):
        for row in replies.figures_of(scene, stage).itertuples():
            place = found.setdefault((row.area_code, row.indicator, row.month), {})
            place[stage] = Held(row.numerator, row.denominator)
    return found


def test_the_story_is_the_same_twice_and_in_the_book_alone(scene):
    assert replies.drafts(scene) == replies.drafts(scene)
    assert {draft.book for draft in replies.drafts(scene)} == {BOOK}


def test_every_state_can_be_seen(scene, ledger, held):
    today = scene.day + timedelta(days=8)
    states = {line(f, held[f], ledger, TERMS, today).state for f in held}
    assert states == {"filed", "open", "lapsed", "accepted", "partly", "refused"}
    quarters = {appeal.filing.quarter for appeal in ledger.appeals.values()}
    assert quarters == {"2025Q3", "2025Q4"}


def test_the_days_are_those_of_the_shipped_terms(scene, ledger):
    for appeal in ledger.appeals.values():
        publication, mark = ledger.published[appeal.filing.figure]
        assert appeal.filing.closes == TERMS.closes(publication.on)
        assert publication.on <= appeal.filing.on <= appeal.filing.closes
        assert appeal.filing.mark == mark
        assert len(appeal.filing.evidence) == 1


def test_figures_agree_with_what_was_claimed_appealed_and_decided(scene, ledger, held):
    for (area, indicator, month), stages in held.items():
        period = f"{month // 12}-{month % 12 + 1:02}"
        part, whole = scene.counts(indicator, period)[area]
        assert 0 <= stages[Stage.VERIFIED].numerator < part
        assert {one.denominator for one in stages.values()} == {whole}
    for appeal in ledger.appeals.values():
        stages = held[appeal.filing.figure]
        for stage, counts in appeal.expected().items():
            assert stage not in stages or stages[stage].counts == counts


def test_one_decision_is_still_to_be_transferred(ledger, held):
    waiting = [a for a in ledger.appeals.values() if owed(a, held[a.filing.figure])]
    assert [owed(a, held[a.filing.figure]) for a in waiting] == [(Stage.FINAL,)]


def test_a_county_without_these_institutions_has_no_replies(scene):
    nobody = scene.observations[scene.observations["area_code"] == "B01"]
    empty = Scene(Roster(scene.roster.areas), nobody, scene.indicators, 7)
    assert replies.drafts(empty) == ()
    assert len(replies.figures_of(empty, Stage.VERIFIED)) == 0
