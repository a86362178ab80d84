"""Who does what: names, days, texts."""

from datetime import date, timedelta

import pytest

from lib.errors import InputError
from lib.model.journal import Attachment
from lib.model.rectification.acts import MOST_FILES, Act
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
def test_personal_data_are_refused_in_texts_owners_and_file_names(text):
    office = Office()
    (number,) = office.open(problem())
    with pytest.raises(InputError, match="holds an identity"):
        office.issue(number, text=text)
    with pytest.raises(InputError, match="holds an identity"):
        office.issue(number, owner=text)
    office.issue(number)
    with pytest.raises(InputError, match="“File name” holds"):
        office.do(Deed.START, number, files=(Attachment(f"{text}.jpg", b"x"),))


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
