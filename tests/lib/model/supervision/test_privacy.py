"""Texts: numbers of people are refused, and not repeated in the refusal."""

import pytest

from lib.errors import InputError
from lib.model.supervision.privacy import refuse_personal


@pytest.mark.parametrize("text", ["联系 13812345678 核实", "电话：0752-6621234"])
def test_telephone_numbers_are_refused_and_not_repeated(text):
    with pytest.raises(InputError) as caught:
        refuse_personal("一切正常", text)
    assert "138" not in str(caught.value)
    assert "6621" not in str(caught.value)


@pytest.mark.parametrize("text", ["", "抽查10份，2份无法核实", "样本2025Q4-001", "13周前建册12人"])
def test_plain_words_pass(text):
    refuse_personal(text)
