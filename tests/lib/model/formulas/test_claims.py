"""Claims hold what institutions bring."""

import numpy as np
import pytest

from lib.errors import AllocationError
from lib.model.formulas.claims import Claims, residents
from lib.model.numbers import exact
from lib.model.roster import Area

AREAS = (Area("A", "甲", "x", "", 10), Area("B", "乙", "x", "", 20))
NOBODY = np.zeros(2, dtype=bool)


def test_residents_take_the_number_type_of_the_scores():
    assert Claims(AREAS, exact([90, 80]), NOBODY).people.tolist() == [10, 20]
    assert Claims(AREAS, np.array([90.0, 80.0]), NOBODY).people.dtype == np.float64


def test_ranks_are_the_official_ones_where_they_are_known():
    scores = exact([90, 80])
    assert Claims(AREAS, scores, NOBODY).ranks.tolist() == [1, 2]
    assert Claims(AREAS, scores, NOBODY, places=np.array([2, 1])).ranks.tolist() == [2, 1]


def test_published_scores_are_rounded_half_up():
    assert Claims(AREAS, exact(["89.995", "89.994"]), NOBODY).published.tolist() == [
        90,
        exact(["89.99"])[0],
    ]


def test_an_unknown_population_is_named():
    with pytest.raises(AllocationError, match="丙"):
        residents((*AREAS, Area("C", "丙", "x", "", None)))
