"""Largest remainder by long division, in numbers small enough for a spreadsheet.

A spreadsheet keeps 15 digits, and a pool times a weight has 20. So a total is
shared as people divide by hand: in groups of digits from the left, the remainder
of one group carried to the next. No number on the way passes 10^14, where Excel,
WPS and LibreOffice all still tell neighbouring whole numbers apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from lib.model.apportionment import apportion
from lib.model.numbers import exact

LARGEST = 10**14
"""Greatest number that may occur on the way."""
MOST_UNITS = 10**13
"""Greatest total that the groups of digits hold, in rounding units."""
_BASES = (1000, 100, 10)
_MOST_WEIGHTS = LARGEST // (2 * _BASES[-1])
_FEW_WEIGHTS = LARGEST // (2 * _BASES[0])
_FROM_HALF = Fraction(1, 50)
_TRIES = 1000


@dataclass(frozen=True, slots=True)
class Digits:
    """Groups of digits of a total: `count` of them, each below `base`."""

    base: int
    count: int

    def split(self, total: int) -> list[int]:
        """Split a total, the highest group first.

        Examples
        --------
        >>> Digits(1000, 3).split(12_345_678)
        [12, 345, 678]
        """
        powers = [self.base**power for power in reversed(range(self.count))]
        return [total // power % self.base for power in powers]


@dataclass(frozen=True, slots=True)
class Division:
    """What the formulas of one line come to."""

    weights: int
    """Sum of all weights."""
    groups: list[tuple[int, int, int, int]]
    """For each group: its digits, dividend, quotient and remainder."""
    floor: int
    order: int
    """Place of the last remainder among all, the largest first, ties by line."""
    left: int
    """Units that whole parts leave over."""
    units: int


def digits_for(weights: int) -> Digits:
    """Choose groups of digits as long as a sum of weights allows.

    Examples
    --------
    >>> digits_for(12_000_000_000), digits_for(4 * 10**12)
    (Digits(base=1000, count=5), Digits(base=10, count=13))
    """
    base = next((b for b in _BASES if 2 * b * weights <= LARGEST), _BASES[-1])
    return Digits(base, next(n for n in range(1, 14) if base**n >= MOST_UNITS))


def scale_for(
    weights: Sequence[Fraction], total: int, wanted: int, largest: int = _MOST_WEIGHTS
) -> int:
    """Choose what weights are multiplied by before they are rounded to whole numbers.

    Parameters
    ----------
    weights
        Exact weights.
    total
        Units they share.
    wanted
        Multiplier to use if it makes them whole. Otherwise the greatest is taken
        whose rounded weights share `total` in exactly the same way.
    largest
        Most that the weights may add up to.

    Examples
    --------
    >>> scale_for([Fraction(1, 4), Fraction(1, 2)], 10, 100)
    100
    """
    together = sum(weights, Fraction())
    whole = all((weight * wanted).denominator == 1 for weight in weights)
    if together == 0 or (whole and together * wanted <= largest):
        return wanted
    most = max(1, int(largest / together))
    shared = apportion(total, exact(weights))
    tries = (most - most * step // _TRIES for step in range(_TRIES))
    return next((scale for scale in tries if _same(weights, scale, total, shared)), most)


def whole_weights(weights: Sequence[Fraction], total: int) -> list[int]:
    """Make weights whole so that they share a total as the exact ones do, small if they can be.

    Examples
    --------
    >>> whole_weights([Fraction(1, 3), Fraction(1, 6)], 100)
    [2, 1]
    """
    wanted = lcm(*(weight.denominator for weight in weights))
    if not any(weights):
        return [0] * len(weights)
    found: list[int] = []
    for most in _FEW_WEIGHTS, _MOST_WEIGHTS:
        found = rounded(weights, scale_for(weights, total, wanted, most))
        if any(found) and apportion(total, exact(found)) == apportion(total, exact(weights)):
            break
    return found


def rounded(weights: Sequence[Fraction], scale: int) -> list[int]:
    """Multiply weights and round them to whole numbers, as the spreadsheet does.

    Examples
    --------
    >>> rounded([Fraction(1, 4), Fraction(1, 2)], 2)
    [1, 1]
    """
    return [int(weight * scale + Fraction(1, 2)) for weight in weights]


def _same(weights: Sequence[Fraction], scale: int, total: int, shared: list[int]) -> bool:
    """Whether rounding changes nothing, and is nowhere so close that floats could differ."""
    scaled = [weight * scale for weight in weights]
    if min(abs(weight - int(weight) - Fraction(1, 2)) for weight in scaled) < _FROM_HALF:
        return False
    whole = rounded(weights, scale)
    return any(whole) and apportion(total, exact(whole)) == shared


def divide(digits: Digits, total: int, weights: Sequence[int]) -> list[Division]:
    """Share a total in whole numbers; nobody gets anything where all weights are zero.

    Examples
    --------
    >>> [line.units for line in divide(Digits(10, 5), 10_000, [1, 1, 1])]
    [3334, 3333, 3333]
    """
    together = sum(weights)
    groups = [_long_division(digits, total, weight, together) for weight in weights]
    floors = [_number(digits, line) for line in groups]
    remainders = [line[-1][-1] for line in groups]
    left = total - sum(floors)
    found = []
    for line, mine in enumerate(remainders):
        larger = sum(other > mine for other in remainders)
        order = larger + sum(other == mine for other in remainders[: line + 1])
        extra = together > 0 and order <= left
        found.append(
            Division(together, groups[line], floors[line], order, left, floors[line] + extra)
        )
    return found


def _long_division(
    digits: Digits, total: int, weight: int, divisor: int
) -> list[tuple[int, int, int, int]]:
    groups, carried = [], 0
    for digit in digits.split(total):
        dividend = carried * digits.base + digit * weight
        quotient = dividend // divisor if divisor else 0
        carried = dividend - quotient * divisor
        groups.append((digit, dividend, quotient, carried))
    return groups


def _number(digits: Digits, groups: Sequence[tuple[int, int, int, int]]) -> int:
    number = 0
    for _, _, quotient, _ in groups:
        number = number * digits.base + quotient
    return number
