"""Risk (风险分): where the next samples should go."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lib.model.authenticity.conclusions import Conclusion
from lib.model.authenticity.estimation import Tally, add
from lib.model.authenticity.practice import Practice
from lib.model.authenticity.screening import Flag

PRIOR = 10
"""Files of the county's mean that every institution starts with: small samples stay near it."""
_FULL_FLAGS = 2


@dataclass(frozen=True, slots=True)
class Risk:
    """Points of 100 of one institution, and what they are made of."""

    area_code: str
    found: Fraction
    """For false files, shrunk towards the county's mean."""
    flags: Fraction
    unreachable: Fraction
    unknown: Fraction
    """For too few files verified."""

    @property
    def points(self) -> Fraction:
        """Return all points, 0 to 100."""
        return self.found + self.flags + self.unreachable + self.unknown


def risks(
    areas: Collection[str],
    found: Sequence[Conclusion],
    flags: Sequence[Flag],
    practice: Practice,
) -> tuple[Risk, ...]:
    """Score every institution, the greatest risk first.

    Parameters
    ----------
    areas
        Codes of all institutions: who was never checked is unknown, not clean.
    found
        Conclusions of the last round.
    flags
        Of figures that are too perfect; two kinds of tests earn all points.
    practice
        Weights in force.
    """
    whole = add(one.tally for one in found).false_share or Fraction()
    scored = []
    for area in areas:
        tally = add(one.tally for one in found if one.area_code == area)
        raised = sum(flag.area_code == area for flag in flags)
        scored.append(_risk(area, tally, (raised, whole), practice))
    return tuple(sorted(scored, key=lambda one: (-one.points, one.area_code)))


def shrunk(tally: Tally, mean: Fraction) -> Fraction:
    """Return the false share with `PRIOR` files of the county's mean added.

    >>> shrunk(Tally(8, 0, 0, 2), Fraction(1, 20))
    Fraction(1, 8)
    """
    return (tally.false + PRIOR * mean) / (tally.verifiable + PRIOR)


def _risk(area: str, tally: Tally, known: tuple[int, Fraction], practice: Practice) -> Risk:
    weights, (raised, mean) = practice.risk, known
    lost = tally.unreachable_share or Fraction()
    missing = 1 - Fraction(tally.verifiable, practice.least_sample)
    return Risk(
        area,
        weights.found * min(Fraction(1), shrunk(tally, mean) / weights.false_full),
        weights.flags * min(Fraction(1), Fraction(raised, _FULL_FLAGS)),
        weights.unreachable * _part(lost, practice.unreachable_limit),
        weights.unknown * max(Fraction(0), missing),
    )


def _part(share: Fraction, full: Fraction) -> Fraction:
    return min(Fraction(1), share / full) if full else Fraction(bool(share))
