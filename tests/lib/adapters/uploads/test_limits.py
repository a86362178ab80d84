"""The limits leave room for the largest honest file."""

from lib.adapters.uploads import Limits


def test_a_year_of_the_whole_county_fits():
    limits = Limits()
    assert limits.cells > 343 * 120 * 12 * 5
    assert 343 * 60 * 12 > limits.rows > 343 * 60
    assert limits.part < limits.unpacked < limits.memory
