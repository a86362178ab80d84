"""The book: one draw a round, results once and corrected with a reason, no names."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.authenticity.book import (
    Moved,
    draw_sample,
    note_transfer,
    redraw,
    register,
    stand,
)
from lib.model.authenticity.checking import Sample
from lib.model.authenticity.wishes import drawn_stations
from lib.model.journal import Attachment, read
from tests.lib.model.authenticity.worlds import (
    PRACTICE,
    checked,
    drawn,
    post,
    result,
    wish,
)

CLINICS = [f"B05C{number:02}" for number in range(9)]


@given(st.integers(1, 2000), st.sampled_from(["records", "children", "disorder", "tuberculosis"]))
@settings(max_examples=30)
def test_any_sample_can_be_drawn_again_from_its_printed_seed(count, kind):
    _postings, sample = drawn(count=count, kind=kind, word="霜降")
    assert redraw(sample) == sample.strata
    assert sample.seed == f"2025Q4|B05|{kind}|1|霜降"
    changed = replace(sample, word="立冬")
    if count > 30:
        assert redraw(changed) != sample.strata


def test_a_second_sample_is_drawn_again_with_the_first_at_hand():
    postings, first = drawn(count=60)
    postings = checked(postings, first, 8, 0, 7, 0)
    _postings, second = drawn(postings, count=60)
    assert second.number == 2
    assert redraw(second, first) == second.strata
    assert not {*first.strata[0].positions} & {*second.strata[0].positions}


def test_nobody_draws_until_the_sample_pleases():
    postings, first = drawn()
    with pytest.raises(InputError, match="waits for its results"):
        drawn(postings)
    postings, second = drawn(checked(postings, first, 10))
    with pytest.raises(InputError, match="no third"):
        drawn(checked(postings, second, 10))


def test_a_list_that_was_checked_whole_has_no_second_sample():
    postings, first = drawn(count=8)
    with pytest.raises(InputError, match="whole list"):
        drawn(checked(postings, first, 8), count=8)


def test_two_village_stations_are_drawn_and_ten_files_in_each():
    empty = wish(kind="stations", listed={})
    chosen = drawn_stations(empty, PRACTICE.kind("stations"), 1, CLINICS)
    full = replace(empty, listed=dict.fromkeys(chosen, 90))
    (draft,) = draw_sample((), full, PRACTICE, CLINICS)
    sample = read(Sample, draft.content)
    assert [one.area_code for one in sample.strata] == chosen
    assert [len(one.positions) for one in sample.strata] == [10, 10]
    others = [code for code in CLINICS if code not in chosen][:2]
    with pytest.raises(InputError, match="The lists drawn"):
        draw_sample((), replace(empty, listed=dict.fromkeys(others, 90)), PRACTICE, CLINICS)


def test_a_result_stands_and_a_correction_needs_a_reason_and_keeps_the_first():
    postings, sample = drawn()
    postings = checked(postings, sample, 9, 0, 0, 1)
    with pytest.raises(InputError, match="Why it is corrected"):
        checked(postings, sample, 10)
    postings = checked(postings, sample, 10, reason="复核：记录属实")
    found = stand(postings).samples[sample.subject]
    assert [check.tally.false for check in found.checks] == [1, 0]
    assert found.check.reason == "复核：记录属实"


def test_who_looks_at_an_old_result_cannot_overwrite_a_newer_one():
    postings, sample = drawn()
    seen = postings[-1].number
    postings = checked(postings, sample, 10)
    with pytest.raises(InputError, match="while you were looking"):
        register(postings, result(sample, 9, 1, reason="改"), seen)


def test_evidence_is_kept_by_its_fingerprint():
    postings, sample = drawn()
    (draft,) = register(postings, result(sample, 10), 1, [Attachment("核查表.pdf", b"%PDF")])
    found = stand(post(postings, [draft])).samples[sample.subject].check
    assert [file.name for file in found.evidence] == ["核查表.pdf"]
    assert draft.files[0].content == b"%PDF"
    assert len(found.evidence[0].sha256) == 64


@pytest.mark.parametrize("field", ["note", "by"])
def test_telephone_and_identity_numbers_stay_outside(field):
    postings, sample = drawn()
    with pytest.raises(InputError, match="identity or telephone"):
        register(postings, result(sample, 10, **{field: "电话13812345678"}), 1)


@pytest.mark.parametrize(
    "changes",
    [{"by": " "}, {"ways": ()}, {"checked_on": date(2025, 10, 1)}, {"note": "长" * 501}],
)
def test_a_result_says_who_when_and_how(changes):
    postings, sample = drawn()
    with pytest.raises(InputError):
        register(postings, result(sample, 10, **changes), 1)


def test_a_result_of_no_sample_is_refused():
    _postings, sample = drawn()
    with pytest.raises(InputError, match="no sample"):
        register((), result(sample, 10), 0)


def test_a_transfer_is_noted_with_its_counts():
    moved = Moved("2025Q4", {"EHR04": {"B05": (18, 20)}})
    assert stand(post((), note_transfer(moved))).moved == (moved,)
