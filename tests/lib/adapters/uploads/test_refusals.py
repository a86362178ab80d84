"""Refusals are sentences with a hint."""

import zlib

import pytest

from lib.adapters.uploads.limits import Limits
from lib.adapters.uploads.refusals import (
    damaged,
    protected,
    refusing_damage,
    too_many_cells,
    uncalculated,
)
from lib.errors import InputError


def test_every_refusal_names_the_file_and_says_what_to_do():
    for refusal in (
        damaged("a.xls"),
        protected("a.xls"),
        uncalculated("a.xls", "表", "B7"),
        too_many_cells("a.xls", "表", (300_000, 7), Limits()),
    ):
        assert "a.xls" in str(refusal)
        assert refusal.hint


@pytest.mark.parametrize(
    "error", [zlib.error("x"), NotImplementedError(), KeyError("x"), MemoryError(), EOFError()]
)
def test_whatever_a_reader_raises_becomes_a_refusal(error):
    with pytest.raises(InputError, match="damaged"), refusing_damage("a.xls"):
        raise error


def test_a_refusal_keeps_its_own_words():
    with pytest.raises(InputError, match="password"), refusing_damage("a.xls"):
        raise protected("a.xls")
