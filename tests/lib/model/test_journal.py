"""The journal: what is written can be read, numbers are not given twice, nobody is overrun."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model import journal
from lib.model.journal import Posting

AT = datetime.fromisoformat("2026-01-05T16:30")


class Kind(StrEnum):
    HELD = "held"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    share: Fraction


@dataclass(frozen=True, slots=True)
class Whole:
    on: date
    at: datetime
    kind: Kind
    parts: tuple[Part, ...]
    by_code: dict[str, int]
    note: str | None = None


parts = st.builds(Part, st.text(), st.fractions())
wholes = st.builds(
    Whole,
    st.dates(),
    st.datetimes(),
    st.sampled_from(Kind),
    st.lists(parts, max_size=3).map(tuple),
    st.dictionaries(st.text(), st.integers()),
    st.none() | st.text(),
)


def posting(number, subject="2025Q4-001", by="李晓"):
    return Posting(number, "visit", subject, "held", {}, by, AT)


@given(wholes)
def test_what_is_written_is_read_back(whole):
    assert journal.read(Whole, journal.content_of(whole)) == whole


def test_a_field_that_came_later_takes_its_default():
    old = journal.content_of(Whole(date(2025, 10, 1), AT, Kind.HELD, (), {}))
    del old["note"]
    assert journal.read(Whole, old).note is None


@given(st.lists(st.integers(1, 30), unique=True))
def test_a_number_is_never_given_twice(taken):
    standing = tuple(posting(n, f"2025Q4-{n:03}") for n in taken)
    assert journal.next_subject(standing, "2025Q4-") not in {p.subject for p in standing}


def test_postings_of_a_subject_keep_their_order():
    found = journal.by_subject([posting(1, "b"), posting(2, "a"), posting(3, "b")])
    assert list(found) == ["b", "a"]
    assert [p.number for p in found["b"]] == [1, 3]


def test_who_looks_at_what_stands_may_act_on_it():
    standing = (posting(3), posting(5, "2025Q4-002"))
    journal.refuse_stale(standing, "2025Q4-001", 3)
    with pytest.raises(InputError, match="2025Q4-001 was changed by 李晓 at 2026-01-05 16:30"):
        journal.refuse_stale(standing, "2025Q4-001", 2)


@pytest.mark.parametrize(("text", "needed", "fits"), [
    ("好", True, True), ("", True, False), (" ", True, False), ("", False, True),
    ("长" * 11, False, False),
])  # fmt: skip
def test_a_text_is_there_and_no_longer_than_its_limit(text, needed, fits):
    if fits:
        journal.refuse_text(text, "说明", limit=10, needed=needed)
    else:
        with pytest.raises(InputError, match="“说明” needs a text of at most 10 letters"):
            journal.refuse_text(text, "说明", limit=10, needed=needed)
