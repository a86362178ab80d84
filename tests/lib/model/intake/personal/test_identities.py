"""Identity numbers: the check character finds every slip of one digit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.intake.personal.identities import is_checked, looks_like
from tests.lib.model.intake.personal.people import identity_numbers


@given(identity_numbers(), st.integers(0, 16), st.integers(1, 9))
def test_one_digit_off_never_passes_the_check(number, place, by):
    slip = str((int(number[place]) + by) % 10)
    assert looks_like(number)
    assert is_checked(number)
    assert not is_checked(number[:place] + slip + number[place + 1 :])


@given(identity_numbers())
def test_the_old_form_is_the_new_one_without_century_and_check(number):
    assert looks_like(number[:6] + number[8:17])


@pytest.mark.parametrize(
    "number", ["12345678901234567X", "990105194912310021", "110105194913310021", "1101051949123100"]
)
def test_other_digits_are_no_identity_number(number):
    assert not looks_like(number)
