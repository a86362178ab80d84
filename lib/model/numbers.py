"""Two number types, one formula.

What is paid is computed on object arrays of `fractions.Fraction`; what is
simulated is the same formula on float64 arrays. A formula written with numpy's
operators runs on both; the few constants it needs go through `like`.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from lib.errors import N_, ParameterError

Numbers: TypeAlias = npt.NDArray[Any]
"""Either float64, or object holding Fractions; any shape."""

Flags: TypeAlias = npt.NDArray[np.bool_]
Integers: TypeAlias = npt.NDArray[np.int64]


def fraction(value: object, *, where: str = "") -> Fraction:
    """Read an exact number as people write it: 2, 1.5, "1.5", "1/3".

    Raises
    ------
    ParameterError
        If it is not a number, naming `where` it stands.

    Examples
    --------
    >>> fraction("1/3"), fraction(Decimal("0.70"))
    (Fraction(1, 3), Fraction(7, 10))
    """
    if isinstance(value, int | str | Decimal | Fraction) and not isinstance(value, bool):
        try:
            return Fraction(value)
        except (ValueError, ZeroDivisionError, OverflowError):
            pass
    raise ParameterError(
        N_("“{value}” at {where} is not a number."),
        hint=N_("Write a whole number, a decimal such as 1.5, or a fraction such as 1/3."),
        value=value,
        where=where,
    )


def exact(values: Iterable[Any]) -> Numbers:
    """Make a one-dimensional exact array; its members are Fractions.

    Examples
    --------
    >>> exact([1, "1/2"])
    array([Fraction(1, 1), Fraction(1, 2)], dtype=object)
    """
    members = [Fraction(value) for value in values]
    array = np.empty(len(members), dtype=object)
    array[:] = members
    return array


def is_exact(numbers: Numbers) -> bool:
    """Tell whether an array holds Fractions rather than floats."""
    return bool(numbers.dtype == object)


def like(numbers: Numbers, constant: Fraction | int) -> Any:  # noqa: ANN401 (Fraction or float)
    """Give a constant the number type of an array."""
    return Fraction(constant) if is_exact(numbers) else float(constant)


def known(numbers: Numbers) -> Flags:
    """Tell where an exact array holds a number and not None.

    Examples
    --------
    >>> known(np.array([Fraction(1), None], dtype=object)).tolist()
    [True, False]
    """
    return np.array([number is not None for number in numbers.flat]).reshape(numbers.shape)


def zeros_like(numbers: Numbers) -> Numbers:
    """Return zeros of the same shape and number type."""
    return np.full(numbers.shape, like(numbers, 0), dtype=numbers.dtype)


def round_half_up(numbers: Numbers, decimals: int) -> Numbers:
    """Round to a declared number of decimals, halves away from below, as an officer does.

    Python and numpy round halves to even; official tables round 0.5 up.

    Examples
    --------
    >>> round_half_up(exact(["0.125", "0.135"]), 2)
    array([Fraction(13, 100), Fraction(7, 50)], dtype=object)
    """
    scale = like(numbers, 10**decimals)
    whole = np.floor(numbers * scale + like(numbers, Fraction(1, 2)))
    rounded: Numbers = whole * Fraction(1, 10**decimals) if is_exact(numbers) else whole / scale
    return rounded


def round_one(number: Fraction, decimals: int = 0) -> Fraction:
    """Round one exact number half up.

    Examples
    --------
    >>> round_one(Fraction(5, 2))
    Fraction(3, 1)
    """
    return Fraction((number * 10**decimals + Fraction(1, 2)).__floor__(), 10**decimals)


def whole_numbers(numbers: Numbers) -> list[int]:
    """Scale exact numbers by their common denominator: proportions as plain integers.

    Examples
    --------
    >>> whole_numbers(exact(["1/2", "1/3"]))
    [3, 2]
    """
    denominator = lcm(*(number.denominator for number in numbers))
    return [int(number * denominator) for number in numbers]


def sum_of_products(left: Numbers, right: Numbers) -> Numbers:
    """Multiply two exact tables and add up each row, over common denominators.

    The same as `(left * right).sum(axis=-1)`, several times faster: one fraction
    is reduced for each row instead of two for each cell.

    Examples
    --------
    >>> halves = exact(["1/2", "1/3"]).reshape(1, 2)
    >>> sum_of_products(halves, exact([2, 3]).reshape(1, 2))
    array([Fraction(2, 1)], dtype=object)
    """
    return exact(_dot(*rows) for rows in zip(left, right, strict=True))


def _dot(left: Numbers, right: Numbers) -> Fraction:
    below_left = lcm(*(number.denominator for number in left))
    below_right = lcm(*(number.denominator for number in right))
    above = sum(
        a.numerator * (below_left // a.denominator) * b.numerator * (below_right // b.denominator)
        for a, b in zip(left, right, strict=True)
    )
    return Fraction(above, below_left * below_right)
