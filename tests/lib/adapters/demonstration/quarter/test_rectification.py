"""The made-up ledger: legal, in all states, and its rules those of the file."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from lib.adapters.demonstration.quarter import rectification, supervision
from lib.adapters.demonstration.quarter.scene import Scene, as_posted
from lib.adapters.rule_files import yaml_documents
from lib.model.journal import Posting
from lib.model.problems import Found
from lib.model.quarters import Quarter
from lib.model.rectification.held import stand_money
from lib.model.rectification.items import stand
from lib.model.rectification.rates import of_quarter, recurrences
from lib.model.rectification.rules import parse_rules
from lib.model.rectification.states import Deed, State
from lib.model.supervision import visits
from lib.project import Project
from tests.conftest import ROOT

TODAY = date(2026, 1, 8)


@pytest.fixture(scope="module")
def scene(demonstration):
    known = Project().context().indicators
    return Scene(demonstration.roster, demonstration.observations, known, 7)


@pytest.fixture(scope="module")
def postings(scene):
    typed = datetime.fromisoformat("2026-01-08T09:00")
    return tuple(
        Posting(n, d.book, d.subject, d.kind, d.content, "示例", typed)
        for n, d in enumerate(rectification.drafts(scene), 1)
    )


def test_the_ledger_has_every_state_and_every_branch(postings):
    ledger = stand(postings)
    items = ledger.items.values()
    assert 40 <= len(items) <= 60
    assert {item.state for item in items} == set(State) - {State.WITHDRAWN}
    assert ledger.overdue(TODAY)
    assert any(item.extension for item in items)
    assert any(event.deed == Deed.RETURN for item in items for event in item.events)
    assert any(item.reopens for item in items)
    assert recurrences(ledger, 2)
    assert {item.problem.quarter for item in items} == {"2025Q2", "2025Q3", "2025Q4"}


def test_items_of_visits_are_the_findings_of_visits(scene, postings):
    """Whoever reads an item finds the visit, and on it the same words."""
    held = visits.stand(as_posted(supervision.drafts(scene)))
    items = stand(postings).items.values()
    seen = [item for item in items if item.problem.found == Found.VISIT and not item.reopens]
    assert len(seen) > 30
    for item in seen:
        number, _slash, line = item.problem.origin.removeprefix("visit ").partition("/")
        assert held[number].findings[int(line) - 1] == item.problem
        assert held[number].day < item.opened


def test_payments_of_the_year_have_held_and_released_parts_and_add_up(postings):
    accounts = stand_money(postings).accounts.values()
    assert len(accounts) == 3 * 22
    assert any(account.releases for account in accounts)
    assert any(account.waiting() for account in accounts)
    for account in accounts:
        paid, held = account.paid_on(TODAY), account.held_on(TODAY)
        assert paid + held == account.payment.due.entitlement


def test_rates_fall_in_the_quarter_under_review(postings):
    third, fourth = (of_quarter(postings, 2, Quarter(2025, n), TODAY) for n in (3, 4))
    assert fourth.closing < third.closing


def test_its_rules_are_those_of_the_file():
    content = yaml_documents.read_document(ROOT / "data" / "rectification.yaml").content
    filed, made = parse_rules(content), rectification.RULES
    for ours, theirs in (
        (made.terms, filed.terms),
        (made.recurrence, filed.recurrence),
        (made.held, filed.held),
    ):
        (one,) = ours
        assert replace(one, reference=theirs[0].reference) == theirs[0]


def test_the_same_seed_tells_the_same_story(scene):
    assert rectification.drafts(scene) == rectification.drafts(scene)


def test_files_are_marked_as_made_up(scene):
    files = [f for draft in rectification.drafts(scene) for f in draft.files]
    assert files
    assert all("示例" in f.name and "示例数据" in f.content.decode("utf-8-sig") for f in files)
