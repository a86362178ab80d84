"""Amounts in sentences are yuan."""

from fractions import Fraction

from lib.model.formulas.shared import yuan


def test_amounts_read_as_yuan():
    assert (yuan(100), yuan(Fraction(12_345_678_9, 10))) == ("1.00", "123,456.79")
