"""Four columns: every stage beside the others, and what is still to be transferred."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.model.intake.figures import Stage
from lib.model.replies import columns, deeds
from lib.model.replies.columns import Held
from lib.model.replies.ledger import Ledger, Verdict, figure_of, stand
from tests.lib.model.replies import books

FIGURE = figure_of(books.VERIFIED)
CLAIMED = {Stage.CLAIMED: Held(95, 100, "甲院", None, "十二月.xlsx")}
BOTH = CLAIMED | {Stage.VERIFIED: Held(80, 100, "督导组", None, "核查")}


def line(held, ledger, days=1):
    today = books.PUBLISHED + timedelta(days=days)
    return columns.line(FIGURE, held, ledger, books.TERMS, today)


def decided(verdict, counts=(0, 0)):
    book, appeal = books.appealed()
    drafts = deeds.decide(book, appeal, books.decision(verdict, counts), books.INDICATOR)
    return stand(books.posted(*drafts, after=book))


@settings(max_examples=30)
@given(st.sampled_from(Verdict), st.integers(0, 79))
def test_no_later_column_changes_an_earlier_one(verdict, part):
    found = line(BOTH, decided(verdict, (part, 100)))
    assert found.columns[Stage.CLAIMED].counts == (95, 100)
    assert found.columns[Stage.VERIFIED].counts == (80, 100)
    assert found.columns[Stage.APPEALED].counts == (90, 100)
    assert set(found.columns) == set(Stage)
    assert found.state == verdict
    assert found.cut == 15


@pytest.mark.parametrize(("days", "state"), [(0, "open"), (7, "open"), (8, "lapsed")])
def test_a_published_figure_is_open_until_its_last_day(days, state):
    assert line(BOTH, stand(books.published(books.VERIFIED)), days).state == state


def test_a_figure_nobody_was_told_of_is_not_published():
    found = line(BOTH, Ledger())
    assert (found.state, found.closes, found.appeal) == ("unpublished", None, None)
    assert line(CLAIMED, Ledger()).cut is None


@settings(max_examples=30)
@given(st.sets(st.sampled_from((Stage.APPEALED, Stage.FINAL))))
def test_what_the_store_lacks_is_owed_and_nothing_else(there):
    ledger = decided(Verdict.ACCEPTED)
    appeal = ledger.appeal("2025Q4-001")
    held = BOTH | {stage: Held(90, 100) for stage in there}
    owed = columns.owed(appeal, held)
    assert set(owed) | there == {Stage.APPEALED, Stage.FINAL}
    assert not set(owed) & there
    found = line(held, ledger)
    assert {s for s in (Stage.APPEALED, Stage.FINAL) if not found.columns[s].stored} == set(owed)
    assert columns.astray(appeal, held) == ()


def test_other_counts_in_the_store_are_told_and_not_overwritten():
    appeal = decided(Verdict.ACCEPTED).appeal("2025Q4-001")
    held = BOTH | {Stage.APPEALED: Held(90, 100), Stage.FINAL: Held(91, 100)}
    assert columns.owed(appeal, held) == ()
    assert columns.astray(appeal, held) == (Stage.FINAL,)


def test_each_column_says_who_and_why():
    found = line(BOTH, decided(Verdict.REFUSED))
    assert found.columns[Stage.CLAIMED].why == "十二月.xlsx"
    assert found.columns[Stage.VERIFIED].on == books.PUBLISHED
    assert (found.columns[Stage.APPEALED].by, found.columns[Stage.FINAL].by) == (
        "甲院",
        "县局复核组",
    )
    assert found.columns[Stage.FINAL].why == "材料属实"
    assert found.columns[Stage.FINAL].counts == (80, 100)


def test_what_waits_for_somebody_comes_first():
    ledger = stand(books.published(books.VERIFIED))
    lines = [line(BOTH, ledger, 8), line(BOTH, stand(books.appealed()[0])), line(BOTH, ledger)]
    assert [one.state for one in columns.ordered(lines)] == ["filed", "open", "lapsed"]
