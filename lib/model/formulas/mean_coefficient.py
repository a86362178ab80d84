"""F5: a coefficient against the county mean, with a clamp (与全县平均分比系数)."""

from fractions import Fraction

import numpy as np

from lib.model.money_rules import Coefficient, Mean
from lib.model.numbers import Numbers, like


def county_mean(scores: Numbers, people: Numbers, mean: Mean) -> Numbers:
    """Return the mean score of the county, shape (..., 1); 0 where nobody lives.

    Examples
    --------
    >>> from lib.model.numbers import exact
    >>> scores, people = exact(["92.5", 86, "78.4", 55]), exact([12, 6, 3, 1])
    >>> [str(county_mean(scores, people, mean)[0]) for mean in Mean]
    ['871/10', '3119/40']
    """
    weights = people if mean == Mean.WEIGHTED else np.full_like(people, like(people, 1))
    whole = weights.sum()
    spread = like(scores, 1) if whole == 0 else whole
    mean_score: Numbers = (scores * weights).sum(axis=-1, keepdims=True) / spread
    return mean_score


def coefficients(scores: Numbers, people: Numbers, rules: Coefficient) -> Numbers:
    """Return the coefficient of every area: 1 at the mean, clamped, never below 0.

    Parameters
    ----------
    scores
        Shape (..., areas), 0 to 100.
    people
        Residents, shape (areas,).
    rules
        Steepness, clamp and kind of mean.

    Returns
    -------
    Numbers
        Unit /1; 0 for all where every score is 0, so that nobody has a claim.

    References
    ----------
    k = clip(1 + α·(S − S̄)/S̄, k_min, k_max).
    """
    one, mean = like(scores, 1), county_mean(scores, people, rules.mean)
    safe = np.where(mean > 0, mean, one)
    moved = one + like(scores, rules.alpha) * (scores - mean) / safe
    clamped = np.maximum(moved, like(scores, rules.least or Fraction(0)))
    if rules.most is not None:
        clamped = np.minimum(clamped, like(scores, rules.most))
    coefficient: Numbers = np.where(mean > 0, clamped, like(scores, 0))
    return coefficient
