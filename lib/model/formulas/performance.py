"""F1 and F2: the coefficient that follows the own score, and the pass line."""

from fractions import Fraction

import numpy as np

from lib.model.numbers import Flags, Numbers, like
from lib.model.rules import AllocationRules, BelowPassLine

PERCENT = 100
"""Scores run from 0 to this."""


def coefficients(scores: Numbers, rules: AllocationRules, barred: Flags) -> Numbers:
    """Turn scores into the coefficient of performance, unit /1.

    Parameters
    ----------
    scores
        Shape (..., areas), 0 to 100, on the basis that the rules declare.
    rules
        Pass line and what it does.
    barred
        Areas whose performance money is withheld by a veto.

    References
    ----------
    F1 population times score, F2 base and performance pool.
    """
    share = scores * like(scores, Fraction(1, PERCENT))
    earned: Numbers = np.where(barred, like(scores, 0), share * passing(scores, rules))
    return earned


def passing(scores: Numbers, rules: AllocationRules) -> Numbers:
    """Return what the pass line leaves of each claim, unit /1."""
    left = {
        BelowPassLine.KEEP: Fraction(1),
        BelowPassLine.ZERO: Fraction(0),
        BelowPassLine.PENALTY: rules.below_penalty,
    }[rules.below_pass_line]
    passed = scores >= like(scores, rules.pass_line)
    kept: Numbers = np.where(passed, like(scores, 1), like(scores, left))
    return kept
