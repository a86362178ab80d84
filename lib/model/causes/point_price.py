"""Yuan per weight point (一分值多少钱): what one point more on an item is worth to whom.

The item goes from half a point below its weight to half a point above it, and the other
items share what is left in proportion, as on the what-if page but without its rounding to
hundredths, which would blur so small a step. The price is the difference of the two runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from lib.model.evaluation import Outcome, reconsider
from lib.model.observations import Dataset
from lib.model.roster import Area
from lib.model.scenarios import TOTAL, Scenario, Weights, apply, item_points

HALF = Fraction(1, 2)
"""Points below and above the weight between which the price is taken."""


@dataclass(frozen=True, slots=True)
class Price:
    """What one point more on one item is worth to everybody."""

    item: str
    weight: Fraction
    """Weight of the item now, points of 100."""
    low: Fraction
    high: Fraction
    """Weights between which the price is taken: one point apart."""
    fen: Mapping[str, int]
    """By area code; adds up to what is carried over less, so to 0 where nothing is."""

    @property
    def moved(self) -> int:
        """Fen that change hands when the item gains one point."""
        return sum(max(0, change) for change in self.fen.values())


@dataclass(frozen=True, slots=True)
class Prices:
    """Yuan per point, institutions by items."""

    areas: tuple[Area, ...]
    items: tuple[Price, ...]
    """In reading order; items without points or that are everything are left out."""

    def of(self, area: str) -> dict[str, int]:
        """Return what one point more on each item is worth to one institution, fen."""
        return {price.item: price.fen[area] for price in self.items}


def prices(dataset: Dataset, outcome: Outcome) -> Prices:
    """Price one point more on every item.

    Parameters
    ----------
    dataset
        The data of the outcome.
    outcome
        An evaluation with an allocation; its marks are used again.

    Returns
    -------
    Prices
        Whole fen: differences of two runs of the engine.

    Notes
    -----
    An item of less than half a point is priced from nothing to one point, one of more
    than 99.5 points over its last point.
    """
    weights = {code: now for code, now in item_points(outcome.rules.tree).items() if now}
    return Prices(
        outcome.areas,
        tuple(
            _price(dataset, outcome, weights, code) for code, now in weights.items() if now < TOTAL
        ),
    )


def around(weight: Fraction) -> tuple[Fraction, Fraction]:
    """Return the two weights, one point apart, between which an item is priced.

    Examples
    --------
    >>> [str(end) for end in around(Fraction(14))]
    ['27/2', '29/2']
    """
    low = min(max(weight - HALF, Fraction(0)), TOTAL - 1)
    return low, low + 1


def set_weight(weights: Weights, item: str, points: Fraction) -> Scenario:
    """Give one item so many points; the others share the rest in proportion, exactly."""
    rest = TOTAL - weights[item]
    shares = {code: now * (TOTAL - points) / rest for code, now in weights.items()}
    return Scenario(items={**shares, item: points})


def _price(dataset: Dataset, outcome: Outcome, weights: Weights, item: str) -> Price:
    low, high = around(weights[item])
    ends = [
        reconsider(dataset, outcome, apply(outcome.rules, set_weight(weights, item, points)))
        for points in (low, high)
    ]
    below, above = (end.allocation.amounts() if end.allocation else {} for end in ends)
    return Price(
        item, weights[item], low, high, {code: above[code] - below[code] for code in below}
    )
