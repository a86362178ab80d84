"""Who does what: names, days, texts."""

from datetime import date, timedelta

import pytest

from lib.errors import InputError
from lib.model.journal import Attachment
from lib.model.rectification.acts import MOST_FILES, Act, posting_of, refuse_personal
from lib.model.rectification.states import Deed
from tests.lib.model.rectification.office import START, Office, problem

DAY = date(2026, 1, 8)


def test_nobody_acts_tomorrow_and_nobody_without_a_name():
    with pytest.raises(InputError, match="2026-01-09 is still to come: today is 2026-01-08"):
        Act("王敏", DAY + timedelta(days=1), DAY)
    for name in ("", "  ", "长" * 41):
        with pytest.raises(InputError, match="Name of who does it"):
            Act(name, DAY, DAY)


@pytest.mark.parametrize("text", ["13800138000联系不上", "身份证11010519491231002X"])
def test_personal_data_are_refused_and_not_repeated(text):
    with pytest.raises(InputError) as caught:
        refuse_personal(f"抽查发现 {text}")
    assert not any(digits in str(caught.value) for digits in ("138001", "110105"))


def test_ordinary_words_pass():
    refuse_personal("抽查20份高血压随访表，4份未记录用药情况，2025年12月31日前补正。")


def test_days_of_an_item_never_run_backwards():
    office = Office()
    (number,) = office.open(problem())
    office.later(5).issue(number)
    with pytest.raises(InputError, match="last changed on 2025-10-15"):
        office.do(Deed.START, number, on=START)


def test_what_somebody_else_changed_meanwhile_is_not_acted_upon():
    office = Office()
    (number,) = office.open(problem())
    seen = office.ledger.find(number).posted
    office.issue(number)
    with pytest.raises(InputError, match="while you were looking"):
        office.do(Deed.START, number, seen=seen)


def test_too_many_files_are_refused():
    office = Office()
    (number,) = office.open(problem())
    office.issue(number)
    files = tuple(Attachment(f"{n}.pdf", b"x") for n in range(MOST_FILES + 1))
    with pytest.raises(InputError, match="11 files are too many"):
        office.do(Deed.START, number, files=files)


def test_a_draft_counts_as_the_posting_it_will_be():
    office = Office()
    (number,) = office.open(problem())
    (kept,) = office.postings
    made = posting_of(kept, office.act())
    assert (made.book, made.subject, made.kind) == ("item", number, "opened")
