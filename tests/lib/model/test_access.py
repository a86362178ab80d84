"""The one gate of every read."""

import pytest

from lib.errors import InputError
from lib.model.access import ANYONE, visible_areas
from tests import small


def test_everybody_sees_the_county_while_there_is_no_sign_in():
    areas = small.roster({"A": 1})
    assert visible_areas(areas, ANYONE) == areas


def test_an_unknown_user_sees_nothing():
    with pytest.raises(InputError, match="“mallory” is not known"):
        visible_areas(small.roster({"A": 1}), "mallory")
