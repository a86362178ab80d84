"""Shrinkage (向均值收缩): what a small sample says, held against all others.

Twenty answers that are all good are less than they seem: some of it is luck. The share of
each institution is drawn towards that of the county, the smaller its sample the more; how
much is read from how far the institutions differ beyond what chance explains.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

import numpy as np
from scipy import optimize, special, stats

from lib.model.numbers import Numbers

LEAST_STRENGTH, MOST_STRENGTH = 1.0, 100_000.0
"""Bounds within which the strength is looked for."""
_LEAST_SHARE = 1e-3
_BEGINNINGS = (20.0, 500.0)


@dataclass(frozen=True, slots=True)
class Prior:
    """How institutions are distributed: a beta distribution."""

    mean: float
    strength: float
    """Answers that the county's mean is worth: a sample of so many is drawn half-way."""

    def shrink(self, found: float, sample: float) -> float:
        """Return the share of a sample, drawn towards the mean.

        Examples
        --------
        >>> round(Prior(0.85, 40).shrink(22, 22), 3)
        0.903
        """
        return (found + self.mean * self.strength) / (sample + self.strength)

    def interval(self, found: float, sample: float) -> tuple[float, float]:
        """Return the 95 % interval of the true share, given sample and prior."""
        good = found + self.mean * self.strength
        bad = sample - found + (1 - self.mean) * self.strength
        low, high = stats.beta.ppf([0.025, 0.975], good, bad)
        return float(low), float(high)


def fit(found: Sequence[int], sample: Sequence[int]) -> Prior | None:
    """Estimate mean and strength from all institutions (empirical Bayes, beta-binomial).

    Parameters
    ----------
    found
        Answers of the kind that is counted, by institution.
    sample
        Valid answers; institutions without any are left out.

    Returns
    -------
    Prior or None
        None if fewer than three institutions have answers: nothing can be learnt from two.

    Notes
    -----
    The likelihood is multiplied by B (1 − B), where B = strength / (strength + mean sample) is
    the part of the way that a sample goes towards the mean. Plain maximum likelihood often
    ends at B = 1, as if there were no differences at all; adjusted, it never does.

    References
    ----------
    C. L. Christiansen and C. N. Morris (1997), *Hierarchical Poisson regression modeling*
    (uniform shrinkage); C. N. Morris and R. Tang (2011), *Estimating random effects via
    adjustment for density maximization*.

    Examples
    --------
    >>> alike = fit([34, 34, 34, 34], [40, 40, 40, 40])
    >>> round(alike.mean, 2), round(alike.shrink(22, 22), 2)
    (0.85, 0.87)
    """
    pairs = [(r, n) for r, n in zip(found, sample, strict=True) if n]
    if len(pairs) < 3:  # noqa: PLR2004 (see above)
        return None
    r, n = (np.array(column, dtype=float) for column in zip(*pairs, strict=True))
    mean = _logit(float(np.clip(r.sum() / n.sum(), _LEAST_SHARE, 1 - _LEAST_SHARE)))
    bounds = [
        (_logit(_LEAST_SHARE), _logit(1 - _LEAST_SHARE)),
        (log(LEAST_STRENGTH), log(MOST_STRENGTH)),
    ]
    tried = [
        optimize.minimize(
            _surprise, (mean, log(start)), args=(r, n), method="L-BFGS-B", bounds=bounds
        )
        for start in _BEGINNINGS
    ]
    best = min(tried, key=lambda one: float(one.fun)).x
    return Prior(float(special.expit(best[0])), exp(float(best[1])))


def _surprise(at: Sequence[float], r: Numbers, n: Numbers) -> float:
    """Return minus the adjusted log-likelihood, at logit of the mean and log of the strength."""
    mean, strength = special.expit(at[0]), exp(at[1])
    good, bad = mean * strength, (1 - mean) * strength
    likelihood = (special.betaln(r + good, n - r + bad) - special.betaln(good, bad)).sum()
    pull = strength / (strength + n.mean())
    return -float(likelihood + log(pull) + log(1 - pull))


def _logit(share: float) -> float:
    return log(share / (1 - share))
