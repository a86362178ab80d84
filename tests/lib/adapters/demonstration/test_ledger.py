"""Ledger: what was written can be read, and nothing else."""

import pytest

from lib.adapters.demonstration.ledger import Counts, Ledger
from lib.errors import InputError


def test_lists_its_counts_by_area_and_indicator():
    ledger = Ledger()
    for area, indicator in (("B", "X"), ("A", "Y"), ("A", "X")):
        ledger.write(area, indicator, Counts([1], [2]))
    assert [key for key, _ in ledger.items()] == [("A", "X"), ("A", "Y"), ("B", "X")]


def test_says_what_other_figures_build_on():
    with pytest.raises(InputError, match="build on EHR01, which B01 does not report"):
        Ledger().read("B01", "EHR01")
