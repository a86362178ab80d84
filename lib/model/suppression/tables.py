"""Tables of counts of which some may stay unseen, and the words in the place of those."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Pair: TypeAlias = tuple[int, int]
"""Numerator and denominator; or lowest and highest value."""
FAR = 10**12
"""More people than there are: the upper end of what a hidden count could be."""


class Reason(StrEnum):
    """Why a figure is not shown."""

    FEW = "few"
    """Its numerator is below the threshold."""
    KEPT = "kept"
    """Its denominator is small, or it would give another hidden figure away."""
    VILLAGE = "village"
    """It is of a single village."""


@dataclass(frozen=True, slots=True)
class Growth:
    """Which counts of an indicator are counted up through the year."""

    numerator: bool
    denominator: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of one area that are shown together or not at all."""

    pairs: tuple[Pair | None, ...]
    """Numerator and denominator of each indicator; None where nothing was reported."""
    months: tuple[int, ...] = ()
    """Months the figures are of: the same figures may hold in several months."""
    closed: bool = False
    """Whether they stay unseen whatever they are."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What stays unseen of one month."""

    hidden: frozenset[str]
    """Codes of the areas."""
    total: bool
    """Whether the sum stays unseen."""


def words_tell(numerator: int, threshold: int, *, growing: bool) -> Pair:
    """Return between which ends the words in the place of a hidden numerator put it.

    Of what grows they say nothing: the month in which "<5" went would tell.

    Examples
    --------
    >>> words_tell(3, 5, growing=False)
    (0, 4)
    """
    if growing:
        return 0, FAR
    return (0, threshold - 1) if numerator < threshold else (threshold, FAR)


def grows(growth: Sequence[Growth]) -> bool:
    """Tell whether any count of a table grows through the year."""
    return any(g.numerator or g.denominator for g in growth)


def steps(then: Counts, now: Counts, growth: Sequence[Growth]) -> list[list[int]]:
    """Return by how much the counts of each indicator grew; nothing for those that do not grow.

    Examples
    --------
    >>> cohort = Growth(numerator=True, denominator=True)
    >>> steps(Counts(((3, 20),)), Counts(((4, 26),)), [cohort])
    [[1, 6]]
    """
    found = []
    for before, after, grown in zip(then.pairs, now.pairs, growth, strict=True):
        here: list[int] = []
        if before is not None and after is not None:
            here += [after[0] - before[0]] * grown.numerator
            here += [after[1] - before[1]] * grown.denominator
        found.append(here)
    return found
