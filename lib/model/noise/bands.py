"""Same-money bands (同档): groups within which chance alone explains the differences.

The areas are cut in two where the two sides differ most, and each side again, as long as
the cut is sharper than chance would make it anywhere among so many areas that are all
equal. So the number of comparisons is allowed for, and bands never overlap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from string import ascii_uppercase

import numpy as np

from lib.model import evaluation
from lib.model.evaluation import Outcome
from lib.model.noise.estimates import Estimate
from lib.model.numbers import Numbers, exact, round_half_up
from lib.model.observations import Dataset
from lib.model.ranking import rank
from lib.model.rules import Basis

RISK = 0.03
"""Share of counties without any difference in which a cut is made all the same.

One in twenty is allowed; the rest is kept for the chance in the draws themselves.
"""
_LEAST_VARIANCE = 1e-12
_EQUAL = 1e-9


@dataclass(frozen=True, slots=True)
class Band:
    """Areas that are not to be ranked among themselves (同档内不排名次)."""

    letter: str
    """A for the best band."""
    lines: tuple[int, ...]
    """Positions of the areas, the highest score first."""


def bands(found: Estimate) -> tuple[Band, ...]:
    """Group the areas into bands, the best first.

    References
    ----------
    A. J. Scott and M. Knott (1974), *A cluster analysis method for grouping means in the
    analysis of variance*; here each area has an error of its own, and what chance does to
    the sharpest cut is read from the joint errors instead of a formula.
    """
    groups = _split(found, found.order)
    return tuple(Band(_letter(place), tuple(lines)) for place, lines in enumerate(groups))


def letters(grouped: Sequence[Band]) -> dict[int, str]:
    """Return the letter of the band by position of the area."""
    return {line: band.letter for band in grouped for line in band.lines}


def _letter(place: int) -> str:
    """Return A to Z, then A1 to Z1 and so on."""
    lap, letter = divmod(place, len(ascii_uppercase))
    return f"{ascii_uppercase[letter]}{lap or ''}"


def _split(found: Estimate, order: Sequence[int]) -> list[list[int]]:
    """Cut areas, given best first, as long as a cut is sharper than chance."""
    lines = list(order)
    if len(lines) < 2:  # noqa: PLR2004 (one area alone has nobody to differ from)
        return [lines]
    weights = 1 / np.maximum(found.errors[:, lines].var(axis=0), _LEAST_VARIANCE)
    sharpness = _between(found.scores[np.newaxis, lines], weights[np.newaxis, :])[0]
    place = int(sharpness.argmax())
    by_chance = _sharpest(found.errors[:, lines], weights)
    limit = np.quantile(by_chance, 1 - RISK)
    apart = found.scores[lines[place]] - found.scores[lines[place + 1]]
    if sharpness[place] <= limit or apart < _EQUAL:
        return [lines]
    return [*_split(found, lines[: place + 1]), *_split(found, lines[place + 1 :])]


def _sharpest(errors: Numbers, weights: Numbers) -> Numbers:
    """Return the sharpest cut of each draw among areas that are all equal."""
    order = np.argsort(-errors, axis=1)
    ranked = np.take_along_axis(errors, order, axis=1)
    sharpest: Numbers = _between(ranked, weights[order]).max(axis=1)
    return sharpest


def _between(values: Numbers, weights: Numbers) -> Numbers:
    """Return the weighted sum of squares between the two sides of every cut.

    Parameters
    ----------
    values, weights
        Shape (draws, areas), in the order in which they are cut.
    """
    heavy, moment = weights.cumsum(axis=1), (weights * values).cumsum(axis=1)
    whole, sum_of_all = heavy[:, -1:], moment[:, -1:]
    left, right = heavy[:, :-1], whole - heavy[:, :-1]
    means = moment[:, :-1] / left - (sum_of_all - moment[:, :-1]) / right
    squares: Numbers = means**2 * left * right / whole
    return squares


def pay_by_band(dataset: Dataset, outcome: Outcome, grouped: Sequence[Band]) -> Outcome:
    """Evaluate anew as if every area had the mean score of its band.

    Parameters
    ----------
    dataset, outcome
        What was evaluated, and what it gave.
    grouped
        Bands of all its areas.

    Returns
    -------
    Outcome
        The engine's own allocation for those scores: equal scores, equal money per head.
    """
    scores, rules = outcome.scores, outcome.rules
    full = scores.full.copy()
    for band in grouped:
        chosen = list(band.lines)
        full[chosen] = sum(scores.full[chosen], Fraction()) / len(chosen)
    published = round_half_up(exact(full), rules.score_decimals)
    basis = published if rules.rank_basis == Basis.PUBLISHED else full
    ranks = tuple(rank(exact(basis)).tolist())
    levelled = replace(scores, full=full, published=published, ranks=ranks)
    return evaluation.conclude(dataset, rules, levelled, None)
