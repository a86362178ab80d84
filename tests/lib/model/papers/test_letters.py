"""What an operator types is checked and has a place even where nothing was typed."""

from datetime import date

import pytest

from lib.errors import InputError
from lib.model.papers.content import said
from lib.model.papers.letters import Letter

DAY = date(2026, 1, 8)


def test_an_empty_letter_leaves_places_to_write_in():
    fields = {name: said(words) for name, words in Letter("局", DAY).fields().items()}
    assert fields["发文字号"] == "〔2026〕　　号"
    assert fields["成文日期"] == "2026年1月8日"
    assert all(text for text in fields.values())


def test_further_paragraphs_are_lines():
    assert Letter("局", DAY, body="甲\n\n 乙 ").paragraphs() == (("甲",), ("乙",))


@pytest.mark.parametrize("field", ["number", "addressee", "contact", "place", "body"])
def test_no_field_takes_a_mobile_number(field):
    with pytest.raises(InputError, match="mobile"):
        Letter("局", DAY, **{field: "13900000000"})


def test_control_signs_are_taken_out():
    assert Letter("局", DAY, number="甲\x00乙").number == "甲乙"
