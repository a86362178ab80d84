"""What a formula gives before any overlay."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from lib.model.notices import Notice
from lib.model.numbers import Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """The performance pool as a formula shares it; arrays of shape (areas,), fen."""

    performance: Numbers
    award: Numbers
    coefficient: Numbers
    """Unit /1; 0 where the formula has none."""
    carried_over: Fraction
    deducted: Fraction = Fraction(0)
    items: Mapping[str, Numbers] = field(default_factory=dict)
    """The performance part by item pool."""
    notices: tuple[Notice, ...] = ()


def yuan(fen: Fraction | int) -> str:
    """Write an amount for a sentence.

    Examples
    --------
    >>> yuan(123456)
    '1,234.56'
    """
    return f"{float(fen) / 100:,.2f}"
