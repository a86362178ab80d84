"""The book of replies: what stands is what its postings add up to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.intake.figures import Stage
from lib.model.journal import content_of, read
from lib.model.replies import deeds
from lib.model.replies.ledger import FILED, Evidence, Filing, Verdict, figure_of, stand
from tests.lib.model.replies import books

counts = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6))


@given(st.none() | counts, st.lists(st.text(min_size=1), max_size=3))
def test_what_is_written_is_what_is_read(claimed, names):
    files = tuple(Evidence(name, "ab" * 32) for name in names)
    filing = books.filing(claimed=claimed, evidence=files)
    assert read(Filing, content_of(filing)) == filing


def test_an_appeal_passes_through_its_states_and_keeps_every_mark():
    book, appeal = books.appealed()
    assert (appeal.state, appeal.expected()) == (FILED, {Stage.APPEALED: (90, 100)})
    drafts = deeds.decide(book, appeal, books.decision(Verdict.PARTLY, (85, 100)), books.INDICATOR)
    ledger = stand(books.posted(*drafts, after=book))
    decided = ledger.appeal(appeal.number)
    assert decided.state == "partly"
    assert decided.expected() == {Stage.APPEALED: (90, 100), Stage.FINAL: (85, 100)}
    assert decided.filing == appeal.filing
    assert decided.filing.mark == books.VERIFIED
    assert ledger.of_figure(figure_of(books.VERIFIED)) == decided
    assert ledger.of_figure(figure_of(books.OTHER)) is None


def test_the_latest_publication_of_a_figure_is_the_one_that_counts():
    again = books.Mark("B01", "X", books.MONTH, 81, 100)
    book = books.published(again, after=books.published(books.VERIFIED, books.OTHER))
    ledger = stand(book)
    assert ledger.published[figure_of(again)][1] == again
    assert ledger.published[figure_of(books.OTHER)][1] == books.OTHER


def test_an_unknown_number_is_told():
    with pytest.raises(InputError, match="There is no appeal 7"):
        stand(()).appeal("7")
