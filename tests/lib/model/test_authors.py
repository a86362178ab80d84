"""An author has a name that can be kept, and a reason where one is demanded."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import InputError
from lib.model.authors import Author

AT = datetime.fromisoformat("2026-01-05T16:30")


@given(st.text(max_size=60))
def test_a_name_that_is_taken_fits_its_column_and_its_line(name):
    try:
        author = Author(name, AT)
    except InputError:
        return
    assert author.name.strip()
    assert len(author.name) <= 40
    assert author.name.isprintable()


@pytest.mark.parametrize("name", ["李晓", "Li Xiao", "阿卜杜拉·买买提", "𠮷野家", "a" * 40])
def test_real_names_are_taken(name):
    assert Author(name, AT).name == name


@pytest.mark.parametrize(
    "name", ["", "  ", "a" * 41, "李\n晓", "李\x00晓", "\ud800", " " * 40 + "a"]
)
def test_what_is_no_name_is_refused(name):
    with pytest.raises(InputError, match="at most 40 letters"):
        Author(name, AT)


@pytest.mark.parametrize("reason", ["x" * 501, "补报\x00", "\ud83d", "\x1b[31m"])
def test_a_reason_no_database_can_keep_is_refused(reason):
    with pytest.raises(InputError, match="at most 500 letters"):
        Author("李晓", AT, reason)


def test_a_reason_may_have_lines_and_any_script():
    assert Author("李晓", AT, "补报:\n\t九月 👍🏽").reason.endswith("👍🏽")


@pytest.mark.parametrize("reason", ["", " \n "])
def test_a_missing_reason_is_demanded_by_name(reason):
    with pytest.raises(InputError, match=r"Closing a month needs a reason\.") as refused:
        Author("李晓", AT, reason).demand_reason("Closing a month")
    assert refused.value.hint


def test_a_reason_is_enough():
    Author("李晓", AT, "补报").demand_reason("Closing a month")
