"""Where an amount becomes money: rule R in whole units, or no rounding at all.

Every formula is written once on a `Rounding`. Paid amounts use the unit of the
rules; the ledger of causes runs the same formulas without any rounding.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from lib.model.apportionment import ROUNDING_UNITS, apportion, fit_between
from lib.model.numbers import Numbers, exact, round_one, whole_numbers


@dataclass(frozen=True, slots=True)
class Rounding:
    """How amounts are rounded.

    Examples
    --------
    >>> [str(x) for x in Rounding(100).share(Fraction(1000), exact([2, 1]))]
    ['700', '300']
    >>> [str(x) for x in Rounding(None).share(Fraction(1000), exact([2, 1]))]
    ['2000/3', '1000/3']
    """

    unit: int | None
    """Smallest amount, fen; None leaves every amount exact."""

    def share(self, total: Fraction, weights: Numbers) -> Numbers:
        """Share a whole number of units by exact weights, by largest remainder.

        Raises
        ------
        AllocationError
            If there is something to share and no weight is above zero.
        """
        if total == 0:
            return exact([0] * len(weights))
        if self.unit is None:
            whole = weights.sum()
            return exact(total * weight / whole for weight in weights)
        return exact(units * self.unit for units in apportion(int(total // self.unit), weights))

    def down(self, amount: Fraction) -> Fraction:
        """Round down to whole units."""
        return amount if self.unit is None else Fraction(floor(amount / self.unit) * self.unit)

    def up(self, amount: Fraction) -> Fraction:
        """Round up to whole units."""
        return amount if self.unit is None else Fraction(ceil(amount / self.unit) * self.unit)

    def near(self, amount: Fraction) -> Fraction:
        """Round half up to whole units."""
        return amount if self.unit is None else round_one(amount / self.unit) * self.unit

    def fit(self, amounts: Numbers, least: Numbers, most: list[Fraction | None]) -> Numbers:
        """Hold amounts between bounds in whole units, keeping their sum and proportions.

        Raises
        ------
        AllocationError
            If the bounds cannot hold together, with their sums.
        """
        total = Fraction(amounts.sum())
        caps = [cap for cap in most if cap is not None]
        common = whole_numbers(exact([1, total, *amounts, *least, *caps]))
        scale, count = common[0], len(amounts)
        limits = iter(common[2 + 2 * count :])
        fitted = fit_between(
            common[1],
            common[2 : 2 + count],
            common[2 + count : 2 + 2 * count],
            [None if cap is None else next(limits) for cap in most],
        )
        return self.share(total, fitted * Fraction(1, scale))


EXACT = Rounding(None)
"""No rounding."""


def rounding_of(unit: str) -> Rounding:
    """Return the rounding of a declared unit."""
    return Rounding(ROUNDING_UNITS[unit])
