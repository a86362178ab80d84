"""How evenly money is spread over residents: Gini, Theil, range, coefficient of variation.

All by resident: every institution counts as many times as it has residents, so a small
one that stands out weighs little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lib.errors import N_, InputError
from lib.model.evaluation import Outcome
from lib.model.numbers import Numbers

_FEN_PER_YUAN = 100


@dataclass(frozen=True, slots=True)
class Spread:
    """Measures of how uneven money per head is; 0 where all receive the same."""

    gini: float
    """0 to 1: half the mean difference between two residents, over the mean."""
    theil: float
    """Theil's T, 0 or more; falls apart into between and within groups."""
    variation: float
    """Standard deviation over the mean."""
    least: float
    most: float
    """Lowest and highest amount per head, yuan."""

    @property
    def ratio(self) -> float:
        """Highest over lowest; infinite where the lowest is nothing."""
        return self.most / self.least if self.least else float("inf")


def per_head(outcome: Outcome) -> Numbers:
    """Return the amount per resident of every institution, yuan, shape (areas,).

    Raises
    ------
    InputError
        If no money is shared, or an institution has no residents.
    """
    if outcome.allocation is None:
        raise InputError(N_("The rules share no money."))
    if empty := [area.name for area in outcome.areas if not area.population]:
        raise InputError(
            N_("{areas} have no residents, so nothing can be said per head."),
            hint=N_("Complete the column population of the roster."),
            areas=", ".join(empty),
        )
    rows = outcome.allocation.rows
    return np.array([row.amount / _FEN_PER_YUAN / row.population for row in rows])


def people(outcome: Outcome) -> Numbers:
    """Return the residents of every institution as floats, shape (areas,)."""
    return np.array([area.population or 0 for area in outcome.areas], dtype=np.float64)


def spread(values: Numbers, weights: Numbers) -> Spread:
    """Measure how uneven values are.

    Parameters
    ----------
    values
        Amount per head, not negative, not all zero.
    weights
        Residents, above zero.
    """
    mean = float(np.average(values, weights=weights))
    variance = float(np.average((values - mean) ** 2, weights=weights))
    return Spread(
        gini=gini(values, weights),
        theil=theil(values, weights),
        variation=variance**0.5 / mean,
        least=float(values.min()),
        most=float(values.max()),
    )


def gini(values: Numbers, weights: Numbers) -> float:
    """Return the Gini coefficient, 0 to 1.

    References
    ----------
    C. Gini (1912); the mean absolute difference of two residents over twice the mean.

    Examples
    --------
    >>> gini(np.array([1.0, 3.0]), np.array([1.0, 1.0]))
    0.25
    """
    apart = np.abs(values[:, np.newaxis] - values) * weights[:, np.newaxis] * weights
    whole, mean = weights.sum(), np.average(values, weights=weights)
    return float(apart.sum() / (2 * mean * whole**2))


def theil(values: Numbers, weights: Numbers) -> float:
    """Return Theil's T index, 0 where all are equal; nothing at all contributes nothing.

    References
    ----------
    H. Theil (1967), *Economics and Information Theory*.

    Examples
    --------
    >>> theil(np.array([2.0, 2.0]), np.array([1.0, 5.0]))
    0.0
    """
    share = values / np.average(values, weights=weights)
    logged = np.log(np.where(share > 0, share, 1.0))
    return float(np.average(share * logged, weights=weights))


def split_theil(values: Numbers, weights: Numbers, groups: Sequence[str]) -> tuple[float, float]:
    """Split Theil's T into what lies between groups and what lies within them.

    Parameters
    ----------
    values, weights
        As `spread`.
    groups
        Group of each value.

    Returns
    -------
    tuple of float
        Between and within; they add up to `theil`.

    Examples
    --------
    >>> split_theil(np.array([1.0, 1.0, 3.0]), np.ones(3), ["a", "a", "b"])[1]
    0.0
    """
    members = [np.array([group == code for group in groups]) for code in dict.fromkeys(groups)]
    heavy = np.array([weights[chosen].sum() for chosen in members])
    means = np.array([np.average(values[c], weights=weights[c]) for c in members])
    whole = float((values * weights).sum())
    within = sum(
        (n * mean / whole) * theil(values[chosen], weights[chosen])
        for chosen, n, mean in zip(members, heavy, means, strict=True)
        if mean > 0
    )
    return theil(means, heavy), float(within)
