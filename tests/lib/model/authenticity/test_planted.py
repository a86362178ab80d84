"""Planted fakes: how many dishonest institutions samples of a fixed size find, and how purely.

Recall and precision over simulated counties of 22 institutions; those of theory are held
beside them. See docs/method.md.
"""

from fractions import Fraction
from functools import cache

import numpy as np
import pytest

from lib.model.authenticity.estimation import Tally, estimate
from lib.model.authenticity.sampling import chance_to_find, draw

INSTITUTIONS, DISHONEST, LISTED = 22, 5, 300
HONEST_SHARE = 0.01
WORLDS = 40


def played(planted, size, seed):
    """Plant fakes in five lists, draw from all, and count what the samples find."""
    dice = np.random.default_rng(seed)
    bad = set(dice.choice(INSTITUTIONS, DISHONEST, replace=False).tolist())
    for place in range(INSTITUTIONS):
        share = planted if place in bad else HONEST_SHARE
        false = set((1 + dice.choice(LISTED, round(share * LISTED), replace=False)).tolist())
        drawn = draw(f"{seed}|B{place:02}", "", LISTED, size, shares=(Fraction(0), ()))
        found = sum(position in false for position in drawn.positions)
        yield place in bad, Tally(size - found, 0, 0, found)


def measured(planted, size, suspect):
    """Return recall and precision of a rule that names suspects."""
    hits = misses = alarms = 0
    for seed in range(WORLDS):
        for is_bad, tally in played(planted, size, seed):
            named = suspect(tally)
            hits += named and is_bad
            misses += is_bad and not named
            alarms += named and not is_bad
    return hits / (hits + misses), hits / max(1, hits + alarms)


def any_false(tally):
    return tally.false > 0


@cache
def below_the_line(tally):
    return estimate(tally, LISTED, 500).share.low > 0.05


@pytest.mark.parametrize(
    ("planted", "size", "least"),
    [(0.1, 10, 0.55), (0.2, 10, 0.8), (0.2, 20, 0.95), (0.3, 20, 0.98)],
)
def test_samples_find_as_many_as_theory_says(planted, size, least):
    recall, _precision = measured(planted, size, any_false)
    theory = chance_to_find(LISTED, round(planted * LISTED), size)
    error = 4 * np.sqrt(theory * (1 - theory) / (WORLDS * DISHONEST))
    assert abs(recall - theory) <= error + 1e-9
    assert recall >= least


def test_one_false_file_alone_is_weak_evidence_and_an_interval_below_the_line_is_strong():
    loose = measured(0.3, 20, any_false)
    strict = measured(0.3, 20, below_the_line)
    assert loose[0] > strict[0] > 0.85
    assert loose[1] < 0.75
    assert strict[1] > 0.97


def test_more_files_put_more_of_the_dishonest_below_the_line():
    once = measured(0.2, 20, below_the_line)
    small = measured(0.2, 10, below_the_line)
    assert once[0] > small[0]
